"""Misses that say more against the reading than against the article: a count with decimals, a value of another size.

"The rate was 16.1" behind a number of homicides is no wrong number of homicides, and a figure that names nothing of what
it counts, and is three times as large as what stood before it would have it, is most likely of something else.
"""

from __future__ import annotations

from decimal import Decimal

from claims.model import Claim, Kind
from factcheck.queries.algebra import Value
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.phrases import countable
from factcheck.verification.holding import Held
from factcheck.verification.model import Explanation

FAR = 3
"""How many times as large as the other a value and a figure are that are hardly of the same thing."""


def doubtful(claim: Claim, held: Held, explanation: Explanation | None, library: Library) -> str | None:
    """Why a miss is more likely one of the reading; None where it is one of the article."""
    query = held.reading.query
    if not isinstance(query, Value):
        return None
    measure = measure_of(query.of, library)
    if countable(measure) and _has_decimals(claim):
        return f"what is counted has no decimals, so that {claim.figure} is hardly of {measure.title}"
    other_unit = explanation is not None and explanation.reason == "another_unit"
    if claim.inherited and other_unit:
        return f"it does not say whether it is of {measure.title}"
    if claim.inherited and explanation is None and _is_far(claim, held):
        return f"it does not say what it is of, and is far from what {measure.title} would be"
    return None


def _has_decimals(claim: Claim) -> bool:
    """Whether the figure is written out with decimals: "16.1", and not "2.4 million"."""
    low = claim.quantity.low
    return claim.kind in (Kind.COUNT, Kind.MEASURE, Kind.RATE) and low != int(low) and claim.change is None


def _is_far(claim: Claim, held: Held) -> bool:
    stated, value = abs(claim.quantity.low), abs(held.assessment.value)
    if claim.kind in (Kind.CHANGE, Kind.RANK) or not stated or not value:
        return False
    small, large = sorted((stated, value))
    return large > FAR * small and not _is_slip(large / small)


def _is_slip(times: Decimal) -> bool:
    """Whether it is off by a power of ten, as a slip of the comma is."""
    return any(abs(times / ten - 1) < Decimal("0.01") for ten in (10, 100, 1000))
