"""When each figure of a sentence is of: "from 4.7 in 2014 to 3.5 in 2020", "between 1990 and 2008, from 280 to 550"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from claims.model import Claim, Granularity, Period
from claims.vocabulary import periods

TO = re.compile(r"\bto\b")
WAY = re.compile(r"\b(?:from|to)\b", re.I)
SHORT = re.compile(r" (?:(?!and\b|from\b|to\b)[\w’'.-]+ ){0,5}")
"""Between "from" or "to" and its figure: "from its lowest rank of 42nd"."""
TURN = re.compile(r"\b(?:and|compared|against|versus|vs|than|from|but|while|whereas|before|then)\b|;")
BASE = re.compile(
    r"\b(?:than|compared (?:with|to)|against|versus|from|since|over)(?: (?:in|that of|the level (?:of|in)))?\s*$", re.I)
"""Before a time: it is the one that is counted from."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The time of a figure; for a change also the one it is counted from."""

    own: Period
    base: Period | None = None

    @property
    def adjacent(self) -> bool:
        """Whether it is counted from the time right before."""
        if self.base is None or self.base.end is None:
            return False
        return self.base.end + timedelta(days=1) == self.own.start


@dataclass(frozen=True, slots=True)
class _Time:
    start: int
    end: int
    period: Period
    span: bool


def moments(claim: Claim, beside: Sequence[Claim], *, changing: bool, published: date | None) -> Moments | None:
    """When the claim is of; None where its sentence does not say. ``beside``: all claims of the sentence, in order."""
    text, offset = claim.sentence.text, claim.sentence.start
    figures = [(one.start - offset, one.end - offset) for one in beside]
    times = [one for one in _times(text, published) if not any(s <= one.start < e for s, e in figures)]
    spans = [one for one in times if one.span]
    points = [one for one in times if not one.span]
    if spans:
        return _in_span(claim, figures, spans[0], text, changing=changing)
    if not points:
        return None
    if changing:
        return _counted_from(points, text) or _since_baseline(claim, points)
    at = claim.start - offset
    return Moments(points[sum(at > turn for turn in _turns(points, text))].period)


def _times(text: str, published: date | None) -> list[_Time]:
    return [_Time(mention.start, mention.end, mention.period, mention.role == "from_to")
            for mention in periods.find(text, published=published)
            if mention.period is not None and mention.period.start and mention.period.end]


def _in_span(claim: Claim, figures: Sequence[tuple[int, int]], span: _Time, text: str, *, changing: bool) -> Moments:
    first, last = ends(span.period)
    if changing:
        return Moments(last, first)
    return Moments(first if _is_first(claim, figures, span, text) else last)


def _is_first(claim: Claim, figures: Sequence[tuple[int, int]], span: _Time, text: str) -> bool:
    """Whether a figure is of the beginning of a span: "from 3rd to 8th, falling from 20 tons to 9 tons"."""
    at = claim.within[0]
    taken = [(span.start, span.end), *figures]
    ways = [found for found in WAY.finditer(text) if not any(start <= found.start() < end for start, end in taken)
            and any(SHORT.fullmatch(text, found.end(), start) for start, _ in figures)]
    before = [found for found in ways if found.start() < at]
    if before:
        return before[-1].group().lower() == "from"
    return any(found.group().lower() == "to" and figures and found.start() > figures[0][0] for found in ways)


def ends(span: Period) -> tuple[Period, Period]:
    """The first and the last year, month or day of a span, by what its ends are."""
    assert span.start is not None and span.end is not None
    start, end = span.start, span.end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return (_year(start.year), _year(end.year))
    after = end + timedelta(days=1)
    if start.day == 1 and after.day == 1:
        until = date(start.year + start.month // 12, start.month % 12 + 1, 1) - timedelta(days=1)
        month = Granularity.MONTH
        return (Period(start=start, end=until, granularity=month),
                Period(start=end.replace(day=1), end=end, granularity=month))
    day = Granularity.DAY
    return Period(start=start, end=start, granularity=day), Period(start=end, end=end, granularity=day)


def _year(year: int) -> Period:
    return Period(start=date(year, 1, 1), end=date(year, 12, 31), granularity=Granularity.YEAR)


def _counted_from(points: Sequence[_Time], text: str) -> Moments | None:
    """The two times of a change: what follows "than in" is what it is counted from, else the first."""
    if len(points) != 2:
        return None
    one, other = points
    if BASE.search(text[: other.start]):
        return Moments(one.period, other.period)
    return Moments(other.period, one.period)


def _since_baseline(claim: Claim, points: Sequence[_Time]) -> Moments | None:
    """The only time with the one that the change is counted from: "in 2006 ... compared to the previous year"."""
    base = claim.baseline
    if len(points) != 1 or base is None or base.start is None or base.end is None or base.end > _start(points[0]):
        return None
    return Moments(points[0].period, base)


def _start(one: _Time) -> date:
    assert one.period.start is not None
    return one.period.start


def _turns(points: Sequence[_Time], text: str) -> list[int]:
    """Between each two times, where the sentence goes over from the one to the other: the last "to", else any turn."""
    found = []
    for one, other in pairwise(points):
        turns = [list(pattern.finditer(text, one.end, other.start)) for pattern in (TO, TURN)]
        last = next((matches[-1].start() for matches in turns if matches), (one.end + other.start) // 2)
        found.append(last)
    return found
