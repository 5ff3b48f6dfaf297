"""Numbers that are no claims by their surroundings: dates, times, statutes, models, addresses, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claims.figures.model import Exclusion
from claims.model import NotClaimReason
from claims.vocabulary.data import read_toml
from claims.vocabulary.number_patterns import MONEY_CODES
from claims.vocabulary.number_words import alternatives


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of ``exclusions.toml``: what it matches, or its group "n", is no claim for ``reason``.

    Every match holds one of ``needs``, in any case; a rule without them may match anywhere.
    """

    name: str
    reason: NotClaimReason
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()

    def may_match(self, lowered: str) -> bool:
        """Whether a text in lower case holds what a match needs."""
        for needed in self.needs:  # no any(): a generator costs more than these few look-ups
            if needed in lowered:
                return True
        return not self.needs


LIST_NUMBER = re.compile(r"\s*(?:[-•*]\s*)?\(?\d{1,3}[.)]\s+(?=\S)")
"""At the start of a line: the number of an item, with the space behind it."""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in order; the first that covers a number gives its reason. "<MONEY>" stands for the codes of money."""
    codes = alternatives([code for code in MONEY_CODES if code.isalpha()])
    return tuple(
        Rule(
            rule["name"],
            NotClaimReason(rule["reason"]),
            re.compile(
                rule["pattern"].replace("<MONEY>", codes),
                re.VERBOSE | (re.IGNORECASE if rule.get("ignore_case") else 0),
            ),
            tuple(rule.get("needs", ())),
        )
        for rule in read_toml("exclusions.toml")["rule"]
    )


def find(text: str) -> tuple[Exclusion, ...]:
    """Every match of the rules, in the order of the rules. ``find("Section 8 housing")[0].reason == "statute"``."""
    found = []
    lowered = text.lower()
    for rule in rules():
        if not rule.may_match(lowered):
            continue
        group = "n" if "n" in rule.pattern.groupindex else 0
        for match in rule.pattern.finditer(text):
            start, end = match.span(group)
            if start < end:
                found.append(Exclusion(start, end, rule.reason, rule.name))
    return tuple(found)
