"""A figure's phrase with another number in it, written as the first one was: digits, words, scale, hedge, order."""

from __future__ import annotations

import re
import tomllib
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from importlib import resources
from typing import Any

from claims.model import Bound, Claim, Frozen, Kind, Number
from claims.vocabulary import hedges, numbers
from claims.vocabulary.number_model import Form, NumberMention
from claims.vocabulary.number_words import table
from factcheck.verification.acceptance import round_to_place
from factcheck.verification.formatting import ordinal

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FLOOR = frozenset({Bound.MORE_THAN, Bound.AT_LEAST})
_CEILING = frozenset({Bound.LESS_THAN, Bound.AT_MOST, Bound.NEARLY})
_NAMED = re.compile(r"[\s-]+(?!per\b|per ?cent\b)[^\W\d]")
_SPELLED_BELOW = 10
"""Newspapers spell whole numbers out below this one."""


class Rewritten(Frozen):
    """A figure with another number, and how it is to be read."""

    figure: str
    number: Number
    bound: Bound
    precision: Number


class _Rounded(Frozen):
    value: Number
    place: Number
    bound: Bound


def rewrite(claim: Claim, value: Decimal, *, noun: str | None = None, finer: bool = False) -> Rewritten | None:
    """The claim's figure with ``value`` for its number; None where it has none that could be written so.

    ``noun`` takes the place of what is counted; ``finer`` states one digit more than the article does. The size of the
    value alone is written: which way a change went stays as it is said.
    """
    if claim.quantity.low != claim.quantity.high or value < 0:
        return None
    found = [one for one in numbers.find(claim.figure) if one.low == one.high == abs(claim.quantity.low)]
    if len(found) != 1:
        return None
    old = found[0]
    if claim.kind is Kind.RANK:
        return _ranked(claim, old, value)
    if old.form not in (Form.DIGITS, Form.WORDS):
        return None
    rounded = _rounded(claim, old, value, finer=finer)
    text = _written(old, rounded)
    phrase = text and _phrase(claim, old, text, rounded.value, rounded.bound, noun)
    if not phrase:
        return None
    back = [one for one in numbers.find(phrase) if one.low == one.high == rounded.value]
    if len(back) != 1:
        return None
    return Rewritten(figure=phrase, number=rounded.value, bound=rounded.bound, precision=back[0].precision)


def _ranked(claim: Claim, old: NumberMention, value: Decimal) -> Rewritten | None:
    if old.form is not Form.ORDINAL:
        return None
    word = ordinal(value)
    if old.text[0].isdigit() and not word[0].isdigit():
        return None  # "the No. 2 state" and "2nd" do not become "the No. third state"
    figure = claim.figure[:old.start] + _as_before(word, old.text) + claim.figure[old.end:]
    return Rewritten(figure=figure, number=value, bound=claim.quantity.bound, precision=Decimal(1))


def _rounded(claim: Claim, old: NumberMention, value: Decimal, *, finer: bool) -> _Rounded:
    """The value at the place that the figure states; where the figure is open, at as many digits as it shows, two at
    least, to the side on which its words stay true. A value that is so exact needs no hedge."""
    bound, place = claim.quantity.bound, old.precision
    if bound is Bound.EXACT:
        place = place / 10 if finer else place
        return _Rounded(value=round_to_place(value, place), place=place, bound=bound)
    shown = max(2, len(old.mantissa.normalize().as_tuple().digits)) + finer
    place = max(place / 10 if finer else place, Decimal(1).scaleb(value.adjusted() - shown + 1)) if value else place
    steps = value / place
    if bound in _FLOOR:
        steps = steps.to_integral_value(rounding=ROUND_FLOOR)
    elif bound in _CEILING:
        steps = steps.to_integral_value(rounding=ROUND_CEILING)
    else:
        steps = round_to_place(steps, Decimal(1))
    result = steps * place
    return _Rounded(value=result, place=place, bound=Bound.EXACT if result == value else bound)


def _written(old: NumberMention, rounded: _Rounded) -> str | None:
    """The number in the form of the old one: digits, a scale word behind them, or words where it is a small one."""
    scaled = rounded.value / old.scale
    if old.scale > 1 and not 1 <= scaled < 1000:
        return None  # "0.8 million" and "1,200 million" are not how anyone writes
    whole = scaled == scaled.to_integral_value()
    if old.form is Form.WORDS:
        if old.scale == 1 and not whole:
            return None
        word = _spelled(scaled) if whole else None
        head = _as_before(word, old.text) if word else _digits(scaled, rounded.place / old.scale)
        tail = re.search(r"[\s-]+\w+$", old.text) if old.scale > 1 else None
        if old.scale > 1 and tail is None:
            return None
        return head + (tail.group() if tail else "")
    digits = _DIGITS.match(old.text)
    if digits is None or Decimal(digits.group().replace(",", "")) != old.mantissa:
        return None  # "2 1/2"
    return _digits(scaled, rounded.place / old.scale) + old.text[digits.end():]


def _digits(value: Decimal, place: Decimal) -> str:
    decimals = max(0, -int(place.normalize().as_tuple().exponent))
    return f"{value:,.{decimals}f}"


def _spelled(value: Decimal) -> str | None:
    if not 0 < value < _SPELLED_BELOW:
        return None
    return next(word for word, worth in table("cardinals").items() if worth == value)


def _as_before(word: str, old: str) -> str:
    return word[:1].upper() + word[1:] if old[:1].isupper() else word


def _phrase(claim: Claim, old: NumberMention, text: str, one: Decimal, bound: Bound, noun: str | None) -> str | None:
    """The whole figure: hedge, number, and what is counted."""
    before, after = claim.figure[:old.start], claim.figure[old.end:]
    if 1 in (old.low, one) and old.low != one and _NAMED.match(after):
        return None  # "1 agency" and "39 agencies" differ in more than the number
    if claim.quantity.bound is not Bound.EXACT:
        hedge = hedges.before(claim.figure, old.start)
        if hedge is None or hedge.bound is not claim.quantity.bound:
            return None  # it stands behind the number, or is none of ours
        word = " ".join(hedge.text.lower().split())
        if bound is Bound.EXACT:
            before = before[:hedge.start] + before[hedge.end:].lstrip()
            article = re.match(r"(?:an?)\s+", before[hedge.start:])
            if article:
                return None  # "up to a 20% cut"
        elif word not in _kept()[claim.quantity.bound]:
            plainest = _kept()[claim.quantity.bound][0]
            before = before[:hedge.start] + _as_before(plainest, hedge.text) + before[hedge.end:]
    if one > old.low:
        before = _little().sub("", before)
    if noun is not None and after.strip():
        if not re.fullmatch(r"(?:[\s-]+(?!(?:of|in|from|to|for|with)\b)[\w’'-]+){1,4}", after):
            return None  # what is counted is told in more than a noun
        after = f" {noun}"
    phrase = before + text + after
    return phrase[:1].upper() + phrase[1:] if claim.figure[:1].isupper() else phrase


@cache
def _little() -> re.Pattern[str]:
    """Words that call a number small, which are not said of a larger one: "Only 30 states" becomes "40 states"."""
    words = "|".join(re.escape(word) for word in _words()["little"])
    return re.compile(rf"\b(?:{words})\s+", re.IGNORECASE)


@cache
def _kept() -> dict[Bound, list[str]]:
    return {Bound(name): words for name, words in _words()["kept"].items()}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data/corrections.toml").read_text(encoding="utf-8"))
