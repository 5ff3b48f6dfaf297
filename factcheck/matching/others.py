"""What a figure was given and may be another one's: the place of a compared side, the start of another change."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import places

IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
"""A word for one place that was named before."""


def of_the_subject(claim: Claim) -> Claim | None:
    """The figure that "it" leads to behind two places, as that of the first: "India passed China; it had 1.45 billion".

    None where the first is not the subject of what stands before, so that either may be meant.
    """
    before = claim.before or ""
    if len(claim.places) != 1 or claim.kind is Kind.RANK or not IT.search(before) or places.find(before):
        return claim
    ahead = claim.sentence.text[: claim.start - claim.sentence.start]
    kind = claim.places[0].kind
    named = [one for one in places.find(ahead) if one.place.kind == kind]
    if len({one.place.name for one in named}) < 2:
        return claim
    first, second = named[:2]
    if len(named) > 2 or first.start > 0 or re.search(r"[,;:]|\band\b", ahead[first.end : second.start]):
        return None
    return claim.model_copy(update={"places": (first.place,)})


def own_baseline(claim: Claim) -> Claim:
    """The change without a start that another sentence told, where its own names its time: "it lost 541,000 in 2024"."""
    base, period, text = claim.baseline, claim.period, claim.sentence.text
    if base is None or period is None or not base.text or not period.text:
        return claim
    if base.text in text or period.text not in text or claim.start_claim is not None:
        return claim
    return claim.model_copy(update={"baseline": None})
