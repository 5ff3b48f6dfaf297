"""The time that is most likely meant where words leave it open, for readings that can bear out and not refute.

"It hit 4.4% in May before easing to 4.3%" ends with the newest value; "4% when the year began" is January's; in
"9.1% in June 2022. In December it was 6.5%" the year goes on.
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Claim, Granularity, Period, Source
from claims.vocabulary import intervals, periods
from claims.vocabulary.years import names_year
from factcheck.matching.asking.state import State
from factcheck.matching.carried import leading_times

_YEAR = r"(?:the|this|that) (?:new )?year"
BEGAN = re.compile(
    rf"\b(?:(?:when|as|since) {_YEAR} (?:began|opened|started|dawned)|at the (?:start|beginning|outset) of {_YEAR}"
    rf"|(?:began|begun|opened|started|entered) {_YEAR})\b", re.IGNORECASE)
"""The first month of the year."""
THEN = re.compile(
    r"\b(?:before|then|only to) (?:[a-z]+ly )?[a-z]+(?:ing|ed|ell|ose|ank|back)(?: (?:back|down|up|off))?"
    r"(?: (?:to|at))?$", re.IGNORECASE)
"""What leads to the end of a course: "before easing to"."""
ENDED = re.compile(
    r"\b(?:when|as) last year (?:ended|closed)\b|\b(?:ended|closed|finished) last year\b|\bat (?:the )?year[’']s end\b",
    re.IGNORECASE)
"""The last month of the one before."""
BACK = 300
"""How far back, in characters, a year stands that a month goes on in."""


def dated(claim: Claim, state: State) -> Claim:
    """The claim at such a time; as it is where its time is known, or nothing points at one."""
    period, published = claim.period, state.article.published
    if period is None or published is None:
        return claim
    if period.start is not None:
        return _known_loosely(claim, period, state)
    if " ago" in (words := period.text or claim.ahead):
        found = periods.find(words, published=published)
        one = len(found) == 1 and found[0].period is not None and leading_times.AGO.search(found[0].text) is not None
        return _at(claim, found[0].period) if one else claim
    if leading_times.LAST_MONTH_NAMED.fullmatch(period.text or ""):
        return claim  # "8% in June. Last June it was 7%"
    near = f"{claim.before or ''} ; {claim.after or ''}"
    if BEGAN.search(near):
        return _at(claim, intervals.month(published.year, 1))
    if ENDED.search(near):
        return _at(claim, intervals.month(published.year - 1, 12))
    if THEN.search(claim.ahead.rstrip()):
        return claim.model_copy(update={"period": None, "period_source": Source.STATED})
    return _in_a_month(claim, near, published, state)


SEASON = re.compile(r"\b(?:in|over|during) the (?P<season>spring|summer|fall|autumn|winter)\b", re.IGNORECASE)
QUARTERS = {"winter": 1, "spring": 2, "summer": 3, "fall": 4, "autumn": 4}
"""The quarter that most of a season lies in, as writers on the economy have it."""


def _quarter(season: str, published: date) -> Period | None:
    """The last such quarter that was over."""
    first = date(published.year, 3 * QUARTERS[season] - 2, 1)
    this = Period(start=first, end=intervals.month_end(first.year, first.month + 2), granularity=Granularity.QUARTER)
    assert this.end is not None
    return this if this.end < published else periods.shifted(this, periods.Shift(months=-12))


LATER = re.compile(r"\blater\b[^;]*$")


def _known_loosely(claim: Claim, period: Period, state: State) -> Claim:
    """The month of a day that is told by what happened on it, and that of "three months later, in April"."""
    words = period.text or ""
    if period.start is None or period.start != period.end:
        return _later(claim, period, state) if words and not names_year(words) and LATER.search(claim.ahead) else claim
    return _at(claim, intervals.month(period.start.year, period.start.month)) if words[:5].lower() == "when " else claim


def _later(claim: Claim, period: Period, state: State) -> Claim:
    """The claim in the next month of that name after the time of the figure before it in its sentence."""
    before = [one for one in state.claims.before_in_sentence(claim) if one.period is not None and one.period.start]
    first = before[0].period.start if before and before[0].period is not None else None
    if first is None or period.start is None or period.granularity is not Granularity.MONTH:
        return claim
    year = first.year + (period.start.month <= first.month)
    if year >= period.start.year:
        return claim
    return _at(claim, intervals.month(year, period.start.month))


def _in_a_month(claim: Claim, near: str, published: date, state: State) -> Claim:
    """The claim in the month or quarter that its words name, of the year told last where it may go on in it."""
    if (season := SEASON.search(near)) is not None:
        return _at(claim, _quarter(season["season"].lower(), published))
    named = [one for one in periods.find(near, published=published) if one.role == "at" and one.period is not None
             and one.period.granularity in (Granularity.MONTH, Granularity.QUARTER)]
    if len(named) != 1 or named[0].period is None or named[0].period.start is None:
        return claim
    own = named[0].period
    if names_year(own.text):
        return _at(claim, own)
    last = next((one.period for one in reversed(state.claims.before(claim, within=BACK))
                 if one.period is not None and names_year(one.period.text)), None)
    if last is None or last.start is None or own.start is None or last.start.year >= own.start.year \
            or own.start.month <= last.start.month:
        return _at(claim, own)
    back = periods.shifted(own, periods.Shift(months=12 * (last.start.year - own.start.year)))
    return _at(claim, back)


def _at(claim: Claim, period: Period | None) -> Claim:
    return claim.model_copy(update={"period": period, "period_source": Source.STATED})
