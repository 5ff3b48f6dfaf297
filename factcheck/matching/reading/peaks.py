"""The highest or lowest of the weeks of a longer time, which is what a record or a peak of it may be of.

"The old record, $4.11, was set in July 2008" is of one of its weeks; it is read tentatively, and a miss says nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Claim, Kind, Source
from factcheck.matching.asking import times
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import Choice
from factcheck.references.model import Aggregate

HIGH = re.compile(
    r"\b(?:records?|peak(?:ed|s|ing)?|highs?|highest|top(?:ped|ping)? out|dearest|costliest|crest(?:ed)?|maximum)\b",
    re.IGNORECASE)
LOW = re.compile(
    r"\b(?:lows?|lowest|bottom(?:ed)?|cheapest|trough|nadir|minimum|(?:record|all-time) low)\b", re.IGNORECASE)


def told_as(claim: Claim) -> Aggregate | None:
    """Whether a level with its own time is told as the highest or lowest of it; None where it is neither, or both."""
    period = claim.period
    if claim.kind is not Kind.MONEY or period is None or claim.period_source is not Source.STATED or not period.text \
            or period.text not in claim.sentence.text or period.start is None or period.start == period.end:
        return None
    near = f"{claim.counted or ''} ; {claim.before or ''} ; {claim.after or ''} ; {claim.figure}"
    high, low = HIGH.search(near) is not None, LOW.search(near) is not None
    return None if high == low else Aggregate.MAX if high else Aggregate.MIN


def choice(claim: Claim, candidate: Candidate, state: State, peak: Aggregate) -> Choice | None:
    """The weeks of its time, of which the highest or lowest is asked; None where the table does not hold them all."""
    found = times.choose(candidate.dataset, candidate.measure, state.library, claim.period, state.article.published,
                         mean=True)
    if not isinstance(found, Choice) or not found.moment.span:
        return None
    return Choice(replace(found.moment, told_as=peak))
