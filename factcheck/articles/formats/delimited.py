"""CSV and TSV of an archive: one article a row, read row by row, however long the file is."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from factcheck.articles.columns import Columns
from factcheck.articles.decoding import refuse_binary
from factcheck.articles.formats.model import Unreadable
from factcheck.articles.formats.records import article_of
from factcheck.articles.model import Article
from factcheck.articles.reading import MAX_BYTES
from factcheck.errors import ArticleError, InputError

_DELIMITERS = ",\t;|"
_LONGEST_ROW = MAX_BYTES
_BROKEN_ROWS = 20
"""An open quotation mark costs the reading of all that it may embrace; after so many the rest of a file is given up."""

_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class _Unclosed(Exception):
    """A quotation mark is open and the longest row, or the end of the file, was reached."""


class _Lines:
    """The lines of a file for ``csv.reader``; those of the row under way are kept, so that they can be read again."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0
        self._wide: str | None = None
        self.recoded = False
        self.ended = False
        self._first = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            self.ended = True
            raise StopIteration
        self._row.append(line)
        self._size += len(line)
        if self._size > _LONGEST_ROW:
            raise _Unclosed
        return line

    def begin(self) -> None:
        """From here on a new row is read."""
        self._row.clear()
        self._size = 0

    def row(self) -> list[str]:
        """The lines of the row under way."""
        return list(self._row)

    def put_back(self) -> None:
        """All lines of the row under way are read again."""
        self._again.extendleft(reversed(self._row))
        self.begin()

    def drop_first(self) -> None:
        """Gives up the first line of the row under way; the others are read again."""
        self._again.extendleft(reversed(self._row[1:]))
        self.ended = False
        self.begin()

    def _read(self) -> str:
        line = self._stream.readline(_LONGEST_ROW + 1)
        if self._first:
            self._first = False
            line = self._begun(line)
        if self._wide:
            return self._decoded_wide(line)
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.recoded = True
            return line.decode("cp1252", "replace")

    def _begun(self, line: bytes) -> bytes:
        for mark, encoding in _WIDE:
            if line.startswith(mark):
                self._wide = encoding
                return line[2:]
        refuse_binary(line[:4096], name=self._name)
        return line.removeprefix(b"\xef\xbb\xbf")

    def _decoded_wide(self, line: bytes) -> str:
        """A line of UTF-16 ends with two bytes, one of which ``readline`` may have left behind."""
        while line and (len(line) % 2 or not line.endswith(("\n".encode(str(self._wide)), b"\n"))):
            more = self._stream.read(1) if len(line) % 2 else self._stream.readline(_LONGEST_ROW)
            if not more:
                break
            line += more
        return line.decode(str(self._wide), "replace")


def read_delimited(stream: BinaryIO, columns: Columns, *, name: str) -> Iterator[Article | Unreadable]:
    """The articles of a table with a head; rows are numbered as a spreadsheet numbers them, the head being row 1."""
    lines = _Lines(stream, name)
    try:
        head = next(lines)
    except StopIteration:
        raise ArticleError(f"{name} is empty; it needs a head of column names and a row for each article.") from None
    except _Unclosed:
        raise ArticleError(f"{name} begins with a line of more than {_LONGEST_ROW:,} characters; it is no "
                           "table.") from None
    delimiter = "\t" if name.lower().removesuffix(".gz").endswith(".tsv") else _delimiter(head)
    lines.put_back()
    rows = _rows(lines, delimiter, name)
    number, names = next(rows)
    if isinstance(names, str):
        raise ArticleError(names)
    found = columns.found_in(names, name=name)
    for number, row in rows:
        location = f"{name}#row {number}"
        if isinstance(row, str):
            yield Unreadable(location=location, reason=row)
            continue
        where = f"{name}, row {number}"
        try:
            article = article_of(dict(zip(names, row, strict=False)), found, name=where, location=location)
        except InputError as error:
            yield Unreadable(location=location, reason=str(error))
            continue
        yield article


def _rows(lines: _Lines, delimiter: str, name: str) -> Iterator[tuple[int, list[str] | str]]:
    """Rows with their numbers; a string is the reason why one is none. Empty rows are passed over, and counted."""
    number = broken = 0
    while True:
        number += 1
        lines.begin()
        try:
            row = _row(lines, delimiter)
        except _Unclosed:
            broken += 1
            if broken > _BROKEN_ROWS:
                yield number, (f"{name} was given up at row {number}: it has more than {_BROKEN_ROWS} quotation marks "
                               "that nothing closes.")
                return
            yield number, f"{name}, row {number} opens a quotation mark that nothing closes; close it, or remove it."
            lines.drop_first()
            continue
        if row is None:
            return
        if row:
            yield number, row


def _row(lines: _Lines, delimiter: str) -> list[str] | None:
    """The next row, None at the end. ``_Unclosed`` where a quotation mark in it is open when the file ends."""
    try:
        row = next(csv.reader(lines, delimiter=delimiter))
    except StopIteration:
        return None
    except csv.Error:
        raise _Unclosed from None
    if lines.ended and sum(line.count('"') for line in lines.row()) % 2:
        raise _Unclosed
    return row


def _delimiter(head: str) -> str:
    return max(_DELIMITERS, key=head.count)
