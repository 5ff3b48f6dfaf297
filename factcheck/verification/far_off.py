"""Misses too far off to be errors about what was read: "62 million" is no wrong number of deaths in one country.

Writers who err are off by a digit, a rounding, a month or a place; who is off by three times or more, and by nothing
that explains it, wrote of something else. It says nothing where the claim is told plainly.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz.distance import OSA

from claims.model import Claim, Kind
from factcheck.verification.acceptance import PERCENT_UNITS
from factcheck.verification.formatting import in_unit
from factcheck.verification.holding import Held
from factcheck.verification.policy import Policy

DIGIT = re.compile(r"\d")
STATUTE = re.compile(r"\d+\([a-z]\)")
"""The name of a section of a law, which is no figure: "287(g)"."""
TENS = (10, 100, 1000)
ROUNDED = Decimal("0.1")
"""How far a number off by a power of ten may be rounded besides: "nearly 20,000" for 1,843."""
LEAST_DIGITS = 3
"""Numbers this long are hardly but for one digit the same by chance."""


def far_off(claim: Claim, held: Held, policy: Policy) -> bool:
    """Whether a miss that nothing explains is more likely of something else."""
    if claim.kind is Kind.RANK or is_told_plainly(claim):
        return False
    quantity, unit = in_unit(claim.quantity, held.answer.unit), held.answer.unit
    values = (held.assessment.value, *(each.answer.value for each in held.between))
    near, value = min(((abs(end), abs(value)) for end in (quantity.low, quantity.high) for value in values),
                      key=lambda pair: abs(pair[0] - pair[1]))
    return _is_far(near, value, unit, policy) and not is_slip(near, value)


def is_told_plainly(claim: Claim) -> bool:
    """Whether a sentence of one figure says what it is of, and it is known when: "The rate was 14% in June"."""
    if claim.inherited or claim.antecedent is not None or claim.period is None or not (claim.before or "").strip():
        return False
    beside = STATUTE.sub("", f"{claim.ahead} {claim.behind}".replace(claim.period.text or "", ""))
    return DIGIT.search(beside) is None


def is_slip(stated: Decimal, value: Decimal) -> bool:
    """Whether one is the other with its point moved, or with one digit more, fewer, other or changed with the next."""
    if not stated or not value:
        return False
    small, large = sorted((stated, value))
    if any(abs(large / small / ten - 1) < ROUNDED for ten in TENS):
        return True
    first, second = (_digits(one) for one in (stated, value))
    swapped = sorted(first) == sorted(second)
    return (swapped or max(len(first), len(second)) >= LEAST_DIGITS) and OSA.distance(first, second) == 1


def _digits(number: Decimal) -> str:
    return f"{number:f}".replace(".", "").strip("0")


def _is_far(stated: Decimal, value: Decimal, unit: str, policy: Policy) -> bool:
    small, large = sorted((stated, value))
    if large < policy.misses.far_times * small:
        return False
    least = policy.misses.far_points if unit in PERCENT_UNITS else policy.misses.far_count
    return large - small >= least
