"""Figures that follow a rank have its place: "Nigeria leads; Ethiopia is second with 132.1 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.model import Claim, Kind
from claims.vocabulary import places

WITH = re.compile(r",? (?:with|at|having|on) (?:about |nearly |some |just |only |over |more than )?", re.IGNORECASE)
"""Between a rank and the figure that it goes by."""


def placed(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each that goes with a rank right before it in the place that the rank names."""
    found = list(claims[:1])
    for before, claim in pairwise(claims):
        text, at = claim.sentence.text, claim.sentence.start
        goes_with = before.kind is Kind.RANK and before.sentence.start == at and claim.kind is not Kind.RANK \
            and WITH.fullmatch(text, before.end - at, claim.start - at)
        named = tuple({one.place: None for one in places.find(before.figure)}) if goes_with else ()
        found.append(claim.model_copy(update={"places": named}) if len(named) == 1 else claim)
    return found


VALUED = re.compile(r"(?:,| \(|,? at| of)? ?(?:just |only |about |nearly )?", re.IGNORECASE)
"""Between a rank and the value that was ranked: "the lowest unemployment rate of any state, 2%"."""


def of_the_value(claim: Claim, in_sentence: Sequence[Claim]) -> Claim | None:
    """The rank right before a rate or price without a noun, which tells what was ranked."""
    before = [one for one in in_sentence if one.kind is Kind.RANK and one.end <= claim.start]
    whose = claim.counted is None or claim.counted in {place.name for place in claim.places}
    told = claim.quantity.unit == "percent" or claim.kind is Kind.MONEY or (claim.after or "").startswith("per ")
    if not before or not whose or not told:
        return None
    nearest, at = max(before, key=lambda one: one.end), claim.sentence.start
    return nearest if VALUED.fullmatch(claim.sentence.text, nearest.end - at, claim.start - at) else None
