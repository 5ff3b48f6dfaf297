"""Numbers that are no claims by their surroundings: dates, times, statutes, models, addresses, and so on."""

from __future__ import annotations

import re
from functools import cache

from claims.figures.model import Exclusion
from claims.vocabulary.data import read_toml


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (rule["name"], rule["reason"],
         re.compile(rule["pattern"], re.VERBOSE | (re.IGNORECASE if rule.get("ignore_case") else 0)))
        for rule in read_toml("exclusions.toml")["rule"])


def find(text: str) -> tuple[Exclusion, ...]:
    """Every match of the rules in ``exclusions.toml``, in the order of the rules: the first that covers a number wins.

    ``find("Section 8 housing")[0].reason == "statute"``.
    """
    found = []
    for name, reason, pattern in _rules():
        group = "n" if "n" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if start < end:
                found.append(Exclusion(start, end, reason, name))
    return tuple(found)
