"""Misses that settle nothing: within the usual revision since, the rounding of the value, or what sources differ by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import assert_never

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
from factcheck.queries.answer import Result
from factcheck.queries.evaluation import beyond, evaluate, ranking
from factcheck.queries.library import Library
from factcheck.queries.periods import days_after
from factcheck.queries.rows import rounding_of
from factcheck.references.model import Aggregate, Measure
from factcheck.verification.acceptance import Interval
from factcheck.verification.holding import Held
from factcheck.verification.policy import Policy

Size = Callable[[Decimal], Decimal | None]
"""How far a measure's value may lie off, given the value."""


def revision(held: Held, library: Library, policy: Policy, *, published: date | None) -> str | None:
    """The reason where a failing value misses by no more than its measure's usual revisions, else None.

    ``revised_since``: it comes from a vintage later than the article. ``superseded``: the article is so much later that
    it will have known a newer one than the library has. None where the article's date or the revisions are not known.
    """
    main = selections(held.reading.query)[0]
    dataset = library.dataset(main.dataset)
    snapshot, measure = dataset.snapshot(main.snapshot), dataset.measure(main.measure)
    if published is None:
        return None
    released = snapshot.released or snapshot.as_of
    cycle = policy.revisions.cycle_days.get(dataset.time_of(measure.name).frequency or "")
    newer = cycle is not None and published > days_after(released, cycle)
    if released <= published and not newer:
        return None
    if measure.revision_days is not None and published > days_after(main.as_of, measure.revision_days):
        return None
    match held.reading.query:
        case Streak() as run:
            within = _within_run(held, run, measure, library)
        case Extreme() as extreme:
            within = _within_series(held, extreme, measure, library, ends=policy.revisions.ends)
        case Rank() as rank:
            within = _within_order(held, rank, measure, library, ends=policy.revisions.ends)
        case _:
            later = (released - published).days > policy.revisions.later_days
            size = partial(measure.usual_revision, later=later)
            within = _within(held, size, library, ends=policy.revisions.ends)
    return None if not within else "superseded" if newer else "revised_since"


def moved(held: Held, library: Library) -> bool:
    """Whether a failing value is not of the claim's day, and misses by no more than it may have moved since."""
    main = selections(held.reading.query)[0]
    measure = library.dataset(main.dataset).measure(main.measure)
    if not held.reading.beyond_days:
        return False
    if measure.moves_percent is None:
        return True
    share = measure.moves_percent / 100 * held.reading.beyond_days / _MONTH
    usual = carried(held.reading.query, abs(_main_value(held, library) or Decimal(0)) * share, library, ends=1)
    return usual is None or held.assessment.interval.distance(held.assessment.value) <= usual


_MONTH = 30


def _main_value(held: Held, library: Library) -> Decimal | None:
    """The value of a query's main selection, of which the query's own is made."""
    if isinstance(held.reading.query, Value):
        return held.answer.value
    answer = evaluate(Value(of=selections(held.reading.query)[0]), library)
    return answer.value if isinstance(answer, Result) else None


def within_sources(held: Held, library: Library) -> bool:
    """Whether a failing value misses by no more than sound sources of its measure lie apart."""
    main = selections(held.reading.query)[0]
    measure = library.dataset(main.dataset).measure(main.measure)
    counted = any(one.period in measure.counted_in for one in selections(held.reading.query))
    # Prices that two sources ask in their own ways lie apart alike at both ends of a change; censuses need not.
    return _within(held, lambda value: measure.usually_apart(value, counted=counted), library,
                   ends=2 if measure.apart is None else 1)


def _within(held: Held, size: Size, library: Library, *, ends: Decimal | int) -> bool:
    usual = _usual(held.reading.query, size, held.answer.value, library, ends=ends)
    # A gap at an open end is no gap at all, so a value at the edge is within as well.
    return usual is not None and held.assessment.interval.distance(held.assessment.value) <= usual


def within_rounding(held: Held, library: Library) -> bool:
    """Whether a failing value is itself rounded and misses by no more than that hides."""
    query = held.reading.query
    if (points := _of_one_release(query, library)) is not None:
        return held.assessment.interval.distance(held.assessment.value) <= points / 2
    hidden = carried(query, rounding_of(selections(query)[0], library) / 2, library, ends=2)
    return bool(hidden) and held.assessment.interval.distance(held.assessment.value) <= (hidden or 0)


def _of_one_release(query: Query, library: Library) -> Decimal | None:
    """The band of a change in percent whose ends one release states side by side; None where it is another one.

    The newest value of a table and the one before it were published together: their quotient is surer than either.
    """
    if not isinstance(query, Change) or query.basis is not Basis.PERCENT:
        return None
    end, start = query.end, query.start
    dataset = library.dataset(end.dataset)
    points, column = dataset.measure(end.measure).rounding_points, dataset.time_of(end.measure).column
    if points is None or column is None or start.snapshot != end.snapshot:
        return None
    newest = sorted(filter(None, library.cells(end.dataset, end.snapshot).distinct(column)))[-2:]
    return points if newest == [start.period, end.period] else None


def _usual(query: Query, size: Size, value: Decimal, library: Library, *, ends: Decimal | int) -> Decimal | None:
    """How far a query's value may lie off, from that of the values it is made of; None where that says nothing."""
    if not isinstance(query, Value):
        answer = evaluate(Value(of=selections(query)[0]), library)
        if not isinstance(answer, Result):
            return None
        value = answer.value
    usual = size(value)
    if usual is not None and isinstance(query, Value) and (over := _averaged(query.of, library)) > 1:
        usual /= Decimal(over).sqrt()  # some months of a span are revised up and others down
    return None if usual is None else carried(query, usual, library, ends=ends)


def _averaged(selection: Selection, library: Library) -> int:
    """Of how many periods a selection takes the mean; 1 where it is of one."""
    column = library.dataset(selection.dataset).time_of(selection.measure).column
    limit = next((one for one in selection.where if one.column == column), None)
    return len(limit.values) if selection.aggregate is Aggregate.MEAN and limit is not None else 1


def _within_series(held: Held, query: Extreme, measure: Measure, library: Library, *, ends: Decimal | int) -> bool:
    """Whether a value may have had the place that is claimed for it before the values of its series were revised."""
    own = evaluate(Value(of=query.of), library)
    size = measure.usual_revision(own.value) if isinstance(own, Result) else None
    if size is None:
        return False
    interval = held.assessment.interval
    far = Interval(low=Decimal(1 + beyond(query, library, size * ends)), high=None)
    return interval.meets(far)


def _within_order(held: Held, query: Rank, measure: Measure, library: Library, *, ends: Decimal | int) -> bool:
    """Whether a member may have had the rank that is claimed for it before it and the others were revised."""
    values = dict(ranking(query, library))
    own = values.pop(query.member, None)
    size = measure.usual_revision(own) if own is not None else None
    if own is None or size is None:
        return False
    ahead = [own - value if query.order == "lowest" else value - own for value in values.values()]
    places = [Decimal(1 + sum(by > least for by in ahead)) for least in (size * ends, -size * ends)]
    return held.assessment.interval.meets(Interval(low=places[0], high=places[1]))


def _within_run(held: Held, query: Streak, measure: Measure, library: Library) -> bool:
    """Whether a run may have been as long as is claimed before its values were revised by as much as is usual."""
    size = measure.usual_revision(query.threshold)
    if size is None:
        return False
    if query.moves is not None:
        return True
    scaled = [query.model_copy(update={"threshold": query.threshold + by}) for by in (-size, size)]
    answers = [evaluate(one, library) for one in scaled]
    lengths = [one.value for one in answers if isinstance(one, Result)]
    if len(lengths) < len(answers):
        return True  # the run may reach beyond what the series holds
    interval = held.assessment.interval
    return interval.meets(Interval(low=min(lengths), high=max(lengths)))


def carried(query: Query, size: Decimal, library: Library, *, ends: Decimal | int) -> Decimal | None:
    """How far a query's value may be off where that of its main selection is by ``size``; None where none can say.

    ``ends``: by how many times that the difference of two such values is.
    """
    both = size * ends
    match query:
        case Value():
            return size
        case Change(basis=Basis.ABSOLUTE) | Change(basis=Basis.PERCENTAGE_POINTS) | Difference():
            return both
        case Change(start=base, basis=basis):
            return _relative(both, base, library, Decimal(100 if basis is Basis.PERCENT else 1))
        case Share(whole=base):
            return _relative(both, base, library, Decimal(100))
        case Ratio(denominator=base):
            return _relative(both, base, library, Decimal(1))
        case Rank() | Extreme() | Streak() | CountWhere():
            return None  # a place in an order, or a number of members or periods, turns on values that are not asked
    assert_never(query)


def _relative(amount: Decimal, base: Selection, library: Library, scale: Decimal) -> Decimal | None:
    answer = evaluate(Value(of=base), library)
    return amount / abs(answer.value) * scale if isinstance(answer, Result) and answer.value else None
