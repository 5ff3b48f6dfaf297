"""Matching changes: the same measure, place and category at two moments, each in whatever table holds that moment."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from claims.model import Basis, Claim, Granularity, Kind, Period
from claims.vocabulary import numbers
from claims.vocabulary.intervals import day, week_of
from claims.vocabulary.periods import Shift, parse_cell, shifted
from factcheck.matching import calendar_years, durations, ellipsis, intervals, plan, scoring
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.matching.plan import Plan
from factcheck.matching.preference import behind, fact_of, refused, worst_refusal
from factcheck.matching.readings import Admits, readings_of
from factcheck.matching.state import Scored, State
from factcheck.matching.stated_changes import stated_change
from factcheck.matching.zones import Zones
from factcheck.queries.algebra import Change, Query, Value
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Dataset, Measure, TimeSpec

STEP = {frequency: Shift(months=-months) for frequency, months in durations.STEP.items()}
"""From one value of a regular series back to the one before."""
WEEKLY = re.compile(
    r"\b(?:in|over|during|for|on) (?:the|a|one|that|this)(?: past| last| latest)? week\b|\b(?:last|this|past) week\b"
    r"|\bweekly\b"
    r"|\bweek[ -](?:on|over|to)[ -]week\b",
    re.I,
)
"""How a text says that a change took one week."""
YEARLY = re.compile(
    r"\b(?:in|over|during|for|on) (?:the|a|one|that|this)(?: past| last)? year\b|\b(?:last|this) year\b|\bannual", re.I
)
"""How a text says that a change took one year."""
MONTHLY = re.compile(
    r"\b(?:in|over|during|on) (?:the|a|one|that)(?: past| last)? month\b|\bmonth[ -](?:on|over|to)[ -]month\b", re.I
)
"""How a text says that a change took one month."""


def match_change(claim: Claim, state: State) -> Match | NoMatch:
    """A change is asked as the measure that it is, else of the same measure at two moments."""
    if claim.baseline is not None and durations.is_of_a_record(claim.sentence.text, claim.baseline):
        claim = claim.model_copy(update={"baseline": None})
    claim = durations.of_its_own_month(claim)
    if (durations.takes_a_year(claim.after or "") or durations.over_a_year(claim)) and not _a_year_apart(claim, state):
        claim = claim.model_copy(update={"start_claim": None, "baseline": None})  # "up from 9 in 2020, and 3 in a year"
    claim = intervals.told_beside(intervals.led_by_the_year_before(_completed(claim, state), state), state)
    found = stated_change(claim, state)
    if found is not None and not (isinstance(found, NoMatch) and found.reason == "no_reference"):
        return found
    season = _between_levels(claim, state, any_season)
    if not isinstance(season, Match) or _same_season(season.reading.query, state):
        return season
    adjusted = _between_levels(claim, state, _never_seasonal)
    if isinstance(adjusted, Match) and _over_months(season.reading.query):
        return adjusted.model_copy(update={"admissible": (season.reading,)})  # over several months, both are told
    return adjusted


def _completed(claim: Claim, state: State) -> Claim:
    """A change that says nothing of what changed, with what the figure before it is of: "down 15 cents in a week"."""
    if claim.counted or claim.start_claim is not None or claim.end_claim is not None:
        return claim
    left_out = ellipsis.completed(claim, Zones(claim, state.article), state)
    if left_out is None or left_out.source is None:
        return claim
    own: dict[str, object] = {"inherited": False}
    if claim.period is not None:
        own |= {"period": claim.period, "period_source": claim.period_source}
    return left_out.claim.model_copy(update=own)


def _a_year_apart(claim: Claim, state: State) -> bool:
    """Whether the start that the change was given lies a year before its end, as far as both tell their times."""
    ends = [state.claims[name] for name in (claim.start_claim, claim.end_claim) if name is not None]
    times = [one.period for one in ends] if len(ends) == 2 else [claim.baseline, claim.period]
    days = [one.start for one in times if one is not None and one.start is not None]
    return len(days) == 2 and 330 < abs((days[1] - days[0]).days) < 400


def any_season(dataset: Dataset, measure: Measure) -> bool:
    """Measures whose values of two times can be compared, perhaps only those of the same season."""
    del dataset
    return not measure.signed and measure.compared != "never"


def _never_seasonal(dataset: Dataset, measure: Measure) -> bool:
    return any_season(dataset, measure) and measure.compared != "same_season"


def _same_season(query: Query, state: State) -> bool:
    """Whether a change may be told of a measure with a swing over the year: from the same month to the same month."""
    if not isinstance(query, Change):
        return True
    measure = state.library.dataset(query.end.dataset).measure(query.end.measure)
    return measure.compared != "same_season" or (query.end.period or "")[4:] == (query.start.period or "")[4:]


def _over_months(query: Query) -> bool:
    return isinstance(query, Change) and (query.end.as_of - query.start.as_of).days > 45


def _between_levels(claim: Claim, state: State, admits: Admits) -> Match | NoMatch:
    """A change asked of the same measure, place and category at two moments."""
    start, end = state.plans.get(claim.start_claim or ""), state.plans.get(claim.end_claim or "")
    source = _source(claim, state)
    found, passed_over, others = (
        (source.reading, source.rejected, source.refused) if source is not None else (None, (), ())
    )
    if end is None:
        other = _end(claim, start, state, admits)
        if isinstance(other, NoMatch):
            return other
        end, found = other.plan, found or other.reading
        passed_over, others = passed_over or other.passed_over, others or other.refused
    if start is None:
        before = _start(claim, end, state, admits)
        if isinstance(before, NoMatch):
            return before
        start, found = before.plan, found or before.reading
    if fact_of(start.candidate) != fact_of(end.candidate) or start.moment.as_of >= end.moment.as_of:
        return _not_expressible(claim)
    assert found is not None
    if found.score < (threshold := scoring.weights()["threshold"]):
        return NoMatch(reason="no_reference", rejected=(found,), needed=threshold)
    reading = Reading(
        query=_as_published(plan.change_between(start.selection(), end.selection(), claim), end),
        score=found.score,
        features=found.features,
        brackets=_brackets(start, end, claim),
    )
    state.plans[claim.id] = end
    return Match(reading=reading, rejected=passed_over, refused=others)


def _as_published(query: Change, end: Plan) -> Change:
    """The change rounded as its publisher tells it, where the table has it as a measure of its own."""
    ends = [parse_cell(one.period) for one in (query.start, query.end) if one.period]
    days = [one.start for one in ends if one is not None and one.start is not None]
    if len(days) < 2:
        return query
    months = durations.months_between(days[0], days[1])
    for measure in end.candidate.dataset.measures:
        made = measure.derived
        asked = query.end.measure, months, query.basis
        if isinstance(made, ChangeOf) and (made.of, made.months, made.basis) == asked:
            return query.model_copy(update={"decimals": made.decimals})
    return query


def _source(claim: Claim, state: State) -> Match | None:
    """The match of an end that another claim states."""
    for name in (claim.end_claim, claim.start_claim):
        match = state.found.get(name or "")
        if isinstance(match, Match) and name in state.plans:
            return match
    return None


def _end(claim: Claim, start: Plan | None, state: State, admits: Admits) -> Scored | NoMatch:
    """The later end: the claim's own time, else the day of publication."""
    period, whole = claim.period, None
    if period is not None and claim.baseline is not None and period.start == claim.baseline.start and period.end:
        whole = _last_of(period)
        period = period.model_copy(update={"start": period.end})
        if period.end == state.article.published:
            period = None  # until now: the newest value, not one of this very day
    if start is not None and claim.start_claim is not None:
        source = state.claims[claim.start_claim]
        if period == source.period:
            period = None  # the only time that the sentence names is that of the start
        return _at(source, period, state, admits)
    newest = _at(claim, None, state, admits) if period is None or claim.period is not None else None
    if isinstance(newest, Scored):
        spec = newest.plan.candidate.time
        if intervals.is_the_past_year(claim, spec, state.article.published):
            return newest
    found = _at(claim, period, state, admits)
    newest = _at(claim, None, state, admits) if not isinstance(found, NoMatch) else found
    if not isinstance(newest, NoMatch) and newest.plan.moment.period:
        spec = newest.plan.candidate.time
        if intervals.calls_it_last_year(claim, spec, newest.plan.moment.cell):
            return newest
    return _at(claim, whole, state, admits) if isinstance(found, NoMatch) and period and whole else found


_FIRST_DAYS = {Granularity.MONTH: {"day": 1}, Granularity.YEAR: {"month": 1, "day": 1}}


def _last_of(period: Period) -> Period | None:
    """The last month or year of a span of them, whole, for tables that know no day: 2022 of "from 2020 to 2022"."""
    first = _FIRST_DAYS.get(period.granularity)
    return period.model_copy(update={"start": period.end.replace(**first)}) if first and period.end else None


def _start(claim: Claim, end: Plan, state: State, admits: Admits) -> Scored | NoMatch:
    """The earlier end: the time that the claim is counted from, else one step back in a regular series."""
    if TO_A_PEAK.match(claim.after or ""):
        return NoMatch(reason="unresolved_time", detail={"since": "since "})
    spec = end.candidate.time
    cell = end.moment.cell
    if cell is not None and intervals.is_the_past_year(claim, spec, state.article.published):
        return _at(state.claims.get(claim.end_claim or "", claim), shifted(cell, STEP["annual"]), state, admits)
    baseline = calendar_years.start_of_the_year_so_far(claim, spec)
    baseline = baseline or _counted_back(claim, end, state) or _same_season_of(claim, end) or claim.baseline
    baseline = baseline or _as_long_before(claim, end) or _one_step_before(claim, end, state)
    baseline = baseline or intervals.start_of_story(claim, end, state) or _told_of_the_start(claim, end, state)
    if baseline is None:
        return NoMatch(reason="unresolved_time", detail={"since": "since "})
    source = state.claims.get(claim.end_claim or "", claim)
    return _at(source, baseline, state, admits)


def _counted_back(claim: Claim, end: Plan, state: State) -> Period | None:
    """As long before the end as the text says, where the end is the newest value and not the day of publication.

    In September, "from a year earlier" is told of August's figure: it is counted from the August before.
    """
    base, published = claim.baseline, state.article.published
    spec = end.candidate.time
    regular = spec.frequency in STEP or spec.frequency == "weekly"
    cell = end.moment.cell if regular else None
    if base is None or base.start is None or claim.period is not None or not durations.is_relative(base):
        return None
    if cell is None or published is None:
        return None
    months = durations.months_between(base.start, published)
    return week_of(cell, months) if spec.frequency == "weekly" else shifted(cell, Shift(months=-months))


TO_A_PEAK = re.compile(
    r"\W*(?:\w+ )?(?:than|above|below|from|off)(?: at| in)? (?:its|their|the|a) (?:\w+ )?"
    r"(?:peak|high|low|record|trough|top)\b", re.I)
"""Behind a change: it is counted from an extreme, of which no time was read."""
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
    for name, plan_ in {**state.before, **state.plans}.items():
        one = state.claims[name]
        of_a_start = one.kind is Kind.COUNT and one.period is not None and one.period.start is not None
        alike = plan_.candidate.dataset.name == end.candidate.dataset.name or _same_concept(plan_, end)
        if of_a_start and alike and plan_.moment.as_of < end.moment.as_of and one.period is not None:
            told[plan_.moment.as_of] = one.period
    return told.popitem()[1] if len(told) == 1 else None


def _same_concept(one: Plan, other: Plan) -> bool:
    concept = one.candidate.measure.concept
    return concept is not None and concept == other.candidate.measure.concept


SAME = re.compile(r"\bsame (?:month|period|time|week|quarter|point|stretch|span)\b", re.I)


def _same_season_of(claim: Claim, end: Plan) -> Period | None:
    """ "The same month of 2019", where only the year was read: the month of the end in that year."""
    base = claim.baseline
    cell = end.moment.cell
    if base is None or base.start is None or base.granularity is not Granularity.YEAR or cell is None or not cell.start:
        return None
    spec = end.candidate.dataset.time_of(end.candidate.measure.name)
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
    of_months = spec.instant and spec.frequency == "monthly"
    if of_months and cell is not None and calendar_years.is_of_one(claim):
        return calendar_years.start_of(claim, cell, spec, state.article.published)
    # What happened in a year is compared with the year before: "robberies fell 3% in 2022".
    of_a_year = spec.frequency == "annual" and not spec.instant and claim.period is not None and cell is not None \
        and (claim.period.start, claim.period.end) == (cell.start, cell.end)
    if step is None or cell is None:
        return None
    if of_a_year or YEARLY.search(claim.sentence.text):
        return shifted(cell, STEP["annual"])
    if _is_told_by_steps(claim, end) or (spec.frequency == "monthly" and MONTHLY.search(claim.sentence.text)):
        return shifted(cell, step)
    return None


RATE = re.compile(r"\brate\b", re.I)


def _is_of_a_rate(claim: Claim) -> bool:
    """Whether a rate changed: by points, or by percent where the sentence calls it one ("the rate rose 0.1%")."""
    basis = claim.change.basis if claim.change is not None else None
    named = RATE.search(claim.counted or "") or RATE.search(claim.before or "")
    return basis is Basis.PERCENTAGE_POINTS or (basis is Basis.PERCENT and named is not None)


def _is_told_by_steps(claim: Claim, end: Plan) -> bool:
    """Whether a rate changed by percent that its own table tells by points, from each time to the next."""
    by_percent = claim.change is not None and claim.change.basis is Basis.PERCENT
    points = any(one.unit == "percentage point" for one in end.candidate.dataset.measures)
    return by_percent and points and _is_of_a_rate(claim) and claim.period is not None


def _at(claim: Claim, period: Period | None, state: State, admits: Admits) -> Scored | NoMatch:
    """The claim's measure itself at another time: a rate, where a rate is what changed."""
    scored, refusals = list[Scored](), list[NoMatch]()
    for kind in (Kind.RATE, Kind.COUNT) if _is_of_a_rate(claim) else (Kind.COUNT,):
        as_level = claim.model_copy(update={"kind": kind, "period": period, "inherited": False})
        more, others = readings_of(as_level, state, changing=True, admits=admits)
        scored, refusals = [*scored, *more], [*refusals, *others]
    values = [s for s in scored if isinstance(s.reading.query, Value)]
    if not values:
        return worst_refusal(refusals)
    best, *rest = values
    passed_over = (behind(best, s) for s in rest if s.plan.candidate.measure != best.plan.candidate.measure)
    return replace(best, passed_over=tuple(passed_over), refused=refused(refusals, best))


def _brackets(start: Plan, end: Plan, claim: Claim) -> tuple[Query, ...]:
    found = tuple(
        plan.change_between(start.at(a).selection(), end.at(b).selection(), claim)
        for a in (start.choice.brackets or (start.moment,))
        for b in (end.choice.brackets or (end.moment,))
    )
    return found if len(found) > 1 else ()


def _not_expressible(claim: Claim) -> NoMatch:
    return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
