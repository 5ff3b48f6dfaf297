"""A claim read against a list of things: which rows its sentence picks out, and what it says of them."""

from __future__ import annotations

from claims.model import Claim, Kind
from factcheck.matching.bare.asking import read
from factcheck.matching.bare.choosing import choose
from factcheck.matching.bare.focus import is_focus
from factcheck.matching.bare.outline import Outline
from factcheck.matching.bare.sentence import corrected, sentence_of
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.state import State


def match_things(claim: Claim, state: State) -> Match | NoMatch:
    """The cell, count, sum or mean of the rows that the claim's sentence picks out."""
    if claim.kind is Kind.RANK or (claim.quantity.unit == "fraction" and claim.kind is not Kind.SHARE):
        return NoMatch(reason="no_reference")
    sentence = sentence_of(claim, state.article.title)
    outline = choose(sentence, state.library)
    if not isinstance(outline, Outline):
        return outline
    if not is_focus(claim, state.claims.values(), state.article.title, outline):
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    return read(corrected(sentence, outline.vocabulary, outline.spellings), outline, state.library)
