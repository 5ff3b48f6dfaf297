"""Figures that are of an unnamed time by what they are called: a peak, a record, a forecast, a first report.

"Inflation was 3% in January. The peak was 9.1%" tells no value of January. Such a figure is held against a table only
where its own time is named and the table has one value for it ("it peaked at 9.1% in June 2022").
"""

from __future__ import annotations

import re
from datetime import timedelta

from claims.model import Bound, Claim, Kind, Source
from factcheck.matching.asking.times import Choice
from factcheck.matching.model import NoMatch
from factcheck.matching.words import durations
from factcheck.matching.words.word_lists import any_of

_EXTREME = any_of("extremes")
_IS = r"(?:was|is|were|had been|(?:stood|stands|came in|comes in|came|comes) at|remains|being)"
_ABOUT = r"(?: (?:just|only|about|around|nearly|roughly|some|still|a|an|over|under))*"
_HEDGED_TALK = rf"(?:(?:the|their|an?|its|that) (?:{any_of('talk_by')} )?{any_of('talk')})"
CALLED = re.compile(
    rf"\b(?:{_EXTREME}(?: (?:high|low|level|point|mark|value|reading|figure))?|{_HEDGED_TALK})"
    rf"(?: (?:for|of|in|since|during|on|before|after|under) [^,;:]{{1,40}}?)? {_IS}{_ABOUT}\s*$", re.IGNORECASE)
"""What leads to it: "The low for the year was", "The estimate was"."""
AT_ITS = re.compile(
    rf"\bat (?:its|their|the|his|her) (?:[\w-]+ ){{0,2}}(?:{_EXTREME}|highest|lowest)\b(?! of [\w ]+ (?:rate|price))"
    r"[^;:]*$", re.IGNORECASE)
PEAKED = re.compile(
    rf"\b{any_of('peaked')}\b(?:[^;:\d]*|[^;:]* at){_ABOUT}\s*$", re.IGNORECASE)
LEFT = re.compile(
    rf"\b(?:from|below|above|off|than|under|beyond|short of|against|compared with|compared to) (?:its|their|the|an?) "
    rf"(?:[\w-]+ ){{0,2}}{_EXTREME}(?: (?:high|low|level|point))? (?:of|at){_ABOUT}\s*$", re.IGNORECASE)
"""The same behind a comparison: "well below the record of"."""
AVERAGE = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)[- ](?:year|month|week|day|quarter)"
    r"|historic(?:al)?|long[- ](?:term|run)|pre-?pandemic|prewar|moving|rolling|decade[’']s|century[’']s)"
    r" (?:[a-z]+ )?(?:average|mean|median|norm)\b[^,;:\d]{0,30}$", re.IGNORECASE)
"""A mean over a time of its own: "above the 2024 average of"."""
AVERAGE_BEHIND = re.compile(
    r"^ (?:long[- ](?:term|run) |historical )?(?:average|mean|median|norm) (?:since|over|for|from|of|during|before|in) "
    r"[^,;.]*", re.IGNORECASE)
"""The same behind the figure: "the 5.7 percent average since the war"."""
_FIRST = (
    r"\b(?:first|initially|originally|previously|preliminarily) "
    r"(?:reported|estimated|announced|published|thought|counted|given|stated|released|put)\b")
FIRST_REPORTED = re.compile(rf"{_FIRST}[^,;:\d]*$", re.IGNORECASE)
FIRST_BEHIND = re.compile(rf"^[^,;:.\d]{{0,30}}{_FIRST}", re.IGNORECASE)
"""A value that may have been revised since: "the 119,000 first reported"."""
NEVER = re.compile(r"\b(?:never|at no (?:time|point)|not once)\b[^,;:]*$", re.IGNORECASE)
_LONG_AGO = (
    r"(?:last (?:year|[A-Z][a-z]+)|an? (?:year|decade) (?:ago|before|earlier)|the (?:year before|pr(?:evious|ior) year)"
    r"|(?:back )?in (?:[A-Z][a-z]+ )?(?:19|20)\d\d)\b")
_PRINTED = rf"(?:(?:had|was|were|been) )*{any_of('came_out')} {_LONG_AGO}"
PRINTED = re.compile(
    rf"\b(?:{any_of('printed_figures')}|{any_of('reported_figures')}) (?:that )?(?:(?:it|they|the [\w ]{{1,24}}) )?"
    rf"{_PRINTED}[^;:]*$")
PRINTED_BEHIND = re.compile(rf"^ (?:that )?(?:it|they|the [\w ]{{1,24}}) {_PRINTED}")
"""A figure of a series by the year as it was printed a year or more ago: "the estimate released last December was"."""


SEASON = re.compile(
    rf"\b(?:{any_of('feasts')}|this time of (?:the )?year|"
    r"for (?:the|this|that|any|an?) (?:date|day|week|month|season|holiday|[A-Z][a-z]+))\b")
"""Words that may limit a record to one time of the year: "the dearest Easter since 2008"."""


SEVERAL_WEEKS = timedelta(days=45)
OPEN = (Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST)


def of_no_one_time(claim: Claim, choice: Choice, *, changing: bool, weekly: bool) -> NoMatch | None:
    """Why it is not said which value of its time a claim tells; None where it is."""
    days = claim.period.end - claim.period.start if claim.period and claim.period.start and claim.period.end else None
    one_value = claim.kind is not Kind.RANK and claim.quantity.bound not in OPEN  # "topped $5 in 2022" is of any week
    if weekly and one_value and choice.brackets and days is not None and days > SEVERAL_WEEKS:
        return NoMatch(reason="ambiguous", detail={"readings": "it may be of any week of that time"})
    if choice.moment.span and not (durations.is_of_the_whole_time(claim) or durations.is_averaged(claim)):
        return NoMatch(reason="ambiguous", detail={"readings": "it may be of any part of that time"})
    return left_open(claim, choice, changing=changing)


def left_open(claim: Claim, choice: Choice, *, changing: bool) -> NoMatch | None:
    """Why a figure called so is of no value that is known; None where it is none, or its own time settles it.

    ``changing``: it is one end of a change, or the change itself.
    """
    if claim.rank is not None and claim.rank.since is not None and SEASON.search(claim.sentence.text):
        return NoMatch(reason="ambiguous", detail={"readings": "it may be a record for that time of the year"})
    at = claim.within[0]
    led, behind = claim.sentence.text[:at], claim.behind
    if FIRST_REPORTED.search(led) or FIRST_BEHIND.match(behind):
        return NoMatch(reason="ambiguous", detail={"readings": "it was reported so first, and may have been revised"})
    if choice.moment.span and NEVER.search(led):
        return NoMatch(reason="ambiguous", detail={"readings": "it is of each value of that time, not of their mean"})
    if (PRINTED.search(led) or PRINTED_BEHIND.match(behind)) and _is_by_the_year(choice):
        return NoMatch(reason="ambiguous", detail={"readings": "it was reported so then, and may have been revised"})
    if changing:
        return None
    average = AVERAGE.search(led) or AVERAGE_BEHIND.match(behind)
    if average is not None and not _is_of(claim, average.group()):
        return NoMatch(reason="ambiguous", detail={"readings": "it is an average over a time of its own"})
    called = any(pattern.search(led) for pattern in (CALLED, AT_ITS, PEAKED, LEFT))
    if not called or _is_settled(claim, choice):
        return None
    return NoMatch(reason="ambiguous", detail={"readings": "it is an extreme or a forecast, and of no one time named"})


SHORTER = timedelta(days=300)
"""Stretches of time that are no whole year."""


def _is_by_the_year(choice: Choice) -> bool:
    """Whether the value is of a whole year, which is printed once a year."""
    cell = choice.moment.cell
    if cell is None or cell.start is None or cell.end is None:
        return False
    return cell.end - cell.start > SHORTER


def _is_of(claim: Claim, words: str) -> bool:
    """Whether the time of a claim is the one that its average is called by."""
    text = claim.period.text if claim.period is not None else None
    return bool(text) and (text or "").lower() in words.lower()


def _is_settled(claim: Claim, choice: Choice) -> bool:
    """Whether a claim names its own time, and the table has one value for all of that."""
    period, moment = claim.period, choice.moment
    if period is None or claim.period_source is not Source.STATED or period.start is None or choice.brackets:
        return False
    if not period.text or period.text not in claim.sentence.text:
        return False  # the time of another sentence
    cell = moment.cell
    days = (cell.start, cell.end) if cell is not None else (moment.as_of, moment.as_of)
    return not moment.span and days == (period.start, period.end)
