"""The words of time, read from ``data/periods.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claims.vocabulary.data import read_toml


@cache
def vocabulary() -> dict[str, Any]:
    """The words of ``data/periods.toml``."""
    return read_toml("periods.toml")


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """A list of that file as a set: ``listed("year", "certain")``."""
    return frozenset(vocabulary()[table][key])


def either(words: Any) -> str:
    """A pattern of alternatives, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def vague() -> re.Pattern[str]:
    """A time that no calendar knows, from its preposition on: "in the days before", "for the year as a whole"."""
    words = vocabulary()["vague"]
    return re.compile(
        r"\W*\b(?:in|during|over|at|on|by|until|before|amid)\s+(?:the|those|these|its|their)\s+(?:\w+\s+)?"
        rf"(?:{either(words['nouns'])})\s+(?:{either(words['behind'])})\b"
        rf"|\W*\b(?:for|over|in|across|during)\s+(?:{either(words['whole'])})\b(?! (?:of )?\d)", re.IGNORECASE)


def month_pattern() -> str:
    """Months as newspapers and tables write them, "Sept." also without its dot or in capitals."""
    names = set(vocabulary()["months"])
    names |= {name.removesuffix(".") for name in names}
    names |= {name.upper() for name in names}
    return f"(?:{either(names)})"


def month_number(name: str) -> int:
    """"Sept." → 9."""
    known = vocabulary()["months"]
    title = name.removesuffix(".").capitalize()
    return int(known.get(title) or known[f"{title}."])
