"""Sentences, headers and cells as words that can be compared: without accents, capitals, spaced marks or inflection."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from claims.vocabulary.data import read_toml
from claims.vocabulary.number_words import table
from claims.vocabulary.words import stem

_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+"
_WORD = re.compile(rf"(?P<number>(?<![\w.])(?:{_NUMBER}))(?P<ordinal>st|nd|rd|th)?(?![^\W_])|(?P<sign>[%+$£€])|"
                   r"(?P<letters>[^\W_]+(?:['’](?!s\b)[^\W_]+)*)(?P<owner>\s?['’]s\b)?")
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign: ``text[start:end]`` before folding. ``value``: the number that it states, if any."""

    start: int
    end: int
    text: str
    stem: str
    value: Decimal | None = None


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text: "Men's 1,234th" is "man", "1234"; hyphens, slashes and spaces around marks part words."""
    found = []
    for match in _WORD.finditer(text):
        raw = fold(match.group())
        value: Decimal | None = None
        if match["number"]:
            value = Decimal(match["number"].replace(",", ""))
            name = format(value.normalize(), "f")
        elif match["sign"]:
            name = raw
        else:
            raw = fold(match["letters"]).replace("’", "'")
            name = stem(raw)
            value = _spelled().get(raw)
        found.append(Word(match.start(), match.end(), raw, name, value))
    return tuple(found)


def cell_words(cell: str) -> tuple[Word, ...]:
    """The words of a cell; a day as ISO writes it is told as a sentence would: "2019-05-04" is "4 may 2019"."""
    if (iso := _ISO.fullmatch(cell)) is not None and iso[2] != "00":
        day = f"{int(iso[3])} " if iso[3] else ""
        month = date(2000, min(int(iso[2]), 12), 1).strftime("%B").lower()
        return words(f"{day}{month} {iso[1]}")
    return words(cell)


def fold(text: str) -> str:
    """In lower case and without accents."""
    low = text.casefold()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


@cache
def is_month(name: str) -> bool:
    """Whether a folded word names a month."""
    return name in {month.casefold() for month in read_toml("periods.toml")["months"]}


@cache
def _spelled() -> dict[str, Decimal]:
    return dict(table("cardinals"))
