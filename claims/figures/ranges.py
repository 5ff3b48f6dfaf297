"""Ranges: two numbers that are the ends of one figure ("50 to 70", "between 3 and 4 percent", "$3–5 billion").

Both ends are kept, and the scale is shared out: "3 to 5 million" is 3,000,000 to 5,000,000.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from claims.figures import decades
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form, NumberMention

NUMERIC = frozenset({Form.DIGITS, Form.WORDS, Form.FRACTION})
LONGEST_GAP = 28
"""No more characters than this stand between the ends of a range."""
SMALLEST_END = 20
"""No range leads from a part of one to more than this: "half to three"."""
WIDEST = 10
"""The ends of a range are no further apart than this many times, where nothing but their size tells what they are."""
REACH = 60
"""So many characters before a number are looked at for "from", "between" and words of change."""

CURRENCY = r"(?:(?:(?:[A-Z]{1,3}[ ]?)?[$£€¥₹](?:US|A)?|(?:RM|Rs|PS|USD|EUR|GBP))[ ]?)?"
UNIT_BETWEEN = r"""(?:[ -]?(?:%|°[CF]?|percent|per[ ]cent|pct|degrees?|cents?|dollars?|euros?|pounds?|feet|inches|
                    meters?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|kilometers?|[kMG]Hz|km|kg|mph|mm|cm|ft))?"""
SOFT = r"(?:(?:about|around|roughly|nearly|almost|perhaps|maybe|as[ ]many[ ]as|as[ ]much[ ]as|even)[ ])?"
DASH = re.compile(rf"{UNIT_BETWEEN}\s?[-–—]\s?{CURRENCY}", re.VERBOSE)
TO = re.compile(rf"{UNIT_BETWEEN}(?:-?[ ]to[ ]|[ ]-to[ ]|[ -]to-){SOFT}{CURRENCY}", re.VERBOSE)
AND = re.compile(rf"(?:[ -]?(?:%|[A-Za-z°]+(?:[ ]per[ ][a-z]+)?))?[ ]and[ ]{SOFT}{CURRENCY}", re.VERBOSE)
OR = re.compile(rf"-?[ ]or[ ]{SOFT}{CURRENCY}", re.VERBOSE)
BETWEEN = re.compile(
    rf"\bbetween(?:[ ](?:about|roughly|an[ ]estimated|around|the[ ]ages[ ]of))?[ ]{CURRENCY}$",
    re.VERBOSE | re.IGNORECASE,
)
FROM = re.compile(rf"\bfrom[ ](?P<article>(?:the|an?)[ ])?(?:\w+[ ]){{0,2}}{CURRENCY}$", re.VERBOSE | re.IGNORECASE)
BY = re.compile(rf"\bby(?:[ ]\w+)?[ ]{CURRENCY}$", re.VERBOSE | re.IGNORECASE)
MOVED = re.compile(
    rf"""
    \b(?:rose|fell|grew|dropped|climbed|jumped|gained|lost|up|down|slipped|added)(?:[ ]\w+)?[ ]{CURRENCY}$""",
    re.VERBOSE | re.IGNORECASE,
)
VOTES = re.compile(r"\bvotes?[ ](?:of|was|were)[ ]$", re.IGNORECASE)
PARTICIPLE = re.compile(r"\b(?:an?|the|its|their)[ ]\w+ing[ ](?=\w)", re.IGNORECASE)
CHANGE_BEHIND = re.compile(
    r"""
    [^.;\d]{0,30},?[ ](?:an?|the)[ ](?:\w+[ ])?(?:increase|decrease|rise|drop|decline|gain|jump|fall)\b""",
    re.VERBOSE,
)
UNIT_WORD = re.compile(r"[ -]?(%|[A-Za-z]+)")


@cache
def change_words() -> re.Pattern[str]:
    """Any word of change in any inflection, as a pattern over running text."""
    tables = read_toml("changes.toml")
    groups = [tables[group] for group in ("verbs", "nouns", "multiples")]
    lemmas = [w for group in groups for way in ("up", "down", "either") for w in group.get(way, ())]
    stems = sorted({re.escape(w[:-1] if w.endswith(("e", "y")) else w) for w in lemmas}, key=len, reverse=True)
    irregular = "|".join(read_toml("ranges.toml")["irregular"]["forms"])
    return re.compile(
        rf"\b(?:(?:{'|'.join(stems)})(?:e|y|es|ed|d|s|ies|ied|[a-z]?ing|[a-z]?ed|th)?|{irregular}|up|down)\b", re.I
    )


def join(text: str, mentions: Sequence[NumberMention]) -> tuple[tuple[NumberMention, str | None], ...]:
    """The mentions with ranges joined; each with the name of the pattern that joined it, None for a lone number.

    "from A to B" after a word of change is not a range but the two ends of the change, and stays apart; a scale that
    only the last of them names is shared out all the same ("from 12.5 to 18 billion").
    """
    spread = _with_scales(text, mentions)
    links = [_link(text, a, b) for a, b in pairwise(spread)] + [None, None, None]
    joined: list[tuple[NumberMention, str | None]] = []
    position = 0
    while position < len(spread):
        first = spread[position]
        pattern = None
        if links[position] is not None:
            pairs = links[position : position + 3] == ["to", "to", "to"]  # "from 2 to 3 percent to 4 to 6 percent"
            if pairs:
                joined.append((_range(text, first, spread[position + 1]), "to_range"))
                joined.append((_range(text, spread[position + 2], spread[position + 3]), "to_range"))
                position += 4
                continue
            tighter = links[position] == "to" and links[position + 1] == "dash"  # "12.5 to 18-20 billion"
            pattern = None if tighter else _pattern(text, first, spread[position + 1], links[position])
        if pattern:
            joined.append((_range(text, first, spread[position + 1]), pattern))
            position += 2
            continue
        decade = decades.read(text, first)
        joined.append((decade, "decade_range") if decade else (first, None))
        position += 1
    return tuple(joined)


def _link(text: str, first: NumberMention, second: NumberMention) -> str | None:
    """What joins two neighbours: "dash", "to", "and", "or", or None."""
    if first.form not in NUMERIC or second.form not in NUMERIC:
        return None
    if first.form is Form.FRACTION and second.form is not Form.FRACTION and second.low >= SMALLEST_END:
        return None  # "shrank by two-fifths to 240,000": the size of a change and its end
    gap = text[first.end : second.start]
    if len(gap) > LONGEST_GAP:
        return None
    for name, pattern in (("dash", DASH), ("to", TO), ("and", AND), ("or", OR)):
        if pattern.fullmatch(gap):
            return name
    return None


def _with_scales(text: str, mentions: Sequence[NumberMention]) -> list[NumberMention]:
    """The mentions, each with the scale that the next one names for both: "3 to 5 million", "2 or 3 thousand"."""
    spread = list(mentions)
    for index in range(len(spread) - 2, -1, -1):
        first, second = spread[index], spread[index + 1]
        link = _link(text, first, second)
        if link is None or first.scale != 1 or second.scale < 12 or first.form not in (Form.DIGITS, Form.WORDS):
            continue
        if _unlike_units(text, first, second):
            continue  # "rose 0.6% to $732.1 billion"
        before = _before(text, first)
        falls = link == "to" and FROM.search(before) and first.low < WIDEST * second.mantissa  # "from 7 to 5 million"
        if falls or (first.low < second.mantissa and (link != "and" or BETWEEN.search(before))):
            spread[index] = first.model_copy(
                update={
                    "low": first.low * second.scale,
                    "high": first.high * second.scale,
                    "precision": first.precision * second.scale,
                    "scale": second.scale,
                }
            )
    return spread


def _before(text: str, mention: NumberMention) -> str:
    return text[max(0, mention.start - REACH) : mention.start]


def _pattern(text: str, first: NumberMention, second: NumberMention, link: str | None) -> str | None:
    """The name of the range that two linked numbers make; None where they stay apart."""
    before = _before(text, first)
    if link == "and":
        return "between_and" if BETWEEN.search(before) and not _unlike_units(text, first, second) else None
    if link == "or" or VOTES.search(before):
        return None
    ascending = first.low < second.high
    if link == "dash":
        return "dash_range" if ascending else None
    if _unlike_units(text, first, second):
        return None
    if found := FROM.search(before):
        clause = PARTICIPLE.sub("", re.split(r"[.;:](?!\d)", before)[-1])
        ends = not found["article"] and (change_words().search(clause) or CHANGE_BEHIND.match(text, second.end))
        return None if ends else "from_to_range"
    if BY.search(before):
        # "By 78% to 20%" are two shares, "by 200,000 to 2.4 million" is the size of a change and its end.
        return "to_range" if ascending and second.high < WIDEST * first.low else None
    bare = UNIT_WORD.match(text[first.end : second.start].replace(" to ", "", 1)) is None
    shared = bare and UNIT_WORD.match(text, second.end)
    if MOVED.search(before) and not shared:
        return None  # "rose 4 to 16": size and end of a change
    return "to_range" if ascending else None


def _unlike_units(text: str, first: NumberMention, second: NumberMention) -> bool:
    """ "rose 3 percent to 41.50 euros": what stands at the second end is another unit than what stands at the first."""
    between = UNIT_WORD.match(text, first.end)
    if not between or between[1].lower() in ("to", "and", "or"):
        return False
    after = UNIT_WORD.match(text, second.end)
    return after is None or after[1].lower()[:5] != between[1].lower()[:5]


def _range(text: str, first: NumberMention, second: NumberMention) -> NumberMention:
    low, high = sorted((first.low, second.high))
    return NumberMention(
        start=first.start,
        end=second.end,
        text=text[first.start : second.end],
        low=low,
        high=high,
        precision=min(first.precision, second.precision),
        form=second.form,
        mantissa=low / second.scale,
        scale=second.scale,
    )
