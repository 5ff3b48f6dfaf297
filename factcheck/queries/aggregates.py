"""How the rows of a selection become one value, or one value for each member of a dimension."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from factcheck.queries.answer import Unanswerable
from factcheck.queries.table import EXACT, Mask, Table
from factcheck.references.model import Aggregate, Measure

COUNTS = frozenset({Aggregate.COUNT, Aggregate.COUNT_DISTINCT})
"""Aggregates for which no row is an answer: none."""

Outcome = Decimal | Unanswerable


def column_of(measure: Measure) -> str:
    """The column that a measure reads; Unanswerable where its descriptor names none."""
    if measure.column is None:
        raise Unanswerable("no_column", f"measure {measure.name} names no column")
    return measure.column


def aggregate(measure: Measure, table: Table, mask: Mask) -> Decimal:
    """The measure over the rows of ``mask``, scaled; raises Unanswerable."""
    if not isinstance(mask, np.ndarray):  # the rows of a large table stay on the disk
        found: Decimal = mask.aggregate(measure)
        return found
    rows = np.flatnonzero(mask)
    if measure.aggregate in COUNTS:
        return _scaled(measure, Decimal(_count(measure, table, rows)))
    column_of(measure)
    if not len(rows):
        raise Unanswerable("no_rows")
    outcome = _numeric(measure, table, rows, np.zeros(1, dtype=np.int64))[0]
    if isinstance(outcome, Unanswerable):
        raise outcome
    return outcome


def by_member(measure: Measure, table: Table, mask: Mask, over: str, *,
              rows_each: int | None = None) -> dict[str, Outcome]:
    """The measure for each value of ``over`` that occurs in ``mask``; for counts, members with no row are not in it.

    ``rows_each``: a total has so many rows, or it is incomplete.
    """
    if not isinstance(mask, np.ndarray):
        outcomes: dict[str, Outcome] = mask.by_member(measure, over, rows_each=rows_each)
        return outcomes
    coded = table.coded(over)
    rows = np.flatnonzero(mask & (coded.codes != coded.empty))
    if not len(rows):
        return {}
    rows = rows[np.argsort(coded.codes[rows], kind="stable")]
    members = coded.codes[rows]
    starts = np.flatnonzero(np.r_[True, members[1:] != members[:-1]])
    names = [coded.values[code] for code in members[starts]]
    if measure.aggregate is Aggregate.COUNT_DISTINCT:
        counted = table.coded(column_of(measure))
        filled = counted.codes[rows] != counted.empty
        # np.unique would do, but its first call imports the whole of numpy.ma.
        pairs = np.sort(members[filled] * len(counted.values) + counted.codes[rows][filled])
        pairs = pairs[np.r_[True, pairs[1:] != pairs[:-1]]] if len(pairs) else pairs
        found = np.bincount(pairs // len(counted.values), minlength=len(coded.values))[members[starts]]
        return {name: _scaled(measure, Decimal(int(n))) for name, n in zip(names, found, strict=True)}
    if measure.aggregate is Aggregate.COUNT:
        filled = np.ones(len(rows), dtype=bool)
        if measure.column is not None:
            counted = table.coded(measure.column)
            filled = counted.codes[rows] != counted.empty
        found = np.add.reduceat(filled.astype(np.int64), starts)
        return {name: _scaled(measure, Decimal(int(n))) for name, n in zip(names, found, strict=True)}
    outcomes = dict(zip(names, _numeric(measure, table, rows, starts), strict=True))
    if rows_each is None:
        return outcomes
    sizes = dict(zip(names, np.diff(np.r_[starts, len(rows)]).tolist(), strict=True))
    return {name: outcome if (held := sizes[name]) == rows_each else
            Unanswerable("incomplete", f"{held} of {rows_each} rows") for name, outcome in outcomes.items()}


def _count(measure: Measure, table: Table, rows: npt.NDArray[np.int64]) -> int:
    if measure.aggregate is Aggregate.COUNT and measure.column is None:
        return len(rows)
    coded = table.coded(column_of(measure))
    cells = coded.codes[rows]
    cells = cells[cells != coded.empty]
    return len(cells) if measure.aggregate is Aggregate.COUNT else int(np.count_nonzero(np.bincount(cells)))


def _numeric(measure: Measure, table: Table, rows: npt.NDArray[np.int64],
             starts: npt.NDArray[np.int64]) -> list[Outcome]:
    """Sum, mean, end or value of each run of ``rows`` that begins at ``starts``."""
    column = column_of(measure)
    numbers = table.numbers(column)
    units = numbers.units[rows]
    missing = np.add.reduceat(numbers.missing[rows].astype(np.int64), starts)
    bad = np.add.reduceat(numbers.bad[rows].astype(np.int64), starts)
    sizes = np.diff(np.r_[starts, len(rows)])
    if measure.aggregate is Aggregate.VALUE:
        lowest, highest = np.minimum.reduceat(units, starts), np.maximum.reduceat(units, starts)
    elif measure.aggregate in (Aggregate.MAX, Aggregate.MIN):
        lowest = highest = _ends(measure, units, numbers.missing[rows], starts)
    else:
        lowest = highest = np.add.reduceat(units, starts)
    outcomes: list[Outcome] = []
    for i, size in enumerate(sizes):
        if bad[i]:
            run = rows[starts[i]: starts[i] + size]
            cell = table.coded(column).values[table.coded(column).codes[run[numbers.bad[run]][0]]]
            outcomes.append(Unanswerable("bad_cell", f"{column}: {cell!r}"))
        elif missing[i] == size or (missing[i] and measure.aggregate is Aggregate.SUM):
            outcomes.append(Unanswerable("incomplete", f"{missing[i]} of {size} cells of {column} are empty"))
        elif lowest[i] != highest[i] or (missing[i] and measure.aggregate is Aggregate.VALUE):
            outcomes.append(Unanswerable("ambiguous_rows", f"{size} rows with different values of {column}"))
        else:
            value = numbers.decimal(int(lowest[i]))
            if measure.aggregate is Aggregate.MEAN:
                value = EXACT.divide(value, Decimal(int(size - missing[i])))
            outcomes.append(_scaled(measure, value))
    return outcomes


def _ends(measure: Measure, units: npt.NDArray[Any], missing: Mask, starts: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """The highest or lowest of each run, gaps left aside; of a run of nothing but gaps whatever there is."""
    if measure.aggregate is Aggregate.MAX:
        return np.asarray(np.maximum.reduceat(np.where(missing, units.min(), units), starts))
    return np.asarray(np.minimum.reduceat(np.where(missing, units.max(), units), starts))


def _scaled(measure: Measure, value: Decimal) -> Decimal:
    return value if measure.scale == 1 else EXACT.multiply(value, measure.scale)
