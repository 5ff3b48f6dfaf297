"""The names that tables give to periods: "2025", "2025-07", "2025-07-04", "2025Q3", "FY2025".

``order(periods)`` sorts them in time; ``after("2019-02", "2019")`` is False; ``spoken("2025-07")`` is "July 2025".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
QUARTERS = ("first", "second", "third", "fourth")

_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-([0-3]\d))?)?")
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])", re.IGNORECASE)
_FISCAL = re.compile(r"FY ?(\d{4})", re.IGNORECASE)


UNIT_OF_TIME = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "annual": "year", "daily": "day"}
"""What one period of a regular series is called."""


Kind = tuple[bool, bool, int]


@lru_cache(maxsize=8192)
def parts(period: str) -> tuple[int, ...] | None:
    """Year, month and day as far as named, the first month of a quarter; None for any other name."""
    if iso := _ISO.fullmatch(period):
        return tuple(int(part) for part in iso.groups() if part)
    if quarter := _QUARTER.fullmatch(period):
        return int(quarter[1]), 3 * int(quarter[2]) - 2
    if fiscal := _FISCAL.fullmatch(period):
        return (int(fiscal[1]),)
    return None


def order(periods: Iterable[str]) -> list[str]:
    """In time where every name is understood, else as text."""
    names = list(periods)
    keys = {name: parts(name) for name in names}
    if all(key is not None for key in keys.values()):
        return sorted(names, key=lambda name: (keys[name] or (), name))
    return sorted(names)


def after(period: str, bound: str) -> bool:
    """Whether a period lies wholly after the one that ``bound`` names: no month of 2019 is after "2019"."""
    one, other = parts(period), parts(bound)
    if one is None or other is None:
        return period > bound
    fine = min(len(one), len(other))
    return one[:fine] > other[:fine]


def alike(one: str, other: str) -> bool:
    """Whether two names are of one kind: months, years, fiscal years. A table may hold months and their sums."""
    return kind(one) == kind(other)


@lru_cache(maxsize=8192)
def kind(period: str) -> Kind:
    """Whether it is a fiscal year, whether a quarter, and how many parts are named."""
    named = parts(period)
    return _FISCAL.fullmatch(period) is not None, _QUARTER.fullmatch(period) is not None, len(named) if named else 0


def plain(periods: Iterable[str]) -> bool:
    """Whether all names are dates of one fineness, so that comparing text compares time."""
    names = list(periods)
    return all(_ISO.fullmatch(name) for name in names) and len({len(name) for name in names}) <= 1


def fits(period: str) -> bool:
    """Whether a name is a plain year, month or day."""
    return _ISO.fullmatch(period) is not None


def day(moment: date) -> str:
    """A date as an editor writes it: "17 September 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def spoken(period: str) -> str:
    """The name in words: "July 2025", "4 July 2025", "third quarter of 2025", "fiscal year 2025", else as it is."""
    if quarter := _QUARTER.fullmatch(period):
        return f"{QUARTERS[int(quarter[2]) - 1]} quarter of {quarter[1]}"
    if fiscal := _FISCAL.fullmatch(period):
        return f"fiscal year {fiscal[1]}"
    named = parts(period)
    if named is None or len(named) == 1:
        return period[:4] if named else period
    year, month, *rest = named
    return " ".join([*(str(number) for number in rest), MONTHS[month - 1], str(year)])


def preposition(period: str) -> str:
    """How a sentence leads to it: "on" a day, "in" anything longer."""
    named = parts(period)
    return "on" if named is not None and len(named) == 3 else "in"


def last_day(period: str) -> date | None:
    """The day that ends it; None for a name that is not understood, and for fiscal years, which end as they like."""
    named = parts(period)
    if named is None or _FISCAL.fullmatch(period):
        return None
    months = 3 if _QUARTER.fullmatch(period) else 1
    year, month = named[0], named[1] + months - 1 if len(named) > 1 else 12
    last = named[2] if len(named) > 2 else monthrange(year, month)[1]
    return date(year, month, min(last, monthrange(year, month)[1]))


def shifted(period: str, years: int) -> str:
    """The same period of another year: ``shifted("2025-07", -1)`` is "2024-07"."""
    return re.sub(r"\d{4}", lambda year: str(int(year[0]) + years), period, count=1)


def earlier(period: str, *, months: int = 0, days: int = 0) -> str | None:
    """The period so much before, under the name that its kind has; None where it has none.

    ``earlier("2025-08", months=12)`` is "2024-08"; ``earlier("2025Q1", months=3)`` is "2024Q4"; half a year before
    "2025" is no year.
    """
    named = parts(period)
    if named is None:
        return None
    if len(named) == 3:
        try:
            return _day_earlier(date(*named), months=months, days=days).isoformat()
        except (ValueError, OverflowError):  # before the first day that there is
            return None
    step = 3 if _QUARTER.fullmatch(period) else 1 if len(named) == 2 else 12
    if days or months % step:
        return None
    year, month = divmod(12 * named[0] + (named[1] if len(named) > 1 else 1) - 1 - months, 12)
    if step == 12:
        return period.replace(f"{named[0]:04}", f"{year:04}", 1)
    return f"{year:04}{period[4:-1]}{month // 3 + 1}" if step == 3 else f"{year:04}-{month + 1:02}"


def days_after(day: date, days: int) -> date:
    """So many days later; the last day that there is, where the calendar ends before."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def _day_earlier(day: date, *, months: int, days: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved - timedelta(days=days)
