"""Another place that a figure may be of, which its own words do not name: the sentence before or the headline does."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import places
from claims.vocabulary.words import stem, tokens
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Dataset, Role

LEANS = re.compile(
    r"^(?:It|They|These|Those|Its|Their|Of (?:them|these|those)|The (?P<noun>\w+)|[\w,-]+ of (?:them|these|those))\b"
    r"|\b(?:it|they) \w+$")


def points_back(claim: Claim, dataset: Dataset, paragraph: str) -> str | None:
    """The place of the sentence before, which a sentence without one leans on: "Georgia has 33 agreements. The
    agreements belong to 30 agencies." may be of Georgia, and may be of all."""
    if claim.places or not any(one.role is Role.PLACE for one in dataset.dimensions):
        return None
    text = claim.sentence.text
    at = paragraph.find(text)
    before = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", paragraph[:at].strip())[-1] if at > 0 else ""
    leans = LEANS.search(text) or LEANS.search(claim.before or "")
    if not before or leans is None:
        return None
    noun = leans["noun"]
    if noun is not None and stem(noun) not in {token.stem for token in tokens(before)}:
        return None
    if places.find(text):
        return None
    named = {mention.place.name for mention in places.find(before) if mention.place.kind in ("state", "territory")}
    return named.pop() if len(named) == 1 else None


SUPERLATIVE = re.compile(r"\b(?:most|least|fewest|country|state|nation|\w+est)\b", re.IGNORECASE)


def of_the_region_before(claim: Claim, dataset: Dataset, zones: Zones) -> str | None:
    """The region that a bare rank goes on from: "Nigeria is the largest of Africa; Ethiopia is second"."""
    if claim.kind is not Kind.RANK or SUPERLATIVE.search(claim.figure):
        return None
    own, told = zones.sentence, zones.paragraph
    before = told[: max(0, told.find(own))] + own[: claim.within[0]]
    named = [one.place.name for one in places.find(before) if one.place.kind == "region"]
    return named[-1] if named and named[-1] != dataset.scope else None


NATION = re.compile(r"\b(?:nation\w*|country|countrywide|U\.S\.|United States|American\w*|federal)\b", re.IGNORECASE)
"""Speaks of the whole country: no state of the headline is meant."""


def of_the_headline(claim: Claim, dataset: Dataset, lent: Claim | None, headline: str) -> str | None:
    """The state that a story's headline names and a claim of no place may be of, where the table tells states apart."""
    if claim.places or claim.kind is Kind.RANK or lent is None or NATION.search(claim.sentence.text):
        return None
    role = next((one for one in dataset.dimensions if one.role is Role.PLACE), None)
    if role is None or role.total is None or not set(role.place_kinds) & {"state"}:
        return None
    named = {mention.place.name for mention in places.find(headline)}
    return next((place.name for place in lent.places if place.kind == "state" and place.name in named), None)


def elsewhere_of(claim: Claim, dataset: Dataset) -> str | None:
    """Another country that a claim without a place may be of, though the table would take its own as a whole.

    "India overtook China; it had 1.45 billion people" is of no nation that goes without saying.
    """
    if claim.places or claim.kind is Kind.RANK or dataset.scope is None:
        return None
    named = [mention.place.name for mention in places.find(claim.sentence.text) if mention.place.kind == "country"]
    return named[0] if named and dataset.scope not in named else None


def of_the_places_own(claim: Claim, words: tuple[str, ...]) -> tuple[str, ...]:
    """What a place has of its own and the sentence names: the "Texas Senate" is not the Senate."""
    text = claim.sentence.text
    found = []
    for mention in places.find(text) if words else ():
        behind = re.match(r"(?:[’']s?)? (?:state )?(\w+)(?! delegations?\b)", text[mention.end :])
        within = mention.place.kind in ("state", "territory", "city", "county")
        if within and behind is not None and behind[1].lower() in words:
            found.append(f"{mention.text} {behind[1]}")
    return tuple(found)
