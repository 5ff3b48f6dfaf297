"""Ranks in words: "dominates the list", "second-largest", "ranks 29th", "the most of any state", "the lowest since 1969".

Superlatives are everywhere in prose ("the best wireless speaker"); only those whose group or span of time the sentence
names can be checked, and only those are figures.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.figures.model import Figure
from claims.vocabulary import numbers
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

ORDINAL = (r"(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
           r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:ieth|y-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))|"
           r"\w+teenth)")
SINCE = (r"(?:since (?:(?:at least )?(?:[A-Z][a-z]+\.? )?\d{4}|record[- ]?keeping began|records began|the \w+ began|[A-Z][a-z]+\b)|on record|in (?:its |the )?history|ever recorded|"
         r"ever\b|in (?:nearly |almost |more than |about |over |at least )?(?:a|an|\w+|\d+) (?:years?|decades?|months?|quarters?|century|centuries|weeks?)|"
         r"in (?:a|the) (?:decade|year|century|generation))")
AMONG = (r"(?:of any (?:other )?\w+|of all (?:the )?\w+|among (?:all )?(?:the )?(?:\d+ |fifty )?\w+|in the (?:nation|country|world|union|state|region|U\.S\.|United States)|"
         r"(?:nation|country|world)wide|of the (?:50|fifty) states|than any other \w+)")


MAYBE = re.compile(r"\b(?:most|fewest|least|\w+est|\w+iest|lead(?:s|ing)?|led|top(?:s|ped|ping)?|rank\w*|dominat\w+|head(?:s|ed)|worst|best|than any|last|outpaces?)\b|#\d", re.I)
"""A text without a match has no rank in it."""


@cache
def _superlatives() -> dict[str, str]:
    tables = read_toml("ranks.toml")["superlatives"]
    return {word: order for order, words in tables.items() for word in words}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = read_toml("ranks.toml")
    words = "|".join(sorted(map(re.escape, _superlatives()), key=len, reverse=True))
    lead = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in tables["leading"]["phrases"])
    last = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in tables["leading"]["last"])
    possessive = r"(?:(?:the )?(?:nation|country|world|state|region)[’']s|America[’']s)"
    return (
        ("leads_the_list", re.compile(rf"\b(?P<lead>{lead})\b", re.I)),
        ("ranks_last", re.compile(rf"\b(?P<last>{last})\b", re.I)),
        ("ordinal_superlative", re.compile(rf"\b(?:the )?(?P<ordinal>{ORDINAL})[- ](?P<word>{words})\b(?:[- ](?:number|share|total|count|rate|population|level))?", re.I)),
        ("ranks_nth", re.compile(
            rf"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|stands?|stood|finish(?:es|ed)|comes?|came|is|was|sits) (?:only |just |tied for )?(?:in )?(?:at )?(?:the )?"
            rf"(?:(?P<ordinal>{ORDINAL})(?= (?:among|in|of|nationally|nationwide|for|on|overall|place|with|behind|after|worldwide|out)\b|[,.;)]|$)(?: place)?|(?:No\.|number|#) ?(?P<n>\d{{1,3}}|one|two|three|four|five))", re.I)),
        ("ranks_nth", re.compile(rf"\brank(?:s|ed|ing) (?P<ordinal>{ORDINAL})\b", re.I)),
        ("number_n", re.compile(r"(?<![\w.])(?:No\.|#) ?(?P<n>\d{1,3})(?= (?:state|spot|position|country|nation|place|among|in the)\b)", re.I)),
        ("more_than_any", re.compile(r"\b(?P<more>more|fewer|less|higher|lower)(?: [\w-]+){0,5}? than (?:in )?any(?:where else| other (?P<group>[\w-]+))", re.I)),
        ("superlative_of_group", re.compile(rf"\b(?:the |a )?(?P<word>{words})\b(?P<noun>(?: [\w-]+(?:[’']s)?){{0,4}}?),? (?P<among>{AMONG})", re.I)),
        ("possessive_superlative", re.compile(rf"\b{possessive} (?P<word>{words})(?: [\w-]+)?", re.I)),
        ("superlative_since", re.compile(
            rf"\b(?:the |its |their |a )(?P<word>{words})\b(?P<noun>(?: [\w’'-]+){{0,6}}?),? (?P<since>{SINCE})", re.I)),
    )


def find(text: str) -> tuple[Figure, ...]:
    """The ranks of a sentence, in order, without overlap."""
    if not MAYBE.search(text) and not re.search(r"(?:first|second|third|\dth|\dst|\dnd|\drd|No\.)", text, re.I):
        return ()
    found: list[Figure] = []
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            figure = _figure(name, match)
            if figure and not any(f.start < figure.end and figure.start < f.end for f in found):
                found.append(figure)
    return tuple(sorted(found, key=lambda f: f.start))


def _figure(name: str, match: re.Match[str]) -> Figure | None:
    groups = match.groupdict()
    rank, order = Decimal(1), "highest"
    if groups.get("ordinal"):
        rank = numbers.find(groups["ordinal"])[0].low
    elif groups.get("n"):
        rank = numbers.find(groups["n"])[0].low
    if groups.get("word"):
        order = _superlatives()[re.sub(r"\s+", " ", groups["word"].lower())]
    elif groups.get("more"):
        order = "highest" if groups["more"].lower() in ("more", "higher") else "lowest"
    elif groups.get("last"):
        order = "lowest"
    start, end = match.span()
    if groups.get("ordinal") and name.startswith("ranks"):
        start = match.start()
    return Figure(start=start, end=end, number_start=start, number_end=end, low=rank, high=rank, precision=Decimal(1),
                  form=Form.ORDINAL, pattern=name, unit=None, unit_kind="rank", rank_order=order)
