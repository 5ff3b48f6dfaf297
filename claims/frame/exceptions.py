"""Numbers that only syntax shows to be no claims: "one" as a pronoun, parts of names, conditions of another figure."""

from __future__ import annotations

from collections.abc import Sequence

from claims.frame.draft import Draft
from claims.model import Bound, Kind
from claims.vocabulary.numbers import Form
from claims.vocabulary.periods import is_year
from claims.vocabulary.places import PlaceMention


def reason_against(draft: Draft, places: Sequence[PlaceMention]) -> str | None:
    """Why the figure is no claim, or None: pronoun, name, date."""
    figure, view = draft.figure, draft.view
    written = view.text[figure.number_start : figure.number_end]
    anchor = draft.anchor
    if written.lower() == "one" and figure.unit_kind is None and figure.bound is Bound.EXACT:
        if (
            draft.noun is None
            or (anchor is not None and anchor.pos_ == "PRON")
            or view.text[figure.end :].startswith((" of ", " in particular"))
        ):
            return "pronoun"
    if (
        figure.form is Form.DIGITS
        and figure.unit_kind is None
        and figure.bound is Bound.EXACT
        and is_year(view.text, figure.number_start, figure.number_end)
    ):
        return "date"
    if (
        draft.noun is not None
        and draft.noun.tag_ == "NNP"
        and figure.form is Form.DIGITS
        and figure.unit_kind is None
        and figure.bound is Bound.EXACT
        and view.text[figure.end : view.start(draft.noun)] == " "
        and not draft.noun.text.isupper()
        and figure.low != 1
    ):
        return "name"
    if (
        anchor is not None
        and figure.unit_kind is None
        and figure.bound is Bound.EXACT
        and draft.role is None
        and _is_name(draft, places)
    ):
        return "name"
    return None


def _is_name(draft: Draft, places: Sequence[PlaceMention]) -> bool:
    """A number right behind a proper noun, with no noun of its own: "Windows 10", "Apollo 11"."""
    view, figure, anchor = draft.view, draft.figure, draft.anchor
    before = [t for t in view.tokens if view.end(t) <= figure.number_start]
    if not before or before[-1].pos_ != "PROPN" or anchor is None:
        return False
    previous = before[-1]
    if any(p.start < view.end(previous) and view.start(previous) < p.end for p in places):
        return False
    if view.text[view.end(previous) : figure.number_start] not in (" ", "-", "\u00a0"):
        return False
    names = anchor.head.i == previous.i or anchor.pos_ == "PROPN" or anchor.head.pos_ == "PROPN"
    return names and (draft.noun is None or draft.noun.pos_ == "PROPN" or draft.noun.i == previous.i)


def is_condition(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """ "40 states have at least one agency": the second figure only says which states are counted.

    Returns the figure that it is a condition of.
    """
    if (
        draft.figure.bound not in (Bound.AT_LEAST, Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_MOST)
        or draft.kind is not Kind.COUNT
    ):
        return None
    labelled = next(
        (o for o in others if o.start > draft.end and o.noun is not None and o.view.end(o.noun) <= draft.start), None
    )
    if labelled is not None and labelled.view.text[: labelled.start].rstrip().endswith(":"):
        return labelled
    for other in others:
        if other is draft or other.kind not in (Kind.COUNT, Kind.SHARE) or other.verb is None or draft.verb is None:
            continue
        if other.verb.i != draft.verb.i or other.start > draft.start or other.noun is None or draft.noun is None:
            continue
        if (
            other.noun.dep_ in ("nsubj", "attr")
            and draft.noun.dep_ in ("dobj", "pobj", "obj")
            and draft.verb.lemma_.lower()
            in (
                "have",
                "hold",
                "host",
                "see",
                "report",
                "record",
                "count",
                "contain",
                "include",
                "sign",
                "lose",
                "gain",
                "add",
            )
        ):
            return other
    return None
