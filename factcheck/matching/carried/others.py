"""What a figure was given and may be another one's: the place of a compared side, the start of another change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claims.model import Claim, Kind, Source
from claims.vocabulary import datelines, places
from claims.vocabulary.places import PlaceMention
from factcheck.matching.doubts import contrasted

IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
"""A word for one place that was named before."""


ITS = re.compile(r"\W*its?\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


def points_at_one_of_several(claim: Claim, text: str) -> bool:
    """Whether "it" begins a sentence behind one of two places, either of which it may be: "Germany passed Japan. Its".

    ``text``: that of the article.
    """
    if claim.places and claim.places_source is Source.STATED:
        return False
    if not ITS.match(claim.before or "") or not ITS.match(claim.sentence.text):
        return False
    last = SENTENCE_END.split(text[max(0, claim.sentence.start - 400) : claim.sentence.start].rstrip(" "))[-1]
    named = [one for one in places.find(last) if one.via == "name"]
    if len({one.place.name for one in named}) < 2 or len({one.place.kind for one in named}) > 1:
        return False
    return not _is_of_the_first(named, last)


def _is_of_the_first(named: Sequence[PlaceMention], text: str) -> bool:
    """Whether the first of two places is the subject of what stands before "it"."""
    first, second = named[:2]
    return len(named) == 2 and first.start == 0 and not re.search(r"[,;:]|\band\b", text[first.end : second.start])


def of_the_subject(claim: Claim) -> Claim | None:
    """The figure that "it" leads to behind two places, as that of the first: "India passed China; it had 1.45bn".

    None where the first is not the subject of what stands before, so that either may be meant.
    """
    before = claim.before or ""
    if WHICH.match(before) and WORLDWIDE.search(claim.ahead):
        return None
    claim = _of_the_nation(_called_national(_of_each_one(_not_of_the_compared(_of_the_one_ahead(claim)))))
    if len(claim.places) != 1 or claim.kind is Kind.RANK or not IT.search(before) or places.find(before):
        return claim
    ahead = claim.ahead
    kind = claim.places[0].kind
    named = [one for one in places.find(ahead) if one.place.kind == kind]
    if len({one.place.name for one in named}) < 2:
        return claim
    return claim.model_copy(update={"places": (named[0].place,)}) if _is_of_the_first(named, ahead) else None


WHICH = re.compile(r"\W*which\b")
WORLDWIDE = re.compile(r"\b(?:global|worldwide|international)(?: \w+)?, which\b[^,;]*$")
"""Leads to a figure of all the world, whatever the sentence began with: "of the global economy, which is put at"."""
BESIDE_ANOTHER = re.compile(
    r"[^.;]*?\b(?:against|compared with|compared to|versus|than|above|below) [^.;]*?\d[\d.,]*[^.;\d]*?"
    r"\b(?:for|in|of|across) (?:the )?(?P<where>nation|country|U\.S\.|United States)\b", re.IGNORECASE)
"""Behind a figure: another one that it is held against, with its place."""


def _not_of_the_compared(claim: Claim) -> Claim:
    """The figure as that of the sentence's own place, where it was given that of the one it is held against.

    "Nevada had 216 homicides, a rate of 6.8, against 6.3 for the nation": 6.8 is Nevada's.
    """
    if len(claim.places) != 1 or claim.places[0].kind != "country":
        return claim
    text, start, end = claim.sentence.text, claim.within[0], claim.within[1]
    if contrasted.of_a_part(claim):
        return _of_the_part(claim, text[:start])
    if BESIDE_ANOTHER.match(text, end) is None:
        return claim
    ahead = {one.place for one in places.find(text[:start])}
    own = [place for place in ahead if place.kind in ("state", "territory")]
    return claim.model_copy(update={"places": (own[0],)}) if len(own) == 1 and claim.places[0] not in ahead else claim


def _of_the_part(claim: Claim, ahead: str) -> Claim:
    """The figure that is set against the whole of a country, as that of the one place that its sentence spoke of.

    "California is strong, but unemployment, at 5.5%, is above the nation's": 5.5% is California's.
    """
    told = {one.place for one in places.find(ahead[datelines.end(ahead) :]) if one.via != "generic"}
    if claim.places[0] in told or contrasted.NATIONAL.search(ahead):
        return claim
    own = tuple(told) if len(told) == 1 else ()
    return claim.model_copy(update={"places": own, "places_source": Source.STATED})


EACH = re.compile(r" (?:each|both) (?:\w+ ){0,4}$")
JOINED = re.compile(r"(?:,|,? and) (?:neighbou?ring |nearby )?")
"""Between places that something is told of alike: "Ohio, Iowa and Maine each"."""


def _of_each_one(claim: Claim) -> Claim:
    """The figure as that of all the places that lead to it together: "North Carolina and Georgia each gained"."""
    if not claim.places:
        return claim
    ahead = claim.ahead
    if (each := EACH.search(ahead)) is None:
        return claim
    told = [one for one in places.find(ahead) if one.end <= each.start()]
    alike = told[-1:] if told and told[-1].end == each.start() else []
    while alike and len(alike) < len(told):
        one = told[-len(alike) - 1]
        if not JOINED.fullmatch(ahead[one.end : alike[0].start]) or one.place.kind != alike[0].place.kind:
            break
        alike.insert(0, one)
    if len(alike) < 2 or not set(claim.places) <= {one.place for one in alike}:
        return claim
    return claim.model_copy(update={"places": tuple(one.place for one in alike)})


NATIONAL = re.compile(
    r"\b(?:national|nationwide|nationally|nation[’']s|country[’']s)(?! (?:average|capital))(?![\w-])", re.IGNORECASE)


def _called_national(claim: Claim) -> Claim:
    """The figure called national, that was given a state of another sentence: "the national rate is up"."""
    called = f"{' '.join(claim.modifiers)} {claim.counted or ''} ; {claim.before or ''}"
    if not claim.places or any(one.kind != "state" for one in claim.places) or not NATIONAL.search(called):
        return claim
    return claim if places.find(claim.sentence.text) else claim.model_copy(update={"places": ()})


def _of_the_one_ahead(claim: Claim) -> Claim:
    """The figure as that of the one place that leads to it, where it was given one that is only named behind it."""
    ahead = [one for one in places.find(claim.before or "") if one.via != "generic"]  # "the country" was pointed at
    if len(ahead) != 1 or len(claim.places) != 1 or claim.kind is Kind.RANK:
        return claim
    own, given = ahead[0].place, claim.places[0]
    behind = claim.behind
    if own == given or own.kind != given.kind or _is_in_place(behind) or COMPARED.search(claim.before or ""):
        return claim
    earlier = places.find(claim.ahead)
    return claim if any(one.place == given for one in earlier) else claim.model_copy(update={"places": (own,)})


def _is_in_place(behind: str) -> bool:
    found = IN_PLACE.match(behind)
    return found is not None and re.search(r"\b(?:than|that|those) (?:of|in|for) [A-Z]$", found.group()) is None


NATION = re.compile(r"\b(?:national|nationwide|nationally|nation[’']s|country[’']s|U\.S\.)(?![\w-])", re.IGNORECASE)
ANOTHER_CLAUSE = re.compile(r"[;:]|, (?:while|and|but|as|whereas|though|although) |\b(?:while|whereas) ")


def _of_the_nation(claim: Claim) -> Claim:
    """The figure as the nation's, where its own clause says so and its place is only that of the clause before."""
    ahead = claim.ahead
    if len(claim.places) != 1 or not (claim.places[0].code or "").startswith("US-") or not NATION.search(ahead):
        return claim
    borders = list(ANOTHER_CLAUSE.finditer(ahead))
    clause = ahead[borders[-1].end() :] if borders else ""
    if not NATION.search(clause) or places.find(clause) or IN_PLACE.match(claim.after or ""):
        return claim
    nation = places.resolve("United States")
    return claim if nation is None else claim.model_copy(update={"places": (nation,)})


IN_PLACE = re.compile(r"[^,;.]{0,40}?\b(?:in|of|for|from|to) [A-Z]")
"""Right behind a figure: where it is of."""
COMPARED = re.compile(
    r"\b(?:than|unlike|like|above|below|behind|over|against|from|to|with|outside|ahead of|beside)\b",
    re.IGNORECASE)
"""What leads to another place than the figure's own."""


def own_baseline(claim: Claim) -> Claim:
    """The change without a start that another sentence told, where its own names its time: "it lost 541 in 2024"."""
    base, period, text = claim.baseline, claim.period, claim.sentence.text
    if base is None or period is None or not base.text or not period.text:
        return claim
    own = re.match(rf"\W*(?:in|during|over) {re.escape(period.text)}\b", claim.after or "")
    if base.text in text or own is None or claim.start_claim is not None:
        return claim
    return claim.model_copy(update={"baseline": None})


AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|versus|after|following|against|(?:up|down) from)\b[^,;:]*$", re.IGNORECASE)
"""Between two figures: the second is what the first is told against."""


def without_the_compared(claim: Claim, others: Iterable[Claim]) -> Claim:
    """The change without a start that is told of the figure it is compared with: "rose 3%, after 2% in 2022"."""
    base, text, at = claim.baseline, claim.sentence.text, claim.sentence.start
    where = text.find(base.text, claim.end - at) if base is not None and base.text else -1
    if where < 0 or claim.start_claim is not None:
        return claim
    between = [one for one in others if one.sentence == claim.sentence and one.kind is not Kind.RANK
               and claim.end <= one.start and one.end - at <= where and one.id != claim.end_claim]
    told = any(AGAINST.search(text[claim.end - at : one.start - at]) for one in between)
    return claim.model_copy(update={"baseline": None}) if told else claim
