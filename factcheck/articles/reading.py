"""One document becomes one article: the limit on its size, its publication date, and the notes that go with it."""

from __future__ import annotations

import re
from datetime import date, datetime

from factcheck.articles.dateline import find_dateline, parse_date
from factcheck.articles.decoding import damage_notes, decode
from factcheck.articles.model import Article
from factcheck.errors import ArticleError, UsageError

MAX_BYTES = 20_000_000
"""The largest document that is read. A long newspaper article has 50,000 bytes; a 10 MB book must still go through."""

NO_DATE = ("No publication date was given or found, so relative dates (“last month”) stay open and the newest "
           "reference is used; give one with --published 2025-09-17.")


UNSEEN = "".join(map(chr, (*range(33), 0x85, 0xA0, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0x2060, 0x3000, 0xFEFF)))
"""White space, and what has no width."""

HALF_PAIR = re.compile("[\ud800-\udfff]")


def parse_published(value: str) -> date:
    """A publication date as a person gives it. UsageError names the accepted forms.

    >>> parse_published("2025-09-17")
    datetime.date(2025, 9, 17)
    """
    published = parse_date(value)
    if published is None:
        raise UsageError(f"“{value}” is not a publication date; write it as 2025-09-17, “September 17, 2025” "
                         "or “17 Sept. 2025”.")
    return published


def make_article(text: str, *, name: str = "The text", identity: str | None = None, title: str | None = None,
                 published: date | str | None = None, basis: str = "given", url: str | None = None,
                 notes: tuple[str, ...] = ()) -> Article:
    """An article of ``text``, exactly as it stands.

    Without ``published`` the date is read from the head of the text (``published_basis`` "dateline"), else it stays
    open and a note says so. ``basis`` is how ``published`` is known: "given" or "metadata". ``name`` is what
    messages call the document. ArticleError for an empty or oversized text, UsageError for an unreadable date.

    >>> make_article("March 3, 2025\\n\\nThree towns joined.").published_basis
    'dateline'
    """
    if not text.strip(UNSEEN):
        raise ArticleError(f"{name} is empty; give the article's text.")
    if (half := HALF_PAIR.search(text)) is not None:
        raise ArticleError(f"{name} holds half a surrogate pair (character {half.start() + 1}), which is no text; "
                           "decode it again.")
    check_size(len(text.encode("utf-8", "surrogatepass")) if len(text) > MAX_BYTES // 4 else 0, name=name)
    if isinstance(published, str):
        published = parse_published(published)
    elif isinstance(published, datetime):
        published = published.date()
    known: str | None = basis
    if published is None:
        dateline = find_dateline(text)
        published, known = (dateline.published, "dateline") if dateline else (None, None)
    if published is None:
        notes = (*notes, NO_DATE)
    return Article(text=text, id=identity, title=title or None, published=published, published_basis=known,
                   url=url or None, notes=notes)


def read_text(data: bytes, *, name: str, identity: str | None = None, published: date | str | None = None,
              url: str | None = None) -> Article:
    """The article that the bytes of a plain text hold. Errors as of ``decode`` and ``make_article``."""
    check_size(len(data), name=name)
    decoded = decode(data, name=name)
    return make_article(decoded.text, name=name, identity=identity, published=published, url=url, notes=decoded.notes)


def check_size(size: int, *, name: str) -> None:
    """ArticleError where a document has more than ``MAX_BYTES`` bytes."""
    if size > MAX_BYTES:
        raise ArticleError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB, the most that is read as one article; "
                           "split it, or give one article a line as JSON Lines.")


__all__ = ["MAX_BYTES", "NO_DATE", "check_size", "damage_notes", "make_article", "parse_published", "read_text"]
