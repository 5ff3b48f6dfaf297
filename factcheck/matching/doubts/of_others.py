"""The figures of an article that its words make others' than those they were read of."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Claim
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import (
    as_clauses,
    bases,
    contrasted,
    labels,
    limited_behind,
    several_wholes,
    someone_else,
    subjects,
    summed,
    washington,
    where_clauses,
)
from factcheck.matching.doubts.spoken_before import opened
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import selections


def left_open(claims: Sequence[Claim], state: State) -> None:
    """Opens what was found for the figures that are sure to be another's, and doubts what may be.

    All are looked at before any is opened: one that stays open tells the next one nothing.
    """
    said: dict[str, Match | NoMatch] = {}
    for claim in claims:
        found = state.found[claim.id]
        if not isinstance(found, Match):
            continue
        told = (contrasted.told_against(claim, found, state) or washington.read_elsewhere(claim, found)
                or where_clauses.read_elsewhere(claim, found, state) or several_wholes.of_which(claim, state))
        if told is not None:
            said[claim.id] = _ambiguous(told)
        elif (other_words := _otherwise(claim, found, state)) is not None:
            told = f"it may be of something else: “{other_words[0].strip()}”"
            said[claim.id] = _ambiguous(told) if other_words[1] else opened(found, told)
        elif (other := someone_else.spoken_of(claim, found, state)) is not None:
            said[claim.id] = _ambiguous(other[0]) if other[1] else opened(found, other[0])
    state.found.update(said)


def _otherwise(claim: Claim, found: Match, state: State) -> tuple[str, bool] | None:
    """The words that make it a figure of others, or by another count; and whether that is sure."""
    if state.library.dataset(selections(found.reading.query)[0].dataset).guessed:
        return None  # a bare table was found by what the text says: what it calls its things is all that is known
    limit = limited_behind.limited(claim, found, state)
    if limit is not None and limit[1]:
        return limit
    sure = (subjects.of_another(claim, found, state) or labels.labeled(claim, found, state)
            or summed.together(claim, found))
    if sure is not None:
        return sure, True
    if (who := as_clauses.of_another_subject(claim)) is not None:
        return who, False
    return bases.told_by_another(claim, found, state) or limit


def _ambiguous(told: str) -> NoMatch:
    return NoMatch(reason="ambiguous", detail={"readings": told})
