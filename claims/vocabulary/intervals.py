"""Calendar arithmetic: months, quarters, fiscal years, weeks, and moving a period by months or days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from claims.model import Frozen, Granularity, Period

FIRST_YEAR, LAST_YEAR = 1600, 2200


class Shift(Frozen):
    """How far a period lies from another: "a year earlier" is ``Shift(months=-12)``."""

    months: int = 0
    days: int = 0


def day(when: date) -> Period:
    """One day."""
    return Period(start=when, end=when, granularity=Granularity.DAY)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    return Period(start=date(year, number, 1), end=month_end(year, number), granularity=Granularity.MONTH)


def month_end(year: int, number: int) -> date:
    """The last day of a month."""
    return date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, first: int, count: int, granularity: Granularity = Granularity.OTHER) -> Period:
    """``count`` whole months from the month ``first`` (which may be below 1 or above 12)."""
    start = add_months(date(year, 1, 1), first - 1)
    last = add_months(start, count - 1)
    return Period(start=start, end=month_end(last.year, last.month), granularity=granularity)


def granularity(start: date, end: date) -> Granularity:
    """What a stretch of days is, where it is one calendar month, quarter or year."""
    sizes = {1: Granularity.MONTH, 3: Granularity.QUARTER, 12: Granularity.YEAR}
    after = end + timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return Granularity.OTHER
    length = 12 * (after.year - start.year) + after.month - start.month
    return sizes.get(length, Granularity.OTHER) if (start.month - 1) % length == 0 else Granularity.OTHER


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3, Granularity.QUARTER)


def calendar_year(number: int) -> Period:
    """January to December."""
    return months(number, 1, 12, Granularity.YEAR)


def fiscal_year(number: int) -> Period:
    """The United States' fiscal year: fiscal 2024 is October 2023 to September 2024."""
    return months(number, -2, 12, Granularity.YEAR)


def decade(first: int) -> Period:
    """The ten years from ``first``: the 1990s."""
    return months(first, 1, 120)


def season(year: int, first_month: int) -> Period:
    """Three months; a winter is named by the year in which it starts."""
    return months(year, first_month, 3)


def week(of: date) -> Period:
    """The Monday to Sunday around a day."""
    monday = of - timedelta(days=of.weekday())
    return Period(start=monday, end=monday + timedelta(days=6), granularity=Granularity.WEEK)


def add_months(when: date, count: int) -> date:
    """The same day ``count`` months on, or the month's last one. Years outside 1600 to 2200 raise ValueError."""
    year, number = divmod(when.year * 12 + when.month - 1 + count, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    return date(year, number + 1, min(when.day, calendar.monthrange(year, number + 1)[1]))


def add(when: date, shift: Shift) -> date:
    """A day moved by months, then days. Years outside 1600 to 2200 raise ValueError."""
    moved = add_months(when, shift.months)
    if abs(shift.days) > 36600:
        raise ValueError("more than a hundred years of days")
    return moved + timedelta(days=shift.days)


def shifted(period: Period, shift: Shift) -> Period:
    """The period moved, a whole month staying a whole month: August 2025, a year earlier, is August 2024.

    A period that cannot be moved so far is returned as it is.
    """
    try:
        start = add(period.start, shift) if period.start else None
        end = add(period.end, shift) if period.end else None
        if period.end and end and period.end == month_end(period.end.year, period.end.month) and not shift.days \
                and period.granularity != Granularity.DAY:
            end = month_end(end.year, end.month)
    except (ValueError, OverflowError):
        return period
    return Period(start=start, end=end, granularity=period.granularity)


def week_of(period: Period, months: int) -> Period:
    """The week told by its day that lies so many months before another: the one whose day is nearest to that date."""
    back = shifted(period, Shift(months=-months))
    if period.start is None or back.start is None:
        return back
    apart = (period.start.weekday() - back.start.weekday()) % 7
    return shifted(back, Shift(days=apart if apart <= 3 else apart - 7))


def part(period: Period, which: str) -> Period:
    """The "end", "start", "early", "mid" or "late" part of a closed period.

    An end or a start is one day; the others are thirds, in whole months where the period is a year.
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    if which == "end":
        return day(end)
    if which == "start":
        return day(start)
    number = {"early": 0, "mid": 1, "late": 2}[which]
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    if length >= 3:
        third = length // 3
        return months(start.year, start.month + number * third, third)
    third = ((end - start).days + 1) // 3
    first = start + timedelta(days=number * third)
    return Period(start=first, end=end if number == 2 else first + timedelta(days=max(third - 1, 0)))


def until(start: date | None, end: date | None) -> Period:
    """From one day to another; where they are given the wrong way round, they are swapped."""
    if start and end and start > end:
        start, end = end, start
    return Period(start=start, end=end)
