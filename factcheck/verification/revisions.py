"""Right when printed, revised since; right by another source: gaps by which sound figures differ settle nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from claims.model import Basis
from factcheck.queries.algebra import Change, Difference, Query, Ratio, Selection, Share, Value, selections
from factcheck.queries.answer import Result
from factcheck.queries.evaluation import evaluate
from factcheck.queries.library import Library
from factcheck.verification.holding import Held
from factcheck.verification.policy import Policy

Size = Callable[[Decimal], Decimal | None]
"""How far a measure's value may lie off, given the value."""


def within_revision(held: Held, library: Library, policy: Policy, *, published: date | None) -> bool:
    """Whether a failing value comes from a vintage later than the article and misses by no more than its revisions.

    False where the date of the article is not known, or its measure is not one that is revised.
    """
    main = selections(held.reading.query)[0]
    dataset = library.dataset(main.dataset)
    snapshot, measure = dataset.snapshot(main.snapshot), dataset.measure(main.measure)
    if published is None or (snapshot.released or snapshot.as_of) <= published:
        return False
    return _within(held, measure.usual_revision, library, policy)


def within_sources(held: Held, library: Library, policy: Policy) -> bool:
    """Whether a failing value misses by no more than sound sources of its measure lie apart."""
    main = selections(held.reading.query)[0]
    measure = library.dataset(main.dataset).measure(main.measure)
    return _within(held, measure.usually_apart, library, policy)


def _within(held: Held, size: Size, library: Library, policy: Policy) -> bool:
    usual = _usual(held.reading.query, size, held.answer.value, library, policy)
    # A gap at an open end is no gap at all, so a value at the edge is within as well.
    return usual is not None and held.assessment.interval.distance(held.assessment.value) <= usual


def _usual(query: Query, size: Size, value: Decimal, library: Library, policy: Policy) -> Decimal | None:
    """How far a query's value may lie off, from that of the values it is made of; None where that says nothing."""
    if isinstance(query, Value):
        return size(value)
    answer = evaluate(Value(of=selections(query)[0]), library)
    revision = size(answer.value) if isinstance(answer, Result) else None
    if revision is None:
        return None
    both = revision * policy.revisions.ends
    match query:
        case Change(basis=Basis.ABSOLUTE) | Change(basis=Basis.PERCENTAGE_POINTS) | Difference():
            return both
        case Change(start=base, basis=basis):
            return _relative(both, base, library, Decimal(100 if basis is Basis.PERCENT else 1))
        case Share(whole=base):
            return _relative(both, base, library, Decimal(100))
        case Ratio(denominator=base):
            return _relative(both, base, library, Decimal(1))
    return None


def _relative(amount: Decimal, base: Selection, library: Library, scale: Decimal) -> Decimal | None:
    answer = evaluate(Value(of=base), library)
    return amount / abs(answer.value) * scale if isinstance(answer, Result) and answer.value else None
