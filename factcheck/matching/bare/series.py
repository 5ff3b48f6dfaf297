"""A claim read against the long tables of statistical offices: the series that it names, its place and its time."""

from __future__ import annotations

from claims.model import Claim
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.state import State


def match_series(claim: Claim, state: State) -> Match | NoMatch:
    """The value, rank or change of the one series that the claim's sentence names."""
    del claim, state
    return NoMatch(reason="no_reference")
