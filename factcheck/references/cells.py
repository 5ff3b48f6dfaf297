"""The cells of one snapshot, column by column, with nothing but the standard library.

Checking an article reads a few columns of a few small tables; a data frame library would cost more to import than the
whole check of an article. ``References.frame`` makes a frame of these cells for those who want one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Cells:
    """The rows of a snapshot: every cell a cleaned string, ``""`` where there is none; all columns as long as ``rows``.

    ``Cells.of({"state": ["Ohio", "Iowa"]}).column("state") == ("Ohio", "Iowa")``
    """

    columns: Mapping[str, tuple[str, ...]]
    rows: int

    @classmethod
    def of(cls, columns: Mapping[str, Iterable[str]]) -> Cells:
        """The cells of columns of one length; ValueError where they differ."""
        read = {name: _shared(cells) for name, cells in columns.items()}
        lengths = {len(cells) for cells in read.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns of {', '.join(map(str, sorted(lengths)))} rows are no table")
        return cls(read, lengths.pop() if lengths else 0)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the table."""
        return tuple(self.columns)

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of a column; KeyError where there is none of that name."""
        return self.columns[name]

    def distinct(self, name: str) -> tuple[str, ...]:
        """The distinct cells of a column, sorted, without the empty one; KeyError as for ``column``."""
        return tuple(sorted(set(self.columns[name]) - {""}))


def read_csv(data: bytes) -> Cells:
    """The cells of a CSV file as snapshots are written: UTF-8, commas, one header. Empty lines are no rows.

    A row that is too short ends in empty cells. ValueError where the bytes are no such file.
    """
    lines = [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True) if row]
    if not lines:
        raise ValueError("it has no header")
    header, rows = lines[0], lines[1:]
    if len(set(header)) < len(header):
        raise ValueError("two of its columns have one name")
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            _fit(row, header, number)
    if not rows:
        return Cells.of(dict.fromkeys(header, ()))
    return Cells.of(dict(zip(header, zip(*rows, strict=True), strict=True)))


def _fit(row: list[str], header: Sequence[str], number: int) -> None:
    if len(row) > len(header):
        raise ValueError(f"row {number} has {len(row)} cells, the header {len(header)}")
    row.extend([""] * (len(header) - len(row)))


def _shared(cells: Iterable[str]) -> tuple[str, ...]:
    """The cells, with one string for all that are equal: a column of states holds fifty strings, not a million."""
    seen: dict[str, str] = {}
    return tuple([seen.setdefault(cell, cell) for cell in cells])
