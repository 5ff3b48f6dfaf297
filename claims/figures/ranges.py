"""Ranges: two numbers that are the ends of one figure ("50 to 70", "between 3 and 4 percent", "mid-40s").

Both ends are kept, and the scale is shared out: "3 to 5 million" is 3,000,000 to 5,000,000.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form, NumberMention

UNIT_BETWEEN = r"(?:[ -]?(?:%|percent|per[ ]cent|pct|degrees?|cents?|million|billion|years?|months?|days?|hours?|miles?))?"
CURRENCY = r"(?:(?:[A-Z]{0,3}[$£€¥₹](?:US|A)?|(?:RM|Rs|PS|USD|EUR|GBP))[ ]?)?"
JOINED = re.compile(rf"^(?:{UNIT_BETWEEN}\s?[-–—]\s?{CURRENCY}|{UNIT_BETWEEN}[ -]to[ -]{CURRENCY}\s?)$")
ANY_UNIT = r"(?:[ -]?(?:%|[A-Za-z°]+(?: per [a-z]+)?))?"
AND = re.compile(rf"^{ANY_UNIT} and (?:about |around |roughly )?{CURRENCY}\s?$")
BETWEEN = re.compile(rf"\b(?:between|anywhere between|from between)(?: about| roughly| an estimated| around)? {CURRENCY}$", re.I)
FROM = re.compile(rf"\bfrom (?:\w+ ){{0,2}}?(?:just )?{CURRENCY}$", re.I)
DECADE = re.compile(r"\b(?P<part>low|mid|middle|high|upper|early|late)(?:dle)?[- ](?:to[- ](?:high|low|mid|upper)[- ])?$", re.I)


@cache
def change_words() -> re.Pattern[str]:
    """Any word of change in any inflection, as a pattern over running text."""
    tables = read_toml("changes.toml")
    lemmas = [w for group in ("verbs", "nouns") for words in tables[group].values() for w in words] + list(tables["multiples"])
    irregular = ["rose", "risen", "grew", "grown", "fell", "fallen", "sank", "sunk", "shrank", "shrunk", "lost", "went", "gone", "came",
                 "cut", "shed", "swung", "slid", "shot", "crept", "swollen", "leapt"]
    stems = sorted({re.escape(w[:-1] if w.endswith(("e", "y")) else w) for w in lemmas}, key=len, reverse=True)
    return re.compile(rf"\b(?:(?:{'|'.join(stems)})(?:e|y|es|ed|d|s|ing|ied|ies|[a-z]?ing|[a-z]?ed|th)?|{'|'.join(irregular)}|up|down)\b", re.I)


def _mantissa(mention: NumberMention) -> tuple[Decimal, Decimal]:
    """The number as written and the scale word's worth: 400 and 10^9 for "400 billion"."""
    found = re.match(r"[\d.,]+|[A-Za-z]+", mention.text)
    written = mention.low
    for scale in (10**12, 10**9, 10**6, 10**3, 100):
        spoken = re.search(r"[A-Za-z]", mention.text)
        if spoken and mention.form in (Form.DIGITS, Form.WORDS) and found and mention.precision >= Decimal(scale) / 1000:
            if re.search({10**12: r"trillion|tn|t$", 10**9: r"billion|bn|b$", 10**6: r"million|mn|m$|mln", 10**3: r"thousand|k$",
                          100: r"hundred"}[scale], mention.text, re.I):
                return written / scale, Decimal(scale)
    return written, Decimal(1)


def join(text: str, mentions: Sequence[NumberMention]) -> tuple[tuple[NumberMention, str | None], ...]:
    """The mentions with ranges joined; each with the name of the pattern that joined it, None for a lone number.

    "from A to B" after a word of change is not a range but the two ends of the change, and stays apart.
    """
    joined: list[tuple[NumberMention, str | None]] = []
    position = 0
    while position < len(mentions):
        first = mentions[position]
        second = mentions[position + 1] if position + 1 < len(mentions) else None
        pattern = _pattern(text, first, second) if second else None
        if second and pattern:
            joined.append((_range(text, first, second), pattern))
            position += 2
            continue
        joined.append(_decade(text, first) or (first, None))
        position += 1
    return tuple(joined)


def _pattern(text: str, first: NumberMention, second: NumberMention) -> str | None:
    numeric = (Form.DIGITS, Form.WORDS, Form.FRACTION)
    if first.form not in numeric or second.form not in numeric:
        return None
    gap = text[first.end:second.start]
    if len(gap) > 24:
        return None
    before = text[max(0, first.start - 60):first.start]
    if AND.match(gap):
        return "between_and" if BETWEEN.search(before) else None
    if not JOINED.match(gap):
        return None
    if re.search(r"[-–—]", gap) and "to" not in gap:
        low, high = _shared(first, second)
        return "dash_range" if low < high else None
    if _unlike_units(text, first, second):
        return None
    clause = re.split(r"[.;:]", before)[-1]
    if FROM.search(before):
        return None if change_words().search(clause) or _change_follows(text, second.end) else "from_to_range"
    if re.search(rf"\bby(?: \w+)? {CURRENCY}$", before, re.I):
        return "to_range"
    if re.search(rf"\b(?:{'rose|fell|grew|dropped|climbed|jumped|gained|lost|up|down|slipped|added'})(?: by)?(?: \w+)? {CURRENCY}$", before, re.I):
        return None  # "rose 4 to 16": size and end of a change
    low, high = _shared(first, second)
    return "to_range" if low < high else None


def _unlike_units(text: str, first: NumberMention, second: NumberMention) -> bool:
    """"rose 8.1 percent to 99.20 yuan": what stands at the second end is another unit than what stands at the first."""
    between = re.match(r"[ -]?(%|[A-Za-z]+)", text[first.end:second.start])
    if not between or between[1].lower() == "to":
        return False
    after = re.match(r"[ -]?(%|[A-Za-z]+)", text[second.end:second.end + 24])
    return after is None or after[1].lower()[:5] != between[1].lower()[:5]


def _change_follows(text: str, position: int) -> bool:
    return bool(re.match(r"[^.;]{0,30},? (?:an?|the) (?:\w+ )?(?:increase|decrease|rise|drop|decline|gain|jump|fall)\b", text[position:]))


def _shared(first: NumberMention, second: NumberMention) -> tuple[Decimal, Decimal]:
    mantissa, scale = _mantissa(second)
    own, own_scale = _mantissa(first)
    if scale > 1 and own_scale == 1 and own < mantissa:
        return first.low * scale, second.high
    return first.low, second.high


def _range(text: str, first: NumberMention, second: NumberMention) -> NumberMention:
    low, high = _shared(first, second)
    low, high = min(low, high), max(low, high)
    return NumberMention(start=first.start, end=second.end, text=text[first.start:second.end], low=low, high=high,
                         precision=min(second.precision, first.precision * (low / first.low if first.low else 1)),
                         form=second.form)


def _decade(text: str, mention: NumberMention) -> tuple[NumberMention, str | None] | None:
    """"mid-40s" is 44 to 46, "in the 1,200s" is 1,200 to 1,299."""
    plural = re.match(r"s\b", text[mention.end:])
    if not plural or mention.form is not Form.DIGITS or mention.low % 10 or not mention.low:
        return None
    step = Decimal(1)
    while mention.low % (step * 10) == 0:
        step *= 10
    tenth = step / 10
    part = DECADE.search(text[max(0, mention.start - 24):mention.start])
    low, high = mention.low, mention.low + step - (1 if step >= 10 else 0)
    start = mention.start
    if part:
        spans = {"l": (1, 3), "e": (1, 3), "m": (4, 6), "h": (7, 9), "u": (7, 9)}
        first = "h" if part["part"].lower() == "late" else part["part"][0].lower()
        low, high = mention.low + spans[first][0] * tenth, mention.low + spans[first][1] * tenth
        start = mention.start - len(part.group())
    return (NumberMention(start=start, end=mention.end + 1, text=text[start:mention.end + 1], low=low, high=high,
                          precision=tenth if tenth >= 1 else Decimal(1), form=Form.DIGITS), "decade_range")
