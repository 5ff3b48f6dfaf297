"""What a time expression means, given the day of publication: "last December" in September 2025 is December 2024."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from claims.model import Granularity, Period
from claims.vocabulary import intervals
from claims.vocabulary.dates import Atom
from claims.vocabulary.intervals import Shift
from claims.vocabulary.time_words import vocabulary

_NEAR_AHEAD = 60  # a date without a year so few days ahead ("takes effect Oct. 1") is not the one of the year before
_REL = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Reading:
    """A resolved expression: no period where the publication date is needed and unknown."""

    period: Period | None
    relative: bool
    shift: Shift | None = None


def resolve(atom: Atom, published: date | None, *, future: bool) -> Reading | None:
    """The meaning of one atom, or None where it is no date at all ("Feb. 31")."""
    try:
        return _RESOLVERS[atom.kind](atom, published, future)
    except (ValueError, OverflowError):
        return None


def unit_shift(unit: str, count: float) -> Shift:
    """``unit_shift("year", -1)`` is twelve months back."""
    size = vocabulary()["units"][unit]
    return Shift(months=int(size.get("months", 0) * count), days=int(size.get("days", 0) * count))


def _year_of(atom: Atom, published: date | None) -> int | None:
    if atom.year is not None:
        return atom.year
    return published.year + _REL[atom.rel] if atom.rel and published else None


def _chosen(atom: Atom, published: date | None, future: bool, make: Callable[[int], Period], *,
            complete: bool = False) -> Reading:
    """The stated year's period; without a year the latest that is not after publication, or the next if ``future``."""
    if atom.year is not None:
        return Reading(make(atom.year), False)
    if published is None:
        return Reading(None, True)
    year = _year_of(atom, published)
    if year is not None:
        return Reading(make(year), True)
    options = [make(published.year + step) for step in (-1, 0, 1)]
    if future:
        ahead = [p for p in options if p.end and p.end >= published]
        return Reading(ahead[0] if ahead else options[-1], True)
    past = [p for p in options if p.start and p.end and (p.end if complete else p.start) <= published]
    return Reading(past[-1] if past else options[0], True)


def _day(atom: Atom, published: date | None, future: bool) -> Reading:
    def make(year: int) -> Period:
        last = intervals.month_end(year, atom.number).day
        if atom.day > last == 28 and atom.day == 29:  # Feb. 29 of another year
            return intervals.day(date(year, 2, 28))
        start = date(year, atom.number, atom.day)
        if not atom.last_day:
            return intervals.day(start)
        return Period(start=start, end=date(year, atom.number, atom.last_day)) if atom.last_day >= atom.day else (
            intervals.day(start))

    if atom.year is not None:
        date(atom.year, atom.number, atom.day)  # raises where there is no such day
    reading = _chosen(atom, published, future, make)
    if published and not future and atom.year is None and not atom.rel:
        options = [make(published.year + step) for step in (0, 1)]
        near = [p for p in options if p.start and 0 < (p.start - published).days <= _NEAR_AHEAD]
        start = reading.period.start if reading.period else None
        if near and start and (published - start).days > 365 - 2 * _NEAR_AHEAD:
            return Reading(near[0], True)
    return reading


def _month(atom: Atom, published: date | None, future: bool) -> Reading:
    if atom.year is None and atom.rel and published and not atom.unit:
        steps = [intervals.month(published.year + step, atom.number) for step in (-1, 0, 1)]
        if atom.rel == "last":
            return Reading([p for p in steps if p.end and p.end < published][-1], True)
        if atom.rel == "next":
            return Reading(next(p for p in steps if p.start and p.start > published), True)
    return _chosen(atom, published, future, lambda year: intervals.month(year, atom.number))


def _season(atom: Atom, published: date | None, future: bool) -> Reading:
    if atom.rel == "last" and published and not atom.unit:
        steps = [intervals.season(published.year + step, atom.number) for step in (-2, -1, 0)]
        return Reading([p for p in steps if p.end and p.end < published][-1], True)
    if atom.rel == "this" and published and atom.number == 12 and published.month < 3:
        return Reading(intervals.season(published.year - 1, 12), True)
    return _chosen(atom, published, future, lambda year: intervals.season(year, atom.number))


def _quarter(atom: Atom, published: date | None, future: bool) -> Reading:
    return _chosen(atom, published, future, lambda year: intervals.quarter(year, atom.number), complete=True)


def _fiscal_quarter(atom: Atom, published: date | None, future: bool) -> Reading:
    return _chosen(atom, published, future,
                   lambda year: intervals.months(year, 3 * atom.number - 5, 3, Granularity.QUARTER), complete=True)


def _half(atom: Atom, published: date | None, future: bool) -> Reading:
    return _chosen(atom, published, future, lambda year: intervals.months(year, 6 * atom.number - 5, 6))


def _few(atom: Atom, published: date | None, future: bool) -> Reading:
    """So many months, weeks or days from the beginning of a year on, or up to its end."""
    def make(year: int) -> Period:
        whole = intervals.fiscal_year(year) if atom.last_day else intervals.calendar_year(year)
        if whole.start is None or whole.end is None:
            return whole
        if atom.number > 0:
            after = intervals.add(whole.start, unit_shift(atom.unit, atom.count))
            start, end = whole.start, after - timedelta(days=1)
        else:
            start, end = intervals.add(whole.end + timedelta(days=1), unit_shift(atom.unit, -atom.count)), whole.end
        return Period(start=start, end=end, granularity=intervals.granularity(start, end))

    return _chosen(atom, published, future, make)


def _week_of_month(atom: Atom, published: date | None, future: bool) -> Reading:
    def make(year: int) -> Period:
        last = intervals.month_end(year, atom.number)
        first = 7 * int(atom.count) - 6 if atom.count > 0 else last.day - 6
        start = date(year, atom.number, first)
        if atom.unit == "full":  # from its first Monday on, or up to its last Sunday
            start += timedelta(days=-start.weekday() % 7 if atom.count > 0 else -start.weekday())
        return Period(start=start, end=start + timedelta(days=6), granularity=Granularity.OTHER)

    return _chosen(atom, published, future, make)


def _fiscal(atom: Atom, published: date | None, future: bool) -> Reading:
    if atom.year is not None:
        first, last = intervals.fiscal_year(atom.year), intervals.fiscal_year(atom.last_year or atom.year)
        return Reading(first if first == last else intervals.until(first.start, last.end), False)
    if published is None:
        return Reading(None, True)
    current = published.year + (published.month >= 10)
    return Reading(intervals.fiscal_year(current + _REL[atom.rel]), True)


def _pair(atom: Atom, published: date | None, future: bool) -> Reading:
    first, last = atom.year or 0, atom.last_year or 0
    return Reading(Period(start=date(first, 1, 1), end=date(last, 12, 31)), False)


def _unit(atom: Atom, published: date | None, future: bool) -> Reading:
    if published is None:
        return Reading(None, True)
    step = _REL[atom.rel]
    return Reading(_around(atom.unit, published, step), True)


def _around(unit: str, published: date, step: int) -> Period:
    """The day, week, month ... ``step`` units from that of publication."""
    if unit in {"day", "night"}:
        return intervals.day(published + timedelta(days=step))
    if unit in {"week", "weekend", "fortnight"}:
        found = intervals.week(published + timedelta(days=7 * step))
        weekend = unit == "weekend" and found.end
        return Period(start=weekend - timedelta(days=1), end=weekend) if weekend else found
    if unit in {"month", "quarter"}:
        size = 1 if unit == "month" else 3
        moved = intervals.add_months(published.replace(day=1), size * step)
        return (intervals.month(moved.year, moved.month) if size == 1 else
                intervals.quarter(moved.year, (moved.month + 2) // 3))
    size = {"decade": 10, "century": 100, "centurie": 100}.get(unit, 1)
    return (intervals.calendar_year(published.year + step) if size == 1 else
            intervals.months(published.year // size * size + size * step, 1, 12 * size))


def _past(atom: Atom, published: date | None, future: bool) -> Reading:
    shift = unit_shift(atom.unit, -atom.count)
    if published is None:
        return Reading(None, True, shift)
    return Reading(Period(start=intervals.add(published, shift) + timedelta(days=1), end=published), True, shift)


def _ahead(atom: Atom, published: date | None, future: bool) -> Reading:
    shift = unit_shift(atom.unit, atom.count)
    return Reading(intervals.until(published, intervals.add(published, shift)) if published else None, True, shift)


def _so_far(atom: Atom, published: date | None, future: bool) -> Reading:
    if published is None:
        return Reading(None, True)
    whole = _around(atom.unit, published, 0)
    return Reading(Period(start=published, end=whole.end) if atom.kind == "rest" else
                   Period(start=whole.start, end=published), True)


def _shifted(atom: Atom, published: date | None, future: bool) -> Reading:
    count = atom.count if atom.kind == "later" else -atom.count
    shift = unit_shift(atom.unit, count)
    if published is None:
        return Reading(None, True, shift)
    moved = intervals.add(published, shift)
    if shift.days:
        period = intervals.day(moved) if atom.unit in {"day", "night"} else intervals.week(moved)
    elif abs(shift.months) < 24:  # "a year ago" still means a month, "ten years ago" a year
        period = intervals.month(moved.year, moved.month)
    else:
        period = intervals.calendar_year(moved.year)
    return Reading(period, True, shift)


def _days(atom: Atom, published: date | None, future: bool) -> Reading:
    return Reading(intervals.day(published + timedelta(days=atom.number)) if published else None, True)


def _weekday(atom: Atom, published: date | None, future: bool) -> Reading:
    if published is None:
        return Reading(None, True)
    back = (published.weekday() - atom.number) % 7
    if atom.rel == "next" or (future and atom.rel != "last"):
        return Reading(intervals.day(published + timedelta(days=(7 - back) if atom.rel == "next" or back else 0)), True)
    return Reading(intervals.day(published - timedelta(days=back or (7 if atom.rel == "last" else 0))), True)


_RESOLVERS: dict[str, Callable[[Atom, date | None, bool], Reading]] = {
    "day": _day, "month": _month, "season": _season, "quarter": _quarter, "fiscal_quarter": _fiscal_quarter,
    "half": _half, "few": _few,
    "week_of_month": _week_of_month,
    "fiscal": _fiscal, "pair": _pair, "unit": _unit, "past": _past, "ahead": _ahead, "sofar": _so_far,
    "rest": _so_far, "ago": _shifted, "earlier": _shifted, "later": _shifted, "days": _days, "weekday": _weekday,
    "year": lambda atom, published, future: Reading(intervals.calendar_year(atom.year or 0), False),
    "decade": lambda atom, published, future: Reading(intervals.decade(atom.year or 0), False),
    "recent": lambda atom, published, future: Reading(None, True),
}
