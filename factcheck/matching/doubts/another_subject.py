"""What "it" stands for behind a figure of its own noun that no table holds.

"Mexico's GDP was $1.79 trillion in 2023. Its exports were worth $600 billion. It was $500 billion in 2022": the last
one may be of either.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.asking.state import State
from factcheck.matching.model import NoMatch

IT = re.compile(r"\b(?:it|they)(?: [\w’'-]+){1,4} $", re.IGNORECASE)
"""What leads to a figure and only points."""
UNKNOWN = ("no_reference", "not_in_table")
"""Why a figure is of nothing that is known."""


def told(claim: Claim, state: State) -> str | None:
    """That a claim which only points may be of what the sentence before counts, where that is of nothing known."""
    if claim.counted or claim.kind not in (Kind.MONEY, Kind.RATE, Kind.SHARE) or IT.search(claim.ahead) is None:
        return None
    earlier = [one for one in state.in_earlier_sentences(claim) if one.kind is not Kind.RANK]
    last = [one for one in earlier if one.sentence == earlier[-1].sentence and _sort(one) == _sort(claim)]
    if not last or any(not isinstance(state.found.get(one.id), NoMatch) for one in last):
        return None
    found = state.found[last[-1].id]
    unknown = isinstance(found, NoMatch) and found.reason in UNKNOWN and not last[-1].inherited
    return f"it may be of {last[-1].counted}" if unknown and last[-1].counted else None


def _sort(claim: Claim) -> str:
    unit = claim.quantity.unit or ""
    return "money" if claim.kind is Kind.MONEY else unit.split(" ")[0]
