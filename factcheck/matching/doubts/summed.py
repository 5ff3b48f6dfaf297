"""Figures of places taken together, of which the table holds each or another whole.

"China, including Hong Kong, had 1.4 billion people" is of no place that a row stands for, and "the ten largest states
gained 2 million residents" is not of the nation.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.model import Match
from factcheck.matching.words.word_lists import any_of

WITH_A_PART = re.compile(
    rf"[,(—–] ?(?:and |but )?(?P<said>{any_of('together_with')} (?:(?:the|its|neighboring|nearby) )*"
    r"(?P<what>[^,;()—–]+(?:, [^,;()—–]+)*))[,)—–]",
    re.IGNORECASE)
"""Behind the name of a place: what is counted with it, or is not."""
SO_MANY = re.compile(
    rf"\b(?P<which>(?:the|these|those|all) (?:\d{{1,3}}|{any_of('small_numbers')}) (?:[\w-]+ ){{0,4}}?"
    rf"{any_of('counted_places')})\b[^,;:]*$",
    re.IGNORECASE)
""" "The five most populous countries had": what they have together."""


def together(claim: Claim, found: Match) -> str | None:
    """The words that make a figure one of several places; None where there are none."""
    if claim.kind in (Kind.RANK, Kind.RATIO) or found.decision:
        return None
    ahead = claim.ahead
    if (part := WITH_A_PART.search(ahead)) is not None:
        first = next(iter(places.find(part["what"])), None)
        if first is not None and first.start == 0:
            return part["said"]
    if claim.places or claim.head in COUNTED:
        return None
    several = SO_MANY.search(ahead)
    return several["which"] if several is not None else None


COUNTED = ("state", "country", "nation", "county", "city", "territory")
