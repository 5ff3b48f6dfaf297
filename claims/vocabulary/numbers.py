"""Numbers as English writes them: digits, words, scales, fractions, vague plurals, ordinals.

``find(text)`` lists them in order, without overlap; what they mean (a count, a date, a model name) is decided later.
``find("a quarter of a million")[0].low == Decimal(250000)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.vocabulary import number_words
from claims.vocabulary.number_model import Form, NumberMention, mention
from claims.vocabulary.number_patterns import (
    GLYPHS,
    LENGTH_AFTER,
    MANY_BEFORE,
    MANY_REACH,
    MONEY_BEFORE,
    PART_AFTER,
    PART_BEFORE,
    SOME,
    THINGS_AFTER,
    VAGUE,
    may_hold,
    patterns,
)
from claims.vocabulary.number_words import scale_of, table

__all__ = ["Form", "NumberMention", "find", "may_hold", "place_of_last_digit"]

LONGEST = 28
"""More digits than decimal arithmetic keeps by default are an identifier, not a number that anyone writes.

A constant: a program that sets another precision reads the same numbers."""

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
LARGEST_EXPONENT = 99


def find(text: str) -> tuple[NumberMention, ...]:
    """All numbers of a text, in order. Where two readings overlap, the one that starts first wins, then the longer."""
    if not may_hold(text):
        return ()
    readers = (_multiples, _fractions, _ordinals, _vague, _digits, _words)
    found = sorted((number for read in readers for number in read(text)), key=lambda m: (m.start, -m.end))
    taken: list[NumberMention] = []
    for number in found:
        if not taken or number.start >= taken[-1].end:
            taken.append(number)
    return tuple(taken)


def place_of_last_digit(digits: str) -> Decimal:
    """0.1 for "4.3", 1 for "325" and "1,000"."""
    _, _, decimals = digits.partition(".")
    return Decimal(1).scaleb(-len(decimals))


def _digits(text: str) -> Iterator[NumberMention]:
    for found in patterns()["digits"].finditer(text):
        plain = re.sub(r"[^\d.]", "", found["digits"])
        if len(plain) > LONGEST:
            continue
        value, precision = Decimal(plain), place_of_last_digit(plain)
        scale, end = _scale_behind(text, found)
        if mixed := patterns()["mixed"].match(text, end):  # "2 1/2", "6½"
            top, bottom = GLYPHS[mixed["glyph"]] if mixed["glyph"] else (int(mixed["top"]), int(mixed["bottom"]))
            if top < bottom and precision == 1 and scale == 1:
                value, precision, end = value + Decimal(top) / bottom, Decimal(1) / bottom, mixed.end()
                if spoken := patterns()["scale_behind"].match(text, end):
                    scale, end = scale_of(spoken.group()), spoken.end()
        yield mention(text, found.start(), end, value, precision=precision, form=Form.DIGITS, scale=scale)


def _scale_behind(text: str, found: re.Match[str]) -> tuple[Decimal, int]:
    """What the digits are multiplied by, and where that ends."""
    if letters := found["suffix"] or found["spaced"]:
        return table("suffixes")[letters], found.end()
    if found["scale"]:
        return scale_of(found["scale"]), found.end()
    if found["power"]:
        exponent = int(found["power"].translate(SUPERSCRIPTS))
        return (Decimal(1).scaleb(exponent) if abs(exponent) <= LARGEST_EXPONENT else Decimal(1)), found.end()
    money = patterns()["currency_suffix"].match(text, found.end())
    if money and (
        MONEY_BEFORE.search(text[max(0, found.start() - 5) : found.start()])
        or (money.group() == "m" and THINGS_AFTER.match(text, money.end()))
        or (money.group() == "m" and _are_many(text, found.start(), money.end()))
    ):
        return table("currency_suffixes")[money.group()], money.end()
    return Decimal(1), found.end()


def _are_many(text: str, start: int, end: int) -> bool:
    """Whether what "7.4m" is said of comes in millions, and in no metres."""
    before = text[max(0, start - MANY_REACH) : start]
    return MANY_BEFORE.search(before) is not None and not LENGTH_AFTER.match(text, end)


def _words(text: str) -> Iterator[NumberMention]:
    for read in number_words.find(text):
        yield mention(
            text,
            read.start,
            read.end,
            read.mantissa,
            precision=read.precision / read.scale,
            form=Form.WORDS,
            scale=read.scale,
        )


def _small(word: str) -> int:
    """The value of a numerator: digits or a cardinal; an article is one."""
    return int(word.replace(",", "")) if word[0].isdigit() else int(table("cardinals").get(word.lower(), Decimal(1)))


def _fractions(text: str) -> Iterator[NumberMention]:
    for found in patterns()["one_in"].finditer(text):
        top, bottom = _small(found["n"]), _small(found["d"])
        year = not found["every"] and "," not in found["d"] and 1900 <= bottom <= 2100
        round_base = bottom <= 20 or str(bottom).strip("0") == "1"
        if 0 < top < bottom and (top == 1 or round_base) and not year:
            yield _fraction(text, found.start(), found.end(), top, bottom)
    for found in patterns()["one_thing_in"].finditer(text):  # "one pupil in four"
        top, bottom = _small(found["n"]), _small(found["d"])
        round_base = bottom <= 20 or str(bottom).strip("0") == "1"
        if top < bottom and round_base and (top == 1 or found["what"].endswith(("s", "men", "children", "people"))):
            yield _fraction(text, found.start(), found.end(), top, bottom)
    for found in patterns()["unit_and_part"].finditer(text):  # "an hour and a half"
        part = 1 / table("denominators")[found["part"].lower()]
        yield mention(text, found.start(), found.end(), 1 + part, precision=part, form=Form.WORDS)
    for found in patterns()["fraction"].finditer(text):
        if (parts := _parts(text, found)) and parts[0] < parts[1]:
            yield _fraction(text, found.start(), found.end(), *parts)


def _parts(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """Numerator and denominator; None where an ordinal or something else is meant."""
    if found["half"]:
        return 1, 2
    if found["glyph"]:
        return GLYPHS[found["glyph"]]
    if found["top"]:
        return int(found["top"]), int(found["bottom"])
    top, bottom = _small(found["n"]), int(table("denominators")[found["d"].lower()])
    if (
        found["n"].lower() in ("a", "an")
        and found["d"].lower() != "quarter"
        and not (
            PART_AFTER.match(text, found.end()) or PART_BEFORE.search(text[max(0, found.start() - 16) : found.start()])
        )
    ):
        return None  # "a third, of Maine, voted no": an ordinal
    plural = text[found.end() - 1] == "s"
    if (top > 1) != plural and "-" not in found.group():
        return None  # "one thirds" and "two third" are something else
    return top, bottom


IN_TEN = 10
DIRECT = re.compile(r"[/⁄]|tenths?", re.IGNORECASE)
"""In a fraction that is told by its parts, and not as so many of them: "9/10", "a tenth"."""


def _fraction(text: str, start: int, end: int, top: int, bottom: int) -> NumberMention:
    value = Decimal(top) / bottom
    if scaled := patterns()["of_scale"].match(text, end):  # "half a million", "a quarter of a million", "half-million"
        return mention(
            text,
            start,
            scaled.end(),
            value,
            precision=Decimal(1) / bottom,
            form=Form.WORDS,
            scale=scale_of(scaled["scale"]),
        )
    tenths = bottom == IN_TEN and not DIRECT.search(text, start, end)  # "seven in 10" is told to the tenth
    return mention(text, start, end, value, precision=Decimal("0.1" if tenths else "0.01"), form=Form.FRACTION,
                   parts=(top, bottom))


def _vague(text: str) -> Iterator[NumberMention]:
    for found in patterns()["vague"].finditer(text):
        low, high = VAGUE[found["vague"].lower()]
        if found["outer"]:
            least, most = VAGUE[found["outer"].lower()]
            low, high = low * least, low * most
        yield mention(text, found.start(), found.end(), low, high=high, precision=Decimal(1), form=Form.VAGUE)
    for found in patterns()["some"].finditer(text):
        low, high = SOME[(found["some"] or found["pair"]).lower()]
        yield mention(
            text,
            found.start(),
            found.end(),
            low,
            high=high,
            precision=Decimal(1),
            form=Form.VAGUE,
            scale=scale_of(found["scale"] or ""),
        )


def _ordinals(text: str) -> Iterator[NumberMention]:
    for found in patterns()["ordinal"].finditer(text):
        if found["digits"]:
            value = Decimal(found["digits"].replace(",", ""))
        else:
            value = table("ordinals")[found["word"].lower()]
            value += table("cardinals")[found["tens"].lower()] if found["tens"] else 0
        yield mention(text, found.start(), found.end(), value, precision=Decimal(1), form=Form.ORDINAL)


def _multiples(text: str) -> Iterator[NumberMention]:
    for found in patterns()["multiple"].finditer(text):
        if found["digits"]:
            value = Decimal(found["digits"])
        elif found["n"]:
            value = HUNDREDFOLD if found["n"].lower() == "hundred" else table("cardinals")[found["n"].lower()]
        else:
            value = table("multiples")[found["word"].lower()]
        yield mention(text, found.start(), found.end(), value, precision=Decimal(1), form=Form.MULTIPLE)


HUNDREDFOLD = Decimal(100)
