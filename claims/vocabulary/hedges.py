"""Hedges: the words that open a number, before it ("more than") or behind it ("or so").

``before("He saw more than 40", 17)`` is the hedge that ends there, with the bound that it gives.
"""

from __future__ import annotations

import re
from functools import cache

from claims.model import Bound, Frozen
from claims.vocabulary.data import read_toml

REACH = 48
"""No hedge is longer than this many characters."""


class Hedge(Frozen):
    """A hedge at ``text[start:end]``; ``bound`` is None for words that leave the number as it is ("another")."""

    start: int
    end: int
    text: str
    bound: Bound | None


@cache
def _bounds(side: str) -> dict[str, Bound | None]:
    tables = read_toml("hedges.toml")
    words: dict[str, Bound | None] = dict.fromkeys(tables["neutral"]["words"]) if side == "before" else {}
    return words | {word: Bound(bound) for bound, listed in tables[side].items() for word in listed}


@cache
def _lasting() -> frozenset[str]:
    return frozenset(read_toml("hedges.toml")["lasting"]["words"])


def _alternatives(side: str) -> str:
    """All hedges of one side as a pattern, the longest first, any white space between their words."""
    words = sorted(_bounds(side), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0]+") for word in words)


@cache
def _before() -> re.Pattern[str]:
    # Between hedge and number an indefinite article may stand ("up to a 20% cut"), a currency sign, a quotation mark or
    # a minus. A definite article cuts the two apart: in "more than the 135 of last year" 135 is exact.
    return re.compile(
        rf"(?<![\w.-])(?P<hedge>{_alternatives('before')})"
        r"[ \u00a0]*(?P<article>(?:an?|another|an[ ]estimated)[ \u00a0]+)?"
        r"(?:[A-Z]{0,3}[ ]?[$£€¥₹]A?[ \u00a0]?|(?:RM|Rs\.?|USD|EUR|GBP)[ \u00a0]?)?[-−“\"'(]?$",
        re.I,
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]?(?P<hedge>{_alternatives('after')})(?!\w)", re.I)


def before(text: str, end: int, *, timed: bool = False) -> Hedge | None:
    """The longest hedge that ends where the number starts, or None.

    ``timed`` says that the number counts a length of time: "over a two-year period" then only means during.
    """
    start = max(0, end - REACH)
    found = _before().search(text[start:end])  # the leftmost that reaches the end is the longest
    if found is None or found["hedge"] == "C.":  # an initial, "Robert C.", and no "circa"
        return None
    word = re.sub(r"\s+", " ", found["hedge"].lower())
    if timed and word in _lasting() and (found["article"] or _is_adjective(text[: start + found.start()], word)):
        return None
    if timed and _only_during(text, start + found.start(), end, word):
        return None
    if word == "up to" and _led_up().search(text[: start + found.start()]):
        return None
    if word in EXTENT and SPREAD.search(text[: start + found.start()]):
        return None
    return Hedge(
        start=start + found.start(), end=start + found.end("hedge"), text=found["hedge"], bound=_bounds("before")[word]
    )


def _only_during(text: str, start: int, end: int, word: str) -> bool:
    """Whether the words before a length of time say when or during what, and not how long it is at least."""
    ago, before = AGO.match(text, end) is not None, text[max(0, start - REACH) : start]
    if word == "over":
        return TAKEN.search(before) is not None if ago else AMOUNT.search(before) is not None
    comparing = read_toml("hedges.toml")["comparing"]
    return ago and (word in comparing["always"] or (word in comparing["after_a_number"] and bool(COUNT.search(before))))


@cache
def _led_up() -> re.Pattern[str]:
    """Verbs of which "up" is a part: "ticked up to 4.3%" is 4.3 and no more than that by nothing."""
    words = "|".join(re.escape(word) for word in read_toml("hedges.toml")["led_up"]["words"])
    return re.compile(rf"\b(?:{words})[ ]$", re.IGNORECASE)


AGO = re.compile(r"[^.,;]{0,25}\b(?:ago|earlier|before)\b")
TAKEN = re.compile(r"\b(?:took|takes?|taken|taking|handed|hand|won|started|starting|start)[ ]$", re.IGNORECASE)
"""Before "over six weeks ago": a verb of which "over" is a part."""

COUNT = re.compile(
    r"(?:\d%?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|percent|points))[ ]$",
    re.IGNORECASE,
)
"""Before "fewer than four years ago": a number that says how many fewer."""

AMOUNT = re.compile(
    r"""
    (?<![\w.])[$£€¥]?\d[\d.,]*(?:%|[a-z]{1,2})?                                     # $40, 105m, 4%
    (?:[ ](?:million|billion|trillion|thousand|hundred|bn|percent|per[ ]cent|percentage|basis|points?))*
    (?:[ ][a-z]+){0,2}?(?:[ ](?!is[ ]|was[ ]|has[ ])[a-z]+(?<!s)s)?[ ]$""",
    re.VERBOSE,
)
"""Before "over three years": a sum or a number of things, which came about in that time."""

EXTENT = frozenset({"over", "around", "about", "near", "under", "above"})
SPREAD = re.compile(
    r"\b(?:spread(?:s|ing)?|scatter(?:ed|s)?|distribut(?:ed|es)|stretch(?:ed|es|ing)?|extend(?:s|ed|ing)?|divided|shared|"
    r"presid(?:es|ed|ing)|disput(?:e|es|ed)|argu(?:es|ed)|control|jurisdiction|authority|power)[ ]$",
    re.IGNORECASE,
)
"""Words after which "over" is a preposition of its own: "spread over 39 states"."""

DETERMINER = re.compile(r"\b(?:the|this|these|those|his|her|its|their)\s+$", re.I)


def _is_adjective(before: str, word: str) -> bool:
    """Whether "past" is the adjective of "the past two years"."""
    return word == "past" and DETERMINER.search(before[-12:]) is not None


def after(text: str, start: int) -> Hedge | None:
    """The hedge that follows the number (or its noun) at ``start``, or None."""
    found = _after().match(text, start)
    if found is None:
        return None
    word = re.sub(r"\s+", " ", found["hedge"].lower())
    return Hedge(start=found.start("hedge"), end=found.end(), text=found["hedge"], bound=_bounds("after")[word])
