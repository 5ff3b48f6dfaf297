"""How a stated figure relates to the reference value, in a few words: "169 too high, 20%", "one place too low"."""

from __future__ import annotations

from decimal import Decimal

from claims.model import Bound, Direction, Kind, Quantity
from factcheck.checking.model import CheckedClaim
from factcheck.queries.algebra import Change
from factcheck.reports.html_words import spelled
from factcheck.verification.acceptance import PERCENT_UNITS
from factcheck.verification.formatting import in_unit, measured, plain, with_unit
from factcheck.verification.model import Reference, Verdict

_A_PLACE = Decimal("0.1")
"""One place in a ranking weighs as much as an error of a tenth."""
_FLOORS = frozenset({Bound.MORE_THAN, Bound.AT_LEAST})
_CEILINGS = frozenset({Bound.LESS_THAN, Bound.AT_MOST})


def relation(claim: CheckedClaim) -> str:
    """How far the figure lies from the value that it was held against, and on which side; "" where there is none.

    In percent of the reference value; percentages differ by points.
    """
    reference = claim.reference
    if reference is None:
        return ""
    if claim.reason in ("opposite_direction", "ends_contradict"):
        return "the change goes the other way"
    if claim.kind is Kind.RANK or reference.unit == "rank":
        return _places(claim.quantity.low - reference.value)
    quantity = in_unit(measured(claim), reference.unit)
    value = _turned(claim, reference)
    if claim.verdict is Verdict.PASS:
        return _agreeing(quantity, value, reference.unit)
    if quantity.low <= value <= quantity.high:
        return "the bound is the value itself" if quantity.bound is not Bound.EXACT else ""
    end = quantity.low if value < quantity.low else quantity.high
    return f"{_gap(abs(end - value), value, reference.unit)} too {'high' if end > value else 'low'}" + \
        _share(end - value, value, reference.unit)


def size_of_error(claim: CheckedClaim) -> Decimal:
    """How far off the figure is, as a share of the value: 0.2 for a fifth; a wrong direction is a whole."""
    reference = claim.reference
    if reference is None:
        return Decimal(0)
    if claim.reason in ("opposite_direction", "ends_contradict"):
        return Decimal(1)
    if claim.kind is Kind.RANK or reference.unit == "rank":
        return abs(claim.quantity.low - reference.value) * _A_PLACE
    quantity = in_unit(measured(claim), reference.unit)
    value = _turned(claim, reference)
    gap = max(quantity.low - value, value - quantity.high, Decimal(0))
    return gap / abs(value) if value else Decimal(int(gap > 0))


def _turned(claim: CheckedClaim, reference: Reference) -> Decimal:
    """The value as the figure tells it: "fell 5%" is held against the size of -5, "added 75,000" against -26,000."""
    direction = claim.change.direction if claim.change else None
    sizes = isinstance(reference.asked, Change) and direction is Direction.UNKNOWN
    told_as_size = direction is Direction.DOWN or sizes
    return abs(reference.value) if told_as_size and claim.quantity.low >= 0 else reference.value


def _places(off: Decimal) -> str:
    if not off:
        return "the same rank"
    count = spelled(int(abs(off))).lower()
    return f"{count} {'place' if abs(off) == 1 else 'places'} too {'low' if off > 0 else 'high'}"


def _agreeing(quantity: Quantity, value: Decimal, unit: str) -> str:
    if quantity.low == quantity.high == value:
        return "exactly the value"
    end = quantity.low if value < quantity.low else quantity.high
    if quantity.low <= value <= quantity.high:
        return "the value lies within the range" if quantity.low < quantity.high else ""
    gap = _gap(abs(end - value), value, unit)
    if quantity.bound in _FLOORS | _CEILINGS:
        return f"the value is {gap} {'above' if value > end else 'below'} the bound"
    allowed = "hedge allows" if quantity.bound in (Bound.ABOUT, Bound.NEARLY) else "rounding allows"
    side = "above" if end > value else "below"
    return f"{gap} {side} the value{_share(end - value, value, unit)}, which its {allowed}"


def _gap(gap: Decimal, value: Decimal, unit: str) -> str:
    """The gap as a number; of percentages in points, of money with its sign, of things without their noun."""
    if unit in PERCENT_UNITS:
        return f"{plain(gap)} {'point' if gap == 1 else 'points'}"
    text = with_unit(gap, unit)
    return text.partition(" ")[0] if not text[:1].isdigit() else plain(gap)


def _share(gap: Decimal, value: Decimal, unit: str) -> str:
    if unit in PERCENT_UNITS or not value or (gap + value) * value < 0:
        return ""  # of a loss no gain is a share
    share = abs(gap / value * 100)
    if share >= 1000:
        return ""  # a slip of a factor is told as one
    place = Decimal(1) if share >= 10 else Decimal("0.1") if share >= Decimal("0.1") else None
    return f", {plain(share, place=place) if place else 'less than 0.1'}%"
