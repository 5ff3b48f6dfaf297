"""What the comparisons of an article with itself share: what a stated number can be, and what stands between two.

Everything is lenient by the precision and the hedges of the numbers: only what cannot be true together is a
contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from claims.model import Bound, Claim, Kind, Quantity
from factcheck.verification.acceptance import Interval, acceptable, is_multiple
from factcheck.verification.formatting import is_spoken_share, measured
from factcheck.verification.model import Consistency
from factcheck.verification.policy import Policy
from factcheck.verification.reasons import reason

LEVELS = frozenset({Kind.COUNT, Kind.SHARE, Kind.RATE, Kind.MONEY, Kind.MEASURE})


def say(code: str, other: str, *, holds: bool, **fields: str) -> Consistency:
    """A comparison with the claim ``other``, in the sentence of its reason code."""
    return Consistency(with_=other, holds=holds, reason=code, message=reason(code).message(fields))


def accepts(claim: Claim, policy: Policy) -> Interval:
    """What the figure accepts as it is written."""
    return acceptable(measured(claim), claim.kind, policy, spoken=is_spoken_share(claim))


def kindly(claim: Claim, policy: Policy) -> Interval:
    """What a derived figure accepts where its digits may have been cut off instead of rounded; bounds stay bounds."""
    interval = accepts(claim, policy)
    if claim.quantity.bound not in (Bound.EXACT, Bound.ABOUT) or interval.low is None or interval.high is None:
        return interval
    if is_multiple(claim.quantity, claim.kind) and claim.quantity.precision >= 1:
        return Interval(low=interval.low * (1 - policy.consistency.multiples_below),
                        high=interval.high * (1 + policy.consistency.multiples_above))
    slack = claim.quantity.precision * policy.consistency.cut_digits
    return interval.model_copy(update={"low": interval.low - slack, "high": interval.high + slack})


def span(quantity: Quantity, kind: Kind, policy: Policy) -> tuple[Decimal, Decimal]:
    """The lowest and highest value that a stated end can have; an open end goes as far as it is not absurd."""
    interval = acceptable(quantity, kind, policy)
    low = Decimal(0) if interval.low is None else interval.low
    high = quantity.high * policy.bounds.absurd_from if interval.high is None else interval.high
    if kind is Kind.COUNT and interval.high is not None and high - low == 1:
        return quantity.low, quantity.high  # a count with no rounding is that count
    return low, high


def chain(claim: Claim, by_id: Mapping[str, Claim]) -> Iterator[Claim]:
    """The claims that a claim leans on, the nearest first."""
    seen = {claim.id}
    while (before := by_id.get(claim.antecedent or "")) is not None and before.id not in seen:
        seen.add(before.id)
        yield before
        claim = before


def stating(number: Decimal, claim: Claim, chain: Iterable[Claim], by_id: Mapping[str, Claim]) -> Claim | None:
    """The claim that states this number: one leaned on, else one of the same sentence."""
    near = [*chain, *(c for c in by_id.values() if c.sentence == claim.sentence and c.kind in LEVELS)]
    return next((c for c in near if c.id != claim.id and c.quantity.low == number), None)


def same_time(first: Claim, second: Claim) -> bool:
    """Whether both are of one time, or of none that is told."""
    a, b = first.period, second.period
    return (a is None and b is None) or (a is not None and b is not None and (a.start, a.end) == (b.start, b.end))


def between(first: Claim, second: Claim) -> str | None:
    """The words between two figures of one sentence, the first before the second; None for any other two."""
    if first.sentence != second.sentence or not first.start < first.end <= second.start:
        return None
    return first.sentence.text[first.within[1]:second.start - first.sentence.start]
