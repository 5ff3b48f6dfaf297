"""Readings that may bear a figure out and not refute it: what counts as borne out.

A tentative reading is of what a figure is most likely of, although its sentence does not say so plainly. That the value
is the very number that is stated, to its last digit, is hardly by chance; that it is another one says nothing.
"""

from __future__ import annotations

from claims.model import Bound, Claim, Kind, Modality
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.library import Library
from factcheck.verification.acceptance import PERCENT_UNITS
from factcheck.verification.holding import Held, hold
from factcheck.verification.policy import Policy

CONVINCING = ("exact", "rounding")
"""How a value fits a figure that it bears out; that it lies beyond a bound, or near what is hedged, may be by chance."""


def settled(claim: Claim, match: Match | NoMatch, library: Library, policy: Policy) -> Match | NoMatch:
    """The match, where it is firm or its value bears the figure out; else what is said where nothing was found."""
    if not isinstance(match, Match) or match.tentative is None:
        return match
    return match if _bears_out(claim, match, library, policy) else match.tentative


def _bears_out(claim: Claim, match: Match, library: Library, policy: Policy) -> bool:
    if claim.modality is not Modality.ASSERTED or claim.quantity.bound not in (Bound.EXACT, Bound.ABOUT, Bound.NEARLY):
        return False
    if claim.quantity.low != claim.quantity.high or claim.kind is Kind.RANK:
        return False
    held = hold(claim, match.reading, library, policy)
    if not isinstance(held, Held) or not held.holds or held.assessment.how not in CONVINCING \
            or held.assessment.reason != "matches_reference":
        return False
    size, off = abs(claim.quantity.low), abs(abs(claim.quantity.low) - abs(held.assessment.value))
    rules = policy.tentative
    if claim.quantity.precision <= size * rules.last_digit_at_most:
        return True
    return held.answer.unit in PERCENT_UNITS and off <= size * rules.off_at_most
