"""Times that are told too loosely for a miss to say anything: "in early 2020", "a decade ago", "over the summer".

The value that is most likely meant may bear such a figure out; where it does not, another month may be meant.
"""

from __future__ import annotations

import re

from claims.model import Claim, Granularity, Kind, Source
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match
from factcheck.matching.words import durations
from factcheck.queries.algebra import selections

PART = re.compile(r"(?:the )?(?:early|late|mid)\b", re.IGNORECASE)
SEASON = re.compile(r"the (?:spring|summer|fall|autumn|winter)", re.IGNORECASE)
AGO = re.compile(r".*\b(?:years|decades?) ago", re.IGNORECASE)
LONG = 5
"""Years from which on a length of time is told as a round one."""
RECENTLY = re.compile(r"\b(?:recently|lately)\b[^,;:\d]*$", re.IGNORECASE)
MOVED = re.compile(r"\b(?:has|have|is|are)\b", re.IGNORECASE)
WHEN = re.compile(r"^\W*(?:(?:and|but) )?(?:when|as|after|before|by the time)\b[^;:]*$", re.IGNORECASE)
"""Before a year that is told with something that happened in it."""
OFTENER = frozenset({"weekly", "monthly", "quarterly", "daily"})


def told(claim: Claim, found: Match, state: State) -> str | None:
    """The doubt of a level whose time is told loosely; None where it is not, or the table has no finer values."""
    if claim.kind in (Kind.CHANGE, Kind.RANK) or found.decision:
        return None
    words, sentence = (claim.period.text or "") if claim.period is not None else "", claim.sentence.text
    if not words:
        recent = "ly" in sentence and claim.change is None and RECENTLY.search(claim.ahead)
        doubt = "it may be of any recent time" if recent and not MOVED.search(claim.ahead) else None
    elif _goes_on(claim, state) and durations.is_averaged(claim):
        doubt = "its time was not over"
    elif words not in sentence:
        course = claim.change is not None and claim.change.from_ is not None and claim.change.to is not None
        return "it may be of other times than those told before" if course and _is_handed_on(claim) else None
    elif PART.match(words) or _is_an_end(words, sentence) or SEASON.fullmatch(words):
        doubt = "it may be of any part of that time"
    elif AGO.fullmatch(words) and claim.period is not None and _years_back(claim, state) >= LONG:
        doubt = "it may be of any part of that year"
    elif words.isdigit() and WHEN.match(sentence[: sentence.index(words)]) and sentence.index(words) < claim.within[0]:
        doubt = "it may be of any part of that year"
    else:
        return None
    return doubt if doubt is not None and _is_of_finer_values(found, state) else None


def _is_an_end(words: str, sentence: str) -> bool:
    """Whether a time is one end of a span that leads to its sentence, within which a level was reached."""
    return LED_BY_A_SPAN.match(sentence) is not None and re.match(
        rf"\W*\w+ (?:[^,;]* (?:to|and|through|until|till) )?{re.escape(words)}\b", sentence) is not None


LED_BY_A_SPAN = re.compile(r"\W*(?:From|Between) [^,;]* (?:to|and|through|until|till) ")


def _is_handed_on(claim: Claim) -> bool:
    """Whether a figure has the time of the sentence before, which was not found by its own words."""
    return claim.period_source is Source.STATED and claim.period is not None and claim.period.granularity in FINE


FINE = (Granularity.DAY, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)


def _goes_on(claim: Claim, state: State) -> bool:
    """Whether the weeks that are still to come may change what a time has come to so far."""
    published, end = state.article.published, claim.period.end if claim.period is not None else None
    return published is not None and end is not None and (end - published).days >= WEEK


WEEK = 7


def _years_back(claim: Claim, state: State) -> int:
    """How many years before the article the time of a claim lies."""
    published, period = state.article.published, claim.period
    if published is None or period is None or period.start is None or period.granularity is not Granularity.YEAR:
        return 0
    return published.year - period.start.year


def _is_of_finer_values(found: Match, state: State) -> bool:
    """Whether a table has several values in a year."""
    for one in selections(found.reading.query):
        dataset = state.library.dataset(one.dataset)
        spec = dataset.measure(one.measure).time or dataset.time
        if spec.frequency in OFTENER:
            return True
    return False
