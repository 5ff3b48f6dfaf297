"""Times that are told too loosely for a miss to say anything: "in early 2020", "a decade ago", "over the summer".

The value that is most likely meant may bear such a figure out; where it does not, another month may be meant.
"""

from __future__ import annotations

import re

from claims.model import Claim, Granularity, Kind, Period, Source
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import YEARS_START
from factcheck.matching.model import Match
from factcheck.matching.words import durations
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

PART = re.compile(r"(?:the )?(?:early|late|mid)\b", re.IGNORECASE)
SEASON = re.compile(r"the (?:spring|summer|fall|autumn|winter)", re.IGNORECASE)
AGO = re.compile(r".*\b(?:years|decades?) ago", re.IGNORECASE)
LONG = 5
"""Years from which on a length of time is told as a round one."""
RECENTLY = re.compile(r"\b(?:recently|lately)\b[^,;:\d]*$", re.IGNORECASE)
MOVED = re.compile(r"\b(?:has|have|is|are)\b", re.IGNORECASE)
WHEN = re.compile(r"^\W*(?:(?:and|but) )?(?:when|as(?! of)|after|before|by the time)\b[^;:]*$", re.IGNORECASE)
"""Before a year that is told with something that happened in it."""
NAMED = (Granularity.DAY, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)
OFTENER = frozenset({"weekly", "monthly", "quarterly", "daily"})


def told(claim: Claim, found: Match, state: State) -> str | None:
    """The doubt of a level whose time is told loosely; None where it is not, or the table has no finer values."""
    if claim.kind in (Kind.CHANGE, Kind.RANK) or found.decision:
        return None
    period = claim.period
    if period is None or not period.text:
        doubt = "it may be of any recent time" if _is_recent(claim) else _of_an_office(claim, state)
    elif _goes_on(period, state) and durations.is_averaged(claim):
        doubt = "its time was not over"
    elif period.text not in claim.sentence.text:
        return "it may be of other times than those told before" if _is_handed_on(claim, period) else None
    else:
        doubt = _of_no_one_month(claim, period, period.text, state)
    return doubt if doubt is not None and _is_of_finer_values(found, state) else None


def _is_recent(claim: Claim) -> bool:
    """Whether a level is told of the last days or months: "was recently 4.2%"."""
    recent = "ly" in claim.sentence.text and claim.change is None and RECENTLY.search(claim.ahead) is not None
    return recent and MOVED.search(claim.ahead) is None


def _of_an_office(claim: Claim, state: State) -> str | None:
    """The doubt of a level of the past behind a sentence on when someone came to office or left it."""
    if (claim.change is not None and claim.change.by is not None) or MOVED.search(claim.ahead) is not None:
        return None
    before = state.article.text[max(0, claim.sentence.start - BEFORE) : claim.sentence.start].rstrip(" .")
    return "it may be of the time told before" if IN_OFFICE.search(before) is not None else None


BEFORE = 160
"""How many characters before a sentence are looked at."""
IN_OFFICE = re.compile(rf"\b{any_of('came_to_office')}\b[^.\n]*$")


def _of_no_one_month(claim: Claim, period: Period, words: str, state: State) -> str | None:
    """The doubt of a time, by the words that tell it."""
    sentence = claim.sentence.text
    if PART.match(words) or SEASON.fullmatch(words) or YEARS_START.fullmatch(words) or _is_an_end(words, sentence):
        return "it may be of any part of that time"
    at = sentence.index(words)
    beside = words.isdigit() and at < claim.within[0] and WHEN.match(sentence[:at]) is not None
    round_ = AGO.fullmatch(words) is not None and _years_back(period, state) >= LONG
    return "it may be of any part of that year" if beside or round_ else None


def _is_handed_on(claim: Claim, period: Period) -> bool:
    """Whether a figure of a course has the time of the sentence before, which was not found by its own words."""
    course = claim.change is not None and claim.change.from_ is not None and claim.change.to is not None
    return course and claim.period_source is Source.STATED and period.granularity in NAMED


def _is_an_end(words: str, sentence: str) -> bool:
    """Whether a time is one end of a span that leads to its sentence, within which a level was reached."""
    return LED_BY_A_SPAN.match(sentence) is not None and re.match(
        rf"\W*\w+ (?:[^,;]* (?:to|and|through|until|till) )?{re.escape(words)}\b", sentence) is not None


LED_BY_A_SPAN = re.compile(r"\W*(?:From|Between) [^,;]* (?:to|and|through|until|till) ")


def _goes_on(period: Period, state: State) -> bool:
    """Whether the weeks that are still to come may change what a time has come to so far."""
    published, end = state.article.published, period.end
    return published is not None and end is not None and (end - published).days >= WEEK


WEEK = 7


def _years_back(period: Period, state: State) -> int:
    """How many years before the article a time lies."""
    published = state.article.published
    if published is None or period.start is None or period.granularity is not Granularity.YEAR:
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
