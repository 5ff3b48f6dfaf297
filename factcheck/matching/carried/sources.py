"""Which figure before it one goes on from that leaves out what it measures: the nearest that is told in its unit."""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Kind
from factcheck.matching.asking.candidates import PER, POINTS, is_bare_rate
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.words.told import FORESEEN

REACH = 900
"""How far back, in characters, the figure stands that names what is left out: a few paragraphs of news."""

FIGURES = 64
"""And at most so many figures back: only a list has more of them within that distance."""

IN_BRACKETS = re.compile(r"[A-Z][\w.’' -]* ?\($")
"""A name right before a figure that stands in brackets."""


def source_of(claim: Claim, state: State) -> Claim | None:
    """The nearest figure before it that is told in the same sort of unit."""
    sort = sort_of(claim)
    before = [
        one
        for one in state.claims.before(claim, within=REACH)[-FIGURES:]
        if one.kind is not Kind.RANK
        and not FORESEEN.search(f"{one.counted or ''} ; {one.before or ''}")
    ]
    if claim.kind is Kind.RANK:
        return before[-1] if before and before[-1].sentence == claim.sentence else None
    named = [one for one in before if (sort_of(one) == sort or (sort is None and sort_of(one) is None))
             and not (_is_a_gap(one) and state.plan_of(one.id) is None)]
    if is_bare_rate(claim) and (rates := [one for one in named if _is_a_rate(state.plan_of(one.id))]):
        return rates[-1]  # "a rate of 6.3. It had been 6.8 in 2021, when 22,536 were killed, and 5.1 in 2019"
    if named and STARTED.search(named[-1].before or "") and not _same_sentence(named[-1], claim):
        # "It was 4.9%, up from 4.8% in April. The national rate was 4.2%": of the time of the first
        named = [one for one in named if not (STARTED.search(one.before or "") and _same_sentence(one, named[-1]))]
    while len(named) > 1 and HAD_BEEN.search(named[-1].before or "") and not _same_sentence(named[-1], claim):
        named = named[:-1]  # "It had been 4.4% in December. Indiana's was 3.3%": not of the time that is looked back to
    while len(named) > 1 and _is_a_gap(named[-1]) and state.plan_of(named[-1].id) is None:
        named = named[:-1]  # "4.4%, which is 0.7 points under Ohio's": what goes on goes on from the rate
    if IN_BRACKETS.search(claim.before or claim.ahead):
        named = [one for one in named if state.plan_of(one.id) is not None or not IN_BRACKETS.search(one.before or "")]
    if FORESEEN.search(claim.sentence.text):
        matched = [one for one in named if state.plan_of(one.id) is not None]
        return matched[0] if matched else None  # what was foreseen is what the story first tells
    if not named and claim.kind is Kind.CHANGE:
        named = before  # "The count rose to 120. It was 3% above that of May": of whatever was counted
    return named[-1] if named else None


def _is_a_rate(plan: Plan | None) -> bool:
    """Whether a figure before was of so many for so many people."""
    return plan is not None and PER.search(plan.candidate.measure.unit) is not None


def _is_a_gap(claim: Claim) -> bool:
    """Whether it tells how far two rates lie apart: nothing that is of it may be left out behind."""
    return claim.kind in (Kind.SHARE, Kind.RATE) and claim.quantity.unit in POINTS and (
        claim.change is None or claim.change.by is None)


HAD_BEEN = re.compile(r"\bhad (?:\w+ )?(?:been|stood|cost|averaged)\b", re.IGNORECASE)
"""What leads to a level of a time before that of the sentences around it."""
STARTED = re.compile(r"\b(?:from|than|with|versus|against)$", re.IGNORECASE)
"""What leads to a figure that another one is compared with."""


def _same_sentence(one: Claim, other: Claim) -> bool:
    return one.sentence == other.sentence


def sort_of(claim: Claim) -> str | None:
    """The sort of unit that a figure is told in: percent, money, a measure's own; None for counts."""
    unit = claim.quantity.unit
    if claim.kind is Kind.CHANGE and claim.change is not None and claim.change.basis is Basis.PERCENTAGE_POINTS:
        return "percent"
    if claim.kind in (Kind.SHARE, Kind.RATE):
        return "percent" if unit in ("percent", "percentage point", "fraction") else unit
    if claim.kind is Kind.CHANGE and unit == "percent":
        return "percent"
    if claim.kind is Kind.MONEY:
        return "money"
    if claim.kind is Kind.CHANGE and unit in ("dollar", "cent"):
        return "money"
    return unit.split(" ")[0] if unit and claim.kind is Kind.MEASURE else None
