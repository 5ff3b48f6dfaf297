"""What the figure readers hand on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.model import Bound, NotClaimReason, Quantity
from claims.vocabulary.numbers import Form


@dataclass(frozen=True, slots=True)
class Figure:
    """A number phrase in a sentence. All offsets are into the sentence.

    ``start:end`` is hedge, number and unit; ``number_start:number_end`` the number alone (both ends of a range).
    ``unit`` is singular and spelled out, ``unit_kind`` what it measures ("percent", "points", "money", "length", ...),
    None for a bare number. ``neutral`` are words in front that leave the value as it is ("another"). ``sign`` is 1 or
    -1 where a plus or minus is written. A figure that ``restates`` says the one before it again in another unit: the
    acres of "3 hectares (7.4 acres)". ``per`` is the round number that a rate is told by: "per 100,000".
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: Decimal
    high: Decimal
    precision: Decimal
    form: Form
    pattern: str
    bound: Bound = Bound.EXACT
    unit: str | None = None
    unit_kind: str | None = None
    parts: tuple[int, int] | None = None
    neutral: tuple[str, ...] = ()
    rank_order: str | None = None
    sign: int = 0
    restates: bool = False
    per: str | None = None

    def with_(self, **changes: object) -> Figure:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def quantity(self) -> Quantity:
        """The quantity as the claim states it."""
        return Quantity.made({"low": self.low, "high": self.high, "bound": self.bound, "precision": self.precision,
                              "unit": self.unit})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stretch of a sentence whose numbers are no claims, with the reason and the rule that said so."""

    start: int
    end: int
    reason: NotClaimReason
    rule: str
