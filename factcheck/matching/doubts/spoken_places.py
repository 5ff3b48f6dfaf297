"""Which place a sentence speaks of: the one that it begins with, its dateline's, or the country itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.model import Place
from claims.vocabulary import datelines, places
from factcheck.matching.doubts import abroad
from factcheck.matching.doubts.abroad import LEADS

ENDS = re.compile(
    r"(?<=[.!?][\"”’)])\s+(?=[A-Z“\"])"
    r"|(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:St|Mr|Ms|Dr)\.)"
    r"(?<!\b(?:Gov|Sen|Rep|Mrs|Gen)\.)\s+(?=[A-Z“\"])"
)
SUBJECT_IN = re.compile(r"\W*(?:the )?(?:[\w-]+ ){1,3}(?:in|across|throughout) (?:the )?", re.IGNORECASE)
"""A subject that lies in a place: "Prices in ..."."""


class Spoken(NamedTuple):
    """A place and whether it is another country, or a part of the one that the table is of."""

    name: str
    abroad: bool
    local: bool = False


def is_national(own: str) -> bool:
    """Whether a sentence speaks of the whole country, by a word that is not said of its parts as well."""
    parts = abroad.named("of_a_part")
    return any(parts.fullmatch(one.group()) is None for one in abroad.named("american").finditer(own))


def names(sentence: str, scope: str) -> bool:
    """Whether a sentence names the country, or what stands for it."""
    return abroad.named("american").search(sentence) is not None or any(
        mention.place.name == scope for mention in places.find(sentence))


def at_the_head(sentence: str, scope: str) -> Spoken | None:
    """The place that a sentence begins with, or that its subject lies in; all the world, wherever it is named."""
    if (named := abroad.stands_for(sentence)) is not None:
        return None if named.endswith(scope.lower()) else Spoken(named, abroad=True)
    if scope != "World" and abroad.named("worldwide").search(sentence) is not None:
        return Spoken("the world", abroad=True)
    mentions = places.find(sentence)
    if not mentions:
        return None
    first = mentions[0]
    place = as_spoken(first.place, scope)
    if place is None or not first.confident:
        return None
    leads = LEADS.fullmatch(sentence, 0, first.start) or sentence[: first.start] == ""
    return place if leads or SUBJECT_IN.fullmatch(sentence, 0, first.start) else None


def as_spoken(place: Place, scope: str) -> Spoken | None:
    """A place as another country, or as a part of the one that a table is of; None for that country itself."""
    if place.kind == "world":
        return None if place.name == scope else Spoken("the world", abroad=True)
    if place.kind == "country":
        return None if place.name == scope else Spoken(place.name, abroad=True)
    around = places.within(place)
    if place.kind in ("city", "region") and around is not None and around.kind == "country" and around.name != scope:
        return Spoken(around.name, abroad=True)
    within = place.kind in ("state", "territory", "county", "city", "region") and place.code != "US-DC"
    return Spoken(place.name, abroad=False, local=place.kind in ("county", "city", "region")) if within else None


def placed_in_dateline(line: str, scope: str) -> Spoken | None:
    """The place in the dateline at the head of a line."""
    mention = next(iter(places.find(line[: datelines.end(line)].title())), None)
    return as_spoken(mention.place, scope) if mention is not None else None
