"""A figure in a clause of its own behind a place: "Florida leads the nation as the program hits 1,000 agreements".

The clause has a subject of its own, which may be the whole; the place that the sentence begins with may be meant or
not.
"""

from __future__ import annotations

import re

from claims.model import Claim, Source
from claims.vocabulary import places
from factcheck.matching.words.word_lists import any_of

AS = re.compile(
    rf" (?:as|while) (?!{any_of('as_no_clause')}\b|it\b|they\b|its\b|their\b|he\b|she\b|the (?:state|city|county)\b|\d)"
    r"(?P<who>(?:[\w’'.&-]+ ){2,7})(?:about |nearly |over |more than |almost )?$", re.IGNORECASE)
"""From the beginning of such a clause to its figure."""


def of_another_subject(claim: Claim) -> str | None:
    """The clause whose subject the figure is told of, where the claim's places all stand before it."""
    if not claim.places or claim.places_source is not Source.STATED:
        return None
    if " as " not in claim.ahead and " while " not in claim.ahead:
        return None
    found = AS.search(claim.ahead)
    if found is None:
        return None
    named = [one for one in places.find(claim.sentence.text) if one.place in claim.places]
    return found["who"].strip() if named and all(one.end <= found.start() for one in named) else None
