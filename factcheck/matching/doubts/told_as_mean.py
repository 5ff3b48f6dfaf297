"""Prices of a day where a table has only the mean of a time: "Brent was $90 on Thursday. It averaged $85.40 in June."

The "averaged" of another sentence is lent to a figure only where that goes on from it and is of a time as long.
"""

from __future__ import annotations

import re

from claims.model import Bound, Claim, Kind
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.words import leftovers
from factcheck.matching.words.word_lists import any_of
from factcheck.matching.words.zones import Zones
from factcheck.queries.algebra import Value
from factcheck.references.model import Measure

OF_A_MOMENT = re.compile(rf"\b{any_of('of_a_moment')}\b", re.IGNORECASE)
"""What leads to a price that was paid once."""
OPEN = (Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST)


def left_open(claim: Claim, found: Match, state: State) -> Match | NoMatch:
    """The match of a price, without it or with a doubt where it may be that of a day and the table has the mean."""
    query = found.reading.query
    if claim.kind is not Kind.MONEY or found.decision or found.tentative is not None or not isinstance(query, Value):
        return found
    measure = state.library.dataset(query.of.dataset).measure(query.of.measure)
    zones = Zones(claim, state.article)
    if not _is_told_as_such(measure) or _tells_a_mean(claim, measure, zones):
        return found
    told = "it may be the price of a day, and the table has the mean"
    before = zones.paragraph.partition(zones.sentence)[0] or zones.line_before
    if leftovers.meets(measure.requires, before) and not _is_of_a_day(claim):
        return found.model_copy(update={"doubt": told})
    return NoMatch(reason="ambiguous", detail={"readings": told})


def _is_of_a_day(claim: Claim) -> bool:
    """Whether a figure names its day, or is what a price has come to by now."""
    period = claim.period
    if period is not None and period.start is not None and period.start == period.end:
        return True
    return NOW.search(claim.before or "") is not None


NOW = re.compile(r"\b(?:has|have|is|are|now|today|currently)\b", re.IGNORECASE)


def _is_told_as_such(measure: Measure) -> bool:
    """Whether a measure is a mean which texts have to call one."""
    return measure.averaged and bool(measure.requires) and all(one.startswith("averag") for one in measure.requires)


def _tells_a_mean(claim: Claim, measure: Measure, zones: Zones) -> bool:
    """Whether a figure is told as a mean: by its own words, in the title, or by the sentence that it goes on from."""
    said = zones.sentence[: claim.within[1]]
    if leftovers.meets(measure.requires, f"{zones.own} ; {zones.clause} ; {claim.after or ''} ; {said}"):
        return True
    if leftovers.meets(measure.requires, zones.article.title or ""):
        return True
    period = claim.period
    if period is None or period.start is None or period.start == period.end:
        return False
    before = zones.paragraph.partition(zones.sentence)[0] or zones.line_before
    level = claim.quantity.bound not in OPEN and OF_A_MOMENT.search(f"{claim.before or ''} {claim.figure}") is None
    return level and leftovers.meets(measure.requires, before)
