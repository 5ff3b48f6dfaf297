"""What a command was given - files, addresses, standard input - as one stream of articles."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from factcheck.articles.fetching import fetch, is_url
from factcheck.articles.lines import Unread, read_lines
from factcheck.articles.live import ByteStream
from factcheck.articles.model import Article
from factcheck.articles.pages import read_page
from factcheck.articles.reading import MAX_BYTES, check_size, read_text
from factcheck.errors import ArticleError

STDIN = "-"


class InputFormat(StrEnum):
    """How a document is written; ``auto`` goes by the ending of its name, and by how it begins."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    JSONL = "jsonl"


_ENDINGS = {".jsonl": InputFormat.JSONL, ".ndjson": InputFormat.JSONL, ".html": InputFormat.HTML,
            ".htm": InputFormat.HTML, ".xhtml": InputFormat.HTML, ".docx": InputFormat.DOCX, ".docm": InputFormat.DOCX}
_WORD_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP = b"PK\x03\x04"
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml")


def format_of(name: str, given: InputFormat = InputFormat.AUTO) -> InputFormat:
    """The format of a named document: the one given, else the one its ending says, else auto.

    >>> format_of("archive.jsonl").value
    'jsonl'
    """
    return given if given is not InputFormat.AUTO else _ENDINGS.get(Path(name).suffix.lower(), InputFormat.AUTO)


def read(names: Sequence[str], *, stdin: ByteStream | None, input_format: InputFormat = InputFormat.AUTO,
         published: date | None = None) -> Iterator[Article | Unread]:
    """The articles of ``names`` in order; what cannot be read is an ``Unread`` in its place.

    A name is a file, an http(s) address, or "-" for ``stdin`` (None where it is closed). The ``id`` of an article is
    the file's name or the address as given, the line's own ``id`` in JSON Lines, and None for standard input.
    """
    for name in names:
        try:
            yield from _read_one(name, stdin=stdin, input_format=input_format, published=published)
        except ArticleError as error:
            yield Unread(message=str(error))


def _read_one(name: str, *, stdin: ByteStream | None, input_format: InputFormat,
              published: date | None) -> Iterator[Article | Unread]:
    if name == STDIN:
        yield from _documents(_open_stdin(stdin), name="Standard input", identity=None, form=input_format,
                              published=published)
    elif is_url(name):
        page = fetch(name)
        form = input_format
        if form is InputFormat.AUTO:
            form = _form_of_media(page.media_type, name)
        yield from _documents(io.BytesIO(page.data), name=name, identity=name, form=form, published=published,
                              url=page.url)
    else:
        with _open_file(name) as stream:
            yield from _documents(stream, name=name, identity=name, form=format_of(name, input_format),
                                  published=published)


def _documents(stream: ByteStream, *, name: str, identity: str | None, form: InputFormat, published: date | None,
               url: str | None = None) -> Iterator[Article | Unread]:
    try:
        if form is InputFormat.JSONL:
            yield from _some(read_lines(stream, name=name, published=published), name)
            return
        data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ArticleError(f"{name} cannot be read ({error.strerror or error}).") from None
    if form is InputFormat.DOCX or (form is InputFormat.AUTO and data.startswith(_ZIP)):
        yield _word(stream, data, name=name, identity=identity, published=published, url=url)
        return
    check_size(len(data), name=name)
    if form is InputFormat.AUTO:
        form = InputFormat.HTML if data.lstrip()[:20].lower().startswith(_PAGE_STARTS) else InputFormat.TEXT
    reader = read_page if form is InputFormat.HTML else read_text
    yield reader(data, name=name, identity=identity, published=published, url=url)


def _word(stream: ByteStream, data: bytes, *, name: str, identity: str | None, published: date | None,
          url: str | None) -> Article:
    """The article of a Word document, which keeps the file: a report may be written into it."""
    try:
        from factcheck.articles.word.parts import LARGEST
        from factcheck.articles.word.reading import read_word
    except ImportError:
        raise ArticleError(f"{name} is a Word document; reading those needs an extra: pip install "
                           "'factcheck-desk[documents]', or save its text as a .txt file.") from None
    if len(data) > MAX_BYTES:
        data += stream.read(LARGEST + 1 - len(data))
    return read_word(data, name=name, identity=identity, published=published, url=url, keep=True)


def _some(articles: Iterator[Article | Unread], name: str) -> Iterator[Article | Unread]:
    """The articles as they come; a file of none at all is an empty one."""
    empty = True
    for article in articles:
        empty = False
        yield article
    if empty:
        raise ArticleError(f"{name} is empty; give one article a line.")


def _open_stdin(stdin: ByteStream | None) -> ByteStream:
    if stdin is None or stdin.closed:
        raise ArticleError("Standard input is closed; name a file, or paste the article's text.")
    return stdin


def _open_file(name: str) -> BinaryIO:
    path = Path(name)
    try:
        if path.is_dir():
            raise ArticleError(f"{name} is a folder; name the files in it.")
        return path.open("rb")
    except FileNotFoundError:
        raise ArticleError(f"{name} does not exist; check the name of the file.") from None
    except PermissionError:
        raise ArticleError(f"{name} cannot be read (permission denied); check its access rights.") from None
    except (OSError, ValueError) as error:
        raise ArticleError(f"{name} cannot be read ({getattr(error, 'strerror', None) or error}).") from None


def _form_of_media(media_type: str, url: str) -> InputFormat:
    if media_type in ("text/html", "application/xhtml+xml"):
        return InputFormat.HTML
    if media_type.startswith("text/"):
        return InputFormat.TEXT
    if media_type == _WORD_MEDIA:
        return InputFormat.DOCX
    raise ArticleError(f"{url} is {media_type}, not a page or a text; copy the article's text and paste it.")
