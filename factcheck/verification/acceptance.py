"""The figure as written is a set of acceptable values: an interval. A value lies in it or not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from claims.model import Basis, Bound, Change, Direction, Frozen, Kind, Number, Quantity
from factcheck.verification.policy import Policy

MULTIPLE_UNITS = frozenset({"times", "time", "fold", "multiple"})
PERCENT_UNITS = frozenset({"percent", "percentage point"})

_SCALES = frozenset(map(Decimal, (10**3, 10**6, 10**9, 10**12)))
"""The last stated digit of a whole number before a scale word."""

How = Literal["exact", "rounding", "hedge", "bound"]


class Interval(Frozen):
    """Values from ``low`` to ``high``; None is an open end. ``Interval(low=5).contains(Decimal(5))``."""

    low: Number | None = None
    high: Number | None = None
    low_closed: bool = True
    high_closed: bool = True

    def contains(self, value: Decimal) -> bool:
        """Whether the value lies in it."""
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return not (_apart(self, other) or _apart(other, self))

    def distance(self, value: Decimal) -> Decimal:
        """How far the value is outside; 0 inside or at the edge."""
        if self.low is not None and value < self.low:
            return self.low - value
        if self.high is not None and value > self.high:
            return value - self.high
        return Decimal(0)

    def mirrored(self) -> Interval:
        """The same about zero: 2 to 3 becomes -3 to -2."""
        return Interval(low=None if self.high is None else -self.high, high=None if self.low is None else -self.low,
                        low_closed=self.high_closed, high_closed=self.low_closed)


def _apart(left: Interval, right: Interval) -> bool:
    """Whether ``left`` ends before ``right`` begins."""
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and not (left.high_closed and right.low_closed))


class Assessment(Frozen):
    """Whether a value satisfies a figure. ``reason`` is a code of ``reasons.json``; ``how`` says by what it holds.

    ``value`` is the value as it was compared: turned to the figure's direction and unit.
    """

    holds: bool
    reason: str
    how: How | None = None
    value: Number
    interval: Interval


def rounding(quantity: Quantity, number: Decimal, policy: Policy) -> Decimal:
    """Half the width of what rounds to ``number``, one end of the quantity, at its stated precision."""
    rules, size = policy.rounding, abs(number)
    stated = quantity.precision * rules.half_of_last_digit
    if quantity.precision > 1:
        stated = min(stated, size * rules.scale_words_at_most)
    # The 350 of "350 billion" is as round as 350,000,000,000; the .0 of "16.0 million" is a digit that someone states.
    written = size / quantity.precision if quantity.precision in _SCALES else size
    digits_only = quantity.precision == 1 or quantity.precision in _SCALES
    if not digits_only or written != written.to_integral_value() \
            or written < Decimal(10) ** (rules.zeros_from_digits - 1):
        return stated
    digits = len(written.normalize().as_tuple().digits)
    most = rules.zeros_at_most if digits == 1 else rules.two_digits_at_most
    return max(stated, min(_place_of_zeros(written) * (size / written) * rules.half_of_last_digit, size * most))


def _place_of_zeros(size: Decimal) -> Decimal:
    exponent = size.normalize().as_tuple().exponent
    return Decimal(10) ** max(int(exponent), 0)


def _from_to(low: Decimal, high: Decimal, *, high_closed: bool = True) -> Interval:
    """What is asked of each neighbour of a figure that fails."""
    return Interval.made({"low": low, "high": high, "low_closed": True, "high_closed": high_closed})


def _printed(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    """What the number accepts with no hedge at all."""
    low, high = quantity.low, quantity.high
    if kind is Kind.RANK:
        return _from_to(low, high)
    if is_multiple(quantity, kind) and quantity.precision >= 1:
        return _from_to(low * (1 - policy.multiples.below), high * (1 + policy.multiples.above))
    if spoken and quantity.unit == "percent" and low > 0:
        rules = policy.rounding
        points = max(rules.spoken_fraction_points, quantity.precision * rules.half_of_last_digit)
        return _from_to(low - points, high + points)
    if low < high:
        # The ends of a range are limits that someone set, not roundings, but for their last stated digit.
        half = min(quantity.precision * policy.rounding.half_of_last_digit, (high - low) / 2)
        return _from_to(low - half, high + half, high_closed=False)
    half = rounding(quantity, low, policy)
    return _from_to(low - half, high + half, high_closed=False)


def _about(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    printed = _printed(quantity, kind, policy, spoken=spoken)
    if kind is Kind.RANK:
        return printed
    low = quantity.low - _hedge(quantity, kind, quantity.low, policy.hedges.about, policy)
    high = quantity.high + _hedge(quantity, kind, quantity.high, policy.hedges.about, policy)
    return _hull(printed, Interval(low=low, high=high))


def _nearly(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    below = _hedge(quantity, kind, quantity.low, 1 - policy.hedges.nearly_from, policy)
    return Interval(low=quantity.low - below, high=quantity.high + _grace(quantity, policy))


def _more_than(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    return Interval(low=quantity.low, high=_absurd(quantity, kind, policy), low_closed=False)


def _at_least(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    return Interval(low=quantity.low - _grace(quantity, policy), high=_absurd(quantity, kind, policy))


def _less_than(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    return Interval(low=_absurdly_low(quantity, kind, policy), high=quantity.high, high_closed=False)


def _at_most(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    return Interval(low=_absurdly_low(quantity, kind, policy), high=quantity.high + _grace(quantity, policy))


def _exact(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool) -> Interval:
    return _printed(quantity, kind, policy, spoken=spoken)


_READERS: dict[Bound, Callable[..., Interval]] = {
    Bound.EXACT: _exact, Bound.BETWEEN: _exact, Bound.ABOUT: _about, Bound.NEARLY: _nearly,
    Bound.MORE_THAN: _more_than, Bound.AT_LEAST: _at_least, Bound.LESS_THAN: _less_than, Bound.AT_MOST: _at_most,
}


def acceptable(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool = False) -> Interval:
    """The values that the figure accepts, in its own unit. ``spoken``: a share in words or odds ("half", "1 in 5").

    "About 1,000" accepts 900 to 1,100; "more than 40" accepts what is above 40 and not absurdly far above. A negative
    number is the mirror image of its size.
    """
    if quantity.high < 0:
        size = quantity.model_copy(update={"low": -quantity.high, "high": -quantity.low})
        return _READERS[quantity.bound](size, kind, policy, spoken=spoken).mirrored()
    return _READERS[quantity.bound](quantity, kind, policy, spoken=spoken)


def tight(quantity: Quantity, kind: Kind, policy: Policy, *, spoken: bool = False) -> Interval:
    """What the bare number accepts, whatever its hedge: "about 1,000" read as "1,000"."""
    return acceptable(quantity.model_copy(update={"bound": Bound.EXACT}), kind, policy, spoken=spoken)


def is_multiple(quantity: Quantity, kind: Kind) -> bool:
    """Whether the number is a multiple ("tenfold", "three times as many"); "voted 12 times" is a count."""
    return kind is Kind.RATIO or (kind is Kind.CHANGE and quantity.unit in MULTIPLE_UNITS)


def _hedge(quantity: Quantity, kind: Kind, number: Decimal, share: Decimal, policy: Policy) -> Decimal:
    width = abs(number) * share
    if _digits(number, quantity.precision) >= policy.hedges.precise_from_digits:
        return Decimal(0)
    if kind is Kind.SHARE and quantity.unit in PERCENT_UNITS:
        return min(width, policy.hedges.share_points_at_most)
    return width


def _digits(number: Decimal, precision: Decimal) -> int:
    """How many digits of a number say something: 6 for 473,453, 2 for 1,200 and for a third, which is 33%."""
    written = (number / precision).to_integral_value()
    return len(written.normalize().as_tuple().digits)


def _grace(quantity: Quantity, policy: Policy) -> Decimal:
    rules, size = policy.hedges, min(abs(quantity.low), abs(quantity.high))
    fine = quantity.precision < 1 and quantity.precision <= size * rules.fine_at_most
    return quantity.precision * (rules.fine_grace if fine else rules.grace)


def _limitless(number: Decimal, kind: Kind, policy: Policy) -> bool:
    return kind is Kind.RANK or number <= policy.bounds.absurd_above


def _absurd(quantity: Quantity, kind: Kind, policy: Policy) -> Decimal | None:
    return None if _limitless(quantity.low, kind, policy) else quantity.high * policy.bounds.absurd_from


def _absurdly_low(quantity: Quantity, kind: Kind, policy: Policy) -> Decimal | None:
    return None if _limitless(quantity.high, kind, policy) else quantity.low / policy.bounds.absurd_from


def _hull(first: Interval, second: Interval) -> Interval:
    """The smallest interval with both in it; where ends coincide, the closed one."""
    lowest = min(first, second, key=lambda i: (_or(i.low, "-Infinity"), not i.low_closed))
    highest = max(first, second, key=lambda i: (_or(i.high, "Infinity"), i.high_closed))
    return Interval(low=lowest.low, high=highest.high, low_closed=lowest.low_closed, high_closed=highest.high_closed)


def _or(value: Decimal | None, infinity: str) -> Decimal:
    return Decimal(infinity) if value is None else value


def assess(quantity: Quantity, value: Decimal, *, kind: Kind, policy: Policy, change: Change | None = None,
           spoken: bool = False) -> Assessment:
    """Whether ``value`` satisfies the figure.

    ``value`` is in the figure's unit. For a change, ``change`` says the direction and the value carries its sign (a
    multiple is end / start): "fell 6.1%" holds for -6.12. "More than 40" against 40: ``bound_not_met``.
    """
    interval = acceptable(quantity, kind, policy, spoken=spoken)
    turned = _turned(quantity, value, change)
    if turned is None:
        return Assessment(holds=False, reason="opposite_direction", value=value, interval=interval)
    as_stated, (quantity, value) = quantity, turned
    if quantity is not as_stated:
        interval = acceptable(quantity, kind, policy, spoken=spoken)
    if interval.contains(value):
        return _holding(quantity, value, kind, policy, interval, spoken=spoken)
    return Assessment(holds=False, reason=_miss(quantity, value), value=value, interval=interval)


def _turned(quantity: Quantity, value: Decimal, change: Change | None) -> tuple[Quantity, Decimal] | None:
    """Figure and value as sizes in the direction that the text states; None where the value goes the other way."""
    if change is None or change.direction is Direction.FLAT:
        return quantity, value
    if quantity.high < 0:
        quantity = quantity.model_copy(update={"low": -quantity.high, "high": -quantity.low})
    if change.basis is Basis.MULTIPLE:
        return _turned_multiple(quantity, value, change.direction)
    if change.direction is Direction.UNKNOWN:
        return quantity, abs(value)
    size = -value if change.direction is Direction.DOWN else value
    return None if size < 0 else (quantity, size)


def _turned_multiple(quantity: Quantity, value: Decimal, direction: Direction) -> tuple[Quantity, Decimal] | None:
    """A fall by half is told as 0.5 or as 2; the value is end / start."""
    if direction is Direction.DOWN and quantity.low > 1:
        return (quantity, 1 / value) if 0 < value <= 1 else None
    if direction is Direction.UP and value < 1:
        return None
    return quantity, value


def _holding(quantity: Quantity, value: Decimal, kind: Kind, policy: Policy, interval: Interval, *,
             spoken: bool) -> Assessment:
    if quantity.low == quantity.high == value:
        how: How = "exact"
    elif quantity.bound in (Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST):
        how = "bound"
    elif tight(quantity, kind, policy, spoken=spoken).contains(value):
        how = "rounding"
    else:
        how = "hedge"
    reason = "matches_reference"
    if how == "bound" and kind is not Kind.RANK:
        size, low, high, far = abs(value), abs(quantity.low), abs(quantity.high), policy.bounds.understated_from
        if quantity.bound in (Bound.MORE_THAN, Bound.AT_LEAST) and size >= max(low, high) * far > 0:
            reason = "understated_but_true"
        elif quantity.bound in (Bound.LESS_THAN, Bound.AT_MOST) and size * far <= min(low, high):
            reason = "overstated_but_true"
    return Assessment(holds=True, reason=reason, how=how, value=value, interval=interval)


def _miss(quantity: Quantity, value: Decimal) -> str:
    """Which reason a value outside has: on the wrong side of a bound, far beyond it, or just another value."""
    size, low, high = abs(value), abs(quantity.low), abs(quantity.high)
    if quantity.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return "bound_far_off" if size > high else "bound_not_met"
    if quantity.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return "bound_far_off" if size < low else "bound_not_met"
    return "value_differs"


def round_to_place(value: Decimal, place: Decimal) -> Decimal:
    """The value rounded half away from zero to a multiple of ``place``: 4.25 to 0.1 is 4.3."""
    steps = abs(value) / place
    rounded = (steps + Decimal("0.5")).to_integral_value(rounding=ROUND_FLOOR) * place
    return rounded.copy_sign(value) if rounded else Decimal(0)
