"""Counts of one phrase, one told within the other: "831 agencies in 40 states", "60 clinics in 9 cities and two towns".

What is said of the phrase is said of the outer count; only what stands right behind may mean the inner one as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.frame.draft import Draft

WITHIN = re.compile(
    r" (?:(?:(?:have|has|had|are|is|were|was|been|now|already|[a-z]+ed) ){1,4})?"
    r"(?:in|across|throughout|from|with|at|among|covering|spanning)(?: (?:all|the|some|its|these|just|only|nearly))* ?"
)
"""Between a count and one within it: "831 agencies in 40 states", "831 agreements have been signed in 40 states"."""

BESIDE = re.compile(r",? and (?:in )?|, ")
"""Between two counts within the same one."""


def before(counts: Sequence[Draft]) -> list[Draft]:
    """The counts of the last phrase, from the outermost on; empty where none stands within another."""
    chain = list(counts[-1:])
    within = False
    for outer in reversed(counts[:-1]):
        between = outer.view.text[_end(outer) : chain[0].figure.start]
        if WITHIN.fullmatch(between):
            within = True
        elif BESIDE.fullmatch(between) is None or within:
            break
        chain.insert(0, outer)
    return chain if within else []


def behind(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """A figure and those of its sentence that are told within it."""
    chain = [draft]
    for inner in drafts:
        if inner.start < chain[-1].end:
            continue
        between = draft.view.text[_end(chain[-1]) : inner.figure.start]
        if WITHIN.fullmatch(between) is None and (len(chain) == 1 or BESIDE.fullmatch(between) is None):
            break
        chain.append(inner)
    return chain


def _end(draft: Draft) -> int:
    """Where a figure ends with the name of what it counts: "1,000 287(g) agreements"."""
    named = draft.noun is not None and draft.view.holds(draft.noun)
    return max(draft.end, draft.view.end(draft.noun)) if named and draft.noun is not None else draft.end


def risen(counts: Sequence[Draft], start: Draft, *, up: bool) -> list[Draft]:
    """Which of the counts of a phrase may have gone ``up`` (or down) from where ``start`` says; several: it is open.

    40 is not up from 685. Behind a verb it is said of the whole phrase, and so of its outermost count.
    """
    view = start.view
    said = any(t.pos_ in ("VERB", "AUX") for t in view.within(counts[-1].end, start.figure.start))
    fit = [d for d in counts if (d.figure.high > start.figure.low if up else d.figure.high < start.figure.low)]
    return fit[:1] if said else fit
