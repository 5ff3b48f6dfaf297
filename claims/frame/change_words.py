"""Words of change right beside a figure: "up 19 cents", "3 points lower", "seven times as many as", "+0.8%"."""

from __future__ import annotations

import re
from functools import cache

from claims.frame.draft import Draft
from claims.model import Direction
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

PARTICLE_BEFORE = re.compile(
    r"""\b(?P<way>up|down|higher|lower|off)(?P<role>[ ]by|[ ]from|[ ]to)?
        (?:[ ](?:the|a|an|just|only|from))?(?:[ ]\w+ly)?[ ,(]*$""",
    re.IGNORECASE | re.VERBOSE,
)
PARTICLE_AFTER = re.compile(
    r"""^\s*(?:percentage[ ]points?\s*)?
        (?P<way>higher|lower|more|fewer|less|larger|greater|smaller|bigger|above|below|cheaper|costlier|dearer|
            warmer|cooler|up|down)\b(?![ ]than[ ](?:one|two|half|\d|an?[ ](?:dozen|quarter|third|half|fifth|tenth|few|
            couple|score|hundred|thousand|million|billion|trillion)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
COMPARES = re.compile(
    r"\s*\w+(?: \w+){0,4}? than\b|"
    r" than (?:an? (?:year|month|week|quarter|decade|day)|last|in|during|at|on|before|previously|(?:it|they|there) |"
    r"the (?:year|month|week|quarter|same|previous|prior)|this time)\b"
)
"""Behind "more": the other side of a comparison, a thing ("more members than before") or a time ("than a year ago")."""

ENDS_CLAUSE = re.compile(r"\s*(?:up|down)(?: on| from| over|[,.;)]|$)")
TIMES_AS = re.compile(
    r"""^\s*(?:as[ ](?:many|much|high|large|big|often)|what[ ](?:it|they|there)[ ](?:was|were|had)|
            (?:the|its|their)[ ](?:number|level|figure|total|count|rate|size))\b
        (?=[^.;]*\b(?:in|a[ ]year|at|on|when|last|before|earlier|ago)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Behind "seven times": as many as at another time."""

AMOUNT = frozenset({"more", "fewer", "less", "larger", "greater", "smaller"})
ENDING = frozenset({"be", "end", "close", "open", "finish", "trend", "trade", "ratchet"})
"""Verbs that a particle of change goes with besides those of change: "ended down 1%"."""

OTHER_VERB = re.compile(
    r"\b(?:sign|mak|set|pick|tak|giv|show|turn|back|break|draw|add|mad|sum|end)(?:s|ed|ing|e|es|en)? $"
)
"""Before "up": a verb that means something else with it ("sign up 1,000 agencies", "make up 40%")."""


def beside(draft: Draft) -> tuple[str, Direction] | None:
    """Role (by, from, to) and direction that the words beside the figure give, or None."""
    return _signed(draft) or _before(draft) or _times_as(draft) or _after(draft)


@cache
def ways(part: str) -> dict[str, Direction]:
    """The words of one table of ``changes.toml`` with their direction."""
    named = {"up": Direction.UP, "down": Direction.DOWN, "either": Direction.UNKNOWN}
    tables = read_toml("changes.toml")[part]
    return {word: named[way] for way, words in tables.items() if way in named for word in words}


def _signed(draft: Draft) -> tuple[str, Direction] | None:
    """ "Nasdaq +0.8%", "employment rose (+64,000)": a sign on a percentage, or in brackets, is a direction."""
    figure = draft.figure
    bracketed = figure.unit_kind is None and draft.view.text[: draft.start].endswith("(")
    digits = figure.sign and figure.form is Form.DIGITS
    if not digits or not (bracketed or figure.unit_kind in ("percent", "points")):
        return None
    return "by", Direction.UP if figure.sign > 0 else Direction.DOWN


def _before(draft: Draft) -> tuple[str, Direction] | None:
    figure = draft.figure
    found = draft.led_by(PARTICLE_BEFORE)
    if not found or of_other_verb(draft, found.start("way")):
        return None
    way = found["way"].lower()
    if way == "off" and figure.unit_kind != "percent":
        return None
    return (found["role"] or " by").strip().lower(), Direction.UP if way in ("up", "higher") else Direction.DOWN


def _times_as(draft: Draft) -> tuple[str, Direction] | None:
    times = draft.figure.unit_kind == "multiple" or draft.figure.unit == "time"
    behind = draft.view.text[draft.figure.end :]
    if draft.figure.unit_kind is None and (spoken := re.match(r" times\b", behind)):
        times, behind = True, behind[spoken.end() :]
    return ("by", Direction.UP) if times and TIMES_AS.match(behind) else None


def _after(draft: Draft) -> tuple[str, Direction] | None:
    figure = draft.figure
    behind = draft.view.text[figure.end :]
    found = PARTICLE_AFTER.match(behind) if figure.unit_kind != "rank" else None
    if found is None:
        return None
    word, bare = found["way"].lower(), figure.unit_kind is None
    if word in ("above", "below") and figure.unit_kind == "length":
        return None  # "an orbit 412 kilometers above Mars"
    if bare and (word in ("above", "below") or (word in AMOUNT and not COMPARES.match(behind))):
        return None  # "two more agencies" is a count
    if word in ("up", "down") and not ENDS_CLAUSE.match(behind):
        return None
    return "by", ways("particles").get(word, Direction.UP)


def of_other_verb(draft: Draft, position: int) -> bool:
    """Whether the particle at a position of the sentence belongs to a verb that is none of change."""
    text = draft.view.text
    if text[position : position + 2].lower() == "up" and OTHER_VERB.search(text[:position]):
        return True
    for token in draft.view.within(position, position + 2):
        verb = token.head.lemma_.lower()
        if token.dep_ == "prt" and token.head.pos_ == "VERB" and verb not in ways("verbs") and verb not in ENDING:
            return True
    return False
