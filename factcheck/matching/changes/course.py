"""The start of a change whose end alone is dated: in "rose from 40 to 52 in May", 40 is most likely April's.

The value one step before the end may bear such a start out. Where it does not, nothing is settled: the change may have
begun long before.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claims.model import Claim, Granularity, Kind, Period, Source
from claims.vocabulary.periods import Shift, shifted
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.words import durations
from factcheck.queries.algebra import Value

TO = re.compile(r"[^.;,]{0,40}?\bto (?:[\w$]+ ){0,3}?$", re.IGNORECASE)
"""Between the start of a change and its end."""


def match(claim: Claim, state: State, match_value: Callable[[Claim, State], Match | NoMatch]) -> Match | NoMatch | None:
    """What such a start is; None for any other figure."""
    end = _end(claim, state)
    if end is None:
        return None
    at_the_end = claim.model_copy(update={"period": end.period, "period_source": Source.STATED})
    found = match_value(at_the_end, state)
    plan = state.plans.pop(claim.id, None)
    if isinstance(found, NoMatch) or plan is None or not isinstance(found.reading.query, Value):
        return found if isinstance(found, NoMatch) else NoMatch(reason="unresolved_time")
    before = _one_step_before(plan)
    moved = plan.retimed(state.library, before, state.article.published) if before is not None else None
    if not isinstance(moved, Plan) or moved.choice.brackets or moved.moment.as_of >= plan.moment.as_of:
        return NoMatch(reason="unresolved_time")
    state.plans[claim.id] = moved
    reading = found.reading.model_copy(update={"query": Value(of=moved.selection()), "brackets": ()})
    return Match(reading=reading, rejected=found.rejected, refused=found.refused, doubt="it may be of any earlier time")


def _end(claim: Claim, state: State) -> Claim | None:
    """The end of the change whose start a claim is, where the end has a time and the start has none."""
    period = claim.period
    if period is None or period.start is not None or period.end is not None or claim.change is None:
        return None
    if claim.kind not in (Kind.COUNT, Kind.RATE) or claim.change.from_ is None:
        return None
    text, at = claim.sentence.text, claim.sentence.start
    after = [one for one in state.claims.in_sentence(claim) if one.start >= claim.end]
    end = min(after, key=lambda one: one.start, default=None)
    if end is None or end.period is None or end.period.start is None or end.change != claim.change:
        return None
    return end if TO.fullmatch(text, claim.end - at, end.start - at) else None


def _one_step_before(plan: Plan) -> Period | None:
    """The value before that of a plan in its series; a year's is that of the year before, whatever else is told."""
    cell = plan.moment.cell
    if cell is None or cell.start is None or cell.end is None:
        return None
    if cell.granularity is Granularity.YEAR or (cell.end - cell.start).days > 360:
        return shifted(cell, Shift(months=-12))
    frequency = plan.candidate.time.frequency or ""
    if frequency == "weekly":
        return shifted(cell, Shift(days=-7))
    return shifted(cell, Shift(months=-durations.STEP[frequency])) if frequency in durations.STEP else None
