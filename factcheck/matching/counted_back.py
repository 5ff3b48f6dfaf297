"""Levels told by how long ago they were: "it was 4.2% a year earlier" counts from the newest value that was known."""

from __future__ import annotations

from claims.model import Claim
from claims.vocabulary.intervals import week_of
from claims.vocabulary.periods import Shift, parse_cell, shifted
from factcheck.matching import durations, times
from factcheck.matching.candidates import Candidate
from factcheck.matching.state import State
from factcheck.matching.times import Choice, NoMoment

STEP = {"annual": 12, "quarterly": 3, "monthly": 1, "weekly": 1}
"""Months from one value of a regular series to the next."""


def from_the_newest(claim: Claim, candidate: Candidate, state: State, choice: Choice | NoMoment) -> Choice | NoMoment:
    """The choice for a time told as so long before now, counted from the newest value known, as news does.

    In January, with December's value just out, "a year earlier" is the December before last.
    """
    period, published = claim.period, state.article.published
    if period is None or period.start is None or published is None or not period.text:
        return choice
    spec = candidate.measure.time or candidate.dataset.time
    step = STEP.get(spec.frequency or "")
    months = 12 * (published.year - period.start.year) + published.month - period.start.month
    if step is None or months <= 0 or months % step or not durations.is_relative(period):
        return choice
    newest = times.choose(candidate.dataset, candidate.measure, state.library, None, published)
    if isinstance(newest, NoMoment) or newest.moment.period is None or newest.instead is not None:
        return choice
    cell = parse_cell(newest.moment.period)
    if cell is None:
        return choice
    back = week_of(cell, months) if spec.frequency == "weekly" else shifted(cell, Shift(months=-months))
    return times.choose(candidate.dataset, candidate.measure, state.library, back, published)
