"""Levels told by how long ago they were: "it was 4.2% a year earlier" counts from the newest value that was known."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Claim
from claims.vocabulary.intervals import week_of
from claims.vocabulary.periods import Shift, shifted
from factcheck.matching import durations, times
from factcheck.matching.candidates import Candidate
from factcheck.matching.state import State
from factcheck.matching.times import Choice, Moment, NoMoment

STEP = durations.STEP | {"weekly": 1}
"""Of how many months a time is a multiple that a regular series has a value for: any month has its weeks."""


def from_the_newest(claim: Claim, candidate: Candidate, state: State, choice: Choice | NoMoment) -> Choice | NoMoment:
    """The choice for a time told as so long before now, counted from the newest value known, as news does.

    In January, with December's value just out, "a year earlier" is the December before last.
    """
    period, published = claim.period, state.article.published
    if period is None or period.start is None or published is None or not period.text:
        return choice
    spec = candidate.time
    step = STEP.get(spec.frequency or "")
    months = durations.months_between(period.start, published)
    if step is None or months <= 0 or months % step or not durations.is_relative(period):
        return choice
    newest = times.choose(candidate.dataset, candidate.measure, state.library, None, published)
    if isinstance(newest, NoMoment):
        return choice
    moments = [moment for moment in (newest.moment, newest.instead) if moment is not None]
    found = [_back(moment, months, candidate, state) for moment in moments]
    if not found or not isinstance(found[0], Choice):
        return choice
    other = found[1] if len(found) > 1 else None
    return replace(found[0], instead=other.moment if isinstance(other, Choice) else None)


def from_before(claim: Claim, state: State) -> Claim:
    """The start of a change that tells no time: "slipped to 3.5% from 3.6%" is from the value before in its series."""
    period, end = claim.period, state.plan_of(claim.antecedent)
    if end is None or period is None or period.start is not None or period.end is not None:
        return claim
    source = state.claims.get(claim.antecedent or "")
    spec = end.candidate.time
    cell = end.moment.cell
    if cell is None or source is None or source.sentence != claim.sentence or not FROM.search(claim.before or "from"):
        return claim
    if spec.frequency == "weekly":
        back = shifted(cell, Shift(days=-7))
    elif spec.frequency in ("monthly", "quarterly"):
        step = 12 if durations.tells_a_year(claim.sentence.text) else STEP[spec.frequency]
        back = shifted(cell, Shift(months=-step))
    else:
        return claim
    return claim.model_copy(update={"period": back})


FROM = re.compile(r"\bfrom(?: \w+)?$", re.IGNORECASE)
"""What leads to the start of a change."""


def _back(moment: Moment, months: int, candidate: Candidate, state: State) -> Choice | NoMoment | None:
    """The choice for so many months before a moment."""
    spec = candidate.time
    cell = moment.cell
    if cell is None:
        return None
    back = week_of(cell, months) if spec.frequency == "weekly" else shifted(cell, Shift(months=-months))
    return times.choose(candidate.dataset, candidate.measure, state.library, back, state.article.published)
