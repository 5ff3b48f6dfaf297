"""Figures that hold one member of a category against another: "11,779 fewer votes than Biden", "6 million more than she
had four years earlier".

Two who are compared may each have a time of their own; where it is not told whose the one time is, nothing is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Basis, Claim, Kind, Period, Span
from claims.vocabulary import periods
from claims.vocabulary.periods import PeriodMention, shifted
from factcheck.matching.asking import scoring
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.asking.times import NoMoment
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.matching.reading.readings import readings_of
from factcheck.queries.algebra import Change, Difference, Query, Value

THAN = re.compile(r"\b(?:more|fewer|less)\b(?: [a-z]+){0,2}? than (?P<whom>(?!in |on |at |a )[^,;.:]+)")
"""Who a figure is held against, told in the figure or right behind it."""
HIMSELF = re.compile(r"(?:he|she|they)\b", re.IGNORECASE)
DID = re.compile(r"\b(?:had|did|got|won|received|drew|took|polled)\b", re.IGNORECASE)
"""The other one's own verb: a time behind it is its time, and perhaps no one else's."""
THAT_WAS = re.compile(r"^\W*(?:that|this|it|which)(?:[’']s| (?:was|is|were))\b", re.IGNORECASE)


def match(claim: Claim, state: State) -> Match | NoMatch | None:
    """How far one member is from another; None where the figure is told against no member of a category."""
    basis = claim.change.basis if claim.change is not None else None
    if claim.kind is not Kind.CHANGE or basis not in (Basis.ABSOLUTE, Basis.PERCENT):
        return None
    tail = claim.sentence.text[claim.within[0] :]
    found = THAN.search(tail)
    if found is None or found.start() > len(claim.figure) + 1:
        return None
    whom = found["whom"]
    told = periods.find(whom, published=state.article.published)
    own = _own(claim, tail[: found.start()].rstrip(), whom, told, state)
    if own is None:
        return None
    other = _who(own.plan, whom, state)
    if other is None:
        return None
    left, right = _at_their_times(claim, whom, told, own.plan, other, state)
    if left is None or right is None or left == right:
        return NoMatch(reason="ambiguous", detail={"readings": "it does not say of which time each of the two is"})
    if own.reading.score < (threshold := scoring.weights()["threshold"]):
        return NoMatch(reason="no_reference", rejected=(own.reading,), needed=threshold)
    state.plans[claim.id] = left
    reading = Reading(query=_query(left, right, basis), score=own.reading.score, features=own.reading.features)
    return Match(reading=reading)


def _own(claim: Claim, figure: str, whom: str, told: tuple[PeriodMention, ...], state: State) -> Scored | None:
    """The level that is compared, at its own time: without what it is held against."""
    end = claim.start + len(figure)
    alone = Span(text=claim.sentence.text[: end - claim.sentence.start], start=claim.sentence.start, end=end)
    counted = re.sub(r"\b(?:more|fewer|less)\b ?", "", claim.counted or "").strip()
    period = None if told and claim.period is not None and (claim.period.text or "\0") in whom else claim.period
    said = claim.shared or claim.before
    level = claim.model_copy(update={
        "kind": Kind.COUNT, "change": None, "counted": counted or None, "modifiers": (), "predicate": said,
        "before": claim.before or claim.shared, "after": None, "figure": figure, "end": end, "sentence": alone,
        "period": period, "start_claim": None, "end_claim": None, "baseline": None})
    scored, _ = readings_of(level, state, changing=True)
    levels = [one for one in scored if isinstance(one.reading.query, Value) and not one.plan.candidate.measure.margin]
    return levels[0] if levels else None


def _who(own: Plan, whom: str, state: State) -> tuple[str, str] | None:
    """The dimension and the member that a level is held against; None where those words name none of its table."""
    fixed = own.slots.filters
    categories = {one.name for one in own.candidate.dataset.dimensions if one.role.value == "category"}
    if HIMSELF.match(whom):
        alone = [(name, fixed[name][0]) for name in sorted(categories & set(fixed)) if len(fixed[name]) == 1]
        return alone[0] if alone else None
    for hit in state.lexicons[own.candidate.dataset.name].find(whom):
        sense = hit.payload
        if sense.slot == "member" and sense.name in categories and len(fixed.get(sense.name, ())) == 1:
            return sense.name, sense.value
    return None


def _at_their_times(
    claim: Claim, whom: str, told: tuple[PeriodMention, ...], own: Plan, other: tuple[str, str], state: State
) -> tuple[Plan | None, Plan | None]:
    """Both levels, each at its time; None for one of which no time can be told."""
    before = _told_before(claim, own, state)
    mine: Plan | None = own
    if before is not None:
        mine = own.at(before.moment)
    if len(told) > 1:
        return None, None
    there = replace(own, slots=own.slots.with_(other[0], (other[1],)))
    if not told:
        return mine, there.at(mine.moment) if mine is not None and not DID.search(whom) else there.at(own.moment)
    theirs = _period(told[0], mine)
    moved = there.retimed(state.library, theirs, state.article.published) if theirs is not None else None
    if moved is None or isinstance(moved, NoMoment):
        return None, None
    if before is None and (claim.period is None or (claim.period.text or "\0") in whom):
        if DID.search(whom) or own.slots.filters[other[0]] == (other[1],):
            return None, None  # "than Biden did in 2020": of the two, only his votes are surely of that year
        mine = own.at(moved.moment)
    return mine, moved


def _told_before(claim: Claim, own: Plan, state: State) -> Plan | None:
    """The level that the sentence told before the figure, or that it points back at."""
    back = claim.antecedent if THAT_WAS.match(claim.sentence.text) else None
    same = [one.id for one in state.claims.before_in_sentence(claim)]
    plan = state.plan_of(same[-1] if same else back)
    if plan is None or plan.candidate.measure != own.candidate.measure or plan.slots.filters != own.slots.filters:
        return None
    return plan


def _period(mention: PeriodMention, mine: Plan | None) -> Period | None:
    """When the other level is of: the time that is told, or so long before the own one."""
    if mention.role == "earlier" and mention.shift is not None:
        cell = mine.moment.cell if mine is not None else None
        return shifted(cell, mention.shift) if cell is not None else None
    return mention.period


def _query(left: Plan, right: Plan, basis: Basis | None) -> Query:
    if basis is Basis.PERCENT or left.slots == right.slots:
        return Change(start=right.selection(), end=left.selection(), basis=basis or Basis.ABSOLUTE)
    return Difference(left=left.selection(), right=right.selection())
