"""Headlines give a figure in short that the text gives in full: "22.4 million jobs" above "jobs added since 1993".

The two are one claim where they are the same figure: it is looked for by what is written, as a reader does, and only
from the headline to the text below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claims.model import Claim, Kind

SENTENCE_ENDS = (".", "!", "?", "”", '"')
SURE_DIGITS = 3
"""A number of so many significant digits is hardly written twice by chance."""

QUANTITIES = frozenset({Kind.COUNT, Kind.CHANGE, Kind.RATIO})
"""Kinds that a headline does not tell apart: "up tenfold", "22.4 million jobs"."""


def fill(claims: Sequence[Claim], *, headline_end: int) -> tuple[Claim, ...]:
    """The claims, those of the headline with the claim that tells their figure in full; in the order of the text.

    ``headline_end``: where the first line of the text ends; a line that ends like a sentence is no headline.
    """
    body = [claim for claim in claims if claim.start >= headline_end]
    return tuple(
        claim.model_copy(update={"restates": _in_full(claim, body)})
        if _is_of_a_headline(claim, headline_end)
        else claim
        for claim in claims
    )


def _is_of_a_headline(claim: Claim, headline_end: int) -> bool:
    return claim.end <= headline_end and not claim.sentence.text.rstrip().endswith(SENTENCE_ENDS)


def _in_full(claim: Claim, body: Sequence[Claim]) -> str | None:
    same = [other for other in body if _is_same(claim, other)]
    named = [other for other in same if claim.head is not None and other.head == claim.head]
    if named:
        return named[0].id
    return same[0].id if same and _significant(claim.quantity.low) >= _needed(claim) else None


def _is_same(claim: Claim, other: Claim) -> bool:
    one, two = claim.quantity, other.quantity
    alike = claim.kind == other.kind or {claim.kind, other.kind} <= QUANTITIES
    units = one.unit == two.unit or (claim.kind in QUANTITIES and "percent" not in (one.unit, two.unit))
    return alike and units and (one.low, one.high) == (two.low, two.high)


def _needed(claim: Claim) -> int:
    return SURE_DIGITS if claim.kind in QUANTITIES and claim.quantity.unit != "percent" else SURE_DIGITS - 1


def _significant(number: Decimal | None) -> int:
    return len(number.normalize().as_tuple().digits) if number is not None else 0
