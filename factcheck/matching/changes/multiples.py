"""How many times as much as before: "nearly twice as many as in 2000", "more than double the year before"."""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Direction, Kind, Period
from claims.model import Change as StatedChange
from claims.vocabulary import periods
from claims.vocabulary.periods import PeriodMention, shifted
from factcheck.matching.asking import scoring
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.preference import fact_of
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import NoMoment
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import Change, Value

AS_MANY = re.compile(
    r"\W*(?:as (?:many|much|high|large|big) (?:[a-z]+ )?as"
    r"|the (?:number|total|count|figure|level|sum|amount|population)(?: recorded| seen| told)?(?: of| in| from)?"
    r"|what (?:it|they|that) (?:was|were|had been)|that of|its level|those)?"
    r"\W*(?:(?:had |were |was |did |there (?:were|was) )*)(?:in |of |at |on |from |for |during )?(?:the |a )?$",
    re.IGNORECASE)
"""Between a multiple and the time that it is counted from."""
AS = re.compile(r"\W*(?:as (?:many|much|high|large|big)|the|what|that of|those)\b", re.IGNORECASE)
OF_THEN = re.compile(r"\W*(?:as many as |as much as )?(?:the|that|those)\W*$", re.IGNORECASE)
"""Between a multiple and the number that it is counted from: "nearly triple the 628 of May"."""
POINTS_BACK = re.compile(r"\W*(?:That|This|It|Which)(?:[’']s| is| was| are| were)\b")
ALONE = re.compile(
    r"\W*(?:(?:or|and|some|about|roughly|nearly|almost|still|well|over|up|now|which is|that is|it is) ?)*", re.I)
"""Between a level and its multiple: nothing else is told of."""


def match(claim: Claim, state: State) -> Match | NoMatch | None:
    """How many times the value of another time it is; None where no such time is told."""
    change = claim.change
    times = claim.kind is Kind.RATIO or (
        claim.kind is Kind.CHANGE and change is not None and change.basis is Basis.MULTIPLE
        and change.direction is not Direction.DOWN and AS.match(claim.behind) is not None)
    if not times:
        return None
    found = _of_then(claim, state)
    if found is None and claim.kind is Kind.CHANGE and _told_then(claim, state) is not None:
        return NoMatch(reason="unresolved_time")  # "three times as many as in 2000": no change of 2000
    return found


def _of_then(claim: Claim, state: State) -> Match | None:
    end = _level(claim, state)
    found = state.found.get(end.id) if end is not None else None
    plan = state.plan_of(end.id) if end is not None else None
    if end is None or plan is None or not isinstance(found, Match) or not isinstance(found.reading.query, Value):
        return None
    start = _start(claim, plan, state)
    if start is None or start.moment.as_of >= plan.moment.as_of or fact_of(start.candidate) != fact_of(plan.candidate):
        return None
    if found.reading.score < scoring.weights()["threshold"]:
        return None
    state.plans[claim.id] = plan
    query = Change(start=start.selection(), end=plan.selection(), basis=Basis.MULTIPLE)
    told = StatedChange(direction=Direction.UP, basis=Basis.MULTIPLE)
    return Match(reading=found.reading.model_copy(update={"query": query, "brackets": ()}), told=told,
                 doubt=found.doubt or ("the level was not told plainly" if found.tentative is not None else ""))


def _level(claim: Claim, state: State) -> Claim | None:
    """What is so many times as much: the level right before it, or what the sentence before tells first."""
    beside = [one for one in state.claims.before_in_sentence(claim) if one.kind is Kind.COUNT]
    if beside:
        between = claim.sentence.text[beside[-1].end - claim.sentence.start : claim.start - claim.sentence.start]
        _, comma, leads = between.rpartition(",")
        return beside[-1] if comma and ALONE.fullmatch(leads) and not re.search(r"[;:]", between) else None
    if POINTS_BACK.match(claim.sentence.text) is None:
        return None
    before = state.in_earlier_sentences(claim)
    last = [one for one in before if one.sentence == before[-1].sentence]
    return last[0] if last and last[0].kind is Kind.COUNT else None


def _start(claim: Claim, end: Plan, state: State) -> Plan | None:
    """The same at the time that it is counted from."""
    behind = claim.behind
    after = [one for one in state.claims.in_sentence(claim) if one.start >= claim.end]
    if after and OF_THEN.fullmatch(behind[: max(0, after[0].start - claim.end)]):
        plan = state.plan_of(after[0].id)
        return plan if plan is not None and plan.slots == end.slots else None
    told = _told_then(claim, state)
    period = _period(told, end) if told is not None else None
    moved = end.retimed(state.library, period, state.article.published) if period is not None else None
    return None if moved is None or isinstance(moved, NoMoment) else moved


def _told_then(claim: Claim, state: State) -> PeriodMention | None:
    """The time that stands behind a multiple as that which it is counted from."""
    behind = claim.behind
    return next((one for one in periods.find(behind, published=state.article.published)
                 if AS_MANY.fullmatch(behind[: one.start])), None)


def _period(mention: PeriodMention, end: Plan) -> Period | None:
    """When it is: the time that is told, or so long before the end."""
    if mention.role in ("earlier", "before") and mention.shift is not None:
        cell = end.moment.cell
        return shifted(cell, mention.shift) if cell is not None else None
    return mention.period
