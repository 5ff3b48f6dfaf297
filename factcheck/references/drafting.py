"""From a file to a draft of its snapshot: the columns as they are understood, and the bytes that will be kept."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from factcheck.errors import InputError, LibraryError, UsageError
from factcheck.references.captions import caption_of
from factcheck.references.cells import Cells
from factcheck.references.columns import Guess, Sort, guess, plain, read_as, says
from factcheck.references.inference import Shape, settled, with_rows
from factcheck.references.layouts import laid_out
from factcheck.references.model import Dataset, Repair, Role
from factcheck.references.storing import Content
from factcheck.references.tables import Reading, read_table

Sorts = Mapping[str, tuple[Sort, str | None]]
"""What is known of columns by their header: the sort, and of places the kind."""

_NAMING = (("unit", Sort.UNIT), ("multiplier", Sort.MULTIPLIER))
FIELD_TYPES = {Sort.NUMBER: "number", Sort.VALUE: "number", Sort.RANK: "number"}


@dataclass(frozen=True)
class Kept:
    """The file of a snapshot: its content, ending, hash and size. ``cells`` are its rows where they fit in memory."""

    content: Content
    suffix: str
    sha256: str
    bytes: int
    cells: Cells | None


class Source(Protocol):
    """A table that was opened and can be understood and kept; it fits in memory or not."""

    header: tuple[str, ...]
    above: str
    found: str
    repairs: tuple[Repair, ...]
    notes: tuple[str, ...]
    gone: tuple[str, ...]
    large: bool

    def shape(self, sorts: Sorts, *, known: bool) -> Shape:
        """The columns; ``known``: all that ``sorts`` does not name is new to a dataset that exists."""
        ...

    def keep(self, shape: Shape, workplace: Path | None) -> Kept:
        """The cleaned table as a file."""
        ...

    def close(self) -> None:
        """Lets go of what it holds."""
        ...


class SmallSource:
    """A table that fits in memory."""

    large = False

    def __init__(self, path: Path, reading: Reading, *, roles: Mapping[str, Sort] | None = None,
                 fixed: Collection[str] = ()) -> None:
        """InputError where the file is no table, has no rows, or two columns of one name.

        ``roles`` and ``fixed`` as of ``laid_out``.
        """
        try:
            raw = read_table(path, reading=reading)
        except LibraryError as error:  # the file is an input here, not a part of the library
            raise InputError(str(error)) from error
        check_header(path, raw.twice, len(raw.rows))
        before = raw.header
        raw = laid_out(raw, roles=roles, fixed=fixed)
        self._raw = raw
        self.gone = tuple(name for name in before if name not in raw.header)
        self.header, self.above, self.repairs = raw.header, " ".join(raw.above), raw.repairs
        others = [one for one in raw.sheets if one != raw.sheet]
        self.notes: tuple[str, ...] = ()
        if others:
            named = ", ".join(map(repr, others))
            self.notes = (f"The table is taken from sheet {raw.sheet!r}; there are also {named}: name another with "
                          f"--sheet.",)
        parts = [raw.encoding, raw.delimiter and f"separated by {raw.delimiter!r}",
                 raw.sheet and f"sheet {raw.sheet!r}"]
        self.found = ", ".join(part for part in parts if part)

    def shape(self, sorts: Sorts, *, known: bool) -> Shape:
        """As of ``Source``."""
        columns = [(name, [row[i] for row in self._raw.rows]) for i, name in enumerate(self.header)]
        guesses = [read_as(name, cells, sorts[name][0], kind=sorts[name][1]) if name in sorts else guess(name, cells)
                   for name, cells in columns]
        shape = with_rows(guesses if known else settled_but(guesses, sorts), len(self._raw.rows))
        return shape.model_copy(update={"caption": caption_of(self._raw.above)})

    def keep(self, shape: Shape, workplace: Path | None) -> Kept:
        """As of ``Source``: a CSV file."""
        rows = list(zip(*(one.cells for one in shape.guesses), strict=True))
        return kept_csv([one.name for one in shape.guesses], rows)

    def close(self) -> None:
        """As of ``Source``: nothing."""


def kept_csv(header: list[str], rows: list[tuple[str, ...]]) -> Kept:
    """Rows as the CSV file of a snapshot: UTF-8, commas, lines that end with a newline."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    data = out.getvalue().encode()
    cells = Cells.of(dict(zip(header, zip(*rows, strict=True), strict=True)))
    return Kept(data, ".csv", hashlib.sha256(data).hexdigest(), len(data), cells)


def check_header(path: Path, twice: tuple[str, ...], rows: int) -> None:
    """InputError where a table cannot be kept: columns that cannot be told apart, or nothing in them."""
    if twice:
        raise InputError(f"{path} has two columns named {twice[0]!r}: rename one, so that each can be meant.")
    if not rows:
        raise InputError(f"{path} has a header but no rows: there is nothing to check against.")


def settled_but(guesses: list[Guess], sorts: Sorts) -> list[Guess]:
    """The guesses corrected by one another, but for the columns of which somebody said what they are."""
    return [one if one.name in sorts else new for one, new in zip(guesses, settled(guesses), strict=True)]


def sorts_of(dataset: Dataset, fields: list[dict[str, Any]]) -> dict[str, tuple[Sort, str | None]]:
    """What a dataset's descriptor says of its columns, by their name in the table."""
    roles = {one.name: one for one in dataset.dimensions}
    times = {spec.column for spec in (dataset.time, *(one.time for one in dataset.measures)) if spec}
    ranks = {one.rank_column for one in dataset.measures}
    naming = {column for one in dataset.measures for column, _ in one.where}
    values = {one.column for one in dataset.measures if one.where}
    found: dict[str, tuple[Sort, str | None]] = {}
    for field in fields:
        name = str(field["name"])
        if name in times:
            found[name] = Sort.TIME, None
        elif name in roles and roles[name].role is Role.PLACE:
            found[name] = Sort.PLACE, next(iter(roles[name].place_kinds), None)
        elif name in ranks:
            found[name] = Sort.RANK, None
        elif name in naming:
            found[name] = next((sort for group, sort in _NAMING if says(name, group)), Sort.MEASURE), None
        elif name in values:
            found[name] = Sort.VALUE, None
        else:
            found[name] = (Sort.NUMBER if field.get("type") in ("number", "integer") else Sort.TEXT), None
    return found


def matched(sorts: Sorts, header: tuple[str, ...]) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Header → column of the dataset, however it is written; the columns that are lost; the headers that are new."""
    by_name = {plain(name) or name: name for name in sorts}
    names = {head: name for head in header for name in [head if head in sorts else by_name.get(plain(head) or head)]
             if name}
    lost = tuple(name for name in sorts if name not in names.values())
    return names, lost, tuple(head for head in header if head not in names)


def said_sorts(roles: tuple[tuple[str, Sort], ...], header: tuple[str, ...],
               gone: Collection[str] = ()) -> dict[str, tuple[Sort, str | None]]:
    """What the person says of columns; UsageError for a column that is not there. ``gone`` ones were used up."""
    for name, _ in roles:
        if name not in header and name not in gone:
            raise UsageError(f"There is no column {name!r} for --role; there are: {', '.join(header[:30])}.")
    return {name: (sort, None) for name, sort in roles if name in header}
