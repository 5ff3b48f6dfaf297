"""Ranks that are not of now, or not of all: one that was reached when another was passed, one that leaves some out.

"India overtook China in 2019 as the most populous country" is of 2019, whoever is the first now; "the most populous
country after China" is the second.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.model import NoMatch
from factcheck.matching.words.word_lists import any_of

PASSED = re.compile(
    rf"\b{any_of('took_a_place')}\b[^.;:]*?"
    r"\b(?:(?:in|by|since|around|during) [^.;:,]*?(?:19|20)\d\d|ago|last (?:year|decade))[^.;:]*$", re.IGNORECASE)
"""What leads to a rank: another had it until then."""
BUT = (r"(?:after|behind|except(?: for)?|but|save|other than|apart from|aside from|besides|not counting|excluding"
       r"|outside)")
AFTER = re.compile(rf"[^,;.]{{0,25}}?,? ?\b{BUT} (?:only )?(?=(?:the )?[A-Z])")
"""Right behind a rank: the places that it does not count."""
AFTER_AHEAD = re.compile(rf"(?:^|[\W]){BUT} (?P<who>(?:the )?[A-Z][^,;.]*), [^,;.]*$", re.IGNORECASE)


ORDINAL = re.compile(r"\b(?:second|third|\w+th|\d+(?:nd|rd|th))\b[ -]", re.IGNORECASE)


def obstacle(claim: Claim) -> NoMatch | None:
    """Why a rank is none of the newest order of all; None where it may be."""
    if claim.kind is not Kind.RANK:
        return None
    if claim.period is None and PASSED.search(claim.before or ""):
        return NoMatch(reason="unresolved_time")
    if ORDINAL.search(claim.figure):
        return None  # "the second largest, after China" counts it
    behind = claim.behind
    after, ahead = AFTER.match(behind), AFTER_AHEAD.search(claim.before or "")
    if after is None and ahead is None:
        return None
    left_out = behind[after.end() :] if after is not None else ahead["who"] if ahead is not None else ""
    named = next(iter(places.find(left_out)), None)
    if named is None or named.start > len("the "):
        return None
    return NoMatch(reason="ambiguous", detail={"readings": f"it leaves out {named.place.name}"})
