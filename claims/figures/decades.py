"""Decades of numbers: "mid-40s" is 44 to 46, "in the 1,200s" is 1,200 to 1,299."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form, NumberMention

PLURAL = re.compile(r"[’']?s\b")
REACH = 24


@cache
def _parts() -> dict[str, tuple[int, int]]:
    return {word: (low, high) for word, (low, high) in read_toml("ranges.toml")["decade_parts"].items()}


@cache
def _part_before() -> re.Pattern[str]:
    words = "|".join(_parts())
    return re.compile(rf"\b(?P<part>{words})(?:-?[- ]to[- ](?P<until>{words}))?[- ]$", re.IGNORECASE)


def read(text: str, mention: NumberMention) -> NumberMention | None:
    """The decade that a mention names with its plural s and a word like "mid-" before it; None if it is none."""
    plural = PLURAL.match(text, mention.end)
    if not plural or mention.form is not Form.DIGITS or mention.low % 10 or not mention.low:
        return None
    step = Decimal(10)
    while mention.low % (step * 10) == 0:
        step *= 10
    tenth = step / 10
    low, high, start = mention.low, mention.low + step - 1, mention.start
    if part := _part_before().search(text[max(0, mention.start - REACH) : mention.start]):
        first = _parts()[part["part"].lower()]
        last = _parts()[(part["until"] or part["part"]).lower()]
        low, high = mention.low + first[0] * tenth, mention.low + last[1] * tenth
        start = mention.start - len(part.group())
    return NumberMention(
        start=start,
        end=plural.end(),
        text=text[start : plural.end()],
        low=low,
        high=high,
        precision=tenth,
        form=Form.DIGITS,
        mantissa=low,
    )
