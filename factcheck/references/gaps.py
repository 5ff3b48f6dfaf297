"""Gaps in series: months that a monthly table leaves out, and those that only some of its series lack."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

from claims.model import Frozen, Period
from claims.vocabulary.intervals import Shift, shifted
from claims.vocabulary.periods import parse_cell
from factcheck.references.model import Dataset, Role, TimeKind
from factcheck.references.questions import Rows

_STEPS = {"weekly": Shift(days=7), "monthly": Shift(months=1), "quarterly": Shift(months=3), "annual": Shift(months=12)}


class Gaps(Frozen):
    """``behind``: the periods that all series break off behind; ``broken`` of ``series`` lack one that others have."""

    behind: tuple[str, ...] = ()
    broken: int = 0
    series: int = 0
    example: str = ""


def find(dataset: Dataset, rows: Rows) -> Gaps:
    """The gaps of a series of known frequency; none for rosters, irregular and daily tables (no trade on Sundays).

    Of a table too large for memory only those of all its series together.
    """
    step, column = _STEPS.get(dataset.time.frequency or ""), dataset.time.column
    if dataset.time.kind is not TimeKind.PERIOD or step is None or column is None or column not in rows.names:
        return Gaps()
    periods = {cell: period for cell in rows.values(column) if (period := parse_cell(cell)) is not None}
    ordered = sorted(periods, key=lambda cell: (periods[cell].start, cell))
    behind = tuple(one for one, after in pairwise(ordered)
                   if not _follows(periods[one], periods[after], step))
    own: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, cell in rows.series(column, _keys(dataset, column, rows)) or ():
        if cell in periods:
            own[key].add(cell)
    at = {cell: number for number, cell in enumerate(ordered)}
    broken = 0
    example = ""
    for key, held in own.items():
        numbers = [at[cell] for cell in held]
        first, last = min(numbers), max(numbers)
        if last - first + 1 != len(held):
            broken += 1
            if not example:
                lost = next(cell for cell in ordered[first:last] if cell not in held)
                example = f"{' / '.join(part for part in key if part) or 'the only one'} without {lost}"
    return Gaps(behind=behind, broken=broken, series=len(own), example=example)


def _follows(one: Period, after: Period, step: Shift) -> bool:
    if one.start is None or one.end is None or after.start is None:
        return True
    return after.start <= max(one.end + timedelta(days=1), shifted(one, step).start or after.start)


def _keys(dataset: Dataset, column: str, rows: Rows) -> tuple[str, ...]:
    """The columns that tell which series a row belongs to."""
    names = [one.name for one in dataset.dimensions if one.role is not Role.TIME]
    names += [name for measure in dataset.measures for name, _ in measure.where]
    return tuple(name for name in dict.fromkeys(names) if name in rows.names and name != column)
