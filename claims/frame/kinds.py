"""What sort of figure it is."""

from __future__ import annotations

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
    elif figure.form is Form.MULTIPLE or figure.unit_kind == "multiple" or draft.head == "time":
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


def _is_rate(draft: Draft) -> bool:
    words = {draft.head or "", *(draft.modifiers or ()), *(draft.counted or "").lower().split()}
    return draft.whole is None and bool(words & RATES)
