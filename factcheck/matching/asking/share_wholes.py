"""Of what whole a share is where that is itself limited: "Of those arrested by ICE, 30% had criminal convictions"."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Claim, Kind
from claims.vocabulary import periods
from factcheck.matching.asking.shapes import Slots
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.references.model import Dataset, Role

AHEAD = re.compile(r"(?:^|[;:]|, (?:and|but|while)) ?\W*(?:of|among) (?P<whole>(?:[^,;:\d]|\d+\()+),", re.IGNORECASE)
"""What leads to a share: its whole."""
BEHIND = re.compile(
    r"\W*(?:percent |% )?of (?P<whole>(?:the |those |all |its |their )*(?:[\w-]+ )??"
    r"(?:arrested|booked|picked up|handed over|convicted|charged|accused|facing|awaiting|with|without|who) "
    r"(?:(?!\b(?:had|have|has|were|was|are|is|do|did|does|came|come|faced)\b)[^,;:.])+)", re.IGNORECASE)
"""Right behind a share: its whole with what limits that, up to what is said of the part."""


def limited(claim: Claim, slots: Slots, dataset: Dataset, words: DatasetLexicon) -> Slots:
    """The slots of a share, told apart by what limits its whole as well; missing words where that leaves no part."""
    told = _whole(claim) if claim.kind is Kind.SHARE and slots.filters else None
    if told is None:
        return slots
    categories = {one.name for one in dataset.dimensions if one.role is Role.CATEGORY} & set(slots.filters)
    limits = {hit.payload.name for hit in words.find(told) if hit.payload.slot == "member"} & categories
    if not limits:
        return slots
    in_a_place = set(slots.filters) > categories  # "of the task force agreements, 17% are in Texas"
    if (limits == categories and not in_a_place) or _of_another_time(claim, told):
        return replace(slots, missing=(*slots.missing, told.strip()))
    return replace(slots, of_whole=tuple(sorted(limits)))


def _whole(claim: Claim) -> str | None:
    ahead = AHEAD.search(claim.ahead)
    if ahead is not None:
        return ahead["whole"]
    behind = BEHIND.match(claim.behind)
    return behind["whole"] if behind is not None else None


def _of_another_time(claim: Claim, told: str) -> bool:
    """Whether the whole has a time that is not the claim's: "of those arrested in January"."""
    own = claim.period.text if claim.period is not None else None
    return any(one.text not in (own or "") for one in periods.find(told, published=None))
