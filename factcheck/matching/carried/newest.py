"""Whether a figure is of the newest value: what the rest of the article says of that.

Around the day of a release it may be the value before; and what stands behind an aside about long ago may be of now.
"""

from __future__ import annotations

from datetime import timedelta

from claims.model import Claim, Source
from factcheck.matching.asking.state import State

LONG_PAST = timedelta(days=400)


def may_be_meant(claim: Claim, state: State) -> bool:
    """Whether a figure with a noun of its own has its time from an aside about long ago, in a story that is of now.

    "The rate was 4.3% in August. In April 2020 it was 14.8%. Participation stood at 62.3%."
    """
    period, published = claim.period, state.article.published
    if claim.period_source is not Source.CARRIED or claim.inherited or not claim.counted or published is None:
        return False
    if period is None or period.end is None or period.end > published - LONG_PAST:
        return False
    earlier = (one.period for one in state.claims.before(claim) if one.period is not None)
    return any(one.end is not None and one.end > published - LONG_PAST for one in earlier)


def is_told(claim: Claim, state: State) -> bool:
    """Whether the article names the time of the newest value itself, so that it was out, and no older one is meant.

    Tables that are told of at the same times are of one release: prices with and without their seasonal swing.
    """
    own = state.plans.get(claim.id)
    last = own.moment.cell if own is not None and own.choice.instead is not None else None
    if own is None or last is None:
        return False
    for name, made in state.plans.items():
        named, said = state.claims[name], state.claims[name].period
        if said is None or named.period_source is not Source.STATED or made.candidate.time != own.candidate.time:
            continue
        if (said.start, said.end) == (last.start, last.end):
            return True
    return False
