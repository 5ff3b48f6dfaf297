"""Two countries that bear one short name: "Congo" is that of Kinshasa, and may be that of Brazzaville.

It is read as the one that newspapers mean by it. Where nothing else in the text tells which it is, a value of that one
may bear a figure out and not refute it.
"""

from __future__ import annotations

from claims.model import Claim
from claims.vocabulary import places
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import abroad


def other_of(claim: Claim, state: State) -> str | None:
    """The other country of that name that a claim may be of; None where its place bears no such name, or is told."""
    given = {place.name for place in claim.places if place.kind == "country"}
    for short, (own, other) in abroad.namesakes().items() if given else ():
        if own not in given:
            continue
        text = f"{state.article.title or ''}\n{state.article.text}"
        told = [one for one in places.find(text)
                if own == one.place.name or own == getattr(places.within(one.place), "name", None)]
        return other if told and all(one.text.casefold() == short.casefold() for one in told) else None
    return None
