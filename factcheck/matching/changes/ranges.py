"""Levels told by the range that they have kept to: "since January it has hovered between 5.3% and 5.5%".

Every value of the time is within the range where its highest and its lowest are.
"""

from __future__ import annotations

import re

from claims.model import Bound, Claim, Kind, Period, Source
from factcheck.matching.asking.state import Finder, State
from factcheck.matching.model import Match, NoMatch
from factcheck.queries import periods
from factcheck.queries.algebra import Condition, Value
from factcheck.references.model import Aggregate

KEPT = re.compile(
    r"\b(?:hover|rang|mov|fluctuat|var|swung|swing|stay|remain|kept|bounc|oscillat|held|been)\w*(?: \w+)?$",
    re.IGNORECASE)
"""What leads to a range that was kept to for a time."""
_NAMES = {"monthly": "%Y-%m", "weekly": "%Y-%m-%d", "quarterly": "%Y-%m"}


def is_kept(claim: Claim) -> bool:
    """Whether a figure is a range that a level has kept to over a time."""
    stretch = claim.period is not None and claim.period.start is not None and claim.period.end is not None and (
        claim.period.end - claim.period.start).days > 45
    levels = (Kind.RATE, Kind.SHARE, Kind.MONEY)
    return stretch and claim.kind in levels and claim.quantity.bound is Bound.BETWEEN and (
        KEPT.search((claim.before or "").strip()) is not None)


def match(claim: Claim, state: State, find: Finder) -> Match | NoMatch:
    """The highest value of the time, and the lowest, which has to hold as well."""
    span = claim.period
    assert span is not None
    now = claim.model_copy(update={"period": None, "period_source": Source.STATED, "kind": Kind.RATE
                                   if claim.quantity.unit == "percent" else claim.kind, "modifiers": (),
                                   "counted": _untimed(claim, span)})
    found, plan = find(now, state), state.plans.get(claim.id)
    query = found.reading.query if isinstance(found, Match) else None
    if not isinstance(found, Match) or plan is None or not isinstance(query, Value):
        return found
    spec = plan.candidate.dataset.time_of(plan.candidate.measure.name)
    cells = _within(span, spec.column, spec.frequency, query.of.period, plan.candidate.dataset.name,
                    plan.moment.snapshot, state)
    if len(cells) < 2 or spec.column is None:
        return NoMatch(reason="out_of_coverage", detail={"period": span.text or str(span.start)})
    condition = Condition(column=spec.column, values=cells)
    highest, lowest = (found.reading.model_copy(update={"brackets": (), "query": Value(of=query.of.model_copy(update={
        "period": None, "where": (*query.of.where, condition), "aggregate": way}))})
        for way in (Aggregate.MAX, Aggregate.MIN))
    return Match(reading=highest, also=(lowest,), rejected=found.rejected, refused=found.refused)


def _untimed(claim: Claim, span: Period) -> str | None:
    """What is counted, where its noun phrase is more than the place and time that lead to it: "January Michigan"."""
    words = claim.counted or ""
    for name in (span.text or "", *(place.name for place in claim.places)):
        words = re.sub(rf"\b{re.escape(name)}(?:[’']s)?", "", words) if name else words
    return words.strip() or None


def _within(span: Period, column: str | None, frequency: str | None, newest: str | None, dataset: str, snapshot: str,
            state: State) -> tuple[str, ...]:
    named = _NAMES.get(frequency or "")
    if column is None or named is None or newest is None or span.start is None or span.end is None:
        return ()
    first, last = span.start.strftime(named), span.end.strftime(named)
    held = [cell for cell in state.library.cells(dataset, snapshot).distinct(column) if cell]
    inside = [cell for cell in periods.order(held) if not periods.after(first, cell)
              and not periods.after(cell, last) and not periods.after(cell, newest)]
    complete = bool(inside) and not periods.after(inside[0], first)
    return tuple(inside) if complete else ()
