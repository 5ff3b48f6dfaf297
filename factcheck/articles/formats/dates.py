"""Publication dates as files state them: ISO, mail and feed dates, spreadsheets' timestamps, seconds since 1970."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from claims.model import Frozen
from factcheck.articles.dateline import parse_date

_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T,].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?Z?")
_YEARS = range(1600, 2200)
_SECONDS = range(10**8, 5 * 10**9)
"""1973 to 2128. A number of eight digits that begins with a year is a date as it stands."""


class Stated(Frozen):
    """The date that was understood, or a note that says why none was."""

    published: date | None = None
    note: str | None = None


def read_date(value: object) -> Stated:
    """The day that ``value`` states, in its own time zone. Nothing is guessed: "03/04/2025" is no date.

    >>> read_date("Wed, 17 Sep 2025 23:30:00 -0400").published
    datetime.date(2025, 9, 17)
    """
    if value is None or value == "" or (isinstance(value, float) and value != value):
        return Stated()
    if isinstance(value, date):
        found: date | None = value.date() if isinstance(value, datetime) else value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _of_number(value)
    else:
        text = " ".join(str(value).split())
        if not text:
            return Stated()
        numeric = _NUMERIC.fullmatch(text)
        if numeric:
            return _of_numeric(numeric, text)
        found = _of_text(text)
    if found is None or found.year not in _YEARS:
        return Stated(note=f"Its publication date “{str(value)[:60]}” was not understood and counts as missing.")
    return Stated(published=found)


def _of_number(value: float) -> date | None:
    if isinstance(value, float) and not math.isfinite(value):  # "1e999" in JSON
        return None
    if 10**7 <= value < 10**8:
        return _of_text(str(int(value)))
    for scale in (1, 10**3, 10**6, 10**9):
        if int(value // scale) in _SECONDS:
            return datetime.fromtimestamp(value / scale, tz=UTC).date()
    return None


def _of_text(text: str) -> date | None:
    compact = _COMPACT.fullmatch(text)
    try:
        if compact:
            return date(*map(int, compact.groups()))
        return datetime.fromisoformat(text.removesuffix(" UTC")).date()
    except ValueError:
        pass
    found = parse_date(text)
    if found is not None:
        return found
    if text.isdigit():
        return _of_number(int(text)) if len(text) >= 9 else None
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    # "September 17, 2025 at 4:05 p.m. EDT", "2025-09-17 16:05:11.000 America/New_York"
    head = re.match(r"\d{4}-\d{2}-\d{2}(?=[T ])|[^\W\d]+\.? \d{1,2}, \d{4}|\d{1,2} [^\W\d]+\.? \d{4}", text)
    return parse_date(head.group()) if head else None


def _of_numeric(match: re.Match[str], text: str) -> Stated:
    """Day and month by their size; where both could be either, the date stays open."""
    first, _, second, year = match.groups()
    low, high = sorted((int(first), int(second)))
    day, month = high, low
    if match[2] == ".":
        day, month = int(first), int(second)  # with dots only this order is written
    elif high <= 12 and low != high:
        return Stated(note=f"Its publication date “{text[:60]}” may be read in two ways and counts as missing; "
                           "write it as 2025-09-17.")
    try:
        return Stated(published=date(int(year), month, day))
    except ValueError:
        return Stated(note=f"Its publication date “{text[:60]}” is no day of the calendar and counts as missing.")
