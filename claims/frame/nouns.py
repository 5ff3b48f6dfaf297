"""Nouns that say little: those that only point at what is counted, and those that name a change of it."""

from __future__ import annotations

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
