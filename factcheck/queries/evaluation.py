"""The value of a query on its snapshots.

``evaluate(query, library)`` gives ``Result(value=Decimal("831"), unit="agency")`` or an ``Unanswered`` with its reason.
"""

from __future__ import annotations

from decimal import Decimal

from claims.model import Basis
from factcheck.queries import periods
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
)
from factcheck.queries.answer import Result, Unanswerable, Unanswered
from factcheck.queries.arithmetic import combined, position, run_length
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.rows import (
    group_of,
    is_roster,
    roster_selections,
    series_group,
    stated_position,
    value_of,
    within,
)
from factcheck.queries.table import COMPARISONS

__all__ = ["Result", "Unanswered", "beyond", "evaluate", "ranking", "series", "window"]

def evaluate(query: Query, library: Library) -> Result | Unanswered:
    """The query's value, unrounded, or why it has none. KeyError for an unknown dataset, measure, snapshot."""
    try:
        return _evaluate(query, library)
    except Unanswerable as unanswerable:
        return unanswerable.answer


def ranking(query: Rank | CountWhere, library: Library) -> tuple[tuple[str, Decimal], ...]:
    """The members that the query compares with their values, its first place first; those with no value are left out.

    Members of equal value stand in alphabetical order. Empty where the query cannot be asked at all.
    """
    try:
        outcomes = group_of(query, library).outcomes
    except Unanswerable:
        return ()
    values = [(member, value) for member, value in outcomes.items() if isinstance(value, Decimal)]
    lowest_first = isinstance(query, Rank) and query.order == "lowest"
    return tuple(sorted(values, key=lambda pair: (pair[1] if lowest_first else -pair[1], pair[0])))


def series(selection: Selection, library: Library) -> tuple[tuple[str, Decimal], ...]:
    """The selection's measure through time, oldest first: (period, value), or (ISO date, value) for a roster.

    Moments with no value are left out; empty where the dataset has no time at all.
    """
    if is_roster(selection, library):
        points: list[tuple[str, Decimal]] = []
        for one in roster_selections(selection, library):
            try:
                points.append((one.as_of.isoformat(), value_of(one, library)))
            except Unanswerable:
                continue
        return tuple(points)
    try:
        outcomes = series_group(selection, library).outcomes
    except Unanswerable:
        return ()
    return tuple((period, value) for period, value in outcomes.items() if isinstance(value, Decimal))


def unit_of(query: Query, library: Library) -> str:
    """The unit, singular, that the query's value is in."""
    match query:
        case Value(of=of):
            unit = _own_unit(of, library)
        case Difference(left=of):
            unit = _unit_of_difference(of, library)
        case Share():
            unit = "percent"
        case Change(end=end, basis=basis):
            unit = {Basis.ABSOLUTE: _unit_of_difference(end, library), Basis.PERCENT: "percent",
                    Basis.PERCENTAGE_POINTS: "percentage point", Basis.MULTIPLE: "multiple"}[basis]
        case Ratio():
            unit = "multiple"
        case Rank() | Extreme():
            unit = "rank"
        case Streak(of=of):
            unit = periods.UNIT_OF_TIME.get(library.dataset(of.dataset).time_of(of.measure).frequency or "", "period")
        case CountWhere(of=of, over=over):
            named = next((d for d in library.dataset(of.dataset).dimensions if d.name == over), None)
            unit = over if named is None else next(iter(named.nouns), named.title)
    return unit


def _own_unit(selection: Selection, library: Library) -> str:
    return measure_of(selection, library).unit


def _unit_of_difference(selection: Selection, library: Library) -> str:
    """Percentages differ by percentage points."""
    unit = _own_unit(selection, library)
    return "percentage point" if unit == "percent" else unit


def _is_signed(query: Query, library: Library) -> bool:
    """Whether the value's sign says which way something went, though the query itself is no change."""
    return isinstance(query, Value) and library.dataset(query.of.dataset).measure(query.of.measure).signed


def _evaluate(query: Query, library: Library) -> Result:
    ties = 0
    match query:
        case Value(of=of):
            value = value_of(of, library)
        case Share() | Change() | Ratio() | Difference():
            value = combined(query, lambda one: value_of(one, library))
        case Rank(column=str()):
            value = stated_position(query, library)
        case Rank(member=member, order=order):
            value, ties = position(group_of(query, library).values(), member, order)
        case Extreme():
            value, ties = _extreme(query, library)
        case Streak(of=of):
            value = run_length(_run(of, library), query)
        case CountWhere(comparison=comparison, threshold=threshold):
            values = group_of(query, library).values().values()
            meets = COMPARISONS[comparison]
            value = Decimal(sum(meets(one, threshold) for one in values))
    return Result(value=value, unit=unit_of(query, library), ties=ties, signed=_is_signed(query, library))


def _run(selection: Selection, library: Library) -> list[Decimal | None]:
    """The values of a series up to the selection's period, oldest first; None where a period has none."""
    if selection.period is None or is_roster(selection, library):
        raise Unanswerable("no_rows", "a run of periods needs a series")
    outcomes = series_group(selection, library).outcomes
    moments = [one for one in periods.order(outcomes) if not periods.after(one, selection.period)]
    if selection.period not in moments:
        raise Unanswerable("no_rows", f"no value for {selection.period}")
    return [value if isinstance(value := outcomes[moment], Decimal) else None for moment in moments]


def beyond(query: Extreme, library: Library, by: Decimal) -> int:
    """How many values of the part of a series that ``query`` looks at surpass its own by more than ``by``, in the
    measure's unit; Unanswerable where the query is."""
    values, own = window(query, library)
    least = values[own] + (by if query.order == "highest" else -by)
    return sum(value > least if query.order == "highest" else value < least for value in values.values())


def _extreme(query: Extreme, library: Library) -> tuple[Decimal, int]:
    values, own = window(query, library)
    return position(values, own, query.order)


def window(query: Extreme, library: Library) -> tuple[dict[str, Decimal], str]:
    """The values that an extreme looks at, by period or snapshot's day, and the name of its own; Unanswerable where the
    query is."""
    selection = query.of
    if is_roster(selection, library):
        by_moment = {one.as_of.isoformat(): one for one in roster_selections(selection, library)}
        own = library.dataset(selection.dataset).snapshot(selection.snapshot).as_of.isoformat()
        moments = within(query, list(by_moment), own)
        return {moment: value_of(by_moment[moment], library) for moment in moments}, own
    if selection.period is None:
        raise Unanswerable("no_rows", "an extreme needs a period")
    group = series_group(selection, library)
    moments = within(query, periods.order(group.outcomes), selection.period)
    for moment in moments:
        outcome = group.outcomes[moment]
        if isinstance(outcome, Unanswerable):
            raise Unanswerable(outcome.answer.reason, f"{moment}: {outcome.answer.detail}")
    return {m: value for m in moments if isinstance(value := group.outcomes[m], Decimal)}, selection.period
