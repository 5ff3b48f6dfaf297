"""A rank's group and span of time: among which it is first, and since when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.frame.draft import Draft
from claims.model import Period
from claims.vocabulary.periods import PeriodMention
from claims.vocabulary.places import PlaceMention

GROUP = re.compile(
    r"""\b(?:any[ ](?:other[ ])?|of[ ]all[ ](?:the[ ])?|among[ ](?:all[ ])?(?:the[ ])?(?:\d+[ ]|fifty[ ])?|
            of[ ]the[ ](?:50|fifty)[ ]|every[ ]other[ ]|all[ ]other[ ]|other[ ])(?P<group>[a-z]+)""",
    re.IGNORECASE | re.VERBOSE,
)
EVER = re.compile(r"\b(?:on record|ever(?: recorded)?|in (?:its |the )?history|since record)", re.I)


def fill(draft: Draft, where: Sequence[PlaceMention], when: Sequence[PeriodMention]) -> None:
    """Fills ``among`` and ``since`` of a rank, and the place that holds it."""
    if not draft.figure.rank_order:
        return
    text = draft.view.text
    own = text[draft.start : draft.end]
    if found := GROUP.search(own):
        group = found["group"].lower()
        draft.among = group[:-1] if group.endswith("s") and not group.endswith("ss") else group
    since = next((m for m in when if m.role == "since" and m.start < draft.end + 12 and m.end > draft.start), None)
    if since is not None:
        draft.since = since.period
    elif EVER.search(own):
        draft.since = Period(start=None, end=None, text="on record")
    if draft.subject is not None:
        named = [m for m in where if (m.confident and m.text in draft.subject) or draft.subject in m.text]
        if named:
            draft.places = (named[-1].place,)
            if draft.among is None and named[-1].place.kind in ("state", "country") and draft.since is None:
                draft.among = named[-1].place.kind
