"""The place at the head of a relative clause: "in Yuma, where apprehensions came to 6,575" is of Yuma."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import abroad
from factcheck.matching.doubts.contrasted import read_of
from factcheck.matching.model import Match

WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|of|to|[Ff]rom|[Nn]ear|[Aa]round) (?:the )?"
    r"(?P<place>(?:[A-Z][\w.’'-]*|St\.)[^,;:]{0,40}), where (?P<said>[^;:]*)$")
"""What a figure stands behind: a name, and what is the case there."""
IN = re.compile(r"\b(?:in|across) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)[A-Z]")
"""Names another place between it and the figure."""


def read_elsewhere(claim: Claim, found: Match, state: State) -> str | None:
    """The place that a figure is of by its clause, where it was read of another."""
    if ", where " not in claim.ahead or found.decision or claim.kind is Kind.RANK:
        return None
    clause = WHERE.search(claim.ahead)
    if clause is None or IN.search(clause["said"]):
        return None
    place, read = clause["place"], read_of(found.reading.query, state)
    named = {one.place.name for one in places.find(place)}
    if not read or named & read or any(one.rpartition(", ")[2] in read for one in named if one.count(",") == 0):
        return None
    if abroad.named("american").search(place) or any(name in place for name in read):
        return None
    return f"it may be of {place}"
