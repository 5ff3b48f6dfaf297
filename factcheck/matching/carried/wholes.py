"""The whole of a part: "Texas has 387 of the 1,843 agreements" says nothing of 1,843 agreements in Texas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.model import Claim, Kind, Source, Span
from claims.vocabulary import places

PART_OF = re.compile(r" (?:[\w-]+ )?(?:out )?of (?P<whose>the |all |all the |[A-Z][\w.]*(?:[’']s|s[’']) )")
"""Between a part and its whole."""
WHOLE_AHEAD = re.compile(r"^(?:\W*)Of (?P<whose>the |all |all the |[A-Z][\w.]*(?:[’']s|s[’']) )$")
"""Before a whole that leads its sentence."""
NATIONAL_TOTAL = re.compile(
    r"\b(?:national|nationwide|countrywide)(?: (?:total|count|tally|figure))?(?: of)?$", re.IGNORECASE)
IN_PLACE = re.compile(r"^\W*(?:In|Across|Throughout|For|Within) ")
BEHIND_RANK = re.compile(r"\b(?:after|behind|than|except|besides)(?: only| that of| those of)? $")


def whole_of_its_own(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, the whole of a part without the place and the words that are only the part's."""
    found = list(claims)
    for at, (one, other) in enumerate(pairwise(claims)):
        if one.sentence.start != other.sentence.start:
            continue
        text, start = one.sentence.text, one.sentence.start
        between = text[one.end - start : other.start - start]
        if one.kind is Kind.COUNT and (part := PART_OF.fullmatch(between)) is not None:
            found[at + 1] = _whole(other, text[other.start - start - len(part["whose"]) :], part["whose"])
        elif WHOLE_AHEAD.match(text[: one.start - start]) and "," in between:
            found[at] = _whole(one, between[: between.rfind(",")], "", ahead=True)
    return [_behind_no_rank(_of_the_nation(one)) for one in found]


def _whole(claim: Claim, words: str, whose: str, *, ahead: bool = False) -> Claim:
    """The whole by the words that are its own, where it was given a place of other words."""
    if claim.kind is not Kind.COUNT or not claim.places or IN_PLACE.match(claim.sentence.text):
        return claim
    named = {mention.place for mention in places.find(words)}
    if set(claim.places) <= named and not whose.strip().endswith(("’s", "'s", "s’", "s'")):
        return claim
    start = claim.within[0] - len(whose)
    own = claim.sentence.text[start : claim.within[1]] + words if ahead else words
    update: dict[str, object] = {
        "sentence": Span(text=own, start=claim.sentence.start + start, end=claim.sentence.start + start + len(own)),
        "shared": None}
    if not set(claim.places) <= named:
        update |= {"places": (), "places_source": Source.STATED}
    return claim.model_copy(update=update)


def _of_the_nation(claim: Claim) -> Claim:
    """The figure that is called the national total, beside a state: "718 homicides, of a national total of 21,156"."""
    if not any(place.kind == "state" for place in claim.places):
        return claim
    ahead = claim.ahead.rstrip()
    total = re.search(r"\btotal of$", claim.sentence.text[: claim.within[1] - len(
        claim.figure.rpartition(" ")[2])].rstrip(), re.IGNORECASE)
    told = NATIONAL_TOTAL.search(ahead) if total is not None else re.search(
        r"\bnational (?:total|count|tally) of$", ahead, re.IGNORECASE)
    nation = places.resolve("United States")
    return claim if told is None or nation is None else claim.model_copy(update={"places": (nation,)})


def _behind_no_rank(claim: Claim) -> Claim:
    """The figure as that of its subject, where it was given one that a rank names: "the highest rate after Texas"."""
    if len(claim.places) != 1 or claim.kind is Kind.RANK:
        return claim
    text, start, end = claim.sentence.text, claim.within[0], claim.within[1]
    if BEHIND_RANK.search(text, end) is None and not re.search(r"\b(?:after|behind|than|except|besides)\b", text[end:]):
        return claim
    mentions, given = places.find(text), claim.places[0]
    own = [one for one in mentions if one.place == given]
    if not own or any(one.start < end for one in own) or not BEHIND_RANK.search(text[end : own[0].start]):
        return claim
    ahead = {one.place for one in mentions if one.end <= start and one.place.kind == given.kind}
    return claim.model_copy(update={"places": (ahead.pop(),)}) if len(ahead) == 1 else claim
