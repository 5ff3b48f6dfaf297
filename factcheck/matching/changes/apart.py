"""Rates told by how far they lie from another place's: "1.1 percentage points above the nation's"."""

from __future__ import annotations

import re

from claims.model import Claim, Kind, Place
from claims.vocabulary import places
from factcheck.matching.asking.candidates import POINTS
from factcheck.matching.asking.preference import worst_refusal
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.carried import ellipsis
from factcheck.matching.carried.state_of_story import of_the_story
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.reading.readings import readings_of
from factcheck.matching.words.zones import Zones
from factcheck.queries.algebra import Difference, Value

BESIDE = re.compile(
    r"^\W*(?:above|below|under|over|(?:higher|lower|more|less|better|worse) than) (?:that of )?(?:the )?"
    r"(?P<whose>nation(?:al (?:rate|average|figure|level))?|U\.S\.(?: (?:rate|average|figure))?|country|"
    r"[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})(?P<s>[’']s?)?(?! of| in)")
"""Right behind a number of points: whose rate it is compared with."""


def match(claim: Claim, state: State) -> Match | NoMatch | None:
    """The difference between the rates of two places at one time; None where no other place's rate is told."""
    if claim.quantity.unit not in POINTS or claim.kind not in (Kind.CHANGE, Kind.SHARE, Kind.RATE):
        return None
    found = BESIDE.match(claim.behind)
    other = _place(found["whose"]) if found is not None else None
    if other is None:
        return None
    left = _own(claim, other, state)
    if isinstance(left, NoMatch):
        return left
    period = left.plan.moment.cell
    right = _rate(claim.model_copy(update={"counted": left.plan.candidate.words, "places": (other,), "period": period,
                                           "modifiers": (), "head": None}), state)
    if isinstance(right, NoMatch):
        return right
    one, two = left.reading.query, right.reading.query
    same = left.plan.candidate.measure.concept == right.plan.candidate.measure.concept
    if not isinstance(one, Value) or not isinstance(two, Value) or one.of == two.of or not same:
        return NoMatch(reason="no_reference")
    state.plans[claim.id] = left.plan
    return Match(reading=left.reading.model_copy(update={
        "query": Difference(left=one.of, right=two.of), "brackets": ()}))


def _place(whose: str) -> Place | None:
    if re.match(r"nation|U\.S\.|country", whose):
        return places.resolve("United States")
    return places.resolve(whose)


def _own(claim: Claim, other: Place, state: State) -> Scored | NoMatch:
    """The rate that is compared: the one told before in the same sentence, else what the claim's own words name."""
    own = tuple(place for place in claim.places if place != other)
    lent = state.assumed.get(claim.id)
    story = of_the_story(claim.model_copy(update={"places": ()}), lent, state.article)
    if not own and lent is not None:
        own = (story,) if story is not None else tuple(p for p in lent.places if p != other and p.kind == "state")
    asked = claim.model_copy(update={"places": own, "kind": Kind.RATE, "change": None, "baseline": None,
                                     "quantity": claim.quantity.model_copy(update={"unit": "percent"})})
    beside = [one for one in state.claims.before_in_sentence(claim) if one.kind in (Kind.RATE, Kind.SHARE)]
    plan = state.plan_of(beside[-1].id) if beside else None
    if plan is not None and plan.candidate.measure.unit == "percent":
        period = plan.moment.cell
        scope = places.resolve(plan.candidate.dataset.scope or "")
        there = beside[-1].places or ((scope,) if scope is not None else ())
        asked = asked.model_copy(update={"counted": plan.candidate.words, "places": there, "period": period,
                                         "modifiers": (), "head": None})
    elif (left_out := ellipsis.completed(asked, Zones(asked, state.article), state)) is not None:
        asked = left_out.claim.model_copy(update={"places": own or left_out.claim.places})
    return _rate(asked, state)


def _rate(asked: Claim, state: State) -> Scored | NoMatch:
    as_level = asked.model_copy(update={"kind": Kind.RATE, "change": None, "predicate": None, "before": None,
                                        "after": None, "shared": None, "baseline": None, "inherited": False,
                                        "quantity": asked.quantity.model_copy(update={"unit": "percent"})})
    scored, refusals = readings_of(as_level, state, changing=True)
    values = [one for one in scored if isinstance(one.reading.query, Value)]
    return values[0] if values else worst_refusal(refusals)
