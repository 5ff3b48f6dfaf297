"""Figures that hold one place against another: "8 million fewer people than California", "twice as many as Ohio"."""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Kind, Place
from factcheck.matching.asking import scoring
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.preference import worst_refusal
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.carried.compared_places import THAN
from factcheck.matching.doubts.spoken_of import counted_dimensions
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.matching.reading.readings import readings_of
from factcheck.matching.words import leftovers
from factcheck.queries.algebra import Change, Difference, Query, Ratio, Value


def match_between(claim: Claim, other: Place, state: State) -> Match | NoMatch:
    """The difference or the quotient of one measure in two places, at one time."""
    first = _at(claim, claim.places, state)
    if isinstance(first, NoMatch):
        return first
    second = _at(claim, (other,), state)
    if isinstance(second, NoMatch):
        return second
    query = _query(claim, first.plan, second.plan)
    same = first.plan.candidate.measure == second.plan.candidate.measure and first.plan.moment == second.plan.moment
    if query is None or not same:
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    if first.reading.score < (threshold := scoring.weights()["threshold"]):
        return NoMatch(reason="no_reference", rejected=(first.reading,), needed=threshold)
    state.plans[claim.id] = first.plan
    return Match(reading=Reading(query=query, score=first.reading.score, features=first.reading.features))


def _query(claim: Claim, first: Plan, second: Plan) -> Query | None:
    basis = claim.change.basis if claim.change is not None else None
    if claim.kind is Kind.RATIO or basis is Basis.MULTIPLE:
        return Ratio(numerator=first.selection(), denominator=second.selection())
    if basis is Basis.PERCENT:
        return Change(start=second.selection(), end=first.selection(), basis=Basis.PERCENT)
    return Difference(left=first.selection(), right=second.selection()) if basis is Basis.ABSOLUTE else None


def _at(claim: Claim, where: tuple[Place, ...], state: State) -> Scored | NoMatch:
    """The level in one of the two places: what is compared is there."""
    counted = re.sub(r"\b(?:times )?(?:as many|as much|more|fewer|less)\b ?", "", claim.counted or "").strip()
    level = claim.model_copy(update={
        "kind": Kind.COUNT, "change": None, "places": where, "inherited": False, "counted": counted or claim.counted,
        "modifiers": (), "predicate": _beside(claim), "start_claim": None, "end_claim": None, "baseline": None})
    scored, refusals = readings_of(level, state, changing=True)
    values = [one for one in scored if isinstance(one.reading.query, Value) and not counted_dimensions(
        one.plan.candidate)]
    return values[0] if values else worst_refusal(refusals)


def _beside(claim: Claim) -> str:
    """The words around the figure, without those that compare."""
    behind = THAN.sub("", claim.after or "")
    words = f"{claim.before or ''} ; {behind}"
    return "" if not leftovers.unexplained(words, (), part="predicates") else words
