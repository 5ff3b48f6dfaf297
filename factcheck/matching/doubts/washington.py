"""Washington, which is a state, a city and a government: as a place of what is told it is never the whole country.

"Washington's unemployment rate was 4.6%" is of the state, or of the city; "Washington spent more" and a dateline are of
the government. Which of them is meant no table can say.
"""

from __future__ import annotations

import re

from claims.model import Claim
from claims.vocabulary import datelines, places
from factcheck.matching.model import Match
from factcheck.queries.algebra import selections

NAME = "Washington"
PLACE = re.compile(
    r"\bWashington\b(?!,? D\.? ?C\b)(?!,? Pa\.)(?![’']s (?:Birthday|[a-z]+ (?:with|toward|towards|about|for)\b))"
    r"(?! (?:Post|Monument|Times|[Ss]tate|University|County|Heights|Square|Examiner|Street|Avenue|Irving|Commanders"
    r"|Capitals|Nationals|Wizards|officials|lawmakers|insiders|politicians|Democrats|Republicans|said|says|argued|insisted"
    r"|announced|imposed|spends|spent|wants|wanted|agreed|warned|hopes|responded|think|lobbyists?)\b)")
"""The bare name of a place, and not of a body, a person or a government that speaks."""
PERSON = re.compile(
    r"\b(?:[Ss]tate of|University of|Treaty of|George|Denzel|Booker T\.|Kerry|Martha|Mr\.|Ms\.|Mrs\.) $")
"""Before the name: what makes it that of the state, of a school or of a person."""
WHO = re.compile(
    r"\b(?:lawmakers|officials|politicians|republicans|democrats|leaders|policymakers|economists|power|meeting|summit"
    r"|speech|conference|reporters|think tank|protest|rally|gridlock|leadership|senators|trip|flew|went|came|told"
    r"|said)\b[^,;]{0,20}$",
    re.IGNORECASE)
"""Before "in Washington": who, or what, is at the seat of the government."""


def read_elsewhere(claim: Claim, found: Match) -> str | None:
    """Why a figure that "Washington" leads to, or follows, stays open where it was read of another place."""
    text = claim.sentence.text
    if NAME not in text or found.decision:
        return None
    for of in selections(found.reading.query):
        if any(NAME in value for one in of.where for value in one.values):
            return None
    stretches = ((True, _led(claim)), (True, claim.before or ""), (False, claim.figure), (False, claim.after or ""))
    for leads, stretch in stretches:
        for one in PLACE.finditer(stretch):
            ahead, nearer = stretch[: one.start()], stretch[one.end() :] if leads else stretch[: one.start()]
            if any(other.confident for other in places.find(nearer)):
                continue  # another place stands nearer
            if WHO.search(ahead) is None and PERSON.search(ahead) is None:
                return "Washington may be the state or the city"
    return None


def _led(claim: Claim) -> str:
    """What leads to the first figure of a sentence, behind its dateline."""
    text = claim.sentence.text
    first = claim.before and claim.ahead.strip().endswith(claim.before.strip())
    return text[datelines.end(text) : claim.within[0]] if first else ""
