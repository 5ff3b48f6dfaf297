"""The country that a report written abroad, or the sentences before, speak of: there "the country" is not ours.

"NAIROBI, Kenya — The city is growing.", and then "The country's population reached 56 million"; "Mr. Milei has cut
spending. The country's inflation fell to 32%".
"""

from __future__ import annotations

import re

from claims.model import Claim
from claims.vocabulary import datelines, places
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import abroad
from factcheck.matching.doubts.spoken_places import ENDS, Spoken, at_the_head, placed_in_dateline

REACH = 1500
"""How far back, in characters, a report is looked through for its country."""
THE_COUNTRY = re.compile(r"\b(?:[Tt]he|[Tt]hat|[Tt]his) (?:country|nation)(?![\w-]| (?:music|club|house|road|estate))")


def told(claim: Claim, state: State, scope: str) -> Spoken | None:
    """The other country that "the country" of a claim's sentence is; None where it is ours.

    ``abroad`` is False where ours was spoken of since, so that either may be meant.
    """
    own = claim.sentence.text[datelines.end(claim.sentence.text) :]
    if THE_COUNTRY.search(own) is None or _is_ours(own, scope):
        return None
    text = state.article.text[max(0, claim.sentence.start - REACH) : claim.start]
    ours = False
    for line in reversed(text.splitlines()):
        head = datelines.end(line)
        for sentence in () if ours else reversed(ENDS.split(line[head:].strip())):
            if ours := bool(sentence) and _is_ours(sentence, scope):
                break
            spoken = at_the_head(sentence, scope)
            if spoken is not None and spoken.name != "the world":
                return spoken if spoken.abroad else None
        if head:
            spoken = placed_in_dateline(line, scope)
            return spoken._replace(abroad=not ours) if spoken is not None and spoken.abroad else None
    return None


def _is_ours(text: str, scope: str) -> bool:
    """Whether a text names the country that a table is of, or what only it has."""
    return abroad.named("from_abroad").search(text) is not None or any(
        one.place.name == scope and one.via != "generic" for one in places.find(text))
