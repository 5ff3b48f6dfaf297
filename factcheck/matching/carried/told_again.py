"""A figure that tells the one right before it again: "won by 252,498 votes, or 5.9 points", "200 of those, or 45%".

What stands behind it is said of both, or begins another clause: it is asked with the words of the one before.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.asking.state import State

AGAIN = re.compile(r",? or (?:by )?(?:(?:about|around|some|roughly|nearly|almost|just|only|over|more than) )*$")


def as_the_one_before(claim: Claim, state: State) -> Claim:
    """The claim with the words that lead to the figure that it tells again, where it has none of its own."""
    if claim.before or claim.kind in (Kind.RANK, Kind.RATIO) or AGAIN.search(claim.ahead) is None:
        return claim
    before = state.claims.before_in_sentence(claim)
    last = max(before, key=lambda one: one.end, default=None)
    if last is None or AGAIN.fullmatch(claim.sentence.text, last.within[1], claim.within[0]) is None:
        return claim
    if last.quantity.unit == claim.quantity.unit or not last.before:
        return claim
    behind = (claim.after or "").startswith(("which ", "who ", "that "))
    return claim.model_copy(update={
        "before": last.before, "after": None if behind else claim.after,
        "predicate": last.predicate if behind else claim.predicate})
