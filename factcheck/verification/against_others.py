"""The same thing with two values in one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claims.model import Claim, Quantity
from factcheck.verification.comparing import LEVELS, accepts, say
from factcheck.verification.formatting import stated
from factcheck.verification.model import Consistency
from factcheck.verification.policy import Policy

VALUES_REMEMBERED = 20
"""Of how many values of one thing a later claim is held against: a league list is no contradiction of itself."""


def stated_twice(claims: Sequence[Claim], policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """Two figures that say the same of the same thing, time and place in two sentences, and cannot both be right."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.head and claim.kind in LEVELS:
            groups[_frame(claim)].append(claim)
    for group in groups.values():
        stated_before: dict[Quantity, Claim] = {}
        for second in group:
            for first in stated_before.values():
                leans = second.antecedent == first.id or second.whole_quantity == first.quantity
                same_sentence = second.sentence == first.sentence
                if not leans and not same_sentence and not accepts(first, policy).meets(accepts(second, policy)):
                    yield second.id, say(
                        "stated_twice", first.id, holds=False,
                        here=stated(second.quantity, second.kind, noun=second.counted),
                        there=stated(first.quantity, first.kind, noun=first.counted))
                    break  # one contradiction of a claim is enough to look at it
            if len(stated_before) < VALUES_REMEMBERED:
                stated_before.setdefault(second.quantity, second)


def _frame(claim: Claim) -> object:
    """What has to be the same for two figures to be of the same thing. Who says it is part: sources may disagree."""
    period = (claim.period.start, claim.period.end) if claim.period else None
    return (claim.kind, claim.quantity.unit, claim.head, frozenset(claim.modifiers), claim.predicate, claim.whole,
            frozenset(claim.categories), tuple(p.code or p.name for p in claim.places), period, claim.speaker)
