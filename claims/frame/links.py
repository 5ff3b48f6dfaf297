"""What a figure takes from the ones before it: left-out units, what "that" and "half of them" stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from claims.frame import endpoints
from claims.frame.draft import Draft
from claims.frame.nouns import people_nouns
from claims.model import Kind, Source
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

REACH = 3
"""A left-out unit is looked for in at most this many sentences before."""

NEAREST = 64
"""At most so many figures on either side are asked; no sentence that anyone wrote has more."""


def fill(drafts: Sequence[Draft], *, before: Sequence[Draft] = ()) -> None:
    """Links the figures of one paragraph to one another and to the ones ``before``, all in the order of the text."""
    known = [*before, *drafts]
    numbers = [draft.number for draft in known]
    for position, draft in enumerate(drafts, len(known) - len(drafts)):
        before = known[max(bisect_left(numbers, draft.number - REACH), position - NEAREST) : position]
        after = known[position + 1 : min(bisect_right(numbers, draft.number), position + NEAREST)]
        if draft.whole_noun is not None:
            _link_whole(draft, [*before, *after])
        if draft.figure.rank_order:
            if draft.noun is None:
                _link_rank(draft, before, after)
        elif draft.figure.unit_kind is None:
            _link_bare(draft, before, after)
        elif draft.kind is Kind.CHANGE:
            endpoints.link_change(draft, before, after)
        elif draft.kind is Kind.SHARE and _retells(draft, before):
            continue
        elif draft.role in ("from", "to") or (draft.kind in SAME and draft.noun is None):
            _link_same_measure(draft, before)
            if draft.head is None and draft.kind is Kind.SHARE:
                _link_share(draft, before)
    endpoints.settle(drafts)


def _link_bare(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    """A number with no unit of measure: a count, or a level of something."""
    own = [d for d in before if d.view is draft.view]
    level = bool(draft.figure.low >= LOWEST_INDEX or draft.figure.low % 1)
    if level and draft.led_by(COMPARED) and any(d.unit == POINT for d in own):
        draft.unit = POINT  # "fell 162 points to 7,425.81"
        return
    if draft.figure.form is Form.MULTIPLE and draft.noun is None:
        _link_multiple(draft, before)
    elif (draft.noun is None or draft.role == "from") and (_continues_measure(draft, own) or _ends_count(draft, own)):
        return
    elif draft.noun is not None:
        if draft.kind is Kind.CHANGE:
            endpoints.link_change(draft, before, after)
        elif draft.role in ("from", "to"):
            _link_same_measure(draft, before)
    elif _people(draft):
        draft.head, draft.counted, draft.unit, draft.inherited = "person", "people", "person", False
    elif not _counts_the_share(draft, own):
        _link_ellipsis(draft, before)


SAME = frozenset({Kind.SHARE, Kind.RATE, Kind.MONEY, Kind.MEASURE})
"""Kinds of figure that measure what the one before them in their sentence measures, where they name nothing."""

COMPARED = re.compile(r"\b(?:from|than|against|versus|with|to|in|at) $", re.IGNORECASE)
LIKE = frozenset({"time", "length", "mass", "volume", "temperature", "area", "speed"})
POINT = "point"


LOWEST_INDEX = 1000
"""Whole numbers from here up are levels of an index, and no size of its change."""


def _continues_measure(draft: Draft, own: Sequence[Draft]) -> bool:
    """A bare number beside a measure of its sentence: "18 minutes, down from 26", "asked for 15 years; they got eight".

    "Rose 6% to 164" is no 164%: the size of a change says nothing of the unit of its end.
    """
    measured = [d for d in own if not d.figure.rank_order]
    if not measured or draft.figure.form is Form.VAGUE or any(endpoints.countable(d) for d in measured):
        return False
    source = measured[-1]
    if source.role == "by":
        return _ends_growth(draft, source)
    if source.figure.unit_kind is None or source.unit in (None, AGE):
        return False
    starts = draft.role == "from" or draft.lead.endswith(("from ", "than ", "against "))
    beside = source.figure.unit_kind in LIKE and draft.verb is not None and not _people(draft) and not draft.places
    if not starts and not beside:
        return False
    draft.antecedent, draft.unit = source, source.unit
    draft.figure = draft.figure.with_(unit=source.unit, unit_kind=source.figure.unit_kind)
    draft.kind = source.kind if source.kind is not Kind.CHANGE else draft.kind
    draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers
    return True


def _ends_growth(draft: Draft, source: Draft) -> bool:
    """ "Its population up by 31% to 37,019", "the clinics halved from 300": an end of a change is of what changed."""
    sized = source.figure.unit_kind == "percent" or source.figure.form is Form.MULTIPLE
    if draft.role not in ("from", "to") or source.noun is None or not sized:
        return False
    draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers
    many = source.head if source.noun.tag_ == "NNS" else None
    draft.unit = "person" if draft.head in people_nouns() else many
    return True


def _ends_count(draft: Draft, own: Sequence[Draft]) -> bool:
    """ "Up by 3,000 from 20,000": where a change in number starts or ends, there are as many of what changed."""
    change = own[-1] if own else None
    if draft.role not in ("from", "to") or change is None or change.role != "by" or change.figure.unit_kind is not None:
        return False
    named = draft.noun is not None and draft.view.start(draft.noun) > change.start
    if named or not change.inherited or not endpoints.countable(change):
        return False
    draft.antecedent, draft.inherited, draft.unit = change, True, change.unit
    draft.head, draft.counted, draft.modifiers = change.head, change.counted, change.modifiers
    draft.complement = change.complement
    return True


AGE = "year of age"


def _link_multiple(draft: Draft, before: Sequence[Draft]) -> None:
    """ "One in five buyers left, twice as many as in 2021": a multiple of what was counted before it."""
    if _people(draft):
        draft.head, draft.counted = "person", "people"
        return
    for source in [d for d in before if d.view is draft.view and d.head is not None][-1:]:
        draft.antecedent = source
        draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers


def _link_share(draft: Draft, before: Sequence[Draft]) -> None:
    """A share that names no whole is one of the things counted before it: "43 million owe; one in ten is late"."""
    near = [
        d for d in before if endpoints.countable(d) and d.paragraph == draft.paragraph and d.number >= draft.number - 1
    ]
    for source in near[-1:]:
        draft.antecedent = draft.antecedent or source
        draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers


RETOLD = re.compile(r"(?: [\w()’'&.-]+){0,5}?(?:,? or|,| \(|,? —|,? –|,? which is|,? that is) ?")
"""Between the whole of "683 of the 1,000 agreements" and the same part told as a share."""


def _retells(draft: Draft, before: Sequence[Draft]) -> bool:
    """ "Counties hold 683 of the 1,000 agreements, or 68 percent": the share is of the agreements, and of counties."""
    same = [d for d in before if d.view is draft.view][-2:]
    if len(same) < 2:
        return False
    part, whole = same
    if part.whole_noun is None or whole.noun is None or part.whole_noun.i != whole.noun.i:
        return False
    if not RETOLD.fullmatch(draft.view.text[whole.figure.end : draft.figure.start]):
        return False
    draft.antecedent, draft.noun, draft.whole = part, whole.noun, whole.counted
    draft.head, draft.counted, draft.modifiers = whole.head, whole.counted, whole.modifiers
    if draft.segment is not None and part.segment is not None:
        draft.segment = replace(draft.segment, before=part.segment.before)
    return True


def _counts_the_share(draft: Draft, own: Sequence[Draft]) -> bool:
    """ "More than half of the agreements, 525, follow the model": so many of them, whatever was counted before."""
    share = own[-1] if own else None
    if share is None or share.kind is not Kind.SHARE or share.noun is None or share.head is None:
        return False
    if not RETOLD.fullmatch(draft.view.text[share.figure.end : draft.figure.start]):
        return False
    draft.antecedent, draft.inherited = share, True
    draft.head, draft.counted, draft.modifiers, draft.unit = share.head, share.counted, share.modifiers, share.head
    if not draft.places:
        draft.places, draft.places_source = share.places, Source.CARRIED
    return True


@cache
def _people_verbs() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["people"]["verbs"])


STRONG = re.compile(r" strong\b(?!er)")
"""Behind a number: so many people ("they came 5,000 strong")."""


def _people(draft: Draft) -> bool:
    """Whether a bare number counts people: it is what was killed, or who attended."""
    anchor = draft.anchor
    if anchor is None:
        return False
    if STRONG.match(draft.view.text, draft.figure.end):
        return True
    governs = anchor.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "npadvmod", "dep")
    inside = (c for c in anchor.children if c.dep_ in ("acl", "ccomp", "amod"))
    return (governs and anchor.head.lemma_.lower() in _people_verbs()) or any(
        c.lemma_.lower() in _people_verbs() for c in inside
    )


def _link_whole(draft: Draft, others: Sequence[Draft]) -> None:
    """The whole of "half of the 1,000 permits" is itself a figure of the sentence."""
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
        risen = endpoints.changed(draft, same)
        if risen is not None:  # "831 agencies in 40 states, up from 21": agencies or states
            _inherit(draft, risen)
    elif sources and leans:  # "That is up from 148" speaks of what the sentence before it is about: its first count
        last = [d for d in sources if d.number == sources[-1].number]
        _inherit(draft, last[0])
    elif sources:
        _inherit(draft, sources[-1])


def _inherit(draft: Draft, source: Draft) -> None:
    draft.antecedent, draft.inherited = source, True
    draft.head, draft.modifiers, draft.unit = source.head, source.modifiers, source.unit
    if source.counts_people:
        draft.unit = "person"  # "Texans number 31 million, and Ohio has 12 million": people, but no Texans
    draft.counted, draft.complement = source.counted, source.complement
    if not draft.places and draft.paragraph == source.paragraph:
        # "North Carolina has 31. Nineteen follow the model": nineteen of the 31
        draft.places, draft.places_source = source.places, Source.CARRIED


def _link_rank(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    """A rank that names no measure ranks by the count beside it: "tops the list with 41 mines"."""
    following = [d for d in after if endpoints.countable(d)]
    own = [d for d in before if d.view is draft.view]
    if not following and own and not endpoints.countable(own[-1]):
        return  # "The rate, 4.6%, was the highest": of the rate, whatever the sentence before counts
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
