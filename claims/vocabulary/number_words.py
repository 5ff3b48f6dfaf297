"""Spelled-out numbers: "thirty-one thousand four hundred twelve", "two and a half million", "a million and a half".

One pass from left to right over the number words of a text, so that the cost is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.vocabulary.data import read_toml

HUNDRED = Decimal(100)
PLAIN_GAPS = frozenset({" ", "-", "\u00a0", "‑"})
AND_GAPS = frozenset({" and ", "-and-"})


@cache
def table(name: str) -> dict[str, Decimal]:
    """One table of ``numbers.toml``: word → value."""
    return {word: Decimal(str(value)) for word, value in read_toml("numbers.toml")[name].items()}


def alternatives(words: list[str]) -> str:
    """Words as a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def scale_words() -> str:
    """The scales ("hundred", "million", "dozen") as a regular expression."""
    return alternatives(list(table("scales")))


def scale_of(words: str) -> Decimal:
    """What a run of scale words is worth: 100,000 for "hundred thousand"."""
    product = Decimal(1)
    for word in re.findall(r"[A-Za-z]+", words):
        product *= table("scales")[word.lower()]
    return product


@dataclass(frozen=True, slots=True)
class Spelled:
    """A spelled-out number: ``value`` is ``mantissa × scale``, with a scale of 1 where no single scale closes it."""

    start: int
    end: int
    value: Decimal
    precision: Decimal
    mantissa: Decimal
    scale: Decimal


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    kind: str
    value: Decimal


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<article>an?)(?=[ -](?:{scale_words()})\b)|(?P<cardinal>{alternatives(list(table('cardinals')))})"
        rf"|(?P<scale>{scale_words()}))\b",
        re.I,
    )


DIGITS = {name: digit for digit, names in enumerate((
    ("zero", "oh", "nought"), ("one",), ("two",), ("three",), ("four",), ("five",), ("six",), ("seven",), ("eight",),
    ("nine",))) for name in names}
MOMENT = re.compile(r"\bat $", re.I)
"""Before "one point", which is then a moment: "at one point five lanes were closed"."""


@cache
def _decimals() -> re.Pattern[str]:
    digit = alternatives(list(DIGITS))
    return re.compile(
        rf"[ -]point[ -](?P<digits>(?:{digit})(?:[ -](?:{digit}))*)\b(?:[ -](?P<scale>{scale_words()})\b)?", re.I)


@cache
def _and_part() -> re.Pattern[str]:
    return re.compile(
        rf"[ -]and[ -](?:an?|one)[ -](?P<part>half|quarter|third)\b(?:[ -](?P<scale>{scale_words()})\b)?", re.I
    )


PARTS = {"half": 2, "quarter": 4, "third": 3}


def find(text: str) -> Iterator[Spelled]:
    """The spelled-out numbers of a text, in order, without overlap."""
    words = [_Word(m.start(), m.end(), m.lastgroup or "", _worth(m)) for m in _token().finditer(text)]
    position = 0
    while position < len(words):
        read = _Reader(text, words, position)
        spelled, position = read.number, read.next
        if spelled is not None:
            decimal = _with_decimals(text, spelled)
            yield decimal
            while position < len(words) and words[position].start < decimal.end:
                position += 1


def _worth(match: re.Match[str]) -> Decimal:
    word = match.group().lower()
    return Decimal(1) if match["article"] else table("scales" if match["scale"] else "cardinals")[word]


class _Reader:
    """Reads the longest number that starts at one word.

    A scale that cannot belong to what came before ("two million | three million") gives the words since the last scale
    back to the next number: ``kept`` is the reading as it was after that scale.
    """

    def __init__(self, text: str, words: list[_Word], first: int) -> None:
        self.total, self.term, self.group = Decimal(0), Decimal(0), None if words[first].kind == "scale" else Decimal(0)
        self.limit: Decimal | None = None
        self.last = "start"
        self.used = first
        kept: tuple[int, Decimal, str, Decimal] | None = None
        for index in range(first, len(words)):
            word = words[index]
            if index > first and not self._joins(text[words[index - 1].end : word.start], word):
                break
            outcome = self._cardinal(word.value) if word.kind != "scale" else self._scale(word.value)
            if outcome == "stop":
                break
            if outcome == "conflict":
                if kept is not None:
                    self.used, self.total, self.last, self.term = kept
                    self.group = None
                break
            if word.kind == "article":
                self.last = "article"
            self.used = index + 1
            if word.kind == "scale":
                kept = (self.used, self.total + (self.group or 0), self.last, self.term)
        self.next = max(self.used, first + 1)
        self.number = self._close(text, words, first)

    def _joins(self, gap: str, word: _Word) -> bool:
        if gap in PLAIN_GAPS:
            return True
        below = word.kind == "cardinal" and word.value < HUNDRED
        return gap in AND_GAPS and below and self.last in ("hundred", "scale")

    def _cardinal(self, value: Decimal) -> str:
        if self.last in ("start", "scale"):
            if self.last == "scale" and not value:
                return "stop"
            self.group = value
        elif (self.last == "tens" and 0 < value < 10) or (self.last == "hundred" and 0 < value < HUNDRED):
            self.group = (self.group or Decimal(0)) + value
        else:
            return "stop"
        self.last = "tens" if value >= 20 else "unit"
        return "taken"

    def _scale(self, scale: Decimal) -> str:
        if self.last == "start":
            return "stop"
        if scale == HUNDRED:
            if not self.group or self.group >= HUNDRED:
                return "conflict"
            self.term = self.group if not self.total else Decimal(0)
            self.group, self.last = self.group * HUNDRED, "hundred"
            return "taken"
        if self.group is None or self.last == "scale":
            return "conflict"
        if self.limit is not None and scale >= self.limit:
            return "conflict"
        self.term = self.group if not self.total else Decimal(0)
        self.total += self.group * scale
        self.limit, self.group, self.last = scale, None, "scale"
        return "taken"

    def _close(self, text: str, words: list[_Word], first: int) -> Spelled | None:
        start = words[first].start
        if self.used == first:  # "million-and-a-half": the one is left out
            half = _and_part().match(text, words[first].end) if words[first].kind == "scale" else None
            if half is None or half["scale"]:
                return None
            scale, part = words[first].value, Decimal(1) / PARTS[half["part"].lower()]
            return Spelled(start, half.end(), (1 + part) * scale, part * scale, 1 + part, scale)
        if self.last == "article":
            return None
        end = words[self.used - 1].end
        value = self.total + (self.group or Decimal(0))
        scale = words[self.used - 1].value if self.last in ("scale", "hundred") else Decimal(1)
        if scale != 1 and not self.term:
            mantissa, precision, scale = value, scale, Decimal(1)
        else:
            mantissa, precision = (self.term if scale != 1 else value), scale
        if half := _and_part().match(text, end):
            return _with_part(start, half, mantissa, scale)
        return Spelled(start, end, value, precision, mantissa, scale)


def _with_decimals(text: str, whole: Spelled) -> Spelled:
    """ "nine point one", "three point two million": as it is spoken; the whole as it is, where no point follows."""
    found = _decimals().match(text, whole.end) if whole.scale == 1 and whole.precision == 1 else None
    if found is None or (whole.value == 1 and MOMENT.search(text, max(0, whole.start - 3), whole.start)):
        return whole
    digits = [DIGITS[word.lower()] for word in re.split("[ -]", found["digits"])]
    mantissa = whole.value + Decimal("".join(map(str, digits))).scaleb(-len(digits))
    scale = table("scales")[found["scale"].lower()] if found["scale"] else Decimal(1)
    last = Decimal(1).scaleb(-len(digits))
    return Spelled(whole.start, found.end(), mantissa * scale, last * scale, mantissa, scale)


def _with_part(start: int, half: re.Match[str], mantissa: Decimal, scale: Decimal) -> Spelled:
    """ "two and a half", "one and a half million", "a million and a half"."""
    part = Decimal(1) / PARTS[half["part"].lower()]
    if half["scale"]:
        scale *= table("scales")[half["scale"].lower()]
    return Spelled(start, half.end(), (mantissa + part) * scale, part * scale, mantissa + part, scale)
