"""What a figure takes from the ones before it: left-out units, the other end of a change, what "that" stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.frame.draft import Draft
from claims.model import Change, Kind
from claims.vocabulary.data import read_toml

REACH = 3
"""A left-out unit is looked for in at most this many sentences before."""

BACK = re.compile(
    r"^[“\"]?(?:That|This|It|They|Those|These|Another|The (?:figure|number|total|count|tally|rate))\b", re.I
)


def fill(drafts: Sequence[Draft]) -> None:
    """Links the figures of one text, in order; ``drafts`` must be in the order of the text."""
    for position, draft in enumerate(drafts):
        before = [d for d in drafts[:position] if draft.number - d.number <= REACH]
        if draft.kind is Kind.CHANGE:
            _link_change(draft, before, drafts[position + 1 :])
        if draft.whole_noun is not None:
            _link_whole(draft, drafts)
        bare = draft.noun is None and draft.figure.unit_kind is None and not draft.figure.rank_order
        if bare and _people(draft):
            draft.head, draft.counted, draft.unit, draft.inherited = "person", "people", "person", True
        elif bare and draft.kind is Kind.CHANGE and draft.antecedent is None:
            _link_ellipsis(draft, before)
        elif draft.kind is Kind.CHANGE:
            pass
        elif draft.noun is None and draft.figure.unit_kind is None and not draft.figure.rank_order:
            _link_ellipsis(draft, before)
        elif draft.figure.rank_order and draft.noun is None:
            _link_rank(draft, before, drafts[position + 1 :])
        elif draft.role in ("from", "to") or (draft.kind in (Kind.SHARE, Kind.RATE) and draft.noun is None):
            _link_same_measure(draft, before)
    _settle_ends(drafts)


@cache
def _people_verbs() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["people"]["verbs"])


def _people(draft: Draft) -> bool:
    """Whether a bare number counts people: it is what was killed, or who attended."""
    anchor = draft.anchor
    if anchor is None:
        return False
    head = anchor.head
    return (
        head.lemma_.lower() in _people_verbs()
        and anchor.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "npadvmod", "dep")
    ) or any(c.dep_ in ("acl", "ccomp", "amod") and c.lemma_.lower() in _people_verbs() for c in anchor.children)


def _link_whole(draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "half of the 1,000 agreements": the whole is itself a figure of the sentence."""
    for other in drafts:
        if (
            other is not draft
            and other.number == draft.number
            and other.noun is not None
            and draft.whole_noun is not None
            and other.noun.i == draft.whole_noun.i
            and other.view is draft.view
            and other.kind is Kind.COUNT
        ):
            draft.whole_quantity = other.figure.quantity
            other.predicate, other.categories = None, ()  # what is said is said of the half, not of the whole


def _settle_ends(drafts: Sequence[Draft]) -> None:
    """The start of a change is a plain value, and so is its end beside a stated size.

    "Rose 6.5% to 164" moves by 6.5%, and stands at 164; "6 hectares, up from 2" says of the 6 that it went up.
    """
    for position, draft in enumerate(drafts):
        if draft.role == "from" and draft.change is not None:
            end = _end_before(drafts[:position], draft)
            if end is not None and draft.figure.low == draft.figure.high:
                end.role = "to"
                end.change = Change(direction=draft.change.direction, from_=draft.figure.low, to=end.figure.low)
            draft.change = None
        elif draft.role == "to" and any(d.role == "by" and _same_clause(d, draft) for d in drafts):
            draft.change = None


def _end_before(before: Sequence[Draft], start: Draft) -> Draft | None:
    """The figure that "up from 2" is said of: the nearest of its kind before it in the sentence."""
    if not re.search(
        r"\b(?:up|down) (?:sharply |slightly |only |just |\w+ly )?from\b[^,;]{0,30}$",
        start.view.text[: start.figure.start],
    ):
        return None
    alike = [d for d in before if d.view is start.view and d.role is None and d.kind is not Kind.RANK]
    alike = [d for d in alike if not start.view.text[: d.start].rstrip().endswith(("(", ";"))]
    same = [d for d in alike if d.figure.unit_kind == start.figure.unit_kind]
    found = (same or alike)[-1:]
    if not found or any(d.role == "by" and d.view is start.view for d in before):
        return None
    return found[0] if found[0].change is None else None


def _same_clause(one: Draft, other: Draft) -> bool:
    return one.view is other.view and one.verb is not None and other.verb is not None and one.verb.i == other.verb.i


@cache
def _people_verbs() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["people"]["verbs"])


def _people(draft: Draft) -> bool:
    """Whether a bare number counts people: it is what was killed, or who attended."""
    anchor = draft.anchor
    if anchor is None:
        return False
    head = anchor.head
    return (
        head.lemma_.lower() in _people_verbs()
        and anchor.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "npadvmod", "dep")
    ) or any(c.dep_ in ("acl", "ccomp", "amod") and c.lemma_.lower() in _people_verbs() for c in anchor.children)


def _link_whole(draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "half of the 1,000 agreements": the whole is itself a figure of the sentence."""
    for other in drafts:
        if (
            other is not draft
            and other.number == draft.number
            and other.noun is not None
            and draft.whole_noun is not None
            and other.noun.i == draft.whole_noun.i
            and other.view is draft.view
            and other.kind is Kind.COUNT
        ):
            draft.whole_quantity = other.figure.quantity
            other.predicate, other.categories = None, ()  # what is said is said of the half, not of the whole


def _settle_ends(drafts: Sequence[Draft]) -> None:
    """Beside a stated size, the ends of a change are plain values: "rose 6.5% to 164" moves by 6.5%, and stands at 164."""
    for draft in drafts:
        if draft.role not in ("from", "to"):
            continue
        if any(
            d.role == "by"
            and d.number == draft.number
            and d.verb is not None
            and draft.verb is not None
            and d.verb.i == draft.verb.i
            and d.view is draft.view
            for d in drafts
        ):
            draft.change = None


def _countable(draft: Draft) -> bool:
    absolute = draft.kind is Kind.CHANGE and draft.figure.unit_kind is None
    return (draft.kind is Kind.COUNT or absolute) and (draft.noun is not None or draft.inherited)


def _inherit(draft: Draft, source: Draft) -> None:
    draft.antecedent = source
    draft.inherited = True
    draft.head, draft.modifiers, draft.unit = source.head, source.modifiers, source.unit
    draft.counted, draft.complement = source.counted, source.complement


def _link_ellipsis(draft: Draft, before: Sequence[Draft]) -> None:
    sources = [d for d in before if _countable(d)]
    same = [d for d in sources if d.number == draft.number]
    # In one sentence the nearest count serves ("from 135 agreements to 958"); else the last one of the sentence before.
    for source in reversed(same or sources):
        _inherit(draft, source)
        return


def _link_rank(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    following = [d for d in after if d.number == draft.number and _countable(d)]
    source = following[0] if following else next((d for d in reversed(before) if _countable(d)), None)
    if source is not None:
        draft.antecedent = source if not following else None
        draft.head, draft.modifiers, draft.unit = source.head, source.modifiers, None
        draft.counted = source.counted
        draft.complement = source.complement


def _link_same_measure(draft: Draft, before: Sequence[Draft]) -> None:
    for source in reversed(before):
        if source.figure.unit_kind == draft.figure.unit_kind and source.number == draft.number and source is not draft:
            draft.antecedent = source
            if draft.noun is None:
                draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers
            return


def _link_change(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    """The ends of a change: stated in the same sentence, or left to the sentence before it."""
    same = [d for d in [*before, *after] if d.number == draft.number and d is not draft]
    start = next((d for d in same if d.role == "from" and _ends(d, draft)), None)
    end = next((d for d in same if d.role == "to" and _ends(d, draft)), None)
    if start is not None and end is None and start.antecedent is not None and start.antecedent is not draft:
        end = start.antecedent
    if start is None and end is None and (BACK.match(draft.view.text) or draft.noun is None):
        previous = [d for d in before if d.number < draft.number and _countable(d)]
        if previous and draft.noun is None and draft.figure.unit_kind in ("percent", "multiple"):
            last = previous[-1]
            draft.antecedent = last
            _copy(draft, last)
            if last.role == "from" and last.antecedent is not None:
                start, end = last, last.antecedent
            elif last.antecedent is not None and last.antecedent.role == "from":
                start, end = last.antecedent, last
    draft.start_end = (start, end)
    if start is not None or end is not None:
        source = start or end
        assert source is not None
        draft.antecedent = source
        if draft.noun is None or draft.head in (
            None,
            "increase",
            "rise",
            "drop",
            "decline",
            "jump",
            "change",
            "surge",
            "gain",
            "fall",
            "decrease",
            "growth",
        ):
            _copy(draft, source)
    if draft.change is not None:
        draft.change = Change(
            direction=draft.change.direction,
            by=draft.change.by,
            basis=draft.change.basis,
            from_=_value(start) if start else draft.change.from_,
            to=_value(end) if end else draft.change.to,
        )


def _ends(end: Draft, change: Draft) -> bool:
    """Whether two figures can be an end and the size of one change: "2.1%" is no end of a change by "3%" of a count."""
    if change.figure.unit_kind == "points":
        return end.figure.unit_kind in ("percent", "points", None)
    if change.figure.unit_kind in ("percent", "multiple"):
        return True
    return end.figure.unit_kind == change.figure.unit_kind


def _copy(draft: Draft, source: Draft) -> None:
    draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers
    draft.complement = source.complement
    draft.inherited = True


def _value(draft: Draft) -> object:
    return draft.figure.low
