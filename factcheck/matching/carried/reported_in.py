"""The time in which a figure was published: "a report in November put unemployment at 4.4%" tells no value of November.

What was told in a month is the newest value that was known by its end, in the table as it stood then. Where a verb of
saying carries the time ("in November officials said"), it may be the value's own as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from claims.model import Claim, Granularity, Period
from claims.vocabulary import periods
from factcheck.matching.asking import times
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import Choice, NoMoment
from factcheck.matching.words.word_lists import any_of

REGULAR = frozenset({"monthly", "quarterly", "annual"})
"""How often a series comes out whose values are of another time than that in which they are told."""
FINE = (Granularity.DAY, Granularity.WEEK, Granularity.MONTH)
_REPORT = any_of("reports")
_FIGURES = any_of("reported_figures")
_SAID = rf"\b{any_of('told_by_reports')}\b"
_OUT = rf"\b{any_of('came_out')}\b"
_WHEN = r"(?:(?:early|late|earlier|later|back) )?(?:(?:in|on|during) )?(?:(?:early|late|mid-?) ?)?"
CUE = re.compile(rf"\b{_FIGURES}\b|{_SAID}|{_OUT}", re.IGNORECASE)
"""Without any of these nothing is looked for."""
EARLIER = re.compile(
    rf"\b(?:the|an?|its|their) (?:previous|prior|earlier|preceding|older|last but one) (?:[a-z-]+ )?{_REPORT}\b"
    r"[^;:]*$", re.IGNORECASE)
"""What leads to a figure of a report that is not the newest, and has no date."""
OWN = re.compile(r"\b(?:last|this|the previous|the past) (?:month|week)\b", re.IGNORECASE)
"""A time whose report is the one that came out in it: "last month's report"; "the May report" is of May."""


class Told(NamedTuple):
    """That a time is the one in which a figure was told; ``surely``: it is not the value's own."""

    surely: bool


def choice(claim: Claim, candidate: Candidate, state: State, found: Choice | NoMoment) -> Choice | NoMoment:
    """The moment that a figure is of which was told in a time; ``found``: that of the time itself."""
    sentence = claim.sentence.text
    if state.article.published is None or candidate.time.frequency not in REGULAR or CUE.search(sentence) is None:
        return found
    period = claim.period
    if period is None:
        if EARLIER.search(claim.ahead):
            return NoMoment("unresolved_time", "")
        period = _behind(sentence, state.article.published) or _in_the_one_before(claim, state)
        told = Told(surely=True) if period is not None else None
    else:
        told = _told(claim, period) if period.start is not None else None
    if period is None:
        return found
    if told is None or period.end is None:
        return found
    known = min(period.end, state.article.published)
    then = times.choose(candidate.dataset, candidate.measure, state.library, None, known)
    if isinstance(then, NoMoment) or told.surely or isinstance(found, NoMoment) or then.moment == found.moment:
        return then
    return replace(then, instead=found.moment)


def _told(claim: Claim, period: Period) -> Told | None:
    """Whether the time of a claim is that of its report."""
    words, sentence = period.text, claim.sentence.text
    if not words or period.granularity not in FINE or words not in sentence:
        return None
    time = rf"(?:the )?{re.escape(words)}\b"
    if re.search(rf"(?:\b{_REPORT}|{_OUT}) {_WHEN}{time}(?![’']s)", sentence):
        return Told(surely=True)
    if OWN.fullmatch(words) and re.search(rf"{time}[’']s (?:[\w-]+ ){{0,3}}{_FIGURES}\b", sentence):
        return Told(surely=True)
    if re.search(rf"\b(?:an?|one) {re.escape(words)} (?:[\w-]+ ){{0,2}}{_REPORT}\b", sentence):
        return Told(surely=False)  # "in a November report"; "the November report" is of November
    ahead = claim.ahead
    led = r"(?:in|on|during) (?:early |late |mid-?)?"
    led = f"(?:{led})?" if RELATIVE.fullmatch(words) else led
    led = rf"(?:^|[,;] )(?:(?:early|late|earlier|later|back) )?{led}"
    said = re.search(rf"{led}{time},? [^,;\d]{{2,60}}?{_SAID}(?!,)", ahead, re.IGNORECASE)
    said = said or re.search(rf"{_SAID} {_WHEN}{time}(?=,? )", ahead)
    return Told(surely=False) if said is not None else None


RELATIVE = re.compile(r"(?:last|this|the (?:previous|past|same)) \w+|\w+day", re.IGNORECASE)
"""Times that lead a sentence without a preposition."""
GOES_ON = re.compile(rf"\W*(?:[Ii]t|[Tt]hey|[Tt]he (?:[\w-]+ )?{_FIGURES}|[Tt]h(?:is|at|ose|ese))\b")
OUT_IN = re.compile(rf"\b{_FIGURES}\b[^.;\n]*?{_OUT} (?P<when>(?:early |late |later |earlier )?(?:in |on )?"
                    r"(?:early |late |mid-?)?[A-Za-z][^,.;\n]{2,30})", re.IGNORECASE)
"""A report and when it came out."""
BACK = 200
"""How far back, in characters, the sentence lies that tells when a report came out."""


def _behind(text: str, published: date) -> Period | None:
    """When the report of a sentence came out, which its figures were not given: "4.4%, by data released in May"."""
    found = OUT_IN.search(text)
    named = periods.find(found["when"], published=published) if found is not None else ()
    only = named[0].period if len(named) == 1 else None
    return only if only is not None and only.granularity in FINE and only.end is not None else None


def _in_the_one_before(claim: Claim, state: State) -> Period | None:
    """When the report came out that a sentence goes on about: "The report came out in May. It put the rate at"."""
    if GOES_ON.match(claim.sentence.text) is None or state.article.published is None:
        return None
    before = state.article.text[max(0, claim.sentence.start - BACK) : claim.sentence.start].rstrip(" .")
    return _behind(re.split(r"[.\n]\s+", before)[-1], state.article.published)
