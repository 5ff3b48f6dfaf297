"""Numbers that only syntax shows to be no claims: "one" as a pronoun, parts of names, conditions of another figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.frame.draft import Draft
from claims.model import Bound, Kind, NotClaimReason
from claims.vocabulary.numbers import Form
from claims.vocabulary.periods import is_year
from claims.vocabulary.places import PlaceMention


def reason_against(draft: Draft, places: Sequence[PlaceMention]) -> NotClaimReason | None:
    """Why the figure is no claim, or None: pronoun, name, date."""
    figure = draft.figure
    if figure.unit_kind is not None or figure.bound is not Bound.EXACT:
        return None
    if _is_pronoun(draft):
        return NotClaimReason.PRONOUN
    if figure.form is Form.DIGITS and is_year(draft.view.text, figure.number_start, figure.number_end):
        return NotClaimReason.DATE
    if _names_what_follows(draft) or (draft.role is None and _is_name(draft, places)):
        return NotClaimReason.NAME
    return None


def _is_pronoun(draft: Draft) -> bool:
    """ "One" for someone or something: "the one from France", "one of the best", "one in particular"."""
    view, figure = draft.view, draft.figure
    if view.text[figure.number_start : figure.number_end].lower() != "one":
        return False
    behind = view.text[figure.end :]
    stands_alone = draft.noun is None or (draft.anchor is not None and draft.anchor.pos_ == "PRON")
    return stands_alone or behind.startswith((" of ", " in particular"))


def _names_what_follows(draft: Draft) -> bool:
    """A number that belongs to the name behind it: "51 Pegasi"."""
    noun, figure = draft.noun, draft.figure
    if noun is None or noun.tag_ != "NNP" or figure.form is not Form.DIGITS or figure.low == 1:
        return False
    return draft.view.text[figure.end : draft.view.start(noun)] == " " and not noun.text.isupper()


SCALED = re.compile(r"(?:thousand|million|billion|trillion)$", re.IGNORECASE)


def _is_name(draft: Draft, places: Sequence[PlaceMention]) -> bool:
    """A number right behind a proper noun, with no noun of its own: "Windows 10", "Apollo 11"."""
    if SCALED.search(draft.view.text[draft.figure.number_start : draft.figure.number_end]):
        return False  # "Harris 75 million": no name ends in millions
    view, figure, anchor = draft.view, draft.figure, draft.anchor
    before = view.before(figure.number_start, 1)
    if not before or before[-1].pos_ != "PROPN" or anchor is None:
        return False
    previous = before[-1]
    if any(p.start < view.end(previous) and view.start(previous) < p.end for p in places):
        return False
    if view.text[view.end(previous) : figure.number_start] not in (" ", "-", "\u00a0"):
        return False
    names = anchor.head.i == previous.i or anchor.pos_ == "PROPN" or anchor.head.pos_ == "PROPN"
    return names and (draft.noun is None or draft.noun.pos_ == "PROPN" or draft.noun.i == previous.i)


def conditions(drafts: Sequence[Draft]) -> list[Draft]:
    """The figures that only say which things another one counts: "40 towns have at least one clinic".

    Each is set as the condition of the figure that it belongs to, and is no claim of its own.
    """
    found = []
    for draft in drafts:
        holder = _holder(draft, drafts)
        if holder is not None:
            holder.condition = draft
            found.append(draft)
    return found


BOUNDED = frozenset({Bound.AT_LEAST, Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_MOST})
HOLDING = frozenset(
    {"have", "hold", "host", "see", "report", "record", "count", "contain", "include", "sign", "lose", "gain", "add"}
)
"""Verbs whose object says what each of the counted things must have."""


def _holder(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """The figure that a bounded count is a condition of."""
    if draft.figure.bound not in BOUNDED or draft.kind is not Kind.COUNT:
        return None
    return next((other for other in others if _labels(draft, other) or _holds(draft, other)), None)


def _labels(draft: Draft, other: Draft) -> bool:
    """ "States with at least one agreement: 40"."""
    if other.start <= draft.end or other.noun is None or other.view.end(other.noun) > draft.start:
        return False
    return other.view.text[: other.start].rstrip().endswith(":")


def _holds(draft: Draft, other: Draft) -> bool:
    if other is draft or other.kind not in (Kind.COUNT, Kind.SHARE) or other.start > draft.start:
        return False
    if other.noun is None or draft.noun is None or other.verb is None or draft.verb is None:
        return False
    same = other.verb.i == draft.verb.i and draft.verb.lemma_.lower() in HOLDING
    return same and other.noun.dep_ in ("nsubj", "attr") and draft.noun.dep_ in ("dobj", "pobj", "obj")
