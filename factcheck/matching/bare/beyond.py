"""What a sentence says that a series cannot express: "youth unemployment" is no unemployment, nor imports exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.model import Claim
from claims.vocabulary import places
from claims.vocabulary.units import lookup
from claims.vocabulary.words import content_words, tokens
from factcheck.matching.bare.ages import is_age, other_ages
from factcheck.matching.bare.series_model import Series
from factcheck.matching.bare.terms import inert, opposites, placed, telling, terms

VERB = re.compile(r"(?:ing|ed|['’]s|spent|sold|made)$")
"""The look of words that lead to a noun without limiting it: "covering", "imported", "the kingdom's"."""
BEHIND = re.compile(r" (?:of|among|for|by|with|without) (?:the |all |its |their )?$")
"""Between a measure and what limits it: "the unemployment rate of graduates"."""
PART_OF_PLACE = re.compile(r"\b(?!In\b|Across\b|Among\b)[A-Z][\w’'-]+, $")
"""Before a place: a part of it, "Andalusia, Spain"."""
PER = re.compile(r"\b(?:per|for each|for every) (?!cent\b|\d)(?P<each>(?:square |cubic )?[a-z]+)", re.IGNORECASE)
OF = re.compile(r" of (?:the |its |their )?")
AMOUNTS = frozenset({"mass", "volume", "area"})
"""Kinds of units by which stuff is measured: so much of it."""
LAST_NUMBER = re.compile(r"\d[\d.,]*(?= )[^\d.,;:()]{0,40}$")
YEAR = frozenset({"year", "annum"})
JOINED = re.compile(r",? and |, | & ")


def beyond(claim: Claim, series: Series, cell: str, place: tuple[int, int]) -> tuple[str, ...]:
    """The words of a sentence that make what it tells another thing than the series.

    ``cell``: the place in the table; ``place``: where the sentence names it.
    """
    text, offset = claim.sentence.text, claim.sentence.start
    own = claim.start - offset, claim.end - offset
    found = (*_modifiers(text, series, place), *_opposed(text, series), *_parts(text, cell, series, place),
             *_per(text, series, own), *_amount_of(claim, series, own),
             *other_ages(text, (*(cell for _, cell in (*series.where, *series.measure.where)), series.measure.title)))
    return tuple(dict.fromkeys(found))


def _modifiers(text: str, series: Series, place: tuple[int, int]) -> Iterator[str]:
    """Words that the series does not know, right before a word of its measure, or behind one after "of"."""
    title, found = terms(series.measure.title), placed(text)
    for (word, start, end), (after, at, until) in pairwise(found):
        between = text[end:at]
        if (start < place[1] and place[0] < end) or (at < place[1] and place[0] < until):
            continue
        if _unknown(word, text[start - 1 : start], series) and after in title and _joined(between):
            if not VERB.search(text[start:end]) and not VERB.search(text[at:until]):
                yield text[start:end]
        elif word in title and _unknown(after, "", series) and BEHIND.search(between):
            yield text[at:until]


def _joined(between: str) -> bool:
    """Whether two words are of one noun phrase: nothing stands between them, or only words that say nothing."""
    return bool(re.fullmatch(r"[ -](?:[\w’'-]+ )?", between)) and not any(
        content_words(token.text) == () for token in tokens(between))


def _unknown(word: str, before: str, series: Series) -> bool:
    if word in series.words or word[0].isdigit() or before == "-" or word in inert() or not telling((word,)):
        return False
    if word in terms(series.dataset.title) or is_age(word, (cell for _, cell in series.where)):
        return False
    return not any(one[:7] == word[:7] for one in series.words if len(word) > 7)


def _opposed(text: str, series: Series) -> Iterator[str]:
    """The opposite of a word of the series, where the sentence says only that: imports against exports."""
    said = {word: text[start:end] for word, start, end in placed(text)}
    for word in series.words:
        for other in opposites(word):
            if other in said and word not in said and other not in series.words:
                yield said[other]


def _parts(text: str, cell: str, series: Series, place: tuple[int, int]) -> Iterator[str]:
    """A part of the place, "Andalusia, Spain", where the series is not of it."""
    found = PART_OF_PLACE.search(text[: place[0]])
    if found is None or any(terms(found.group()) <= terms(one) for one in (cell, *series.parts)):
        return
    if not places.find(found.group().rstrip(", ")):
        yield found.group().rstrip(", ")


def _per(text: str, series: Series, own: tuple[int, int]) -> Iterator[str]:
    """What is counted for each of something that the series knows nothing of: "per head", "per hectare".

    Not what another figure is counted for each of: "those who work 40 hours per week". A year is what the table's row
    is of, anyway.
    """
    for found in PER.finditer(text):
        number = LAST_NUMBER.search(text[: found.start()])
        if number is not None and not own[0] <= number.start() < own[1]:
            continue
        words = terms(found["each"])
        if words and not words & YEAR and not any(word in series.words for word in words):
            yield found.group()


def _amount_of(claim: Claim, series: Series, own: tuple[int, int]) -> Iterator[str]:
    """Of what so many tonnes, litres or hectares are, where the series knows nothing of it: "3 tonnes of coal"."""
    unit, text = lookup(claim.quantity.unit or ""), claim.sentence.text
    found = OF.match(text, own[1])
    if unit is None or unit.kind not in AMOUNTS or found is None:
        return
    for word, start, end in placed(text):
        if start == found.end() and _unknown(word, "", series):
            yield text[start:end]


def several_places(text: str, series: Series, place: tuple[int, int]) -> bool:
    """Whether the place is named together with another: "Spain and Italy"; "Andalusia, Spain" is one."""
    parts = {terms(part) for part in series.parts}
    for mention in places.find(text):
        if terms(mention.text) in parts:
            continue
        for one, other in (((mention.start, mention.end), place), (place, (mention.start, mention.end))):
            if JOINED.fullmatch(text[one[1] : other[0]]):
                return True
    return False
