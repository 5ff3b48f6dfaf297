"""Matching changes: the same measure, place and category at two moments, each in whatever table holds that moment."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Basis, Claim, Granularity, Kind, Period
from claims.vocabulary.periods import Shift, parse_cell, shifted
from factcheck.matching.asking import plan, scoring
from factcheck.matching.asking.candidates import is_a_length
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.preference import behind, fact_of, refused, worst_refusal
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.carried import ellipsis, others
from factcheck.matching.changes import intervals, starts
from factcheck.matching.changes.stated_changes import stated_change
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.matching.reading.readings import Admits, readings_of
from factcheck.matching.words import durations
from factcheck.matching.words.word_lists import any_of
from factcheck.matching.words.zones import Zones
from factcheck.queries.algebra import Change, Query, Value
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Dataset, Measure


def match_change(claim: Claim, state: State) -> Match | NoMatch:
    """A change is asked as the measure that it is, else of the same measure at two moments."""
    claim = others.own_baseline(_of_the_level_beside(_than_it_was(claim, state), state))
    claim = _with_its_end(others.without_the_compared(claim, state.claims.in_sentence(claim)), state)
    if claim.baseline is not None and durations.is_of_a_record(claim.sentence.text, claim.baseline):
        claim = claim.model_copy(update={"baseline": None})
    claim = durations.of_its_own_month(_without_another_start(claim, state))
    if (durations.takes_a_year(claim.after or "") or durations.over_a_year(claim)) and not _a_year_apart(claim, state):
        claim = claim.model_copy(update={"start_claim": None, "baseline": None})  # "up from 9 in 2020, and 3 in a year"
    claim = intervals.told_beside(intervals.led_by_the_year_before(_completed(claim, state), state), state)
    found = stated_change(claim, state)
    if found is not None and not (isinstance(found, NoMatch) and found.reason == "no_reference"):
        return _or_of_its_step(claim, found, state) if isinstance(found, Match) else found
    season = _between_levels(claim, state, _any_but_lengths(claim))
    if not isinstance(season, Match) or _same_season(season.reading.query, state):
        return season
    adjusted = _between_levels(claim, state, _never_seasonal)
    if isinstance(adjusted, Match) and _over_months(season.reading.query):
        return adjusted.model_copy(update={"admissible": (season.reading,)})  # over several months, both are told
    return adjusted


def _or_of_its_step(claim: Claim, found: Match, state: State) -> Match:
    """With the change itself admitted, where the table tells it as a yearly rate and the text does not say which."""
    query = found.reading.query
    if not isinstance(query, Value) or durations.AT_A_RATE.search(claim.sentence.text):
        return found
    made = state.library.dataset(query.of.dataset).measure(query.of.measure).derived
    if not isinstance(made, ChangeOf) or made.per_year is None:
        return found
    own = state.plans.get(claim.id)
    cell = parse_cell(query.of.period) if query.of.period else None
    if cell is None:
        return found
    before = shifted(cell, Shift(months=-made.months))
    step = _between_levels(claim.model_copy(update={"period": cell, "baseline": before}), state, any_season)
    if own is not None:
        state.plans[claim.id] = own
    if not isinstance(step, Match):
        return found
    return found.model_copy(update={"admissible": (*found.admissible, step.reading)})


def _with_its_end(claim: Claim, state: State) -> Claim:
    """The change whose end was taken for its start: "21,156 murders in 2022, down 6.1 percent from 2021"."""
    start, base = state.claims.get(claim.start_claim or ""), claim.baseline
    if start is None or claim.end_claim is not None or base is None or base.start is None or start.period is None:
        return claim
    if start.period.start is None or base.start >= start.period.start or claim.period != start.period:
        return claim
    return claim.model_copy(update={"start_claim": None, "end_claim": start.id})


def _without_another_start(claim: Claim, state: State) -> Claim:
    """ "Rose 2.7% from a year earlier, down from 3% in September": what it is down from is no start of the rise."""
    start, base = state.claims.get(claim.start_claim or ""), claim.baseline
    if start is None or claim.quantity.unit != "percent" or start.quantity.unit != "percent":
        return claim
    told = base.start if base is not None else None
    another = start.period is not None and told is not None and start.period.start not in (None, told)
    grew = told is None and claim.period is not None and not starts.is_of_a_rate(claim)  # "grew 4.3%, up from 3.8%"
    return claim.model_copy(update={"start_claim": None}) if another or grew else claim


BARE_MOVE = re.compile(
    rf"(?:(?:but|and|or|yet|still|while) )*(?:up|down)(?: by)?(?: {any_of('roughly')})?", re.IGNORECASE)
"""All that leads to a change that is told of a level in the same sentence."""


def _of_the_level_beside(claim: Claim, state: State) -> Claim:
    """A change that only says which way, of the level before it: "6,321, up from 4,596 in July but down 89 percent"."""
    if BARE_MOVE.fullmatch((claim.before or "").strip()) is None or claim.end_claim is not None:
        return claim
    levels = [one for one in state.claims.before_in_sentence(claim)
              if one.kind in (Kind.COUNT, Kind.RATE) and STARTED.search(one.before or "") is None]
    end = levels[-1] if levels and levels[-1].id in state.plans else None
    if end is None or (claim.period is not None and claim.period != end.period):
        return claim
    return claim.model_copy(update={"counted": None, "head": None, "modifiers": (), "start_claim": None,
                                    "end_claim": end.id, "period": end.period})


WHAT_IT_WAS = re.compile(
    r"\s*(?:the|its|their|that|those) (?:number|total|rate|figure|level|count|tally|toll|pace|amount)?s? ?"
    r"(?:of|in|for|from|recorded in|seen in|reported in) (?:the )?")
"""Behind a multiple: of which time that is which it is a multiple of ("double the number in 2019")."""
THAT_IS = re.compile(
    r"(?:that|this|it|which)(?:[’']s| is| was)(?: (?:more than|about|nearly|almost|roughly))?", re.IGNORECASE)


def _than_it_was(claim: Claim, state: State) -> Claim:
    """A multiple of what there was in another time, which is no time of its own: "That's double the number in 2019"."""
    change, period = claim.change, claim.period
    if change is None or change.basis is not Basis.MULTIPLE or claim.baseline is not None or period is None \
            or not period.text:
        return claim
    led = WHAT_IT_WAS.match(claim.behind)
    if led is None or not claim.behind.startswith(period.text, led.end()):
        return claim
    update: dict[str, object] = {"baseline": period, "period": None, "start_claim": None}
    before = state.in_earlier_sentences(claim) if THAT_IS.fullmatch((claim.before or "").strip()) else []
    if before:
        update |= {"end_claim": before[-1].id, "period": before[-1].period}
    return claim.model_copy(update=update)


STARTED = re.compile(r"\b(?:from|than|with|versus|against)$", re.IGNORECASE)
"""What leads to a level that another one is compared with."""


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


def _any_but_lengths(claim: Claim) -> Admits:
    return lambda dataset, measure: any_season(dataset, measure) and not is_a_length(claim, measure)


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
    if _are_of_two_lengths(start, end):
        return NoMatch(reason="unresolved_time")
    if _names_another_member(claim, end, state):
        return _not_expressible(claim)
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


def _are_of_two_lengths(start: Plan, end: Plan) -> bool:
    """Whether what happened in a month would be held against what happened in a year."""
    cells = [one.moment.cell for one in (start, end)]
    spans = [(one.end - one.start).days + 1 for one in cells if one is not None and one.start and one.end]
    return not end.candidate.time.instant and len(spans) == len(cells) and max(spans) > FEW_TIMES * min(spans)


FEW_TIMES = 2


def _names_another_member(claim: Claim, end: Plan, state: State) -> bool:
    """Whether the words by a change name another member than its end is of: "7% fewer at the southwest border"."""
    near = f"{claim.before or ''} ; {claim.after or ''}"
    named: dict[str, set[str]] = {}
    for hit in state.lexicons[end.candidate.dataset.name].find(near):
        if hit.payload.slot == "member":
            named.setdefault(hit.payload.name, set()).add(hit.payload.value)
    return any(column in end.slots.filters and not values & set(end.slots.filters[column])
               for column, values in named.items())


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
    baseline = starts.start_of(claim, end, state)
    if baseline is None:
        return NoMatch(reason="unresolved_time", detail={"since": "since "})
    source = state.claims.get(claim.end_claim or "", claim)
    return _at(source, baseline, state, admits)


TO_A_PEAK = re.compile(
    r"\W*(?:\w+ )?(?:than|above|below|from|off)(?: at| in)? (?:its|their|the|a) (?:\w+ )?"
    r"(?:peak|high|low|record|trough|top)\b", re.I)
"""Behind a change: it is counted from an extreme, of which no time was read."""


def _at(claim: Claim, period: Period | None, state: State, admits: Admits) -> Scored | NoMatch:
    """The claim's measure itself at another time: a rate, where a rate is what changed."""
    scored, refusals = list[Scored](), list[NoMatch]()
    for kind in (Kind.RATE, Kind.COUNT) if starts.is_of_a_rate(claim) else (Kind.COUNT,):
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
