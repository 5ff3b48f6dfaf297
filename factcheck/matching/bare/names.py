"""Numbers that belong to a name: the "15" of the series "persons aged 15 or over" is no figure of the sentence."""

from __future__ import annotations

from claims.model import Claim
from factcheck.matching.bare.series_model import Series
from factcheck.matching.bare.terms import placed, terms

BESIDE = 2
"""How many words on either side of a number may show that it is part of a name."""


def is_named(claim: Claim, series: Series, place: str) -> bool:
    """Whether the figure with the words beside it stands in a cell of the series: its place, measure or categories."""
    offset = claim.sentence.start
    start, end = claim.start - offset, claim.end - offset
    words = placed(claim.sentence.text)
    own = [term for term, at, until in words if at < end and start < until]
    numbers = [term for term in own if term[0].isdigit()]
    if not numbers:
        return False
    before = [term for term, at, until in words if until <= start][-BESIDE:]
    after = [term for term, at, _ in words if at >= end][:BESIDE]
    beside = {*(term for term in own if not term[0].isdigit()), *before, *after}
    return any(set(numbers) <= cell and beside & cell for cell in map(terms, (place, *_cells(series))))


def _cells(series: Series) -> list[str]:
    return [series.measure.name, *(cell for _, cell in series.measure.where), *(cell for _, cell in series.where)]
