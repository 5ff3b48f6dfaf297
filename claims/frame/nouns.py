"""Nouns that say little: those that only point at what is counted, and those that name a change of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_TAGS = frozenset({"NOUN", "PROPN"})
"""Parts of speech that can be counted."""

GENERIC = frozenset(
    {
        "number",
        "total",
        "figure",
        "count",
        "tally",
        "amount",
        "sum",
        "level",
        "share",
        "percentage",
        "proportion",
        "portion",
        "rest",
        "majority",
        "one",
        "those",
        "them",
        "average",
        "record",
        "estimate",
        "pace",
    }
)
"""Nouns that only point at what is counted: "the number of agencies"."""

CHANGE_NOUNS = frozenset(
    {
        "increase",
        "rise",
        "decline",
        "drop",
        "decrease",
        "gain",
        "fall",
        "jump",
        "surge",
        "growth",
        "reduction",
        "change",
        "loss",
    }
)
"""Nouns of change: "an increase in agreements" is about agreements."""


def through_generic(noun: Token, own: Token | None = None) -> Token:
    """The noun that a generic one points at: "the number of agencies" is about agencies.

    ``own`` is the figure itself, which is never what it counts.
    """
    if noun.lemma_.lower() not in GENERIC | CHANGE_NOUNS:
        return noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "for"):
            target = next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in NOUN_TAGS), None)
            if target is not None and (own is None or target.i != own.i):
                return target
    return noun
