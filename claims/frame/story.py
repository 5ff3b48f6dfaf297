"""Where and when a story is set: what its headline, its dateline and its first sentences say.

Only the beginning of a text is looked at. A setting is for figures that name no place or time of their own, and what is
taken from it is marked as assumed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claims.frame.compared import COMPARED
from claims.frame.telling import is_of_the_telling
from claims.frame.where import of_an_office
from claims.model import Granularity, Period, Place
from claims.vocabulary import landforms, periods, places
from claims.vocabulary.datelines import DATELINE
from claims.vocabulary.gazetteer import WORLD, words
from claims.vocabulary.place_context import FOLLOWER, PlaceMention
from claims.vocabulary.places import within

LEAD = 3
"""So many of the first sentences may set the story."""

LONGEST_AGO = 400
"""A time that lies more days before publication is history, and not when the story happens."""

LOCATIVE = re.compile(r"\b(?i:in|at|near|off|across|outside|around|throughout|hit|hits|struck)\ (?:the\ )?(?:\w+\ )?$")
FURNITURE = re.compile(r"\s*(?:By|Story by|Reported by|Updated|Published|Posted|Written by)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?”\"])(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)(?<!\bCalif\.)"
                      r"(?<!\b[A-Z][a-z]{3}\.)\s+(?=[A-Z“\"\d$£€])|\n+")
OF_THE_STATE = re.compile(
    r"\b(?:the state|statewide|state lawmakers|governor|gubernatorial|legislature)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The place and time of a story; None where its beginning leaves them open."""

    place: Place | None = None
    period: Period | None = None


def read(text: str, *, title: str | None, published: date | None) -> Setting:
    """The setting of a story; ``text`` is its beginning."""
    lines = [line for line in text.split("\n") if line.strip() and not FURNITURE.match(line)]
    if not lines:
        return Setting()
    dateline = DATELINE.match(lines[0])
    body = "\n".join([lines[0][dateline.end() :] if dateline else lines[0], *lines[1:]])
    lead = [sentence for sentence in SENTENCE.split(body) if sentence.strip()][:LEAD]
    return Setting(
        place=_place(lead, title or "", _of_dateline(dateline, body) if dateline and dateline["city"] else None, text),
        period=_period(lead, published),
    )


def _of_dateline(found: re.Match[str], body: str) -> Place | None:
    """The city that a story was sent from; the state, where it was sent from a capital and speaks of the state."""
    if found["city"] in words("press_centres"):
        return None
    city = found["city"].title()
    state = "" if (found["state"] or "")[2:] in words("months") else found["state"] or ""
    named = places.find(f"in {city}{state}, ")
    place = named[0].place if named else Place(name=city, kind="city")
    if city in words("state_capitals") and OF_THE_STATE.search(body):
        return within(place) or place
    return place


def _place(lead: Sequence[str], title: str, dateline: Place | None, text: str) -> Place | None:
    headline = _named(title, text)
    said = lead[:1] if dateline is not None else lead
    found = next(
        (place for place in (_chosen(sentence, headline, text) for sentence in said) if place is not None), None
    )
    if dateline is not None:
        return dateline if found is None or _holds(found, dateline) else found
    if found is not None:
        return found
    only = _specific([m.place for m in headline])
    return only[0] if len(only) == 1 else _of_offices(lead, text)


def _named(text: str, context: str) -> list[PlaceMention]:
    """The places that a stretch of text speaks of; people's peoples only where nothing else is named."""
    mentions = [
        m for m in landforms.with_known(text, places.find(text, context=context))
        if m.confident and m.place != WORLD and not of_an_office(text, m)
    ]
    mentions = [m for m in mentions if m.via not in ("demonym", "generic")] or mentions
    return [m for m in mentions if not COMPARED.search(text[: m.start])] or mentions


def _chosen(sentence: str, headline: Sequence[PlaceMention], context: str) -> Place | None:
    """The one place that a sentence of the lead is about; None where it names none, or several alike."""
    mentions = _named(sentence, context)
    if not (several := _specific([m.place for m in mentions])):
        return None
    titled = {m.place for m in headline}
    if len(several) > 1 and (both := [p for p in several if p in titled]):
        several = both
    if len(several) > 1:
        placed = {m.place for m in mentions if LOCATIVE.search(sentence[: m.start])}
        several = [p for p in several if p in placed] or several
    if len(several) > 1:
        counts = Counter(m.place.name for m in places.find(context) if m.confident)
        first, second = Counter({p.name: counts[p.name] for p in several}).most_common(2)
        several = [p for p in several if p.name == first[0]] if first[1] >= 2 * second[1] else several
    return several[0] if len(several) == 1 else None


def _specific(named: Iterable[Place]) -> list[Place]:
    """The places without those that another one lies in: Texas beside Houston."""
    distinct = list(dict.fromkeys(named))
    return [p for p in distinct if not any(_holds(p, other) for other in distinct)]


def _holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in another."""
    around = within(inner)
    return around is not None and (around == outer or _holds(outer, around))


def _of_offices(lead: Sequence[str], context: str) -> Place | None:
    """ "The Georgia Department of Audits": an office of a place, where nothing else is named."""
    offices = [
        m.place
        for sentence in lead
        for m in places.find(sentence, context=context)
        if ((follower := FOLLOWER.match(sentence, m.end)) and {follower[2], follower[3]} & words("public_bodies"))
        or re.search(r"\bState University of $", sentence[: m.start])
    ]
    only = _specific(offices)
    return only[0] if len(only) == 1 else None


def _period(lead: Sequence[str], published: date | None) -> Period | None:
    """The first time of the lead that a thing can have happened at."""
    if published is None:
        return None
    for sentence in lead:
        for mention in periods.find(sentence, published=published):
            period = mention.period
            if mention.role not in ("at", "over") or period is None or period.start is None or period.end is None:
                continue
            if COMPARED.search(sentence[: mention.start]) or is_of_the_telling(sentence, mention):
                continue
            if period.end > published and period.granularity is Granularity.OTHER:
                continue  # "this fall": it has only begun
            if period.start <= published and (published - period.end).days <= LONGEST_AGO:
                return period
    return None
