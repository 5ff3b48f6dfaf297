"""Yearly figures of a past year that the text named before: "Ohio had 718 murders in 2022 ... Robberies fell to 6,243".

What happened in a year is told of that year until another is named. Without it a figure is of the day of publication,
for which a table of past years is too old.
"""

from __future__ import annotations

from datetime import date

from claims.model import Claim, Granularity, Period, Source
from claims.vocabulary.periods import parse_cell
from claims.vocabulary.years import names_year
from factcheck.matching.asking import times
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import NoMoment
from factcheck.matching.carried.beside_times import IS as PRESENT
from factcheck.matching.model import NoMatch
from factcheck.queries.periods import days_after
from factcheck.references.model import Dataset

UNDATED = ("too_stale", "unresolved_time", "out_of_coverage")
"""Why a yearly table cannot be asked for what a story of its newest release leaves undated."""
A_YEAR = 366


def of_the_newest(claim: Claim, found: NoMatch, state: State) -> Claim | None:
    """An undated claim in the year of the newest release, until the next one is due; None where there is no such table.

    "The FBI's report came out Monday. Ohio had 718 homicides": in all likelihood in the year that it is about.
    """
    published = state.article.published
    dated = claim.period is not None and claim.period_source is Source.STATED
    told = claim.baseline.text if claim.baseline is not None else None
    if names_year(claim.sentence.text.replace(told, " ") if told else claim.sentence.text):
        return None  # "220,450 robberies, a third of what it counted in 1991"
    if published is None or dated or found.reason not in UNDATED or PRESENT.search(claim.ahead):
        return None
    tables = {one.dataset for one in found.nearest} or set(state.topical.named)
    newest = [year for name in sorted(tables) if (year := _newest_year(state.library.dataset(name), state)) is not None]
    return claim.model_copy(update={"period": newest[0], "period_source": Source.CARRIED}) if len(newest) == 1 else None


def _newest_year(dataset: Dataset, state: State) -> Period | None:
    """The year that the newest release of what happens in a year is about, where no newer one is due."""
    spec, published = dataset.time, state.article.published
    if spec.frequency != "annual" or spec.instant or spec.max_age_days != 0 or published is None:
        return None
    told = times.choose(dataset, dataset.measures[0], state.library, None, published)
    year = parse_cell(told.detail) if isinstance(told, NoMoment) and told.reason == "too_stale" else None
    if year is None or year.end is None:
        return None
    return year if days_after(year.end, A_YEAR + spec.release_lag_days) > published else None


def as_told_before(claim: Claim, found: NoMatch, state: State) -> Claim | None:
    """The claim in the newest year that the text named before, where it tells other figures of the same table."""
    if PRESENT.search(claim.ahead):
        return None  # "was 9.8 in 1991 and is 6.3"
    tables = {one.dataset for one in found.nearest}
    plans = state.plans
    if not any(plan.candidate.dataset.name in tables and plan.candidate.time.frequency == "annual"
               for plan in plans.values()):
        return None
    years = [one.period for one in state.claims.before(claim) if one.period is not None
             and one.period_source is Source.STATED and one.period.granularity is Granularity.YEAR]
    newest = max((one for one in years if one.start is not None), key=lambda one: one.start or date.min, default=None)
    return None if newest is None else claim.model_copy(update={"period": newest, "period_source": Source.CARRIED})
