"""Matching changes: the same measure, place and category at two moments."""

from __future__ import annotations

from claims.model import Claim, Kind, Period
from factcheck.matching import plan, scoring
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.matching.plan import Plan
from factcheck.matching.preference import worst_refusal
from factcheck.matching.readings import no_moment, readings_of
from factcheck.matching.state import Scored, State
from factcheck.matching.times import NoMoment
from factcheck.queries.algebra import Value


def match_change(claim: Claim, state: State) -> Match | NoMatch:
    """A change is asked of the same measure, place and category at two moments."""
    start_plan, end_plan = state.plans.get(claim.start_claim or ""), state.plans.get(claim.end_claim or "")
    base = end_plan or start_plan
    if base is None:
        named = _named_change(claim, state)
        if isinstance(named, NoMatch):
            return named
        base = named.plan
        score, found = named.reading.score, named.reading.features
    else:
        source = state.found[(claim.end_claim if end_plan else claim.start_claim) or ""]
        assert isinstance(source, Match)
        score, found = source.reading.score, source.reading.features
    if base.candidate.over is not None and start_plan is None:
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    start = start_plan or _at_baseline(claim, base, state)
    period = _end_period(claim)
    if start_plan is not None and period == state.claims[claim.start_claim or ""].period:
        period = None  # the only time that the sentence names is that of the start
    end = end_plan or base.retimed(state.library, period, state.article.published)
    for side in (start, end):
        if isinstance(side, NoMoment):
            return no_moment(side, claim, state)
        if isinstance(side, NoMatch):
            return side
    assert isinstance(start, Plan) and isinstance(end, Plan)
    if (start.candidate.measure.concept or start.candidate.measure.name) != (
        end.candidate.measure.concept or end.candidate.measure.name
    ):
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    if start.moment.as_of >= end.moment.as_of:
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    query = plan.change_between(start.selection(), end.selection(), claim)
    brackets = tuple(
        plan.change_between(start.at(a).selection(), end.at(b).selection(), claim)
        for a in (start.choice.brackets or (start.moment,))
        for b in (end.choice.brackets or (end.moment,))
    )
    reading = Reading(query=query, score=score, features=found, brackets=brackets if len(brackets) > 1 else ())
    state.plans[claim.id] = end
    return Match(reading=reading)


def _end_period(claim: Claim) -> Period | None:
    period = claim.period
    if (
        period is not None
        and claim.baseline is not None
        and period.start == claim.baseline.start
        and period.end is not None
    ):
        return period.model_copy(update={"start": period.end})
    return period


def _at_baseline(claim: Claim, base: Plan, state: State) -> Plan | NoMoment | NoMatch:
    if claim.baseline is None:
        return NoMatch(reason="unresolved_time", detail={"since": "since "})
    return base.retimed(state.library, claim.baseline, state.article.published)


def _named_change(claim: Claim, state: State) -> Scored | NoMatch:
    """A change whose measure is named in its own words: "agreements rose 641% since December"."""
    as_count = claim.model_copy(update={"kind": Kind.COUNT, "period": _end_period(claim)})
    scored, refusals = readings_of(as_count, state)
    scored = [s for s in scored if isinstance(s.reading.query, Value)]
    if not scored:
        return worst_refusal(refusals)
    if scored[0].reading.score < scoring.weights()["threshold"]:
        return NoMatch(reason="no_reference", rejected=(scored[0].reading,))
    return scored[0]
