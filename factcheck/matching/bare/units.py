"""Whether a figure can be told in the unit of a series: a percentage is never held against dollars, nor tonnes against
litres, nor a rate per hectare against one per head."""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Kind
from claims.vocabulary.units import lookup
from factcheck.matching.bare.series_model import Series
from factcheck.matching.doubts.denominators import denominator, other_denominator

STANDS = re.compile(r"(?:\(|\b(?:with|at|of|was|were|to|from))\s*$", re.IGNORECASE)
"""Before an amount: it is what stands there, however the sentence goes on: "ranked 20th with -0.48 points"."""
COMPARED = re.compile(
    r"[^\d,.;:()]{0,40}?\b(?:more|fewer|less|higher|lower|greater|smaller|larger|longer|shorter|older|younger|bigger|"
    r"heavier|lighter|cheaper|faster|slower)\b")
"""Behind a figure: with a "than" in its sentence it is the distance between two values."""


MONEY = re.compile(r"currenc|dollar|euro|pound|yen|usd|eur\b|price|franc|krona|krone|peso|real\b|rupee|yuan")
"""A table's unit that is money, though it is none that we know: "us dollars, ppp converted"."""
PARTS = frozenset({"percent", "points"})
PERCENT = frozenset({"percent", "percentage point"})


def fits(claim: Claim, series: Series) -> bool:
    """Whether the figure can be told in the unit of the series."""
    if claim.kind is Kind.RANK:
        return series.measure.rank_column is not None
    unit, other = claim.quantity.unit, series.measure.unit
    if denominator(other) is not None and other_denominator(claim, other):
        return False
    if unit is None:
        return True
    change = claim.change
    if unit == "percent" and is_change(claim) and change is not None and change.basis is Basis.PERCENT:
        return True
    unit, other = _told_per(unit), _told_per(other)
    one, table = lookup(unit), lookup(other)
    if one is not None and table is not None and one.kind != table.kind and not {one.kind, table.kind} <= PARTS:
        return False  # tonnes are no litres
    if one is not None and one.kind == "money" and table is None and not MONEY.search(other):
        return False
    if unit in PERCENT:
        return other in PERCENT or "percent" in other or other in ("unit", "ratio", "index")
    return other not in PERCENT


def is_change(claim: Claim) -> bool:
    """Whether the figure is the size of a change or of a distance, and no value."""
    text, offset = claim.sentence.text, claim.sentence.start
    before, after = text[: claim.start - offset], text[claim.end - offset :]
    if claim.kind is Kind.RANK:
        return False
    number = re.sub(r"[\d.,]+", "", claim.figure)
    if " than " in after and (COMPARED.match(number) or COMPARED.match(after.partition(" than ")[0])):
        return True
    change = claim.change if claim.kind is Kind.CHANGE else None
    return change is not None and change.by is not None and STANDS.search(before) is None


def _told_per(unit: str) -> str:
    """What is counted for each of something: of "hour per week" the hours. What it is for each of is read in words."""
    return unit.partition(" per ")[0]
