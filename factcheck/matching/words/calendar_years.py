"""What a calendar year brought, or has so far: counted from the end of the year before ("610,000 jobs so far in 2025").
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Claim, Granularity, Period
from claims.vocabulary import periods
from claims.vocabulary.periods import parse_cell
from factcheck.queries.periods import days_after
from factcheck.references.model import TimeSpec

SO_FAR = re.compile(r"\b(?:so far|to date|thus far|until now|up to now|year-to-date|through)\b", re.IGNORECASE)


def is_of_one(claim: Claim) -> bool:
    """Whether it tells what a calendar year brought, or has so far: "added 2.2 million jobs in 2024"."""
    period = claim.period
    if period is None or period.start is None or period.end is None or period.granularity is not Granularity.YEAR:
        return False
    return (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)


def start_of(claim: Claim, cell: Period, spec: TimeSpec, published: date | None) -> Period | None:
    """The December that it is counted from; ``cell``: the month that a monthly stock was last read in.

    None where the claim cannot end with that month: its own December may be out, or it names another month.
    """
    period = claim.period
    assert period is not None and period.start is not None and period.end is not None and cell.end is not None
    through = [one.period.end for one in periods.find(claim.sentence.text, published=published)
               if one.role == "until" and one.period is not None and one.period.end is not None]
    if any((one.year, one.month) != (cell.end.year, cell.end.month) for one in through):
        return None
    lag = spec.release_lag_at_most_days if SO_FAR.search(claim.sentence.text) else spec.release_lag_days
    out = published is None or days_after(period.end, lag or spec.release_lag_days) <= published
    if cell.end.year != period.end.year or (out and not through and cell.end < period.end):
        return None
    return parse_cell(f"{period.start.year - 1}-12")


def start_of_the_year_so_far(claim: Claim, spec: TimeSpec) -> Period | None:
    """The same for "so far this year", whose first day is the end of what it is counted from."""
    base, period = claim.baseline, claim.period
    if base is None or base.start is None or period is None or period.start != base.start or not base.text:
        return None
    of_months = spec.instant and spec.frequency == "monthly"
    if not of_months or (base.start.month, base.start.day) != (1, 1) or not SO_FAR.search(base.text):
        return None
    return parse_cell(f"{base.start.year - 1}-12")
