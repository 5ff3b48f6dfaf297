"""CSV and TSV of an archive: one article a row, read row by row, however long the file is."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from factcheck.articles.columns import Columns
from factcheck.articles.formats.lines_of_tables import LONGEST, Lines, TooLong, Unclosed
from factcheck.articles.formats.model import Unreadable
from factcheck.articles.formats.records import article_of
from factcheck.articles.model import Article
from factcheck.errors import ArticleError, InputError

_DELIMITERS = ",\t;|"
_READ_AGAIN = 20 * LONGEST
"""An open quotation mark costs the reading of all that it may embrace; after so much a file is given up."""

_RECODED = "It is not valid UTF-8 and was read as Windows-1252: check accents and quotation marks."


@dataclass(frozen=True)
class _Row:
    """A row of a table: its cells, or why it has none. Numbered as a spreadsheet does, the head being row 1."""

    number: int
    cells: list[str]
    fault: str = ""
    recoded: bool = False


def read_delimited(stream: BinaryIO, columns: Columns, *, name: str) -> Iterator[Article | Unreadable]:
    """The articles of a table with a head, in order. ArticleError where there is no head, or no text in it."""
    lines = Lines(stream, name)
    rows = _rows(lines, _delimiter(lines, name), name)
    head = next(rows, None)
    if head is None or head.fault:
        raise ArticleError(head.fault if head else f"{name} is empty; it needs a head of column names and a row for "
                           "each article.")
    names = head.cells
    found = columns.found_in(names, name=name)
    any_row = after_fault = False
    for row in rows:
        any_row = True
        location = f"{name}#row {row.number}"
        if row.fault:
            after_fault = True
            yield Unreadable(location=location, reason=row.fault)
        elif not after_fault or len(row.cells) == len(names):
            # Right behind a broken row, what has not as many cells as the head is a piece of it, and was told.
            after_fault = False
            yield _article(row, names, found, name=f"{name}, row {row.number}", location=location)
    if not any_row:
        raise ArticleError(f"{name} has no rows.")


def _article(row: _Row, names: list[str], columns: Columns, *, name: str, location: str) -> Article | Unreadable:
    try:
        article = article_of(dict(zip(names, row.cells, strict=False)), columns, name=name, location=location)
    except InputError as error:
        return Unreadable(location=location, reason=str(error))
    return article.model_copy(update={"notes": (_RECODED, *article.notes)}) if row.recoded else article


def _rows(lines: Lines, delimiter: str, name: str) -> Iterator[_Row]:
    """Rows with their numbers. Empty rows are passed over, and counted."""
    number = again = 0
    while again <= _READ_AGAIN:
        number += 1
        lines.begin()
        try:
            cells = _cells(lines, delimiter)
        except TooLong:
            yield _Row(number, [], f"{name}, row {number} is longer than {LONGEST // 1_000_000} MB; split the article.")
        except Unclosed:
            again += sum(map(len, lines.row()))
            lines.drop_first()
            yield _Row(number, [], f"{name}, row {number} opens a quotation mark that is not closed as it should be; "
                       "close it, or double the ones within.")
        except csv.Error as error:
            yield _Row(number, [], f"{name}, row {number} is no row of a table ({error}); save the file again.")
        else:
            if cells is None:
                return
            if cells:
                yield _Row(number, cells, recoded=lines.recoded)
    yield _Row(number + 1, [], f"{name} was given up behind row {number}: too many of its quotation marks are not "
               "closed.")


def _cells(lines: Lines, delimiter: str) -> list[str] | None:
    """The next row, None at the end. ``Unclosed`` where a quotation mark in it embraces what cannot be its own."""
    usual = csv.field_size_limit(LONGEST + 1)
    try:
        cells = next(csv.reader(lines, delimiter=delimiter), None)
        taken = lines.row()
        if (len(taken) > 1 and not _is_strict(taken, delimiter)) or (lines.ended and _is_open(taken, delimiter)):
            raise Unclosed
        return cells
    finally:
        csv.field_size_limit(usual)


def _is_strict(lines: list[str], delimiter: str) -> bool:
    try:
        next(csv.reader(iter(lines), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether the file ends within quotation marks."""
    try:
        next(csv.reader(iter(lines), delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _delimiter(lines: Lines, name: str) -> str:
    """What separates the cells: a tab in ``.tsv``, else the mark that is commonest in the head."""
    try:
        head = next(lines, "")
    except (TooLong, Unclosed):
        raise ArticleError(f"{name} begins with a line of more than {LONGEST // 1_000_000} MB; it is no "
                           "table.") from None
    lines.put_back()
    is_tabbed = name.lower().removesuffix(".gz").endswith(".tsv")
    return "\t" if is_tabbed else max(_DELIMITERS, key=head.count)
