"""The unit that stands at a number: percent signs, currencies in front or behind, units of measure behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.vocabulary import units

PERCENT = re.compile(r"[ \u00a0-]?(?:%|％|percent\b(?!age)|per[ -]cent\b|pct\b\.?)", re.I)
POINTS = re.compile(r"(?:[ \u00a0-]?(?:%|percent|per cent)?[ \u00a0-]?(?:percentage|percent|per cent|%)[ -]points?\b)", re.I)
BASIS_POINTS = re.compile(r"[ -]basis[ -]points?\b", re.I)
SYMBOL_BEFORE = re.compile(r"(?P<symbol>(?:US|A|AU|C|CA|NZ|HK|S|NT|R|CDN|Z|J|Bds|EC|TT|Mex|S )?[$](?:US|A)?|[£€¥₹₽₩₪₦₱฿₫]|(?<![A-Za-z])(?:RM|PS|Rs\.?|Kr|kr|CHF|Fr\.|Rp|R(?=\d)|USD|EUR|GBP|AUD|CAD|JPY|CNY|INR|NZD|SEK|NOK|DKK|HKD|SGD|RMB|ZAR|Y=))[ \u00a0]?$")
WORDS_AFTER = re.compile(r"(?P<gap>[ \u00a0]|-)?(?P<words>[A-Za-z°¢′″µμ²³/]+(?:[ -](?:per[ ])?[A-Za-z]+[²³]?){0,3}\.?)")


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit and the stretch of text that it occupies beside the number (``start:end`` includes the number)."""

    unit: str
    kind: str
    start: int
    end: int
    scale: float = 1


def find(text: str, start: int, end: int) -> Measured | None:
    """The unit of the number at ``text[start:end]``; None for a bare number or a count of things."""
    for pattern, unit, kind in ((POINTS, "percentage point", "points"), (PERCENT, "percent", "percent"),
                                (BASIS_POINTS, "basis point", "points")):
        if found := pattern.match(text, end):
            return Measured(unit, kind, start, found.end())
    if found := SYMBOL_BEFORE.search(text[max(0, start - 6):start]):
        currency = units.lookup({"PS": "£", "Y=": "¥"}.get(found["symbol"], found["symbol"].replace(" ", "")))  # "PS" is a "£" that lost its encoding
        if currency is not None:
            first = start - len(found.group())
            spoken = _after(text, end)
            if spoken and spoken[0].kind == "money":  # "$1 Canadian"
                return Measured(spoken[0].name, "money", first, spoken[1])
            return Measured(currency.name, "money", first, end)
    if spoken := _after(text, end):
        unit, last = spoken
        return Measured(unit.name, unit.kind, start, last)
    return None


def _after(text: str, end: int) -> tuple[units.Unit, int] | None:
    """The longest unit of up to four words right behind the number."""
    found = WORDS_AFTER.match(text, end)
    if not found:
        return None
    words = found["words"]
    ends = [m.end() for m in re.finditer(r"[^ -]+", words)]
    for stop in reversed(ends):
        unit = units.lookup(words[:stop])
        if unit is not None and (found["gap"] is not None or words[:stop] in unit.symbols):
            return unit, found.start("words") + stop
    return None
