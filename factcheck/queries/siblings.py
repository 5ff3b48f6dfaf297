"""The nearest neighbours of a query: what a writer may have looked at instead.

``siblings(query, library)`` yields them in a fixed order, the likeliest slips first: another unit of observation, the
other way round, another category, another time, another place, total rows counted in. Verification asks each of them
whether it gives the stated number. None is made by looking at numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from claims.model import Basis
from factcheck.queries.algebra import (
    Change,
    CountWhere,
    Difference,
    Extreme,
    Query,
    Rank,
    Ratio,
    Selection,
    Share,
    Streak,
    Value,
    selections,
)
from factcheck.queries.answer import Unanswerable
from factcheck.queries.bare_neighbours import is_bare
from factcheck.queries.evaluation import ranking
from factcheck.queries.library import Library
from factcheck.queries.neighbours import categories, places, snapshots, times, totals, units
from factcheck.queries.table import table

Relation = Literal["unit", "place", "period", "snapshot", "endpoint", "category", "basis", "order", "total"]

_STEPS: tuple[tuple[Relation, ...], ...] = (
    ("unit",), ("order", "basis", "endpoint"), ("category",), ("snapshot",), ("period",), ("place",), ("total",))
"""The relations in the order in which siblings come."""

MOST = 400
_RANKED = 60


@dataclass(frozen=True, slots=True)
class Sibling:
    """A neighbour and in what it differs."""

    query: Query
    relation: Relation


def siblings(query: Query, library: Library, *, relations: Container[str] | None = None) -> Iterator[Sibling]:
    """At most ``MOST`` different neighbours, none of them the query itself; of ``relations`` only, where given."""
    found = (sibling for sibling in _all(query, library, relations) if _askable(sibling.query, library))
    return islice(_different(query, found), MOST)


def still_to_come(relation: Relation) -> tuple[Relation, ...]:
    """What siblings can be from the first of a relation on: whoever needs none of these can stop asking."""
    at = next(number for number, step in enumerate(_STEPS) if relation in step)
    return tuple(one for step in _STEPS[at:] for one in step)


def _askable(query: Query, library: Library) -> bool:
    """Whether every selection knows its measure and columns: the two ends of a change may lie in different tables."""
    for one in selections(query):
        dataset = library.dataset(one.dataset)
        columns = {dimension.name for dimension in dataset.dimensions}
        if is_bare(one):
            held = table(library, one.dataset, one.snapshot)
            columns |= {condition.column for condition in one.where if held.has(condition.column)}
        if one.measure not in {measure.name for measure in dataset.measures}:
            return False
        if any(condition.column not in columns for condition in one.where):
            return False
    return True


def _different(query: Query, found: Iterable[Sibling]) -> Iterator[Sibling]:
    seen = {query}
    for sibling in found:
        if sibling.query not in seen:
            seen.add(sibling.query)
            yield sibling


def _all(query: Query, library: Library, relations: Container[str] | None) -> Iterator[Sibling]:
    over = query.over if isinstance(query, Rank | CountWhere) else None
    ways: tuple[tuple[Relation | None, Callable[[], Iterator[Sibling]]], ...] = (
        ("unit", lambda: _together(query, "unit", lambda one: units(one, library))),
        (None, lambda: _turned(query)),
        ("category", lambda: _category(query, library, over)),
        ("snapshot", lambda: _moved(query, "snapshot", lambda one: snapshots(one, library))),
        ("period", lambda: _moved(query, "period", lambda one: times(one, library))),
        ("place", lambda: _ranked(query, library)),
        ("place", lambda: _together(query, "place", lambda one: places(one, library, over))),
        ("total", lambda: _together(query, "total", lambda one: totals(one, library, over))))
    for relation, way in ways:
        if relations is None or relation is None or relation in relations:
            yield from (one for one in way() if relations is None or one.relation in relations)


def with_selections(query: Query, changed: tuple[Selection, ...]) -> Query:
    """The query over other selections, in the order that ``selections`` gives them."""
    match query:
        case Share():
            return query.model_copy(update={"part": changed[0], "whole": changed[1]})
        case Change():
            return query.model_copy(update={"end": changed[0], "start": changed[1]})
        case Ratio():
            return query.model_copy(update={"numerator": changed[0], "denominator": changed[1]})
        case Difference():
            return query.model_copy(update={"left": changed[0], "right": changed[1]})
        case Value() | Rank() | Extreme() | Streak() | CountWhere():
            return query.model_copy(update={"of": changed[0]})


def _asked(ways: Callable[[Selection], Iterable[Selection]], one: Selection) -> list[Selection]:
    """The ways of one selection; none where its table cannot be asked (it lacks a column)."""
    try:
        return list(ways(one))
    except Unanswerable:
        return []


def _together(query: Query, relation: Relation, ways: Callable[[Selection], Iterable[Selection]]) -> Iterator[Sibling]:
    """All selections varied in the same way: both ends of a change move to another state."""
    main, *others = selections(query)
    for varied in _asked(ways, main):
        changed = [_as_in(main, varied, other) for other in others]
        yield Sibling(query=with_selections(query, (varied, *changed)), relation=relation)


def _as_in(main: Selection, varied: Selection, other: Selection) -> Selection:
    """``other`` with what differs between ``main`` and ``varied``, where it agreed with ``main`` in that."""
    updates: dict[str, object] = {}
    if (other.measure, other.column) == (main.measure, main.column):
        updates |= {"measure": varied.measure, "column": varied.column}
    shared = set(main.where) & set(other.where)
    gone = shared - set(varied.where)
    if gone or set(varied.where) - set(main.where):
        columns = {condition.column for condition in (set(main.where) ^ set(varied.where))}
        if all(condition in shared for condition in main.where if condition.column in columns):
            kept = tuple(condition for condition in other.where if condition not in gone)
            new = tuple(condition for condition in varied.where if condition not in main.where)
            updates["where"] = tuple(condition for condition in kept if condition.column not in columns) + new
    if (other.snapshot, other.period) == (main.snapshot, main.period):
        updates |= {"snapshot": varied.snapshot, "period": varied.period, "as_of": varied.as_of}
    return other.model_copy(update=updates)


def _each(query: Query, relation: Relation, ways: Callable[[Selection], Iterable[Selection]]) -> Iterator[Sibling]:
    """One selection varied, the others as they are."""
    own = selections(query)
    for i, one in enumerate(own):
        for varied in _asked(ways, one):
            yield Sibling(query=with_selections(query, (*own[:i], varied, *own[i + 1:])), relation=relation)


def _moved(query: Query, relation: Relation, ways: Callable[[Selection], Iterable[Selection]]) -> Iterator[Sibling]:
    """In time: everything together, but the ends of a change each for itself."""
    if isinstance(query, Change):
        yield from _each(query, relation, ways)
    else:
        yield from _together(query, relation, ways)


def _category(query: Query, library: Library, over: str | None) -> Iterator[Sibling]:
    """Of a share, the part has another category; of anything else, all selections."""
    if isinstance(query, Share):
        for varied in _asked(lambda one: categories(one, library, over), query.part):
            yield Sibling(query=query.model_copy(update={"part": varied}), relation="category")
    yield from _together(query, "category", lambda one: categories(one, library, over))


def _turned(query: Query) -> Iterator[Sibling]:
    """The other end of a ranking, swapped ends, another basis."""
    match query:
        case Rank(order=order) | Extreme(order=order):
            other = "lowest" if order == "highest" else "highest"
            yield Sibling(query=query.model_copy(update={"order": other}), relation="order")
        case Change(start=start, end=end, basis=basis):
            for another in (Basis.PERCENT, Basis.ABSOLUTE, Basis.PERCENTAGE_POINTS, Basis.MULTIPLE):
                if another is not basis:
                    yield Sibling(query=query.model_copy(update={"basis": another}), relation="basis")
            yield Sibling(query=query.model_copy(update={"start": end, "end": start}), relation="endpoint")
        case Ratio(numerator=one, denominator=other_one):
            swapped: Query = query.model_copy(update={"numerator": other_one, "denominator": one})
            yield Sibling(query=swapped, relation="endpoint")
        case Difference(left=one, right=other_one):
            yield Sibling(query=query.model_copy(update={"left": other_one, "right": one}), relation="endpoint")
        case Value() | Share() | Streak() | CountWhere():
            return


def _ranked(query: Query, library: Library) -> Iterator[Sibling]:
    """Who else holds a rank: the members from the first place on."""
    if isinstance(query, Rank):
        for member, _ in ranking(query, library)[:_RANKED]:
            yield Sibling(query=query.model_copy(update={"member": member}), relation="place")
