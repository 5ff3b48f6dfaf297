"""PDF files, by pypdf: lines become paragraphs again, words divided at the end of a line become whole."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any, BinaryIO

from factcheck.articles.dateline import find_dateline
from factcheck.articles.formats.finishing import finish
from factcheck.articles.formats.guarding import need, short
from factcheck.articles.formats.made import Made, day_of
from factcheck.articles.formats.model import Known
from factcheck.articles.formats.paragraphs import paragraphs_of
from factcheck.articles.model import Article
from factcheck.articles.reading import check_size
from factcheck.errors import ArticleError

_PAGES = 3_000


def read_pdf(stream: BinaryIO, name: str) -> Article:
    """The article of a PDF. ArticleError where it is encrypted, scanned, damaged or endless."""
    pypdf = need("pypdf", name=name, what="a PDF")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(f"{name} is an encrypted PDF; save it without a password, or its text as a .txt file.")
        pages = _pages(reader, name)
        title, author, made = _properties(reader)
    except ArticleError:
        raise
    except (pypdf.errors.DependencyError, NotImplementedError):
        raise ArticleError(f"{name} is an encrypted PDF; save it without a password, or its text as a .txt "
                           "file.") from None
    except Exception as error:
        # A damaged file makes pypdf stumble in ways of every kind; for the archive it is one document that is not read.
        raise ArticleError(f"{name} is a damaged PDF ({short(error)}); save its text as a .txt file.") from error
    text = paragraphs_of(pages)
    if not pages:
        raise ArticleError(f"{name} is a PDF without pages; save it again.")
    if not text.strip():
        raise ArticleError(f"{name} is a PDF without text, {_counted(len(pages))} of pictures; have its letters "
                           "recognised (OCR) first.")
    # The paper's own dateline is when it appeared; the file may have been made years later.
    if find_dateline(text):
        made = Made()
    known = Known(id=name, title=title, published=made.published, author=author, notes=made.notes)
    return finish(text, known, name=name, location=name)


def _pages(reader: Any, name: str) -> list[list[str]]:
    pages: list[list[str]] = []
    size = 0
    for number, page in enumerate(reader.pages):
        if number == _PAGES:
            raise ArticleError(f"{name} has more than {_PAGES:,} pages; split it.")
        text = str(page.extract_text()).encode("utf-8", "replace").decode()
        size += len(text)
        check_size(size, name=name)
        pages.append(text.split("\n"))
    return pages


def _properties(reader: Any) -> tuple[str | None, str | None, Made]:
    """Title, author and day; a file whose properties are damaged is still read."""
    try:
        found = reader.metadata
        if found is None:
            return None, None, Made()
        title, author = _word(found.title), _word(found.author)
    except Exception:
        return None, None, Made()
    return title, author, day_of(_day(found, "creation_date"), _day(found, "modification_date"))


def _day(properties: Any, name: str) -> date | None:
    try:
        moment = getattr(properties, name)
        return moment.date() if moment else None
    except Exception:
        return None


def _word(value: object) -> str | None:
    return str(value).encode("utf-8", "replace").decode().strip() or None if value else None


def _counted(pages: int) -> str:
    return "one page" if pages == 1 else f"{pages} pages"
