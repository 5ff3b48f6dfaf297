"""Which vintage of a table a claim is held against: the newest that was out, or the first that holds its time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from claims.model import Period
from claims.vocabulary.periods import parse_cell
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure, Snapshot

Span = tuple[date, date, str]
"""First day, last day and cell of one period."""


def newest_known(snapshots: tuple[Snapshot, ...], published: date | None) -> Snapshot:
    """The newest vintage that was out on the day of publication; the oldest where none was."""
    ordered = sorted(snapshots, key=lambda s: (s.released or s.as_of, s.name))
    known = [s for s in ordered if published is None or (s.released or s.as_of) <= published]
    return known[-1] if known else ordered[0]


def holding_its_time(
    held: Callable[[Snapshot], tuple[Span, ...]], snapshots: tuple[Snapshot, ...], period: Period | None,
    published: date | None,
) -> Snapshot:
    """The vintage that was known, or the newest where only it holds the claim's time, which was over by then."""
    known, newest = newest_known(snapshots, published), newest_known(snapshots, None)
    if known is newest or period is None or period.end is None or published is None or period.end >= published:
        return known
    rows = held(known)
    late = not rows or rows[-1][1] < period.end
    return newest if late and any(row[1] == period.end for row in held(newest)) else known


def stated_column(dataset: Dataset, measure: Measure) -> str | None:
    """The column that a measure's values are taken from, at however many removes."""
    while measure.computed and measure.derived is not None:
        measure = dataset.measure(measure.derived.of)
    return measure.column


def holding(
    snapshots: tuple[Snapshot, ...], dataset: str, library: References, column: str | None
) -> tuple[Snapshot, ...]:
    """The snapshots that have a measure's column: a vintage need not hold them all."""
    if column is None or len(snapshots) == 1:
        return snapshots
    return tuple(s for s in snapshots if column in library.cells(dataset, s.name).columns)


@lru_cache(maxsize=256)
def periods(
    column: str | None, dataset: str, library: References, snapshot: str, needed: str | None
) -> tuple[tuple[date, date, str], ...]:
    """The periods of a series that have a value at all, oldest first: a month that was not published is none."""
    if column is None:
        return ()
    cells = library.cells(dataset, snapshot)
    held: Iterable[str] = cells.distinct(column)
    if needed is not None and needed in cells.columns and "" in cells.column(needed):
        held = {when for when, value in zip(cells.column(column), cells.column(needed), strict=True) if value}
    rows = []
    for cell in held:
        parsed = parse_cell(cell)
        if parsed is not None and parsed.start is not None and parsed.end is not None:
            rows.append((parsed.start, parsed.end, cell))
    return tuple(sorted(rows))


def exactly(rows: tuple[Span, ...], first: date, last: date) -> list[Span]:
    """The period that begins and ends on these days; none where the series tells no such one."""
    at = bisect_left(rows, (first, last, ""))
    return [row for row in rows[at : at + 1] if row[:2] == (first, last)]
