"""What is told of a claim that no query was found for: which table came nearest, and of which time it was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from claims.model import Claim, Granularity, Period
from factcheck.matching.model import NoMatch
from factcheck.queries.library import Library
from factcheck.queries.periods import day, spoken

YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def fields_of(claim: Claim, match: NoMatch, library: Library) -> Mapping[str, str]:
    """The fields of its sentence: what the refusal turns on, with times in full and the table by its title."""
    fields = dict(match.detail)
    if match.nearest:
        fields["table"] = f"the table “{library.dataset(match.nearest[0].dataset).title}”"
    if match.reason == "out_of_coverage" and "period" in fields:
        fields["period"] = _in_full(fields["period"], claim.period)
    if match.reason == "too_stale" and "as_of" in fields:
        fields["as_of"] = spoken(fields["as_of"])
    return fields


def _in_full(words: str, period: Period | None) -> str:
    """The words of a text for a time with the year that they leave out: "June 2024", "last week (2 to 8 June 2025)"."""
    try:
        return day(date.fromisoformat(words))
    except ValueError:
        pass
    if YEAR.search(words) or period is None or period.text != words:
        return words
    resolved = named(period)
    if resolved is None or resolved == words:
        return words
    return resolved if resolved.startswith(words) else f"{words} ({resolved})"


def named(period: Period) -> str | None:
    """A resolved time by its name: "17 June 2025", "June 2025", "second quarter of 2025", "2025"; else its two ends."""
    start, end = period.start, period.end
    if start is None or end is None:
        return None if (known := start or end) is None else f"{'from' if start else 'up to'} {day(known)}"
    if start == end:
        return day(start)
    match period.granularity:
        case Granularity.MONTH:
            return spoken(f"{start:%Y-%m}")
        case Granularity.QUARTER:
            return f"the {spoken(f'{start:%Y}Q{(start.month + 2) // 3}')}"
        case Granularity.YEAR if start.year == end.year:
            return str(start.year)
    return f"{day(start)} to {day(end)}"
