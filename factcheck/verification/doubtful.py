"""Misses that say more against the reading than against the article: a count with decimals, a value of another size.

"The rate was 16.1" behind a number of homicides is no wrong number of homicides, and a figure that names nothing of
what it counts, and is three times as large as what stood before it would have it, is most likely of something else.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary.words import stem, tokens
from factcheck.queries.algebra import CountWhere, Share, Value
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.phrases import countable
from factcheck.references.model import Measure
from factcheck.verification.doubt_words import any_of, told, words
from factcheck.verification.far_off import is_slip
from factcheck.verification.holding import Held
from factcheck.verification.model import Explanation

POINTS = re.compile(rf"\b(?:the|that|this|its) {any_of('pointers')}\b[^,;]*$", re.IGNORECASE)
"""What names nothing: "the rate", "that figure"."""
_SIZE = rf"[\d.,]*\d(?: (?:{any_of('scales')}|percent))?%?"
BY = re.compile(rf", by (?:{_SIZE}(?:,| and|, and) )*$")
"""Before a figure that tells by how much, alone or behind others: "shrank, by 215, 127 and"."""
THERE = re.compile(r"\bthere (?:were|are|had been|have been)$", re.IGNORECASE)
TOLD_AGAIN = re.compile(r"(?:, or|\bor|\() ?(?:(?:about|some|nearly|almost|roughly|just|over|under) )*$")
"""Before a share that tells a number again: "200 of those, or 45%"."""
UNITS = ("another_unit", "neither_unit")
"""What explains a figure that was counted in other things than those it was read of."""
FAR = 3
"""How many times as large as the other a value and a figure are that are hardly of the same thing."""


def doubtful(claim: Claim, held: Held, explanation: Explanation | None, library: Library,
             story: str | None) -> str | None:
    """Why a miss is more likely one of the reading; None where it is one of the article."""
    query = held.reading.query
    if isinstance(query, CountWhere) and claim.inherited and explanation is not None \
            and explanation.reason == "another_unit":
        return told("counts_nothing", figure=claim.figure)
    if isinstance(query, Share) and explanation is not None and explanation.reason in UNITS \
            and TOLD_AGAIN.search(claim.ahead) and not _names_unit(claim, measure_of(query.part, library)):
        return told("of_what", figure=claim.figure)
    if not isinstance(query, Value):
        return None
    if claim.change is None and BY.search(claim.ahead):
        return told("by_how_much", figure=claim.figure)
    measure = measure_of(query.of, library)
    if countable(measure) and _has_decimals(claim):
        return told("decimals", figure=claim.figure)
    if told_by(measure.told_by_others, claim.sentence.text):
        return told("another_source")
    return _by_what_explains_it(claim, held, explanation, measure, library, story)


def told_by(tellers: tuple[str, ...], sentence: str) -> bool:
    """Whether a sentence names one of those who tell a measure of their own."""
    return any(re.search(rf"\b{re.escape(one)}\b", sentence, re.IGNORECASE) for one in tellers)


def _by_what_explains_it(claim: Claim, held: Held, explanation: Explanation | None, measure: Measure,
                         library: Library, story: str | None) -> str | None:
    """The same, by what the number would be right of; ``measure`` is the one that was read."""
    query = held.reading.query
    assert isinstance(query, Value)
    silent = _names_nothing(claim, measure)
    if explanation is None:
        far = silent and _is_far(claim, held)
        return told("of_nothing", figure=claim.figure) if far else None
    silent = silent and (not claim.inherited or _is_far(claim, held))
    if explanation.reason == "neither_unit" and claim.inherited:
        return told("of_what", figure=claim.figure)
    if explanation.reason in UNITS and (silent or _is_nearer(claim, explanation)):
        return told("of_what", figure=claim.figure)
    if explanation.reason == "another_period" and claim.period is None:
        others = library.dataset(query.of.dataset).measures
        if any(one.margin for one in others) or _is_named(explanation, query, claim, story):
            return told("when", figure=claim.figure)
    return None


def _names_nothing(claim: Claim, measure: Measure) -> bool:
    """Whether nothing by the figure says what it is of: it is left out, or called no more than "the rate"."""
    if claim.inherited:
        return True
    counted = (claim.counted or "").lower()
    if not counted and THERE.search(claim.before or ""):
        return True
    if counted not in (*words("pointers"), "%") and (counted or POINTS.search(claim.before or "") is None):
        return False
    return not _names_unit(claim, measure)


def _names_unit(claim: Claim, measure: Measure) -> bool:
    """Whether a sentence has the word for what a measure counts."""
    return stem(measure.unit.split()[0]) in {token.stem for token in tokens(claim.sentence.text)}


def _is_nearer(claim: Claim, explanation: Explanation) -> bool:
    """Whether what the number would be right of stands nearer before the figure than what it was read of."""
    text, end = claim.sentence.text.lower(), claim.within[0]
    right, _, read = explanation.instead.lower().partition(", not ")
    counted = (claim.counted or "").lower()
    if not right or not read or counted in text[end:] or counted not in text[:end]:
        return False
    return text[:end].rfind(right) > max(text[:end].rfind(read), text[:end].rfind(counted))


def _is_named(explanation: Explanation, query: Value, claim: Claim, story: str | None) -> bool:
    """Whether its time was taken from another sentence, and the story names the one that the number is right of."""
    read, right = query.of.period, explanation.instead.partition(", not ")[0]
    if read is None or story is None or not right or read in claim.sentence.text:
        return False
    return read in story and right in story


def _has_decimals(claim: Claim) -> bool:
    """Whether the figure is written out with decimals: "16.1", and not "2.4 million"."""
    low = claim.quantity.low
    return claim.kind in (Kind.COUNT, Kind.MEASURE, Kind.RATE) and low != int(low) and claim.change is None


def _is_far(claim: Claim, held: Held) -> bool:
    stated, value = abs(claim.quantity.low), abs(held.assessment.value)
    if claim.kind in (Kind.CHANGE, Kind.RANK) or not stated or not value:
        return False
    small, large = sorted((stated, value))
    return large > FAR * small and not is_slip(small, large)

