"""What a figure shares with the one before it in the same sentence: a change, a bound, said once for both.

"X was down 2.1%, Y by 2.6%"; "473,453 people, or 1.58%"; "more than 7 million crowns ($1.1 million)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.frame.changes import basis_of
from claims.frame.draft import Draft
from claims.frame.endpoints import countable
from claims.model import Change

OR = re.compile(r",? or (?:by )?$")
GAPPED = re.compile(r"^[^.;:()]*\(?$")
SHORT = re.compile(r",? ?(?:(?:and|but|while) )?(?:[\w’'-]+ ){2,4}")
JOINED = re.compile(r",|\(|\b(?:and|or|but|while|as|against)\b")
"""What joins a figure without a verb to the one whose verb it shares."""

ASIDE = re.compile(
    r"\b(?:than|below|above|ahead of|against|versus|compared|of|at|to|from|total\w*)\s*(?:[\w’'-]+ ){0,3}$"
)
"""Before a figure: it is what the one before it is held against."""

COMPARISON = re.compile(r"(?: (?!and\b|but\b)[\w’']+){0,4}, (?:or )?(?:about |nearly |some )?")
"""Between a count and what it is compared by: "2,900 calls last year, 4% fewer than"."""

LISTED = re.compile(r", (?:and |or )?| (?:and|or) ")


def fill(drafts: Sequence[Draft]) -> None:
    """Hands on changes and bounds from one figure to the next of its sentence; ``drafts`` in the order of the text."""
    _share_noun(drafts)
    for earlier, draft in pairwise(drafts):
        if earlier.view is not draft.view:
            continue
        between = draft.view.text[earlier.end : draft.start]
        if draft.figure.restates:
            _share_change(earlier, draft)
        elif _compared(earlier, draft, between):
            draft.noun, draft.head, draft.counted = earlier.noun, earlier.head, earlier.counted
            draft.modifiers, draft.complement = earlier.modifiers, earlier.complement
            draft.unit = draft.figure.unit or earlier.unit
        elif draft.figure.unit_kind == "percent" and draft.noun is None and OR.search(between) and countable(earlier):
            draft.head, draft.counted, draft.modifiers = earlier.head, earlier.counted, earlier.modifiers
        elif OR.search(between) or _gapped(earlier, draft, between):
            _share_change(earlier, draft)


def _compared(earlier: Draft, draft: Draft, between: str) -> bool:
    """ "2,900 calls last year, 4% fewer than": the change is one of what was counted just before."""
    counted = earlier.figure.unit_kind is None and countable(earlier)
    return draft.role == "by" and counted and COMPARISON.fullmatch(between) is not None


def _share_noun(drafts: Sequence[Draft]) -> None:
    """ "29, 13 and 57 agreements": the noun of the last number is that of all."""
    for draft, later in reversed(list(pairwise(drafts))):
        if draft.view is not later.view or draft.noun is not None or draft.figure.unit_kind is not None:
            continue
        between = draft.view.text[draft.end : later.start]
        together = draft.verb is None or later.verb is None or draft.verb.i == later.verb.i
        if later.noun is not None and later.figure.unit_kind is None and together and LISTED.fullmatch(between):
            draft.noun, draft.head, draft.counted = later.noun, later.head, later.counted
            draft.modifiers, draft.complement, draft.unit = later.modifiers, later.complement, later.unit


def _gapped(earlier: Draft, draft: Draft, between: str) -> bool:
    """ "Rape was down 5.4% and assault 1.1%": the second figure has no verb of its own."""
    if earlier.figure.unit_kind != draft.figure.unit_kind or len(between) > 60 or not GAPPED.match(between):
        return False
    if not JOINED.search(between) or ASIDE.search(between):
        return False
    if re.fullmatch(r",? (?:and|but|while) [\w’'-]+ ", between):
        return True  # one word is a subject, whatever the parser takes it for
    named = SHORT.fullmatch(between) is not None  # "and aggravated assault": a participle before a noun is no verb
    return not any(
        t.pos_ in ("VERB", "AUX") and not (named and t.tag_ in ("VBN", "VBG") and t.dep_ in ("amod", "compound"))
        for t in draft.view.within(earlier.end, draft.start)
    )


def _share_change(earlier: Draft, draft: Draft) -> None:
    if earlier.change is None or earlier.role not in ("by", "to") or draft.role is not None:
        return
    if earlier.figure.sign and not draft.figure.restates:
        return  # "-0.7% in May and 1.2% in June": a sign is of its own figure alone
    draft.role = earlier.role
    size = abs(draft.figure.low) if draft.figure.low == draft.figure.high else None
    by = size if earlier.role == "by" else None
    draft.change = Change(
        direction=earlier.change.direction,
        by=by,
        to=draft.figure.low if earlier.role == "to" else None,
        basis=basis_of(draft) if by is not None else None,
    )
