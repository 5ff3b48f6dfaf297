"""The time that a change is counted from: the one that its text names, else what the length of the change says."""

from __future__ import annotations

import re
from datetime import date

from claims.model import Basis, Claim, Granularity, Kind, Period
from claims.vocabulary import numbers
from claims.vocabulary.intervals import day, week_of
from claims.vocabulary.periods import Shift, shifted
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.changes import intervals
from factcheck.matching.words import calendar_years, durations
from factcheck.references.model import TimeSpec

STEP = {frequency: Shift(months=-months) for frequency, months in durations.STEP.items()}
"""From one value of a regular series back to the one before."""
WEEKLY = re.compile(
    r"\b(?:in|over|during|for|on) (?:the|a|one|that|this)(?: past| last| latest)? week\b|\b(?:last|this|past) week\b"
    r"|\bweekly\b"
    r"|\bweek[ -](?:on|over|to)[ -]week\b",
    re.I,
)
"""How a text says that a change took one week."""
LONG_AGO = re.compile(
    r"\b(?:in|over|during|within) (?:the|a|one)(?: past| last)? (?P<unit>year|12 months|twelve months|month)\b", re.I)
"""How a text says how long the change of a weekly price took."""
YEARLY = re.compile(
    r"\b(?:in|over|during|for|on) (?:the|a|one|that|this)(?: past| last)? year\b|\b(?:last|this) year\b|\bannual", re.I
)
"""How a text says that a change took one year."""
MONTHLY = re.compile(
    r"\b(?:in|over|during|on) (?:the|a|one|that)(?: past| last)? month\b|\bmonth[ -](?:on|over|to)[ -]month\b", re.I
)
"""How a text says that a change took one month."""


def start_of(claim: Claim, end: Plan, state: State) -> Period | None:
    """The time that a change which ends at ``end`` is counted from; None where the text does not settle it."""
    cell = end.moment.cell
    if cell is not None and intervals.is_the_past_year(claim, end.candidate.time, state.article.published):
        return shifted(cell, STEP["annual"])
    found = calendar_years.start_of_the_year_so_far(claim, end.candidate.time)
    found = found or _counted_back(claim, end, state) or _same_season_of(claim, end) or claim.baseline
    found = found or _as_long_before(claim, end) or _one_step_before(claim, end, state)
    return found or intervals.start_of_story(claim, end, state) or _told_of_the_start(claim, end, state)


def _counted_back(claim: Claim, end: Plan, state: State) -> Period | None:
    """As long before the end as the text says, where the end is the newest value and not the day of publication.

    In September, "from a year earlier" is told of August's figure: it is counted from the August before.
    """
    base, published = claim.baseline, state.article.published
    spec = end.candidate.time
    regular = spec.frequency in STEP or spec.frequency == "weekly"
    cell = end.moment.cell if regular else None
    if base is None or base.start is None or cell is None or not durations.is_relative(base):
        return None
    if spec.frequency == "weekly" and _is_one_day(claim.period) and claim.period is not None and claim.period.start:
        # "on Oct. 23, 23 cents less than a year earlier": than in the week 52 weeks before
        return week_of(cell, months) if (months := durations.months_between(base.start, claim.period.start)) else None
    if published is None or (claim.period is not None and not _is_of_a_year_told_before(claim, cell)):
        return None
    months = durations.months_between(base.start, published)
    return week_of(cell, months) if spec.frequency == "weekly" else shifted(cell, Shift(months=-months))


def _is_of_a_year_told_before(claim: Claim, cell: Period) -> bool:
    """Whether a change is of a whole year that another sentence tells: "of them, 25% fewer than the year before"."""
    told = claim.period.text if claim.period is not None else None
    whole = cell.start is not None and cell.end is not None and (cell.end - cell.start).days > YEAR_LEAST
    return whole and (told is None or told not in claim.sentence.text)


YEAR_LEAST = 300
"""Days. A period longer than that is a year."""


def _is_one_day(period: Period | None) -> bool:
    return period is not None and period.start is not None and period.start == period.end


LENGTH = re.compile(
    r"\b(?:in|over|during|within) (?:the (?:past|last|latest|previous) |just |only |less than )?"
    r"(?P<count>\d{1,3}|[a-z]+) (?P<unit>week|month|quarter|year)s\b", re.I)
"""How long a change took, in the words around it: "in four weeks", "over the past three months"."""
_LONG = {"week": Shift(days=-7), "month": Shift(months=-1), "quarter": Shift(months=-3), "year": Shift(months=-12)}


def _time_of(end: Plan, spec: TimeSpec) -> Period | None:
    """When a value of a regular series is of, or on which day a roster was read; None for series with gaps."""
    if end.moment.period is None:
        return day(end.moment.as_of)
    dated = spec.frequency in STEP or spec.frequency == "weekly" or spec.instant
    return end.moment.cell if dated else None


def _as_long_before(claim: Claim, end: Plan) -> Period | None:
    """So long before the end as the text says that the change took."""
    text, at = claim.sentence.text, claim.sentence.start
    found = LENGTH.search(text[claim.end - at :].split(",")[0]) or LENGTH.search(text[: claim.start - at])
    spec = end.candidate.time
    read = numbers.find(found["count"]) if found is not None else ()
    cell = _time_of(end, spec)
    if cell is None or found is None or not read:
        return None
    count, step = int(read[0].low), _LONG[found["unit"].lower()]
    if spec.frequency == "weekly" and step.months:
        return week_of(cell, -step.months * count)
    return shifted(cell, Shift(months=step.months * count, days=step.days * count))


def _told_of_the_start(claim: Claim, end: Plan, state: State) -> Period | None:
    """The one earlier time at which the article tells the same thing, where the change itself names none.

    "Partnerships up tenfold" above "There were 135 when the last administration ended, and there are 1,400 now".
    """
    if claim.change is None or claim.change.basis not in (Basis.PERCENT, Basis.MULTIPLE):
        return None
    told: dict[date, Period] = {}
    for name, plan_ in state.plans.items():
        one = state.claims[name]
        of_a_start = one.kind is Kind.COUNT and one.period is not None and one.period.start is not None
        alike = plan_.candidate.dataset.name == end.candidate.dataset.name or _same_family(plan_, end)
        if of_a_start and alike and plan_.moment.as_of < end.moment.as_of and one.period is not None:
            told[plan_.moment.as_of] = one.period
    return told.popitem()[1] if len(told) == 1 else None


def _same_family(one: Plan, other: Plan) -> bool:
    """Whether two tables tell of the same thing, perhaps in another unit: agencies and their agreements."""
    first, second = one.candidate.measure.concept, other.candidate.measure.concept
    return first is not None and second is not None and first.rpartition(".")[0] == second.rpartition(".")[0]


SAME = re.compile(r"\bsame (?:month|period|time|week|quarter|point|stretch|span)\b", re.I)


def _same_season_of(claim: Claim, end: Plan) -> Period | None:
    """ "The same month of 2019", where only the year was read: the month of the end in that year."""
    base = claim.baseline
    cell = end.moment.cell
    if base is None or base.start is None or base.granularity is not Granularity.YEAR or cell is None or not cell.start:
        return None
    spec = end.candidate.time
    told_against = spec.frequency != "annual" and LAST_YEAR.fullmatch(base.text or "") is not None
    if not (SAME.search(claim.sentence.text) or (told_against and _ends_within_a_year(claim))):
        return None
    years = cell.start.year - base.start.year
    if spec.frequency == "weekly":
        return week_of(cell, 12 * years)
    return shifted(cell, Shift(months=12 * (base.start.year - cell.start.year)))


LAST_YEAR = re.compile(r"(?:last|the previous|the prior) year", re.I)
"""What a value of one month or week is compared with in short: "43 cents above last year"."""


def _ends_within_a_year(claim: Claim) -> bool:
    """Whether a change ends in a month or week, and not with a whole year."""
    period = claim.period
    return period is None or period.granularity is not Granularity.YEAR


def _one_step_before(claim: Claim, end: Plan, state: State) -> Period | None:
    spec = end.candidate.time
    step = STEP.get(spec.frequency or "")
    cell = end.moment.cell
    if spec.frequency == "weekly" and cell is not None and WEEKLY.search(claim.sentence.text):
        return shifted(cell, Shift(days=-7))
    if spec.frequency == "weekly" and cell is not None and (took := LONG_AGO.search(claim.sentence.text)) is not None:
        return week_of(cell, 12 if took["unit"].lower() != "month" else 1)
    of_months = spec.instant and spec.frequency == "monthly"
    if of_months and cell is not None and calendar_years.is_of_one(claim):
        return calendar_years.start_of(claim, cell, spec, state.article.published)
    # What happened in a year is compared with the year before: "robberies fell 3% in 2022".
    of_a_year = not spec.instant and claim.period is not None and cell is not None and _is_a_year(cell) \
        and (claim.period.start, claim.period.end) == (cell.start, cell.end)
    if step is None or cell is None:
        return None
    # "Car thefts climbed 10.9% to 942,173", in a story of one year: since the one before it.
    told = spec.frequency == "annual" and not spec.instant and claim.period is None and claim.end_claim is not None
    if told and PERFECT.search(claim.sentence.text) is None:
        return shifted(cell, STEP["annual"])
    if of_a_year or YEARLY.search(claim.sentence.text):
        return shifted(cell, STEP["annual"])
    if _is_told_by_steps(claim, end) or (spec.frequency == "monthly" and MONTHLY.search(claim.sentence.text)):
        return shifted(cell, step)
    return None


def _is_a_year(cell: Period) -> bool:
    return cell.start is not None and cell.end is not None and (cell.end - cell.start).days > YEAR_LEAST


PERFECT = re.compile(r"\b(?:has|have|had|since|over|between)\b", re.I)
"""Words of a longer time than the last step."""
RATE = re.compile(r"\brate\b", re.I)


def is_of_a_rate(claim: Claim) -> bool:
    """Whether a rate changed: by points, or by percent where the sentence calls it one ("the rate rose 0.1%")."""
    basis = claim.change.basis if claim.change is not None else None
    named = RATE.search(claim.counted or "") or RATE.search(claim.before or "")
    return basis is Basis.PERCENTAGE_POINTS or (basis is Basis.PERCENT and named is not None)


def _is_told_by_steps(claim: Claim, end: Plan) -> bool:
    """Whether a rate changed by percent that its own table tells by points, from each time to the next."""
    by_percent = claim.change is not None and claim.change.basis is Basis.PERCENT
    points = any(one.unit == "percentage point" for one in end.candidate.dataset.measures)
    return by_percent and points and is_of_a_rate(claim) and claim.period is not None
