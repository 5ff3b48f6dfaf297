"""What a figure takes from the ones before it: left-out units, what "that" and "half of them" stand for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from claims.frame import endpoints
from claims.frame.draft import Draft
from claims.model import Kind
from claims.vocabulary.data import read_toml

REACH = 3
"""A left-out unit is looked for in at most this many sentences before."""


def fill(drafts: Sequence[Draft], *, before: Sequence[Draft] = ()) -> None:
    """Links the figures of one paragraph to one another and to the ones ``before``, all in the order of the text."""
    known = [*before, *drafts]
    numbers = [draft.number for draft in known]
    for position, draft in enumerate(drafts, len(known) - len(drafts)):
        before = known[bisect_left(numbers, draft.number - REACH) : position]
        after = known[position + 1 : bisect_right(numbers, draft.number)]
        if draft.whole_noun is not None:
            _link_whole(draft, [*before, *after])
        if draft.figure.rank_order:
            if draft.noun is None:
                _link_rank(draft, before, after)
        elif draft.kind is Kind.CHANGE and draft.figure.unit_kind is not None:
            endpoints.link_change(draft, before, after)
        elif draft.noun is None and draft.figure.unit_kind is None:
            if _people(draft):
                draft.head, draft.counted, draft.unit, draft.inherited = "person", "people", "person", False
            else:
                _link_ellipsis(draft, before)
        elif draft.kind is Kind.CHANGE:
            endpoints.link_change(draft, before, after)
        elif draft.role in ("from", "to") or (draft.kind in (Kind.SHARE, Kind.RATE) and draft.noun is None):
            _link_same_measure(draft, before)
    endpoints.settle(drafts)


@cache
def _people_verbs() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["people"]["verbs"])


def _people(draft: Draft) -> bool:
    """Whether a bare number counts people: it is what was killed, or who attended."""
    anchor = draft.anchor
    if anchor is None:
        return False
    governs = anchor.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "npadvmod", "dep")
    inside = (c for c in anchor.children if c.dep_ in ("acl", "ccomp", "amod"))
    return (governs and anchor.head.lemma_.lower() in _people_verbs()) or any(
        c.lemma_.lower() in _people_verbs() for c in inside
    )


def _link_whole(draft: Draft, others: Sequence[Draft]) -> None:
    """The whole of "half of the 1,000 agreements" is itself a figure of the sentence."""
    for other in others:
        if other.view is draft.view and other.noun is not None and draft.whole_noun is not None:
            if other.noun.i != draft.whole_noun.i or other.kind is not Kind.COUNT:
                continue
            draft.whole_quantity = other.figure.quantity
            other.predicate, other.categories = None, ()  # what is said is said of the half, not of the whole


def _link_ellipsis(draft: Draft, before: Sequence[Draft]) -> None:
    """A bare number counts what the one before it counts: in its paragraph, or further back where the text says so."""
    in_sentence = [d for d in before if d.view is draft.view]
    leans = bool(endpoints.BACK.match(draft.view.text))
    if draft.verb is None and not in_sentence and not leans:
        return  # a line without a verb says nothing of anything: a telephone number, a table's cell
    sources = [d for d in before if endpoints.countable(d)]
    if not leans and not (draft.places and draft.verb is not None):
        sources = [d for d in sources if d.paragraph == draft.paragraph]
    same = [d for d in sources if d.number == draft.number]
    # In one sentence the nearest count serves ("from 135 agreements to 958"); else the last one of the sentence before.
    if same:
        _inherit(draft, same[-1])
    elif sources and leans:  # "That is up from 148" speaks of what the sentence before it is about: its first count
        last = [d for d in sources if d.number == sources[-1].number]
        _inherit(draft, last[0])
    elif sources:
        _inherit(draft, sources[-1])


def _inherit(draft: Draft, source: Draft) -> None:
    draft.antecedent, draft.inherited = source, True
    draft.head, draft.modifiers, draft.unit = source.head, source.modifiers, source.unit
    draft.counted, draft.complement = source.counted, source.complement
    if not draft.places and draft.paragraph == source.paragraph:
        draft.places = source.places  # "North Carolina has 31. Nineteen follow the model": nineteen of the 31


def _link_rank(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    """A rank that names no measure ranks by the count beside it: "tops the list with 41 mines"."""
    following = [d for d in after if endpoints.countable(d)]
    sources = following[:1] or [d for d in before if endpoints.countable(d)][-1:]
    for source in sources:
        draft.antecedent = None if following else source
        draft.head, draft.modifiers, draft.unit = source.head, source.modifiers, None
        draft.counted, draft.complement = source.counted, source.complement


def _link_same_measure(draft: Draft, before: Sequence[Draft]) -> None:
    """The end of a change, or a share of nothing named, measures what the one before it in its sentence measures."""
    alike = [d for d in before if d.view is draft.view and d.figure.unit_kind == draft.figure.unit_kind]
    for source in alike[-1:]:
        draft.antecedent = source
        if draft.noun is None:
            draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers
