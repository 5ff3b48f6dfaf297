"""Counts that are gains and losses, told by that noun alone: "In January the gain was 111,000", "a 17,000 loss"."""

from __future__ import annotations

import re

from claims.model import Basis, Change, Claim, Direction, Kind
from factcheck.matching.asking.plan import Plan
from factcheck.references.derived import ChangeOf

GAIN = re.compile(
    r"\b(?P<up>gain|increase|rise|growth|jump|advance|pop)s?\b|\b(?P<down>loss|decline|decrease|drop)(?:es|s)?\b")
"""What a number is that says how many more or fewer there are."""


def told_of(claim: Claim, plan: Plan) -> Claim | None:
    """The claim as a change of what the figure before is of, from one value to the next; None where it is none."""
    found = GAIN.search(f"{claim.counted or ''} ; {claim.before or ''}")
    named = _change_of(plan) if found is not None else None
    if found is None or named is None:
        return None
    way = Direction.UP if found["up"] else Direction.DOWN
    change = Change(direction=way, by=claim.quantity.low, basis=Basis.ABSOLUTE)
    return claim.model_copy(update={"kind": Kind.CHANGE, "counted": named, "head": None, "modifiers": (),
                                    "whole": None, "change": change, "inherited": False, "antecedent": None})


def _change_of(plan: Plan) -> str | None:
    """The words that only the measure has which tells that change."""
    made = plan.candidate.measure.derived
    stock = made.of if isinstance(made, ChangeOf) else plan.candidate.measure.name
    others = plan.candidate.dataset.measures
    for one in others:
        if isinstance(one.derived, ChangeOf) and one.derived.of == stock and one.unit != "percent":
            taken = {word for other in others if other is not one for word in other.words}
            return next((word for word in one.words if word not in taken), None)
    return None
