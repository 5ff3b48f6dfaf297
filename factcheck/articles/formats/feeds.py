"""RSS and Atom files, by feedparser: one article an entry, its full content where the feed has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from factcheck.articles.formats.dates import read_date
from factcheck.articles.formats.finishing import finish
from factcheck.articles.formats.guarding import need, within
from factcheck.articles.formats.markup import text_of
from factcheck.articles.formats.model import Known, Unreadable
from factcheck.articles.model import Article
from factcheck.articles.reading import check_size
from factcheck.errors import ArticleError, InputError

_LARGEST = 50_000_000
_SUMMARY = "The feed has only its summary, not the whole article."
_NOT_PLAIN = "text/plain"


def read_feed(stream: BinaryIO, *, name: str) -> Iterator[Article | Unreadable]:
    """The articles of a feed, in order. ArticleError where the file is no feed, or an empty one."""
    feedparser = need("feedparser", name=name, what="a feed")
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ArticleError(f"{name} is larger than {_LARGEST // 1_000_000} MB, the most that is read as one feed; "
                           "split it.")
    check_size(0, name=name)
    feed = within(lambda: feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False), name=name)
    if not feed.get("version"):
        raise ArticleError(f"{name} is no RSS or Atom feed; give the articles as HTML or text.")
    if not feed.entries:
        raise ArticleError(f"{name} is a feed without entries.")
    outlet = _word(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        location = f"{name}#entry {number}"
        try:
            item: Article | Unreadable = _article(entry, outlet, name=f"{name}, entry {number}", location=location)
        except InputError as error:
            item = Unreadable(location=location, reason=str(error))
        yield item


def _article(entry: Any, outlet: str | None, *, name: str, location: str) -> Article:
    contents = [one for one in entry.get("content", ()) if one.get("value")]
    best = max(contents, key=lambda one: len(one["value"]), default=None)
    notes: tuple[str, ...] = ()
    if best is None:
        best, notes = {"value": entry.get("summary") or "", **entry.get("summary_detail", {})}, (_SUMMARY,)
    text = best["value"] if best.get("type") == _NOT_PLAIN and "<" not in best["value"] else within(
        lambda: text_of(best["value"]), name=name)
    if not text.strip():
        raise ArticleError(f"{name} has no text.")
    stated = read_date(entry.get("published") or entry.get("updated"))
    sections = [_word(tag.get("term")) for tag in entry.get("tags", ())]
    known = Known(id=_word(entry.get("id")), title=text_of(str(entry.get("title") or "")),
                  published=stated.published, url=_word(entry.get("link")), author=_word(entry.get("author")),
                  section=next(filter(None, sections), None), outlet=outlet,
                  notes=(*notes, stated.note) if stated.note else notes)
    return finish(text, known, name=name, location=location)


def _word(value: object) -> str | None:
    return str(value).strip() or None if value else None
