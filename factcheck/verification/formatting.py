"""Numbers and units as an editor writes them: "831 agencies", "$3.94", "50.0%", "more than 600%", "second"."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from importlib import resources

from claims.model import Basis, Bound, Claim, Frozen, Kind, Number, Quantity
from factcheck.verification.acceptance import is_multiple, round_to_place


class MinorUnit(Frozen):
    """A unit that is a part of others: a cent is 0.01 of a dollar."""

    of: tuple[str, ...]
    factor: Number


class _Units(Frozen):
    plurals: dict[str, str]
    symbols: dict[str, str]
    prefixes: dict[str, str]
    minor: dict[str, MinorUnit]
    hedges: dict[Bound, str]
    hedges_of_counts: dict[Bound, str]
    ordinals: dict[str, str]
    per: tuple[str, ...]
    fractions: dict[str, str]


@cache
def _units() -> _Units:
    text = resources.files(__package__).joinpath("data/units.json").read_text(encoding="utf-8")
    return _Units.model_validate(json.loads(text))


def plain(value: Decimal, *, place: Decimal | None = None) -> str:
    """A number with thousands separators: "1,000". With ``place`` it is rounded to it, trailing zeros kept: "50.0"."""
    if place is None:
        short = round_to_place(value, _sensible_place(value)).normalize()
        return f"{short:,f}"
    digits = max(0, -int(place.normalize().as_tuple().exponent))
    return f"{round_to_place(value, place):,.{digits}f}"


def _sensible_place(value: Decimal) -> Decimal:
    """Whole numbers whole; others to one decimal from 100 on, two below, two significant digits below one."""
    if value == value.to_integral_value():
        return Decimal(1)
    size = abs(value)
    if size >= 1:
        return Decimal("0.1") if size >= 100 else Decimal("0.01")
    return Decimal(10) ** (size.adjusted() - 1)


def plural(unit: str) -> str:
    """The plural of a unit's name: "agency" to "agencies", "dollar per gallon" to "dollars per gallon"."""
    units = _units()
    if unit in units.plurals:
        return units.plurals[unit]
    for per in units.per:
        head, found, tail = unit.partition(per)
        if found:
            return plural(head) + per + tail
    *before, last = unit.split(" ")
    return " ".join([*before, units.plurals.get(last) or _regular_plural(last)])


def _regular_plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + ("" if word.endswith("s") and not word.endswith("ss") else "es")
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + "s"


def with_unit(value: Decimal, unit: str | None, *, place: Decimal | None = None) -> str:
    """A value with its unit: ``with_unit(Decimal(831), "agency") == "831 agencies"``; percent and money as symbols."""
    units = _units()
    if unit in units.symbols:
        return plain(value, place=place or _percent_place(value)) + units.symbols[unit or ""]
    if unit is None or unit in ("", "number", "count", "index"):
        return plain(value, place=place)
    currency, per, tail = _currency(unit)
    if currency:
        sign = "-" if value < 0 else ""
        return f"{sign}{currency}{plain(abs(value), place=place or _money_place(value))}{per}{tail}"
    number = plain(value, place=place)
    return f"{number} {unit if abs(value) == 1 else plural(unit)}"


_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"))
_FINEST = 3
"""Decimals behind which "trillion" still stands: a number that is told finer is written in full."""


def great_sum(value: Decimal, unit: str | None, *, precision: Decimal | None = None) -> str | None:
    """A great sum as it is written in a sentence, "$105.435 trillion"; None for what is no such sum.

    With ``precision`` as finely as the figure was stated, and None where that is finer than a word leaves room for.
    """
    currency, per, tail = _currency(unit or "")
    scale, word = next((one for one in _SCALES if abs(value) >= one[0]), (None, ""))
    if not currency or scale is None:
        return None
    decimals = _FINEST if precision is None else scale.adjusted() - precision.adjusted()
    if decimals > _FINEST:
        return None
    number = round_to_place(abs(value) / scale, Decimal(1).scaleb(-max(0, decimals)))
    shown = f"{number.normalize():,f}" if precision is None else f"{number:,f}"
    return f"{'-' if value < 0 else ''}{currency}{shown} {word}{per}{tail}"


def _percent_place(value: Decimal) -> Decimal:
    """Percentages with one decimal, more where they would vanish or be cut: 0.04%, 50.0085% is 50.0%."""
    return Decimal("0.1") if abs(value) >= 1 or value == 0 else _sensible_place(value)


def _money_place(value: Decimal) -> Decimal:
    if value == value.to_integral_value() or abs(value) >= 1000:
        return Decimal(1)
    exact = -int(value.normalize().as_tuple().exponent)
    return Decimal("0.001") if exact >= 3 else Decimal("0.01")


def _currency(unit: str) -> tuple[str, str, str]:
    for per in ("", *_units().per):
        head, found, tail = (unit, "", "") if per == "" else unit.partition(per)
        if head in _units().prefixes and (per == "" or found):
            return _units().prefixes[head], found, tail
    return "", "", ""


def stated(quantity: Quantity, kind: Kind, *, noun: str | None = None) -> str:
    """The figure as stated, hedge and unit in plain words: "more than 600%", "about 1,000", "between 5.3% and 5.5%".

    ``noun`` is set behind a count ("about 1,000 departments").
    """
    if kind is Kind.RANK:
        return ordinal(quantity.low)
    bound = Bound.BETWEEN if quantity.low < quantity.high else quantity.bound
    hedges = _units().hedges_of_counts if kind is Kind.COUNT else _units().hedges
    template = hedges.get(bound, _units().hedges[bound])
    unit = quantity.unit if _is_written(quantity, kind) else None
    text = template.format(*(_end(value, unit, quantity.precision) for value in (quantity.low, quantity.high)))
    return f"{text} {noun}" if noun and unit is None else text


def _is_written(quantity: Quantity, kind: Kind) -> bool:
    """Whether the unit belongs to the number (%, $, points, times) rather than naming what is counted."""
    return kind is not Kind.COUNT or quantity.unit in ("fraction", *_units().symbols) or is_multiple(quantity, kind)


def _end(value: Decimal, unit: str | None, precision: Decimal) -> str:
    if unit == "fraction":
        return _fraction(value)
    if (great := great_sum(value, unit, precision=precision)) is not None:
        return great
    place = precision if precision < 1 else Decimal(1)
    if value != value.to_integral_value() and place == 1:
        place = _sensible_place(value)
    return with_unit(value, unit, place=place)


def _fraction(value: Decimal) -> str:
    """A share as it is spoken, "a third"; in percent where it has no such name."""
    for name, words in _units().fractions.items():
        over, _, under = name.partition("/")
        if abs(value * int(under) - int(over)) < Decimal("0.000001"):
            return words
    return with_unit(value * 100, "percent")


def ordinal(position: Decimal) -> str:
    """A rank in words up to ten, in digits above: "first", "22nd"."""
    text = plain(position, place=Decimal(1))
    if text in _units().ordinals:
        return _units().ordinals[text]
    last = "th" if text[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th")
    return text + last


def sentence(text: str) -> str:
    """With a capital letter and a full stop, and no space left over from an empty field."""
    text = " ".join(text.split()).replace(" ,", ",").replace(" .", ".").replace(" ;", ";")
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def is_spoken_share(claim: Claim) -> bool:
    """Whether a share is told as a fraction or odds ("half", "1 in 5") rather than as a percentage."""
    return claim.quantity.unit == "fraction"


def measured(claim: Claim) -> Quantity:
    """The claim's quantity with the unit that its change implies: "doubled" is 2 times, "half" is 50 percent."""
    if claim.quantity.unit == "fraction":
        return in_unit(claim.quantity, "percent")
    if claim.change is not None and claim.change.basis is Basis.MULTIPLE and claim.quantity.unit is None:
        return claim.quantity.model_copy(update={"unit": "times"})
    return claim.quantity


def as_told(claim: Claim, unit: str) -> Quantity:
    """The quantity as a message says it: a spoken share as spoken, all else in the unit of what it is held against."""
    return claim.quantity if is_spoken_share(claim) else in_unit(claim.quantity, unit)


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """The quantity in the reference's unit: 43 cents are 0.43 dollars. Unchanged where neither is part of the other."""
    if unit == "multiple":
        return quantity.model_copy(update={"unit": "times"})
    said = quantity.unit or ""
    head, tail = next(((head, tail) for per in _units().per for head, found, tail in [said.partition(per)] if found),
                      (said, ""))
    minor = _units().minor.get(head)
    if minor is None or not unit.endswith(tail):
        return quantity
    if not any(unit == name or unit.startswith((f"{name} ", f"{name}/")) for name in minor.of):
        return quantity
    return quantity.model_copy(update={
        "low": quantity.low * minor.factor, "high": quantity.high * minor.factor,
        "precision": quantity.precision * minor.factor, "unit": unit})
