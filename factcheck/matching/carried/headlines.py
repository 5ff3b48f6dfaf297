"""Figures of a headline that leave open since when or of what: what the lead below it tells is meant.

A headline whose number the text tells again takes its meaning from there (``Claim.restates``). One whose number stands
nowhere else is still of what the lead is of, where the lead tells one such thing.
"""

from __future__ import annotations

from claims.model import Basis, Claim, Kind
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match

LEAD = 500
"""How far into a text, in characters, its lead may reach."""


def told_by_the_lead(claim: Claim, state: State) -> Match | None:
    """The match of the one figure of the lead's first sentence that is told as the headline's is, if any."""
    if not _is_headline(claim, state):
        return None
    named = _named(claim, state)
    below = [one for one in state.claims.values() if one.start > claim.end and not _is_headline(one, state)]
    alike = [one for one in below if one.start < LEAD and _sort(one, state) == _sort(claim, state)
             and (plan := state.plan_of(one.id)) is not None and plan.candidate.dataset.name in named]
    first = [one for one in alike if one.sentence == alike[0].sentence]
    found = state.found.get(first[0].id) if len(first) == 1 else None
    return found if isinstance(found, Match) else None


def _is_headline(claim: Claim, state: State) -> bool:
    """Whether a figure stands in the first line of a text, which is no sentence and has others below it."""
    line = state.article.text.lstrip().split("\n", 1)[0].strip()
    at = state.article.text.find(line)
    alone = line == state.article.text.strip()
    return claim.end <= at + len(line) and not line.endswith((".", "!", "”", '"')) and not alone


def _named(claim: Claim, state: State) -> frozenset[str]:
    """The datasets of which the headline's figure names a measure."""
    found = set()
    for lexicon in state.lexicons.counting(claim.sentence.text, state.topical):
        if any(hit.payload.slot == "measure" for hit in lexicon.find(claim.sentence.text)):
            found.add(lexicon.dataset.name)
    return frozenset(found)


def _sort(claim: Claim, state: State) -> tuple[object, ...]:
    """How a figure is told: as a change, on which basis and which way; as a count of new things; as a level."""
    match = state.found.get(claim.id)
    change = match.told if isinstance(match, Match) and match.told is not None else claim.change
    new = claim.kind is Kind.COUNT and (claim.counted or "").lower().startswith("new ")
    told = isinstance(match, Match) and match.told is not None
    if new or told or (change is not None and change.by is not None):
        basis = change.basis if change is not None and change.basis is not None else Basis.ABSOLUTE
        return "change", basis, "up" if new or change is None else change.direction.value
    return claim.kind, claim.quantity.unit
