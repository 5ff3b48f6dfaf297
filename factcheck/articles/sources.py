"""What a command was given - files, addresses, standard input - as one stream of articles."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from factcheck.articles.fetching import fetch, is_url
from factcheck.articles.formats.documents import READERS, read_document
from factcheck.articles.formats.guarding import within
from factcheck.articles.formats.kinds import is_packed, kind_of, kinds
from factcheck.articles.formats.made import is_of_making
from factcheck.articles.formats.model import SourceFile, Unreadable
from factcheck.articles.formats.reading import read_file
from factcheck.articles.formats.word import LARGEST, read_word
from factcheck.articles.lines import Unread, read_lines
from factcheck.articles.live import ByteStream
from factcheck.articles.model import Article
from factcheck.articles.pages import read_page
from factcheck.articles.reading import MAX_BYTES, NO_DATE, check_size, read_text
from factcheck.errors import ArticleError

STDIN = "-"


class InputFormat(StrEnum):
    """How a document is written; ``auto`` goes by the ending of its name, and by how it begins."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"
    EML = "eml"
    CSV = "csv"
    PARQUET = "parquet"
    FEED = "feed"
    WARC = "warc"


_PLAIN = (InputFormat.AUTO, InputFormat.TEXT, InputFormat.HTML, InputFormat.JSONL)
"""Read here, so that the text of a claim's offsets is the one that was given; the others as in an archive."""

_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml")
_STARTS = ((b"%PDF-", InputFormat.PDF), (b"PK\x03\x04", InputFormat.DOCX))
_MEDIA = {
    "text/html": InputFormat.HTML, "application/xhtml+xml": InputFormat.HTML, "application/pdf": InputFormat.PDF,
    "text/markdown": InputFormat.MARKDOWN,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": InputFormat.DOCX}


def format_of(name: str, given: InputFormat = InputFormat.AUTO) -> InputFormat:
    """The format of a named document: the one given, else the one its ending says, else auto.

    >>> format_of("archive.jsonl").value
    'jsonl'
    """
    if given is not InputFormat.AUTO:
        return given
    kind = kind_of(name)
    return InputFormat(kind) if kind is not None and (kind != "text" or is_packed(name)) else InputFormat.AUTO


def is_many(name: str, given: InputFormat = InputFormat.AUTO) -> bool:
    """Whether a document by its name and format holds several articles."""
    kind = kinds().get(format_of(name, given).value)
    return kind is not None and kind.many


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
        form = format_of(name, input_format)
        with _open_file(name) as stream:
            if form in (*_PLAIN, InputFormat.DOCX) and not is_packed(name):
                yield from _documents(stream, name=name, identity=name, form=form, published=published)
                return
        yield from _archived(name, form, published)


def _archived(name: str, form: InputFormat, published: date | None) -> Iterator[Article | Unread]:
    """The articles of a file of this machine that is read as those of an archive are."""
    size = Path(name).stat().st_size
    kind = InputFormat.TEXT if form is InputFormat.AUTO else form
    for item in read_file(SourceFile(path=name, format=kind.value, size=size, modified=0.0)):
        if isinstance(item, Unreadable):
            yield Unread(message=item.reason)
        else:
            # A date that is given goes before that of a single document, and behind that of one among many.
            given = None if kinds()[kind.value].many and item.published_basis == "metadata" else published
            yield _dated(item, given, identity=item.id or item.location)


def _dated(article: Article, published: date | None, *, identity: str | None) -> Article:
    """The article under its name, with the date that was given for it."""
    if published is None:
        return article.model_copy(update={"id": identity})
    notes = tuple(note for note in article.notes if note != NO_DATE and not is_of_making(note))
    return article.model_copy(update={"id": identity, "published": published, "published_basis": "given",
                                      "notes": notes})


def _documents(stream: ByteStream, *, name: str, identity: str | None, form: InputFormat, published: date | None,
               url: str | None = None) -> Iterator[Article | Unread]:
    try:
        if form is InputFormat.JSONL:
            yield from _some(read_lines(stream, name=name, published=published), name)
            return
        data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ArticleError(f"{name} cannot be read ({error.strerror or error}).") from None
    if form is InputFormat.AUTO:
        form = _form_of_start(data)
    if form is InputFormat.DOCX:
        article = _word(stream, data, name=name)
        yield _dated(article.model_copy(update={"url": url or article.url}), published, identity=identity)
        return
    check_size(len(data), name=name)
    if form.value in READERS and form not in _PLAIN:
        article = read_document(io.BytesIO(data), form.value, name=name)
        yield _dated(article.model_copy(update={"url": url or article.url}), published, identity=identity)
        return
    if form not in _PLAIN:
        raise ArticleError(f"{name} cannot be read as {form.value}; save it as a file and name that.")
    if form is InputFormat.HTML:
        yield within(lambda: read_page(data, name=name, identity=identity, published=published, url=url), name=name)
    else:
        yield read_text(data, name=name, identity=identity, published=published, url=url)


def _word(stream: ByteStream, begun: bytes, *, name: str) -> Article:
    """The article of a Word document, which keeps the file: a report may be written into it."""
    rest = stream.read(LARGEST + 1 - len(begun)) if len(begun) > MAX_BYTES else b""
    return within(lambda: read_word(io.BytesIO(begun + rest), name, keep=True), name=name)


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


def _form_of_start(data: bytes) -> InputFormat:
    if data.lstrip()[:20].lower().startswith(_PAGE_STARTS):
        return InputFormat.HTML
    return next((form for start, form in _STARTS if data.startswith(start)), InputFormat.TEXT)


def _form_of_media(media_type: str, url: str) -> InputFormat:
    if media_type in _MEDIA:
        return _MEDIA[media_type]
    if media_type.startswith("text/"):
        return InputFormat.TEXT
    raise ArticleError(f"{url} is {media_type}, not a page or a text; copy the article's text and paste it.")
