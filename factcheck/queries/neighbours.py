"""The neighbours of one selection in each direction: unit, category, place, time, vintage, totals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from factcheck.queries import bare_neighbours, periods
from factcheck.queries.algebra import Condition, Selection
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.phrases import countable
from factcheck.queries.rows import open_rows, series_group
from factcheck.references.model import Aggregate, Dimension, Measure, Role, TimeKind, TimeSpec

MEMBERS = 100
"""So many members of one dimension are tried."""
STEPS = 3
"""So many periods before and after are tried."""


def units(one: Selection, library: Library) -> Iterator[Selection]:
    """Other measures of the table that are taken for its own; each in its own times, where those are others."""
    if bare_neighbours.is_bare(one):
        yield from bare_neighbours.columns(one, library)
        return
    if one.aggregate is not None:
        return  # its own measure is not what it asks for
    dataset = library.dataset(one.dataset)
    own = dataset.measure(one.measure)
    for other in dataset.measures:
        if other.name == own.name or not _confusable(own, other):
            continue
        moved = one.model_copy(update={"measure": other.name})
        if dataset.time_of(own.name) == dataset.time_of(other.name):
            yield moved
        else:
            yield from _in_its_times(moved, library)


def _confusable(own: Measure, other: Measure) -> bool:
    """Both count something, or they are one concept in two units, or the descriptor says so of either of them."""
    same_concept = own.concept is not None and other.concept == own.concept
    declared = other.name in own.mistaken_for or own.name in other.mistaken_for
    return same_concept or declared or (countable(own) and countable(other))


def _in_its_times(one: Selection, library: Library) -> Iterator[Selection]:
    """The measure at the period of each kind that ends nearest to the moment: of a stock its month's flow."""
    time = library.dataset(one.dataset).time_of(one.measure)
    if time.kind is TimeKind.AS_OF:
        yield one.model_copy(update={"period": None})
        return
    kinds: set[periods.Kind] = set()
    names = series_group(one.model_copy(update={"period": None}), library).outcomes
    ends = {name: end for name in names if (end := _day_of(name, time)) is not None}
    for name in sorted(ends, key=lambda name: (abs((ends[name] - one.as_of).days), name)):
        if (kind := periods.kind(name)) not in kinds:
            kinds.add(kind)
            yield one.model_copy(update={"period": name, "as_of": ends[name]})


def categories(one: Selection, library: Library, over: str | None) -> Iterator[Selection]:
    """Another member of a category that is stated, its total, then a member of a category that is not."""
    if bare_neighbours.is_bare(one):
        yield from bare_neighbours.rows(one, library, over, time=False)
        return
    dimensions = _dimensions(one, library, over, (Role.CATEGORY, Role.ENTITY))
    stated = {condition.column for condition in one.where}
    for dimension in sorted(dimensions, key=lambda dimension: dimension.name not in stated):
        if dimension.name in stated:
            yield _whole(one, dimension)
        elif dimension.role is Role.ENTITY:
            continue
        for member in _held(one, library, dimension):
            yield _with(one, dimension.name, member)


def places(one: Selection, library: Library, over: str | None) -> Iterator[Selection]:
    """The whole, then every other place of the table, those of the same kind first."""
    if bare_neighbours.is_bare(one):
        yield from bare_neighbours.rows(one, library, over, time=False, places=True)
        return
    for dimension in _dimensions(one, library, over, (Role.PLACE,)):
        if any(condition.column == dimension.name for condition in one.where):
            yield _whole(one, dimension)
        kinds = {member.value: member.kind for member in dimension.members}
        stated = {kinds.get(value) for condition in one.where if condition.column == dimension.name
                  for value in condition.values}
        for member in sorted(_held(one, library, dimension), key=lambda member: kinds.get(member) not in stated):
            yield _with(one, dimension.name, member)


def snapshots(one: Selection, library: Library) -> Iterator[Selection]:
    """Other snapshots, the nearest in time first: other days of a roster, other vintages of a series."""
    dataset = library.dataset(one.dataset)
    own = dataset.snapshot(one.snapshot)
    others = [snapshot for snapshot in dataset.snapshots if snapshot.name != own.name]
    roster = dataset.time_of(one.measure).kind is TimeKind.AS_OF
    for other in sorted(others, key=lambda other: (abs((other.as_of - own.as_of).days), other.as_of, other.name)):
        yield one.model_copy(update={"snapshot": other.name, "as_of": other.as_of if roster else one.as_of})


def times(one: Selection, library: Library) -> Iterator[Selection]:
    """The periods before and after, then the same period a year before and after."""
    if bare_neighbours.is_bare(one):
        yield from bare_neighbours.rows(one, library, None, time=True)
        return
    time = library.dataset(one.dataset).time_of(one.measure)
    if time.kind is TimeKind.AS_OF or one.period is None:
        return
    names = list(series_group(one, library).outcomes)
    wanted = [periods.shifted(one.period, years) for years in (-1, 1)]
    if one.period in names:
        at = names.index(one.period)
        near = [at + sign * step for step in range(1, STEPS + 1) for sign in (-1, 1)]
        steps = [names[i] for i in near if 0 <= i < len(names)]
        wanted = steps[:2] + wanted + steps[2:]
    for period in wanted:
        if period in names:
            yield one.model_copy(update={"period": period, "as_of": _day_of(period, time) or one.as_of})


def _day_of(period: str, time: TimeSpec) -> date | None:
    """The day that a period's value is of: its anchor in an annual table, else its last."""
    named = periods.parts(period)
    if time.anchor and named is not None and len(named) == 1:
        return date.fromisoformat(f"{named[0]:04}-{time.anchor}")
    return periods.last_day(period)


def totals(one: Selection, library: Library, over: str | None) -> Iterator[Selection]:
    """All rows, the total rows among them: what a careless sum gives."""
    dataset = library.dataset(one.dataset)
    if measure_of(one, library).aggregate not in (Aggregate.SUM, Aggregate.COUNT):
        return
    if bare_neighbours.is_bare(one):
        yield from bare_neighbours.with_totals(one, library, over)
        return
    for dimension in dataset.dimensions:
        if dimension.total is not None and dimension.name != over:
            yield _without(one, dimension.name)


def _dimensions(one: Selection, library: Library, over: str | None, roles: tuple[Role, ...]) -> list[Dimension]:
    dataset = library.dataset(one.dataset)
    fixed = {column for column, _ in dataset.measure(one.measure).where}
    return [dimension for dimension in dataset.dimensions
            if dimension.role in roles and dimension.name != over and dimension.name not in fixed]


def _held(one: Selection, library: Library, dimension: Dimension) -> list[str]:
    """The members that rows of the same measure and period have, as the descriptor and then the table list them."""
    rows = open_rows(one, library)
    held = dict.fromkeys(rows.table.members(dimension.name, rows.table.mask(rows.fixed)))
    known = [member.value for member in dimension.members if member.value in held]
    ordered = dict.fromkeys([*known, *held])
    return [member for member in ordered if member not in ("", dimension.total)][:MEMBERS]


def _whole(one: Selection, dimension: Dimension) -> Selection:
    if dimension.total is not None:
        return _with(one, dimension.name, dimension.total)
    return _without(one, dimension.name)


def _with(one: Selection, column: str, value: str) -> Selection:
    new = Condition.made({"column": column, "values": (value,), "negated": False, "comparison": None,
                          "threshold": Decimal(0)})
    if any(condition.column == column for condition in one.where):
        where = tuple(new if condition.column == column else condition for condition in one.where)
    else:
        where = (*one.where, new)
    return one.model_copy(update={"where": where})


def _without(one: Selection, column: str) -> Selection:
    where = tuple(condition for condition in one.where if condition.column != column)
    return one.model_copy(update={"where": where})
