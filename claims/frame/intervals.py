"""The interval that a change without one of its own spans: "over the same period", "since then"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.frame.draft import Draft
from claims.model import Kind, Modality, Period

SAME = re.compile(
    r"\b(?:(?:the|that) same (?:period|time|span|months?|years?|interval)|"
    r"in that (?:time|period|span)|over that (?:time|period)|"
    r"in (?:those|these) (?:\w+ )?(?:years|months|weeks)|meanwhile|during (?:that|the same) (?:time|period))\b",
    re.IGNORECASE,
)
OWN = re.compile(r"\s*(?:in|over|within) (?:a|one|the (?:past|last)) (?:year|quarter|month|week|decade)\b")
"""Right behind a change: it spans a length of time of its own."""
THEN = re.compile(r"\bsince then\b", re.IGNORECASE)


def fill(drafts: Sequence[Draft]) -> None:
    """Gives changes that name no start the interval of the one before them; ``drafts`` in the order of the text."""
    last: Draft | None = None
    for position, draft in enumerate(drafts):
        if draft.kind is not Kind.CHANGE:
            continue
        if draft.baseline is not None:
            last = draft
        elif THEN.search(draft.view.text):
            draft.baseline = _time_before(drafts[:position])
        elif OWN.match(draft.view.text[draft.end :]):
            continue
        elif last is not None and draft.start_end == (None, None) and _goes_on(last, draft) and _may_share(last, draft):
            draft.baseline = last.baseline
            draft.period = draft.period or last.period


def _time_before(before: Sequence[Draft]) -> Period | None:
    """The last time that the text named."""
    return next((d.period for d in reversed(before) if d.period is not None and d.period.start is not None), None)


def _may_share(last: Draft, draft: Draft) -> bool:
    """What is still to come spans no time of what has happened: "will cut 40 jobs over two years. Sales fell 2%"."""
    return (last.modality is Modality.FORECAST) <= (draft.modality is Modality.FORECAST)


def _goes_on(last: Draft, draft: Draft) -> bool:
    return last.paragraph == draft.paragraph or bool(SAME.search(draft.view.text))
