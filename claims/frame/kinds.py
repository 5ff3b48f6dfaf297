"""What sort of figure it is."""

from __future__ import annotations

import re

from claims.frame.draft import Draft
from claims.model import Kind
from claims.vocabulary.numbers import Form

RATES = frozenset(
    {
        "rate",
        "inflation",
        "unemployment",
        "yield",
        "interest",
        "margin",
        "turnout",
        "growth",
        "joblessness",
        "index",
        "ratio",
        "mortgage",
    }
)
"""Nouns whose percentage is a rate of its own and not a part of a whole."""


def fill(draft: Draft) -> None:
    """Fills ``kind``; needs the figure, what it counts, and its change."""
    figure = draft.figure
    if figure.rank_order:
        draft.kind = Kind.RANK
    elif draft.role == "by":
        draft.kind = Kind.CHANGE
    elif _counts_times(draft):
        draft.kind = Kind.COUNT
    elif _times_another(draft) or _is_multiple(draft):
        draft.kind = Kind.RATIO
    elif figure.unit_kind in ("percent", "points"):
        draft.kind = Kind.RATE if _is_rate(draft) else Kind.SHARE
    elif figure.unit and " per " in figure.unit and figure.unit_kind != "money":
        draft.kind = Kind.RATE
    elif figure.unit_kind == "money":
        draft.kind = Kind.MONEY
    elif figure.unit_kind:
        draft.kind = Kind.MEASURE
    else:
        draft.kind = Kind.COUNT


def _counts_times(draft: Draft) -> bool:
    """ "It flew 40 times", "she scored twice": how often something happened, and no comparison."""
    figure, text = draft.figure, draft.view.text
    last = max(draft.end, figure.end)
    often = OFTEN.fullmatch(text, figure.number_start, figure.number_end) is not None
    counted = draft.head == "time" and bool(text[figure.number_end : last].strip())
    if draft.role is not None or not (often or counted):
        return False
    return draft.verb is not None and draft.verb.pos_ == "VERB" and not COMPARED.match(text, last)


def _is_multiple(draft: Draft) -> bool:
    return draft.figure.form is Form.MULTIPLE or draft.figure.unit_kind == "multiple" or draft.head == "time"


def _times_another(draft: Draft) -> bool:
    """ "Four times Germany's", "1.5 times the size of China's": how often another's goes into its own."""
    figure = draft.figure
    return figure.unit_kind in (None, "count") and TIMES.match(draft.view.text, figure.number_end) is not None


TIMES = re.compile(
    r" times (?:(?:as (?:many|much|big|large|high|great)|the (?:size|level|number|amount|figure|rate|value|total))\b"
    r"|that of\b|(?:[A-Z][\w.]+ ){0,3}[A-Z][\w.]*[’']s?(?!\w))")
OFTEN = re.compile(r"twice|thrice", re.IGNORECASE)
COMPARED = re.compile(
    r",?[ ](?:as|the|what|that|than|its|their|his|her|our|this|those|more|less|fewer|an?|over|"
    r"earnings|revenue|income|sales|[a-z]{3,}er)\b|-|[)]",
    re.IGNORECASE,
)
"""Behind "four times": what is so many times as large."""


def _is_rate(draft: Draft) -> bool:
    words = {draft.head or "", *(draft.modifiers or ()), *(draft.counted or "").lower().split()}
    return draft.whole is None and bool(words & RATES)
