"""What a figure that names no place or time has from its paragraph or its story: assumed, and marked so.

In news, what happened is told in the past tense and dated once: the figures of the event are of that time. What is told
in the present, or of what is to come, is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.frame.compared import COMPARED
from claims.frame.draft import Draft
from claims.frame.story import Setting
from claims.model import Modality, Period, Place, Source
from claims.syntax import CLAUSE_HEADS, ancestors
from claims.vocabulary.periods import PeriodMention
from claims.vocabulary.places import PlaceMention, within

if TYPE_CHECKING:
    from spacy.tokens import Token

LEVELS = (
    (re.compile(r"\b(?:the (?:state|commonwealth)|statewide)\b", re.IGNORECASE), ("state", "territory")),
    (re.compile(r"\b(?:the (?:country|nation)|nationwide|nationally|countrywide)\b", re.IGNORECASE), ("country",)),
    (re.compile(r"\b(?:the (?:city|town)|citywide)\b", re.IGNORECASE), ("city",)),
    (re.compile(r"\b(?:the county|countywide)\b", re.IGNORECASE), ("county",)),
)
"""Words for a place by its rank, and the kinds of place that they mean."""


def places(drafts: Sequence[Draft], mentions: Sequence[PlaceMention], setting: Setting) -> None:
    """Gives the figures of one sentence that have no place that of the story, unless the sentence is of another."""
    if setting.place is None:
        return
    around = tuple(_around(setting.place))
    elsewhere = [m for m in mentions if m.confident and m.place not in around and not _named_after(m, setting.place)]
    for draft in drafts:
        if not draft.places and not elsewhere:
            draft.places = (_at_level(draft, around),)
            draft.places_source = Source.ASSUMED


def _around(place: Place) -> list[Place]:
    """The place and what it lies in."""
    outer = within(place)
    return [place, *(_around(outer) if outer is not None else ())]


def _named_after(mention: PlaceMention, place: Place) -> bool:
    return mention.place.name.split(",")[0] == place.name.split(",")[0]


def _at_level(draft: Draft, around: Sequence[Place]) -> Place:
    """The state that the story lies in, where "the state" leads to the figure; else the story's place."""
    before = draft.lead
    for pattern, kinds in LEVELS:
        if pattern.search(before) and (found := next((p for p in around if p.kind in kinds), None)) is not None:
            return found
    return around[0]


def periods(
    sentences: Sequence[Sequence[Draft]], mentions: Sequence[Sequence[PeriodMention]], setting: Setting
) -> None:
    """Dates what one paragraph tells in the past tense without a time; both lists have one entry a sentence."""
    current: Period | None = None
    for drafts, found in zip(sentences, mentions, strict=True):
        told = [d for d in drafts if d.period is not None and d.period.start is not None and d.role != "from"]
        told = [d for d in told if d.verb is None or d.verb.dep_ not in ("relcl", "acl")]  # an aside dates itself alone
        # What a figure is compared with has a time of its own: "3% below the 61,200 of September".
        told = [d for d in told if not COMPARED.search(d.view.masked[: d.figure.start])]
        own = next((d.period for d in told if d.period_source is Source.STATED and happened(d) and not _was_before(d)),
                   None)
        if own is not None:
            current = own
        dated = bool(drafts) and any(m.role == "at" and not _is_beside(drafts, m) for m in found)
        for draft in drafts:
            tells = _can_be_dated(draft) and happened(draft) and not _was_before(draft)
            if draft.period is None and not dated and tells:
                draft.period = current or setting.period
                draft.period_source = Source.ASSUMED if draft.period is not None else Source.STATED


RELEASED = re.compile(
    r"\b(?:released|published|issued|posted|unveiled|put out|out) (?:late |early )?(?:on )?$", re.IGNORECASE
)


def _is_beside(drafts: Sequence[Draft], mention: PeriodMention) -> bool:
    """Whether a time is only that of something beside what is told: of a comparison, or of a release."""
    view = drafts[0].view
    of_a_number = any(view.text[draft.end : mention.start] == " of " for draft in drafts)
    before = mention.start
    return of_a_number or any(pattern.search(view.masked[:before]) for pattern in (COMPARED, RELEASED))


def _can_be_dated(draft: Draft) -> bool:
    return draft.modality in (Modality.ASSERTED, Modality.NEGATED) and draft.role != "from" and draft.condition is None


def happened(draft: Draft) -> bool:
    """Whether the figure's clause is told in the past tense: "fell 2%", "were hurt", not "has fallen" or "falls"."""
    token: Token | None = draft.verb
    while token is not None:
        tense = _tense(token)
        if tense is not None:
            return tense
        token = next((t for t in ancestors(token) if t.pos_ in CLAUSE_HEADS and draft.view.holds(t)), None)
    return False


def _was_before(draft: Draft) -> bool:
    """Whether a level is told as one of an earlier time, which is in the background: "it had been 4.4%"."""
    verb = draft.verb
    if verb is None or verb.lemma_.lower() not in STATES:
        return False
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "'d", "’d") for c in verb.children)


STATES = frozenset({"be", "stand", "cost", "hover", "average", "number", "total"})
"""Verbs that tell how things are, and not what happened to them."""


def _tense(verb: Token) -> bool | None:
    """Whether a verb is in the past tense; None where its form leaves that to the clause above."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    tags = {c.tag_ for c in helpers}
    if "MD" in tags:
        return False
    if verb.tag_ == "VBD" or "VBD" in tags:
        return True
    if verb.tag_ in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return False
    return True if verb.tag_ == "VBN" and not helpers and verb.dep_ in ("ROOT", "conj", "ccomp") else None
