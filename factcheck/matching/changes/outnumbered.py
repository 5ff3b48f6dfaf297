"""How far one count of a table lies from another: "births outnumbered deaths by 519,000".

Both are of the same table, place and time, so that what stands between them is a value of its own.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.asking import scoring
from factcheck.matching.asking.preference import worst_refusal
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.carried import naming
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.reading.readings import readings_of
from factcheck.queries.algebra import Difference, Value

EXCEEDS = re.compile(r"\b(?:outnumber|outpace|exceed|topped|surpassed|outstripped|outweighed)")
BY = re.compile(
    r"(?P<more>[\w’' -]{3,60}?) (?:have |has |had )?(?:outnumbered|outnumber|outpaced|outpace|exceeded|exceed|topped"
    r"|surpassed|outstripped|outweighed) (?P<less>[\w’' -]{3,60}?)"
    r" by(?: (?:about|some|nearly|almost|roughly|just|only))*$",
    re.IGNORECASE)
"""What leads to a difference: "births outnumbered deaths by"."""
MORE = re.compile(r"\W*(?P<way>more|fewer) (?P<more>[a-z-]+(?: [a-z-]+)?) than (?P<less>[a-z-]+(?: [a-z-]+)?)\b")
"""Right behind one, or in its figure: "519,000 more births than deaths"."""


def match(claim: Claim, state: State) -> Match | NoMatch | None:
    """The difference between two measures; None where no two are told."""
    if claim.kind not in (Kind.COUNT, Kind.CHANGE) or claim.quantity.unit in ("percent", "percentage point"):
        return None
    by = BY.search(claim.ahead.rstrip()) if EXCEEDS.search(claim.ahead) else None
    told = by or MORE.match(claim.sentence.text, _behind_number(claim))
    if told is None:
        return None
    more, less = told["more"], told["less"]
    if by is None and told["way"] == "fewer":
        more, less = less, more
    said = [words.split(",")[-1].strip() for words in (more, less)]
    named = [naming.measure_in(words, _level(claim, ""), state) for words in said]
    if None in named or named[0] == named[1]:
        return None
    found = [_value(_level(claim, words), state) for words in said]  # all of it has to be explained: "traffic deaths"
    if isinstance(found[0], NoMatch) or isinstance(found[1], NoMatch):
        return worst_refusal([one for one in found if isinstance(one, NoMatch)])
    left, right = found[0], found[1]
    one, two = left.reading.query, right.reading.query
    assert isinstance(one, Value) and isinstance(two, Value)
    if (one.of.dataset, one.of.period, one.of.where) != (two.of.dataset, two.of.period, two.of.where) \
            or one.of.measure == two.of.measure:
        return None
    state.plans.pop(claim.id, None)
    reading = left.reading.model_copy(update={"query": Difference(left=one.of, right=two.of), "brackets": ()})
    doubt = left.doubt or right.doubt
    if not doubt and not all(state.speaks_of(side.plan.candidate.measure.told_by) for side in (left, right)):
        doubt = "others count them, too"  # births of a calendar year, by those who register them
    return Match(reading=reading, doubt=doubt)


def _behind_number(claim: Claim) -> int:
    """Where the number of a figure ends, whose words may go on ("519,000 more births than deaths")."""
    number = re.search(r"\d[\d,.]*(?: (?:thousand|million|billion))?", claim.figure)
    return claim.within[0] + number.end() if number is not None else claim.within[1]


def _level(claim: Claim, words: str) -> Claim:
    return claim.model_copy(update={
        "kind": Kind.COUNT, "change": None, "counted": words or None, "head": None, "modifiers": (), "predicate": None,
        "before": None, "after": None, "shared": None, "whole": None, "condition": None, "baseline": None,
        "start_claim": None, "end_claim": None, "inherited": False, "antecedent": None,
        "quantity": claim.quantity.model_copy(update={"unit": None})})


def _value(claim: Claim, state: State) -> Scored | NoMatch:
    scored, refusals = readings_of(claim, state)
    least = scoring.weights()["threshold"]
    values = [one for one in scored if isinstance(one.reading.query, Value) and one.reading.score >= least]
    return values[0] if values else worst_refusal(refusals)
