"""Changes told again in another unit, or pointed at: "a drop of 3.5%, or about 2,500", "That's a drop of 3.5%"."""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Direction, Kind
from claims.model import Change as StatedChange
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.preference import fact_of
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match
from factcheck.queries.algebra import Change, Value

OR = re.compile(
    r"\W*(?:,? or|\()(?: (?:about|some|roughly|nearly|almost|around|just|over|more than|by))*\W*", re.IGNORECASE)
"""Between a change and the same one told otherwise."""
POINTS = re.compile(
    r"\W*(?:That|This|It)(?: ?[’']s| is| was| means| marks| represents| amounts to) (?:an? |about |some )*")
"""How a sentence begins that tells how far two levels before it lie apart."""


def match(claim: Claim, state: State) -> Match | None:
    """The change that was told before it in other terms, or that of the two levels before it; None for its own."""
    if claim.kind is not Kind.CHANGE or claim.change is None or claim.change.by is None or claim.change.basis is None:
        return None
    if claim.baseline is not None or claim.start_claim is not None:
        return None
    return _in_other_terms(claim, state) or _of_the_two_before(claim, state)


def _in_other_terms(claim: Claim, state: State) -> Match | None:
    before = state.claims.before_in_sentence(claim)
    one = before[-1] if before else None
    found = state.found.get(one.id) if one is not None else None
    if one is None or not isinstance(found, Match) or not isinstance(found.reading.query, Change):
        return None
    if not OR.fullmatch(claim.sentence.text[one.end - claim.sentence.start : claim.start - claim.sentence.start]):
        return None
    return _at_basis(claim, found, found.reading.query, found.doubt)


GROWTH = re.compile(
    r"\W*(?:(?:a|the|that|its|for an?|population|annual|yearly|overall) )*growth(?: rate)?(?: of)?\W*", re.I)
"""All that a percentage is called by that tells the change before it again: "The growth rate of 1.5%"."""


NUMBER = re.compile(r"[\d.]+ ?(?:%|percent)$")


def as_a_rate(claim: Claim, state: State) -> Match | None:
    """The change of the sentence before, or of its own, as the rate that is called its growth."""
    if claim.kind not in (Kind.RATE, Kind.SHARE) \
            or not GROWTH.fullmatch(NUMBER.sub("", claim.counted or claim.before or "")):
        return None
    before = [*state.in_earlier_sentences(claim)[-1:], *state.claims.before_in_sentence(claim)]
    one = before[-1] if before else None
    found = state.found.get(one.id) if one is not None else None
    if not isinstance(found, Match) or not isinstance(found.reading.query, Change) or claim.baseline is not None:
        return None
    if one is None or found.reading.query.basis is not Basis.ABSOLUTE or (claim.places and claim.places != one.places):
        return None
    told = StatedChange(direction=Direction.UP, basis=Basis.PERCENT)
    query = found.reading.query.model_copy(update={"basis": Basis.PERCENT, "decimals": None})
    return found.model_copy(update={"reading": found.reading.model_copy(update={"query": query, "brackets": ()}),
                                    "admissible": (), "told": told})


def _of_the_two_before(claim: Claim, state: State) -> Match | None:
    """ "It held 68,289. Two weeks earlier it was 70,766. That's a drop of 3.5%": most likely from one to the other."""
    lead = POINTS.match(claim.sentence.text)
    if lead is None or state.claims.before_in_sentence(claim) or claim.start - claim.sentence.start > lead.end() + 4:
        return None
    levels = [(plan, found) for one in _last_counts(claim, state)
              if (plan := state.plan_of(one.id)) is not None and isinstance(found := state.found.get(one.id), Match)
              and isinstance(found.reading.query, Value)]
    if len(levels) != LEVELS or not _are_of_one(levels[0][0], levels[1][0]):
        return None
    (first, _), (last, found) = sorted(levels, key=lambda pair: pair[0].moment.as_of)
    query = Change(start=first.selection(), end=last.selection(), basis=claim.change.basis or Basis.ABSOLUTE) \
        if claim.change is not None else None
    return _at_basis(claim, found, query, "it may be of other times") if query is not None else None


LEVELS = 2


def _last_counts(claim: Claim, state: State) -> list[Claim]:
    """The two figures before its sentence, without the lengths of time that only say when."""
    return [one for one in state.in_earlier_sentences(claim)[-2 * LEVELS :] if one.kind is not Kind.MEASURE][-LEVELS:]


def _are_of_one(one: Plan, other: Plan) -> bool:
    return fact_of(one.candidate) == fact_of(other.candidate) and one.slots == other.slots \
        and one.moment.as_of != other.moment.as_of


def _at_basis(claim: Claim, found: Match, query: Change, doubt: str) -> Match:
    basis = claim.change.basis if claim.change is not None and claim.change.basis is not None else query.basis
    asked = query.model_copy(update={"basis": basis, "decimals": None})
    return found.model_copy(update={"reading": found.reading.model_copy(update={"query": asked, "brackets": ()}),
                                    "admissible": (), "doubt": doubt, "told": None})
