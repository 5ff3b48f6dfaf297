"""The country that "the country" stands for, where the article speaks of another than the one taken for granted.

"Kenya's economy slowed last year." and, in the next paragraph, "The country's output was $108bn".
"""

from __future__ import annotations

from claims.model import Claim, Source
from claims.vocabulary import places
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import that_country

ASSUMED = places.UNITED_STATES
"""What texts that name no country are taken to be about."""


def placed(claim: Claim, state: State) -> Claim:
    """The claim in the country that its words stand for; unchanged where they stand for none, or a place is told."""
    if that_country.THE_COUNTRY.search(claim.ahead) is None or any(place != ASSUMED for place in claim.places):
        return claim
    there = that_country.told(claim, state, ASSUMED.name)
    if there is None or not there.abroad:
        return claim
    named = places.find(there.name)
    if len(named) != 1 or named[0].text != there.name or named[0].place.kind != "country":
        return claim
    return claim.model_copy(update={"places": (named[0].place,), "places_source": Source.CARRIED})
