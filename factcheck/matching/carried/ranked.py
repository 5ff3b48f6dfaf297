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
