"""The place that a figure's own is held against: "8 million fewer people than California"."""

from __future__ import annotations

import re

from claims.model import Claim, Place
from claims.vocabulary import places

THAN = re.compile(
    r"^(?:(?:more|fewer|less|greater|larger|bigger|smaller|higher|lower)\b ?)?(?P<noun>(?:[a-z]+ ){0,2}?)"
    r"(?:than|as|above|below|ahead of|behind) (?:(?:in|that of|those of|does|did|the|all of) )*",
    re.IGNORECASE,
)
"""What leads from a figure to the place that it is compared with."""


def other_place(claim: Claim) -> Place | None:
    """The place that a figure compares its own with; None where it compares with none, or with itself."""
    behind = claim.behind.lstrip()
    found = THAN.match(behind)
    if found is None or not claim.places:
        return None
    mention = next((one for one in places.find(behind) if one.start == found.end()), None)
    if mention is None or any(place.name == mention.place.name for place in claim.places):
        return None
    return mention.place
