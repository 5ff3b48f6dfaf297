"""JSON Lines of an archive: one object a line, whatever its keys are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from factcheck.articles.columns import Columns
from factcheck.articles.formats.model import Unreadable
from factcheck.articles.formats.records import article_of
from factcheck.articles.lines import Unread, json_object, numbered_lines
from factcheck.articles.model import Article
from factcheck.errors import ArticleError, InputError

_PATIENCE = 100
"""A file none of whose first objects has a text is given up: they would all be told one by one."""


def read_json_lines(stream: BinaryIO, columns: Columns, *, name: str) -> Iterator[Article | Unreadable]:
    """The articles of a file, in order. Keys are looked up line by line, since not every line has every key."""
    last, textless, found_any = 0, 0, False
    known: dict[tuple[str, ...], Columns] = {}
    for number, line in numbered_lines(stream, name=name):
        location, last = f"{name}#line {number}", number
        if isinstance(line, Unread):
            yield Unreadable(location=location, reason=line.message)
            continue
        where = f"{name}, line {number}"
        try:
            record = json_object(line, where, first=number == 1)
            keys = tuple(record)
            if keys not in known:
                if len(known) > 1_000:
                    known.clear()
                known[keys] = _columns(record, columns, where)
            yield article_of(record, known[keys], name=where, location=location)
            found_any = True
        except InputError as error:
            yield Unreadable(location=location, reason=str(error))
            textless += "no column" in str(error)
            if not found_any and textless == _PATIENCE:
                yield Unreadable(location=name, reason=f"{name} was given up: none of its first {_PATIENCE} objects "
                                 "has a text; say which key holds it, as in text=body.")
                return
    if last == 0:
        raise ArticleError(f"{name} is empty; give one article a line.")


def _columns(record: dict[str, object], columns: Columns, where: str) -> Columns:
    """The columns of one object. A key that was given may be missing in it, and may lie within another."""
    given = {field: column for field, column in columns.pairs() if column is not None}
    guessed = Columns(**{field: column for field, column in given.items() if column in record})
    found = guessed.found_in(record, name=where) if "text" not in given else guessed.among(record)
    return found.model_copy(update=given)
