"""The unit that stands at a number: percent signs, currencies in front or behind, units of measure behind.

What a bare number counts ("40 states") is no unit; that is for ``claims.frame`` to find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.vocabulary import units
from claims.vocabulary.number_patterns import MONEY_CODES
from claims.vocabulary.number_words import alternatives
from claims.vocabulary.units import Unit

PERCENT = re.compile(r"[ \u00a0-]?(?:%|％|percent\b(?!age)|per[ -]cent\b|(?:pct|pc)\b\.?)", re.I)
POINTS = re.compile(
    r"[ \u00a0-]?(?:%|percent|per[ ]cent)?[ \u00a0-]?(?:percentage|percent|per[ ]cent|%)[ -]points?\b", re.I
)
BASIS_POINTS = re.compile(r"[ -]basis[ -]points?\b", re.I)
SYMBOL_BEFORE = re.compile(
    rf"""
    (?P<symbol>
        (?:(?<![A-Za-z.])
           (?:(?:US|U\.S\.|AU|NZ|HK|CA|S|NT)[ ]?|A|AUD|C|CAD|CDN|Can|R|Z|J|SG|Bds|EC|TT|FJ|Mex|Aus|USD))?[$](?:US|A)?
      | [£€¥₹₽₩₪₦₱฿₫₴₺]
      | (?<![A-Za-z])(?:{alternatives([code for code in MONEY_CODES if "$" not in code])}|R(?=\d|$))
    )[ \u00a0]?$""",
    re.VERBOSE,
)
MANGLED = {"PS": "£", "Y=": "¥", "U.S.$": "US$"}
"""Signs that lost their encoding on the way, and what they were."""
REACH = 8
"""No currency is written with more characters than this before a number."""
WORDS_AFTER = re.compile(
    r"""
    (?P<gap>[ \u00a0]|-)?
    (?P<words>[A-Za-z°¢′″Ωµμ²³/]{1,40}(?:[ -](?:per[ ])?[A-Za-z]{1,40}[²³]?){0,3}\.?)""",
    re.VERBOSE,
)
WORD = re.compile(r"[^ -]+")
MODEL_NUMBER = re.compile(r"[-‑]\d")
COUNTRY_AFTER = re.compile(r"[ ](?P<country>US|U\.S\.|[A-Z][a-z]{3,12}(?:[ ][A-Z][a-z]{3,12})?)(?!\w)")
PER_AFTER = re.compile(
    r"[ ](?:per|an?|each)[ ](?P<what>[a-z]{2,20}(?:-[a-z]{2,20})?)\b"
    r"(?![ ](?:of|earlier|ago|later|before|after|prior)\b)"
)
SCALE_BEFORE = re.compile(r"\b(?P<scale>category|magnitude)[ -]$", re.I)
"""Scales by which nature is measured stand before their number: "a Category 5 hurricane", "a magnitude 7.1 quake"."""
PRIME = re.compile(r"['\"](?=[\s,;)])")
OPEN_QUOTE = {"'": re.compile(r"(?<!\w)['‘](?=\w)"), '"': re.compile(r"(?<!\w)[\"“](?=\w)")}
BEHIND_MAGNITUDE = re.compile(r"[ -]magnitude\b", re.I)


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit and the stretch of text that it occupies beside the number (``start:end`` includes the number)."""

    unit: str
    kind: str
    start: int
    end: int


def find(text: str, start: int, end: int) -> Measured | None:
    """The unit of the number at ``text[start:end]``; None for a bare number or a count of things.

    ``find("$61.30 per barrel", 1, 6).unit == "dollar per barrel"``.
    """
    for pattern, unit, kind in (
        (POINTS, "percentage point", "points"),
        (PERCENT, "percent", "percent"),
        (BASIS_POINTS, "basis point", "points"),
        (BEHIND_MAGNITUDE, "magnitude", "scale"),
    ):
        if found := pattern.match(text, end):
            return Measured(unit, kind, start, found.end())
    if found := SYMBOL_BEFORE.search(text[max(0, start - REACH) : start]):
        written = found["symbol"].replace(" ", "")
        currency = units.lookup(MANGLED.get(written, written))
        if currency is not None:
            return _money(text, start - len(found.group()), end, currency)
    if found := SCALE_BEFORE.search(text[max(0, start - 12) : start]):
        return Measured(found["scale"].lower(), "scale", start - len(found.group()), end)
    if (large := LARGE.match(text, end)) and SCALED.search(text[max(0, start) : end]):
        return Measured(LARGE_NAMES[large["word"]], "money", start, large.end())
    if spoken := unit_behind(text, end):
        return Measured(spoken[0].name, spoken[0].kind, start, spoken[1])
    return _prime(text, start, end)


def _prime(text: str, start: int, end: int) -> Measured | None:
    """Feet and inches by a typewriter's marks ("a wall of 30'"), where no quotation is open that they could close."""
    found = PRIME.match(text, end)
    if found is None or OPEN_QUOTE[found.group()].search(text[max(0, start - 400) : start]):
        return None
    return Measured("foot" if found.group() == "'" else "inch", "length", start, found.end())


def _money(text: str, start: int, end: int, currency: Unit) -> Measured:
    """An amount with its sign in front: "$12 Canadian", "$1,900 an ounce"."""
    country = COUNTRY_AFTER.match(text, end)
    if country and (dollar := units.lookup(f"{country['country']} {currency.name}")):
        return Measured(dollar.name, "money", start, country.end())
    if (per := PER_AFTER.match(text, end)) and (below := units.lookup(f"{currency.name} {per.group().strip()}")):
        what = per["what"]
        if per.group().startswith(" per ") or what in PIECES or units.lookup(what) is not None:
            return Measured(below.name, "money", start, per.end())
    return Measured(currency.name, "money", start, end)


LARGE = re.compile(r" (?:(?P<word>won)\b(?! (?:the|an?|by|in|over|his|her|their|its)\b)|(?P<crowns>crowns)\b)")
LARGE_NAMES = {"won": "South Korean won", None: "crown"}
SCALED = re.compile(r"(?:million|billion|trillion|bn|tn|m)$", re.I)
"""Only sums of this size are told in won or crowns without a country; a smaller number may be who won, or wears one."""


PIECES = frozenset(
    {"share", "person", "head", "ticket", "bottle", "piece", "household", "family", "student", "unit", "can"}
)
"""What is priced with "a": "$10 a share". Of other words a price with "a" is not told from "paid $5 a Monday"."""


def unit_behind(text: str, end: int) -> tuple[Unit, int] | None:
    """The longest unit of up to four words right behind a number, with its end."""
    found = WORDS_AFTER.match(text, end)
    if not found:
        return None
    words = found["words"]
    for stop in reversed([m.end() for m in WORD.finditer(words)]):
        written = words[:stop]
        if len(written) == 1 and MODEL_NUMBER.match(text, found.start("words") + stop):
            continue  # "40 F-16 jets"
        unit = units.lookup(written)
        if written.endswith(".") and (shorter := units.lookup(written[:-1])) and unit in (None, shorter):
            unit, stop = shorter, stop - 1  # the period ends the sentence
        if unit is not None and (found["gap"] is not None or _is_symbol(words[:stop], unit)):
            return unit, found.start("words") + stop
    return None


def _is_symbol(written: str, unit: Unit) -> bool:
    """Whether it may stand at its digits without a space: "40kg", "640p/kg", "95p a litre"."""
    head = HEAD_OF_RATE.match(written)
    above = units.lookup(head.group()) if head else None
    return written in unit.symbols or (head is not None and above is not None and head.group() in above.symbols)


HEAD_OF_RATE = re.compile(r"[^ /]+(?=/| (?:per|an?|each) )")
