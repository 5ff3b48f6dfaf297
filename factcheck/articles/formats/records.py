"""A record, be it a row of a table or an object of JSON, becomes an article by its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.articles.columns import Columns
from factcheck.articles.formats.dates import read_date
from factcheck.articles.formats.finishing import finish
from factcheck.articles.formats.markup import looks_like_markup, text_of
from factcheck.articles.formats.model import Known
from factcheck.articles.model import Article
from factcheck.errors import ArticleError


def article_of(record: Mapping[str, Any], columns: Columns, *, name: str, location: str) -> Article:
    """The article of a record whose ``columns`` were found. ArticleError where it has no text."""
    text = _text(_value(record, columns.text))
    if text is None:
        raise ArticleError(f"{name} has no text in “{columns.text}”.")
    notes: tuple[str, ...] = ()
    if looks_like_markup(text):
        text, notes = text_of(text), ("Its text was HTML; offsets are into the text that was taken out of it.",)
    stated = read_date(_value(record, columns.published))
    known = Known(id=_word(_value(record, columns.id)), title=_words(_value(record, columns.title)),
                  published=stated.published, url=_words(_value(record, columns.url)),
                  author=_words(_value(record, columns.author)), section=_words(_value(record, columns.section)),
                  outlet=_words(_value(record, columns.outlet)), reads=_count(_value(record, columns.reads)),
                  notes=(*notes, stated.note) if stated.note else notes)
    return finish(text, known, name=name, location=location)


def _value(record: Mapping[str, Any], column: str | None) -> Any:
    """The value of a column; one with dots may name a key within a key."""
    if column is None:
        return None
    if column in record:
        return record[column]
    value: Any = record
    for key in column.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _text(value: Any) -> str | None:
    """The text, or paragraphs as one; bytes of a binary column are taken for UTF-8."""
    if isinstance(value, list | tuple):
        parts = [part for part in map(_text, value) if part]
        return "\n\n".join(parts) if parts else None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else None


def _word(value: Any) -> str | None:
    """An id, which is a word or a whole number; 12.0 is how tables with gaps write 12."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return None if value is None or value == "" or isinstance(value, list | dict) or value != value else str(value)


def _words(value: Any) -> str | None:
    """Words on one line: of several authors all, of an object its name."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_words, value))) or None
    if isinstance(value, Mapping):
        return _words(next((value[key] for key in ("name", "title", "value") if key in value), None))
    return None if value is None or value != value else str(value).strip() or None


def _count(value: Any) -> int | None:
    try:
        count = int(float(str(value).replace(",", "").strip()))
    except (ValueError, OverflowError):
        return None
    return count if 0 <= count < 1 << 63 else None
