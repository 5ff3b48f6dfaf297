"""What part of a change one of its components made up: "Net migration accounted for 84% of the nation's growth"."""

from __future__ import annotations

import re
from datetime import timedelta

from claims.model import Claim, Kind, Period
from factcheck.matching.asking import scoring, shapes
from factcheck.matching.asking.state import State
from factcheck.matching.carried import naming
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.reading.readings import readings_of
from factcheck.queries.algebra import Share, Value

GAVE = re.compile(
    r"^(?P<what>[^,;:]{4,80}?) (?:alone )?(?:accounted|accounts|was responsible|is responsible|made up|makes up"
    r"|contributed|represented|provided|drove)(?: for)?(?: (?:about|some|nearly|almost|roughly|just|more than|over))*$",
    re.IGNORECASE)
"""What leads to a share: the component."""
OF_THE_CHANGE = re.compile(
    r"\W*(?:percent |% )?of (?:(?:that|the|its|their|this|last|all|year[’']s|(?:the )?[\w.]+[’']s|net|total|population"
    r"|overall|[\d.,]+|million|million-person|thousand|recent) )*(?P<change>growth|increase|gains?|rise|change|that)\b",
    re.IGNORECASE)
"""Right behind a share: it is one of how much a stock grew."""


def match(claim: Claim, state: State) -> Match | NoMatch | None:
    """The share of one flow in the change of the stock that it feeds; None where no such thing is told."""
    gave = GAVE.search((claim.before or "").strip()) if claim.kind is Kind.SHARE else None
    of = OF_THE_CHANGE.match(claim.behind) if gave is not None else None
    if gave is None or of is None:
        return None
    if of["change"].lower() == "that" and not _follows_a_change(claim, state):
        return None
    return _share(claim, gave["what"], state) or NoMatch(reason="no_reference")  # of no level: it is of its change


def _share(claim: Claim, what: str, state: State) -> Match | None:
    alone = claim.model_copy(update={
        "kind": Kind.COUNT, "counted": what, "head": None, "modifiers": (), "predicate": None, "before": None,
        "after": None, "shared": None, "whole": None, "inherited": False, "antecedent": None,
        "period": _year_to(claim.period), "quantity": claim.quantity.model_copy(update={"unit": None})})
    if naming.measure_in(what, alone, state) is None:
        return None
    scored, _ = readings_of(alone, state)
    best = scored[0] if scored and scored[0].reading.score >= scoring.weights()["threshold"] else None
    if best is None or not isinstance(best.reading.query, Value):
        return None
    dataset, part = best.plan.candidate.dataset, best.plan.candidate.measure
    stocks = [one for one in dataset.measures if one.changed_by is not None and one.unit == part.unit]
    if len(stocks) != 1 or dataset.time_of(part.name).instant or stocks[0].changed_by == part.name:
        return None
    whole = shapes.selection(dataset, dataset.measure(str(stocks[0].changed_by)), best.plan.moment, best.plan.slots)
    query = Share(part=best.reading.query.of, whole=whole)
    return Match(reading=best.reading.model_copy(update={"query": query, "brackets": ()}), doubt=best.doubt)


def _year_to(period: Period | None) -> Period | None:
    """The year to a day that was carried from a level, since what a stock gained it gained in a time."""
    if period is None or period.start is None or period.end is None or period.start != period.end:
        return period
    return period.model_copy(update={"start": period.end - timedelta(days=365)})


def _follows_a_change(claim: Claim, state: State) -> bool:
    before = state.in_earlier_sentences(claim)
    return bool(before) and any(one.kind is Kind.CHANGE for one in before if one.sentence == before[-1].sentence)
