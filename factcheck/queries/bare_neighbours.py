"""The neighbours of a selection in a table that nobody described: another column, row or year, all rows.

Such a selection names its column and its rows by the cells that they have, so what it may be confused with are the
other columns of numbers and the other cells of the columns that it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.queries.algebra import Condition, Selection
from factcheck.queries.library import Library
from factcheck.queries.table import Table, table
from factcheck.references.model import Dataset, Role

MEMBERS = 100
"""So many cells of one column are tried."""


def is_bare(one: Selection) -> bool:
    """Whether the selection asks for a column of its table and not for a measure of its dataset."""
    return one.column is not None


def columns(one: Selection, library: Library) -> Iterator[Selection]:
    """The same rows of the other columns that hold measures."""
    dataset, held = library.dataset(one.dataset), _table(one, library)
    for other in dataset.measures:
        if other.column not in (None, one.column) and not other.where and held.has(other.column or ""):
            yield one.model_copy(update={"column": other.column})


def rows(one: Selection, library: Library, over: str | None, *, time: bool,
         places: bool = False) -> Iterator[Selection]:
    """Another cell of one of the columns that say which rows: of those that tell the time, of places, or the rest."""
    dataset, held = library.dataset(one.dataset), _table(one, library)
    for condition in one.where:
        name = condition.column
        if not _is_plain(condition) or name == over or _is_time(name, dataset) != time or not held.has(name):
            continue
        if not time and (_role(name, dataset) is Role.PLACE) != places:
            continue
        others = tuple(kept for kept in one.where if kept != condition)
        cells = held.members(name, held.mask(others))
        near = _nearest(condition.values[0], cells) if time else cells
        for cell in [cell for cell in near if cell and cell not in condition.values][:MEMBERS]:
            where = tuple(Condition(column=name, values=(cell,)) if kept == condition else kept for kept in one.where)
            yield one.model_copy(update={"where": where})


def with_totals(one: Selection, library: Library, over: str | None) -> Iterator[Selection]:
    """The rows of all members and of their total taken together."""
    for dimension in library.dataset(one.dataset).dimensions:
        if dimension.total is None or dimension.name == over:
            continue
        where = tuple(condition for condition in one.where if condition.column != dimension.name)
        yield one.model_copy(update={"where": where})


def _table(one: Selection, library: Library) -> Table:
    return table(library, one.dataset, one.snapshot)


def _is_plain(condition: Condition) -> bool:
    return condition.comparison is None and not condition.negated and len(condition.values) == 1


def _is_time(column: str, dataset: Dataset) -> bool:
    return column == dataset.time.column or _role(column, dataset) is Role.TIME


def _role(column: str, dataset: Dataset) -> Role | None:
    return next((one.role for one in dataset.dimensions if one.name == column), None)


def _nearest(cell: str, cells: tuple[str, ...]) -> list[str]:
    """The cells by how many of them lie between, as their names stand in order; the earlier one first."""
    ordered = sorted({cell, *cells})
    at = ordered.index(cell)
    return sorted(ordered, key=lambda other: (abs(ordered.index(other) - at), other))
