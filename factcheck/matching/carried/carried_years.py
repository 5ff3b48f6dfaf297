"""Yearly figures of a past year that the text named before: "Ohio had 718 murders in 2022 ... Robberies fell to 6,243".

What happened in a year is told of that year until another is named. Without it a figure is of the day of publication,
for which a table of past years is too old.
"""

from __future__ import annotations

from datetime import date

from claims.model import Claim, Granularity, Source
from factcheck.matching.asking.state import State
from factcheck.matching.carried.beside_times import IS as PRESENT
from factcheck.matching.model import NoMatch


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
