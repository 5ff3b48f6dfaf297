"""Files of one document that is text or markup: plain text, pages, Markdown, mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import BinaryIO, cast

from factcheck.articles.decoding import decode
from factcheck.articles.formats.dates import read_date
from factcheck.articles.formats.finishing import finish
from factcheck.articles.formats.guarding import within
from factcheck.articles.formats.markup import text_of
from factcheck.articles.formats.model import Known
from factcheck.articles.formats.paper import read_pdf
from factcheck.articles.formats.word import read_word
from factcheck.articles.model import Article
from factcheck.articles.pages import extract_page
from factcheck.articles.reading import MAX_BYTES, check_size
from factcheck.errors import ArticleError

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]+(.+)")
_HEADER = 2_000
_HEADING = re.compile(r"<h1>(.*?)</h1>\s*", re.DOTALL)


def read_document(stream: BinaryIO, kind: str, *, name: str) -> Article:
    """The article of a file that holds one. ArticleError says why there is none."""
    return READERS[kind](stream, name)


def _bytes(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    check_size(len(data), name=name)
    if not data:
        raise ArticleError(f"{name} is empty; give the article's text.")
    return data


def _text(stream: BinaryIO, name: str) -> Article:
    decoded = decode(_bytes(stream, name), name=name)
    encoding = tuple(note for note in decoded.notes if "valid UTF-8" in note)
    return finish(decoded.text, Known(id=name, notes=encoding), name=name, location=name)


def _page(stream: BinaryIO, name: str) -> Article:
    return page_article(_bytes(stream, name), name=name, location=name, known=Known(id=name))


def page_article(data: bytes, *, name: str, location: str, known: Known) -> Article:
    """The article of an HTML page. What is ``known`` of it beforehand, as its address, goes before its own word."""
    page = within(lambda: extract_page(data, name=name, url=known.url), name=name)
    return finish(page.text, known.model_copy(update={
        "title": page.title, "published": known.published or page.published, "url": known.url or page.url,
        "author": page.author, "section": page.section, "outlet": page.outlet}), name=name, location=location)


def _markdown(stream: BinaryIO, name: str) -> Article:
    decoded = decode(_bytes(stream, name), name=name)
    front = _FRONT.match(decoded.text)
    matter = _front_matter(front.group(1)) if front else {}
    body = decoded.text[front.end():] if front else decoded.text
    markup = within(lambda: _rendered(body), name=name)
    heading = _HEADING.match(markup)
    if heading is not None:
        markup = markup[heading.end():]
    stated = read_date(matter.get("date") or matter.get("published") or matter.get("pubdate"))
    known = Known(id=name, title=matter.get("title") or (text_of(heading.group(1)) if heading else None),
                  published=stated.published, url=matter.get("url") or matter.get("canonical_url"),
                  author=matter.get("author") or matter.get("byline"), section=matter.get("section")
                  or matter.get("category"), outlet=matter.get("outlet") or matter.get("publication"),
                  notes=(stated.note,) if stated.note else ())
    return finish(text_of(markup), known, name=name, location=name)


def _rendered(markdown: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").render(markdown))


def _front_matter(block: str) -> dict[str, str]:
    """The plain ``key: value`` lines of YAML front matter; lists and nesting are passed over."""
    pairs = (_KEY.fullmatch(line.rstrip()) for line in block.splitlines())
    return {pair[1].lower(): value for pair in pairs if pair
            and (value := pair[2].strip().strip("\"'").strip()) and value[0] not in "[{|>&*!"}


def _mail(stream: BinaryIO, name: str) -> Article:
    # The older of Python's two readers: the newer one takes gigabytes for a header that is made for it.
    message = BytesParser(policy=policy.compat32).parsebytes(_bytes(stream, name))
    parts = {part.get_content_type(): part for part in reversed(list(message.walk()))
             if part.get_content_disposition() != "attachment"}
    body = parts.get("text/plain") or parts.get("text/html")
    if body is None:
        raise ArticleError(f"{name} is a mail without a text; save the text of its article as a .txt file.")
    try:
        text = bytes(cast(bytes, body.get_payload(decode=True))).decode(body.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        raise ArticleError(f"{name} is a mail in an encoding that is not known; save its text as a .txt "
                           "file.") from None
    if body.get_content_type() == "text/html":
        text = text_of(text)
    stated = read_date(_header(message, "date"))
    known = Known(id=name, title=_header(message, "subject"), published=stated.published,
                  author=parseaddr(_header(message, "from"))[0], notes=(stated.note,) if stated.note else ())
    return finish(text.replace("\r\n", "\n"), known, name=name, location=name)


def _header(message: Message, field: str) -> str:
    """A header's words, as far as a line of them may go."""
    raw = str(message.get(field) or "")[:_HEADER]
    try:
        return str(make_header(decode_header(raw)))
    except (LookupError, ValueError, HeaderParseError):
        return raw


def _guarded(read: Callable[[BinaryIO, str], Article]) -> Callable[[BinaryIO, str], Article]:
    return lambda stream, name: within(lambda: read(stream, name), name=name)


READERS: dict[str, Callable[[BinaryIO, str], Article]] = {
    "text": _text, "html": _page, "markdown": _markdown, "eml": _guarded(_mail), "pdf": _guarded(read_pdf),
    "docx": _guarded(read_word)}
"""The reader of each kind that holds one document."""

__all__ = ["READERS", "page_article", "read_document"]
