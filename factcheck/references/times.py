"""The times that cells, headers and file names state, as the names of periods and as dates."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from factcheck.references.cleaning import CellError, iso_date

_MONTHS = {name.casefold(): i for names in (month_name, month_abbr) for i, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_YEAR = r"(1[5-9]\d\d|2[01]\d\d)"


def period_name(cell: str) -> str | None:
    """The period a cell names, written as ISO does, or None: "July 2025" is "2025-07", "3Q 2024" is "2024Q3"."""
    text = cell.strip().casefold().replace(".", "")
    if (other := _other_form(text)) is not None:
        return other
    if re.fullmatch(_YEAR, text) or re.fullmatch(rf"{_YEAR}-(0[1-9]|1[0-2])", text):
        return text
    if found := re.fullmatch(rf"{_YEAR}[- /]?q([1-4])|q([1-4])[- /]?{_YEAR}|([1-4])q[- /]?{_YEAR}", text):
        year, quarter = found[1] or found[4] or found[6], found[2] or found[3] or found[5]
        return f"{year}Q{quarter}"
    if found := re.fullmatch(rf"(?:fy|fiscal(?: year)?) ?(?:{_YEAR}|(\d\d))", text):
        return f"FY{found[1] or '20' + found[2]}"
    if found := re.fullmatch(rf"([a-z]+)[ ,-]+{_YEAR}|{_YEAR}[ ,-]*([a-z]+)", text):
        month = _MONTHS.get(found[1] or found[4])
        return f"{found[2] or found[3]}-{month:02}" if month else None
    if found := re.fullmatch(rf"{_YEAR}m(0?[1-9]|1[0-2])", text):
        return f"{found[1]}-{int(found[2]):02}"
    return _day(cell)


def _other_form(text: str) -> str | None:
    """A season ("2023/24"), a month as spreadsheets show it ("Jan-24"), a week ("2024-W50"), named by its last day."""
    found = re.fullmatch(rf"{_YEAR}[-/–](?:20)?(\d\d)", text)
    if found and int(found[2]) > 12 and int(found[2]) == (int(found[1]) + 1) % 100:
        return f"{found[1]}-{found[2]}"
    found = re.fullmatch(r"([a-z]{3,9})-(\d\d)", text)
    if found and found[1] in _MONTHS:
        return f"20{found[2]}-{_MONTHS[found[1]]:02}"
    found = re.fullmatch(rf"{_YEAR}-?w(0[1-9]|[1-4]\d|5[0-3])", text)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 7).isoformat() if found else None
    except ValueError:
        return None


_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")


def day_first(cells: Iterable[str]) -> bool | None:
    """Whether dates such as "25/12/2024" have the day first; None where nothing shows it, or two things."""
    pairs = [(int(found[1]), int(found[3])) for cell in cells if (found := _SLASHED.fullmatch(cell))]
    day, month = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    return None if day == month else day


def slashed(cell: str) -> bool:
    """Whether a cell is a date of numbers, whose order is a habit of countries."""
    return _SLASHED.fullmatch(cell) is not None


def turned(cell: str) -> str:
    """A date with the day first as ISO writes it: "25/12/2024" is "2024-12-25"."""
    found = _SLASHED.fullmatch(cell)
    return f"{found[4]}-{int(found[3]):02}-{int(found[1]):02}" if found else cell


def first_days(names: Iterable[str]) -> bool:
    """Whether dates stand for months: each the first of one, at least three, some of them one after the other."""
    days = sorted(set(names))
    if len(days) < 3 or not all(re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])-01", one) for one in days):
        return False
    months = [12 * int(one[:4]) + int(one[5:7]) for one in days]
    return any(after - before == 1 for before, after in pairwise(months))


def _day(cell: str) -> str | None:
    if re.fullmatch(r"\d+", cell) and len(cell) != 8:
        return None
    try:
        return iso_date(cell.strip()).partition(" ")[0] or None
    except CellError:
        return None


def last_day(period: str) -> date | None:
    """The last day of a period: 31 July 2025 of "2025-07"; a fiscal year is taken to end on 30 September."""
    if found := re.fullmatch(r"(\d\d)(\d\d)-(1[3-9]|[2-9]\d)", period):
        return date(int(found[1] + found[2]) + 1, 6, 30)  # a school year's or a season's end
    if found := re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", period):
        year, month = int(found[1]), int(found[2] or 12)
        try:
            return date(year, month, int(found[3] or monthrange(year, month)[1]))
        except ValueError:
            return None
    if found := re.fullmatch(r"(\d{4})Q([1-4])", period):
        year, month = int(found[1]), 3 * int(found[2])
        return date(year, month, monthrange(year, month)[1])
    if found := re.fullmatch(r"FY(\d{4})", period):
        return date(int(found[1]), 9, 30)
    return None


def frequency(periods: Iterable[str]) -> str:
    """How often a series has a value, by the form of its periods' names."""
    names = set(periods)
    if all(re.fullmatch(r"(FY)?\d{4}", name) for name in names):
        return "annual"
    if all(re.fullmatch(r"\d{4}Q\d", name) for name in names):
        return "quarterly"
    if all(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", name) for name in names):
        return "monthly"
    if all(re.fullmatch(r"\d{4}-(1[3-9]|[2-9]\d)", name) for name in names):
        return "annual"  # school years, seasons: "2023-24"
    days = sorted(day for name in names if (day := last_day(name)))
    gaps = {(after - before).days for before, after in pairwise(days)}
    if gaps == {7}:
        return "weekly"
    return "daily" if gaps and max(gaps) <= 4 else "irregular"


def stated_date(text: str) -> date | None:
    """The day that a name or a title states: "roster_2025-09-17", "agencies09172025pm", "Sept. 17, 2025"."""
    for pattern in (rf"(?<!\d){_YEAR}[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)",
                    rf"(?<!\d)(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])[-_.]?{_YEAR}(?!\d)"):
        if found := re.search(pattern, text):
            parts = [int(part) for part in found.groups()]
            year, month, day = parts if parts[0] > 12 else (parts[2], parts[0], parts[1])
            if day <= monthrange(year, month)[1]:
                return date(year, month, day)
    if found := re.search(rf"([A-Za-z]+)\.? (\d{{1,2}}),? {_YEAR}", text):
        named = _MONTHS.get(found[1].casefold())
        if named and 1 <= int(found[2]) <= monthrange(int(found[3]), named)[1]:
            return date(int(found[3]), named, int(found[2]))
    return None


def stated_period(name: str) -> date | None:
    """The last day of the period that a file's name ends in: "bridges_2024", "bridges-2024-06", "fy2024", "Q2 2024"."""
    found = re.search(rf"(?:^|[-_ .])({_YEAR}[-_](?:0[1-9]|1[0-2])|(?:fy[-_ ]?){_YEAR}|q[1-4][-_ ]?{_YEAR}"
                      rf"|{_YEAR}q[1-4]|{_YEAR})$", name.casefold())
    if found is None or re.search(r"\d{3,4}[-_]$", name[:found.start(1)]):
        return None  # the second year of two
    named = period_name(re.sub(r"(?<=fy|q\d)[-_ ]", "", found[1]).replace("_", "-")) or period_name(
        found[1].replace("-", " "))
    return last_day(named) if named else None
