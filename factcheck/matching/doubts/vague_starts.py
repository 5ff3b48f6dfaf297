"""Changes that are counted from a time of which a table has several values."""

from __future__ import annotations

import re

from claims.model import Claim
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match
from factcheck.queries.algebra import Change

VAGUE = re.compile(
    r"\b(?:since|from) (?:about |around |the )?(?:mid|middle of)[- ](?=[A-Z\d])"
)


def counted_from_no_day(claim: Claim, found: Match, state: State) -> bool:
    """Whether a change is counted from a vague time, of which a weekly table has several values: "since mid-June"."""
    query = found.reading.query
    if not isinstance(query, Change) or VAGUE.search(claim.sentence.text) is None or found.decision:
        return False
    return state.library.dataset(query.start.dataset).time.frequency == "weekly"
