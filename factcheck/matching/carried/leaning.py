"""Why the figure that another one leans on does not settle what it is of: of several things, or only counted in."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.asking.state import State
from factcheck.matching.carried.compared_places import other_place
from factcheck.matching.model import NoMatch

COUNTED_IN = re.compile(
    r", (?:together |along )?(?:with|including|counting|plus) (?:the |its |their )?$", re.IGNORECASE)
PART = re.compile(r"^Of (?:them|these|those)\b", re.IGNORECASE)
SEVERAL = "several_counts"
"""Why a figure is ambiguous, and so is what leans on it: of several things it may count any."""


def _leans_on_one_of_several(claim: Claim, state: State) -> bool:
    """Whether a bare number leans on a sentence that counts several things: "the number had fallen to 142"."""
    source = state.claims.get(claim.antecedent or "")
    if not claim.inherited or source is None or source.sentence == claim.sentence:
        return False
    if claim.sentence.text.startswith(("That", "This")):
        return False  # it speaks of what the sentence before is about: its first count
    counted = {
        other.head
        for other in state.claims.values()
        if other.sentence == source.sentence and other.kind is Kind.COUNT and other.head and not other.inherited
    }
    return len(counted) > 1


def _counted_in(claim: Claim, state: State) -> bool:
    """Whether what it leans on is only counted in with what it is of: "Democrats, with the two independents, 47"."""
    source = state.claims.get(claim.antecedent or "")
    if not claim.inherited or source is None or source.sentence != claim.sentence:
        return False
    text, at = claim.sentence.text, claim.sentence.start
    beside = text[source.end - at : claim.start - at].strip() == ","
    return beside and COUNTED_IN.search(text[: source.start - at]) is not None


def _goes_on_from_a_change(claim: Claim, state: State) -> bool:
    """Whether a bare number goes on from a gain: "Texas added 562,941 people, followed by Florida with 467,347".

    An end of that change is none of it: "rose by 28 to 163".
    """
    source = state.claims.get(claim.antecedent or "")
    if not claim.inherited or claim.kind is not Kind.COUNT or claim.change is not None or source is None:
        return False
    elsewhere = bool(claim.places) and claim.places != source.places and other_place(source) is None
    return elsewhere and source.kind is Kind.CHANGE and source.change is not None and source.change.by is not None


def _was_one_of_several(claim: Claim, state: State) -> bool:
    """Whether it was either of two counts: "831 agencies in 40 states, up from 21", which names none of them."""
    if claim.kind is not Kind.COUNT or claim.counted is not None or claim.antecedent is not None:
        return False
    if not (claim.before or "").endswith(("up from", "down from")):
        return False
    heads = {one.head for one in state.claims.before_in_sentence(claim) if one.kind is Kind.COUNT and one.head}
    return len(heads) > 1


def dated_whole(claim: Claim, state: State) -> Claim | None:
    """What an earlier sentence dates and it is a part of, where it has no date: "Of these agreements, 129 follow"."""
    if claim.period is not None or PART.match(claim.sentence.text) is None:
        return None
    before = state.in_earlier_sentences(claim)
    return before[-1] if before and before[-1].period is not None else None


def left_open(claim: Claim, state: State) -> NoMatch | None:
    """Why the sentence that a claim leans on does not settle what it is of; None where it does, or it leans on none."""
    if (
        claim.inherited
        and (source := state.found.get(claim.antecedent or "")) is not None
        and isinstance(source, NoMatch)
        and (source.reason in ("no_reference", "not_in_table") or source.because == SEVERAL)
    ):
        return NoMatch(reason=source.reason, detail=source.detail)  # what its antecedent counts, no table holds
    if _leans_on_one_of_several(claim, state):
        several = {"readings": "it leaves out what it counts, and there are several"}
        return NoMatch(reason="ambiguous", because=SEVERAL, detail=several)
    if _counted_in(claim, state) or _was_one_of_several(claim, state):
        return NoMatch(reason="ambiguous", detail={"readings": "it leaves out what it counts"})
    if _goes_on_from_a_change(claim, state):
        return NoMatch(reason="ambiguous", detail={"readings": "it may be so many, or so many more or fewer"})
    return None
