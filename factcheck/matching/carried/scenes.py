"""The time that the sentence before tells without a figure: "Lehman failed in September 2008. Unemployment was 6.1%."

Where that sentence only sets the scene ("It was January 1983."), or the figure points back to it ("that March"), the
figure is of that time. Else it may be of that time or of now: what is right of either may be meant, and a miss says
nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from claims.model import Claim, Granularity, Kind, Period
from claims.vocabulary import intervals, periods
from claims.vocabulary.periods import PeriodMention, Shift, shifted
from claims.vocabulary.time_words import month_number
from claims.vocabulary.years import names_year
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import spoken_before

RECENT = 150
"""Days. What was over no longer before publication is of the time that the news speaks of anyway."""
SCENE = re.compile(
    r"\W*(?:(?:it was|this was|think (?:back )?(?:of|to)|remember|recall|picture|consider|imagine|take|go back to"
    r"|back to|back in|in|rewind to|cut to|flash back to|the (?:year|month|date|time) (?:is|was)|then came|enter"
    r"|now)\s+)?(?:the (?:year|month) )?(?:of )?", re.IGNORECASE)
"""All that a sentence says before a time that it only sets the scene with."""
YEAR_ALONE = re.compile(r"\W*(?:it was|this was|in|remember|recall|think of|imagine)?\s*(?P<year>(?:19|20)\d\d)\W*",
                        re.IGNORECASE)
LABELS = re.compile(r"[A-Z][a-z]+\.?(?: \d{4})?|[A-Z]+(?: \d{4})?|\d{4}")
POINTS_BACK = re.compile(r"\b(?:at (?:the|that) time|at that (?:point|moment|stage)|back then"
                         r"|that (?:same )?(?:year|month|quarter|spring|summer|fall"
                         r"|autumn|winter))\b", re.IGNORECASE)
THAT_MONTH = re.compile(r"[Tt]hat (?P<month>[A-Z][a-z]+)|(?P<of>[A-Z][a-z]+) of that year")
"""A month of a year that was told before."""
PRESENT = re.compile(r"\b(?:has|have|is|are|now|today|currently|stands|remains|will|would|could|this)\b", re.IGNORECASE)
"""A sentence of the present, which goes on from no past time."""
IS_OF_A_YEAR = re.compile(r"\W*(?:(?:the|that) (?:[a-z]+ ){1,3}of |in |remember |recall )?(?:19|20)\d\d\b",
                          re.IGNORECASE)
"""A sentence that is of a year, which stands at its head."""
STORY = re.compile(r"\b(?:movie|film|novel|book|play|story|show|series|episode|musical|drama|comedy|memoir|game)s?\b"
                   r"[^.]*\b(?:set|opens?|begins?|starts?|takes place|unfolds?|plays out)\b", re.IGNORECASE)
"""What is told in a story is of its time, in the present."""
PRONOUN = re.compile(r"\W*(?:[Ii]t|[Tt]hat|[Tt]hey|[Tt]his)\b")
YEAR_DIGITS = re.compile(r"(?:19|20)\d\d")
ANY_TIME = re.compile(r"\d{4}|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP"
                      r"|OCT|NOV|DEC)", re.ASCII)


class Scene(NamedTuple):
    """A time that the sentence before tells; ``certain``: it can be no other."""

    period: Period
    certain: bool


def told(claim: Claim, state: State) -> Scene | None:
    """The time that the sentence before a claim tells, where the claim tells none, or a month without its year."""
    published, own = state.article.published, claim.period
    if claim.kind is Kind.RANK or published is None:
        return None
    yearless = _is_yearless(claim) or _that_month(claim) is not None
    if (own is not None and not yearless) or (claim.inherited and claim.antecedent):
        return None
    line, sentences = spoken_before.sentences_before(state.article.text[: claim.sentence.start])
    if not sentences or not ANY_TIME.search(sentences[0]):
        return None
    before = sentences[0]
    if own is None and PRONOUN.match(claim.sentence.text):
        return None  # it goes on from what was told of, time and all
    apart = state.article.text[: claim.sentence.start].endswith(("\n", "\r"))
    if apart and not LABELS.fullmatch(line.strip()):
        return None
    if any(one.start >= claim.sentence.start - len(before) - 2 and not YEAR_DIGITS.fullmatch(one.figure)
           for one in state.claims.before(claim, within=len(before) + claim.start - claim.sentence.start + 4)):
        return None
    period, alone = _named(before.title() if before.isupper() else before, published)
    if period is None or period.start is None or period.end is None:
        return None
    return _scene(claim, period, before, published, alone=alone)


def _that_month(claim: Claim) -> int | None:
    """The month that a claim is told of, where it leans on a year told before: "That December there were"."""
    found = THAT_MONTH.fullmatch(claim.period.text or "") if claim.period is not None else None
    return month_number(found["month"] or found["of"]) if found is not None else None


def is_left_open(claim: Claim) -> bool:
    """Whether a figure points back at a time that was not found: "a barrel averaged $57.97 that month"."""
    stated = claim.period is not None and (claim.period.start is not None or claim.period.end is not None)
    return not stated and POINTS_BACK.search(f"{claim.before or ''} ; {claim.after or ''}") is not None


def _is_yearless(claim: Claim) -> bool:
    """Whether it tells a month or a quarter by itself, and not of which year."""
    period = claim.period
    return period is not None and period.start is not None and bool(period.text) and not names_year(period.text) \
        and str(period.text) in claim.sentence.text \
        and period.granularity in (Granularity.MONTH, Granularity.QUARTER)


def _named(sentence: str, published: date) -> tuple[Period | None, bool]:
    """The last time that a sentence names, and whether it says nothing else."""
    if (year := YEAR_ALONE.fullmatch(sentence)) is not None:
        number = int(year["year"])
        return Period(start=date(number, 1, 1), end=date(number, 12, 31), granularity=Granularity.YEAR,
                      text=year["year"]), True
    label = LABELS.fullmatch(sentence.strip()) is not None  # a month alone is read as one behind a preposition
    sentence = f"in {sentence}" if label else sentence
    found = [one for one in periods.find(sentence, published=published) if _is_a_time(one)]
    if not found:
        return None, False
    last = found[-1]
    alone = SCENE.fullmatch(sentence, 0, last.start) is not None and not sentence[last.end :].strip(" .!?:…”\"")
    return last.period, alone and len(found) == 1


def _is_a_time(mention: PeriodMention) -> bool:
    return mention.period is not None and mention.role == "at" and mention.shift is None and \
        mention.period.granularity in (Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR, Granularity.OTHER)


def _scene(claim: Claim, period: Period, before: str, published: date, *, alone: bool) -> Scene | None:
    sentence = claim.sentence.text
    assert period.start is not None and period.end is not None
    if (pointed := _that_month(claim)) is not None:
        return Scene(intervals.month(period.start.year, pointed), certain=True)
    certain = alone or POINTS_BACK.search(sentence) is not None
    if not certain and PRESENT.search(sentence) and not STORY.search(before):
        return None
    if (published - period.end).days < RECENT and not certain:
        return None
    own = claim.period
    if own is None or own.start is None:
        return Scene(period, certain)
    if period.granularity is not Granularity.YEAR and not names_year(period.text):
        return None
    of_now = own.end is not None and (published - own.end).days < RECENT
    if of_now and not certain and IS_OF_A_YEAR.match(before) is None:
        return None  # "The law passed in 1996. The rate was 4.6% in November."
    moved = shifted(own, Shift(months=12 * (period.start.year - own.start.year)))
    if moved.start is None or period.start.year >= own.start.year:
        return None
    return Scene(moved, certain)
