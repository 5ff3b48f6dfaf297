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


def _day(cell: str) -> str | None:
    if re.fullmatch(r"\d+", cell) and len(cell) != 8:
        return None
    try:
        return iso_date(cell.strip()).partition(" ")[0] or None
    except CellError:
        return None


def last_day(period: str) -> date | None:
    """The last day of a period: 31 July 2025 of "2025-07"; a fiscal year is taken to end on 30 September."""
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
    if all(re.fullmatch(r"\d{4}-\d\d", name) for name in names):
        return "monthly"
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
