"""Readings that may bear a figure out and not refute it: what counts as borne out.

A tentative reading is of what a figure is most likely of, although its sentence does not say so plainly. That the value
is the very number that is stated, to its last digit, is hardly by chance; that it is another one says nothing.
"""

from __future__ import annotations

from datetime import date

from claims.model import Bound, Claim, Kind
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.library import Library
from factcheck.verification.acceptance import PERCENT_UNITS
from factcheck.verification.holding import Held, hold
from factcheck.verification.judging import judge
from factcheck.verification.model import Verdict
from factcheck.verification.policy import Policy

CONVINCING = ("exact", "rounding")
"""How a value fits a figure that it bears out; beyond a bound, or near what is hedged, it may lie by chance."""


def settled(claim: Claim, match: Match, library: Library, policy: Policy, *, published: date | None,
            story: str | None) -> Match | NoMatch:
    """The tentative match, where its value bears the figure out; else what is said where nothing was found."""
    assert match.tentative is not None
    borne_out = _bears_out(claim, match, library, policy) and \
        judge(claim, match, library, policy, published=published, story=story).verdict is Verdict.PASS
    return match if borne_out else match.tentative


def _bears_out(claim: Claim, match: Match, library: Library, policy: Policy) -> bool:
    """Whether the value is the very figure, and one that is hardly met by chance."""
    quantity = claim.quantity
    if claim.kind is Kind.RANK or quantity.bound not in (Bound.EXACT, Bound.ABOUT, Bound.NEARLY) \
            or quantity.low != quantity.high or match.rivals:
        return False
    held = hold(claim, match.reading, library, policy)
    if not isinstance(held, Held) or not held.holds or held.assessment.how not in CONVINCING \
            or held.assessment.reason != "matches_reference":
        return False
    size, rules = abs(quantity.low), policy.tentative
    if quantity.precision <= size * rules.last_digit_at_most:
        return True
    off = abs(size - abs(held.assessment.value))
    return held.answer.unit in PERCENT_UNITS and off <= size * rules.off_at_most
