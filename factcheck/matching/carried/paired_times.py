"""The two times of a sentence handed on to the next: "... from 40 in May to 52 in July. Costs rose from 2% to 3%."

The start and the end of the second course are most likely of the same two times as those of the first. What is right
there may be meant; a miss says nothing (``doubts/vague_times.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from claims.model import Claim, Granularity, Kind, Period, Source

NAMED = (Granularity.DAY, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)


def handed_on(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims of an article; a course without times that follows one of two times has those."""
    found: list[Claim] = []
    before: list[Claim] = []
    for _, sentence in groupby(claims, key=lambda one: one.sentence.start):
        group = list(sentence)
        times = _two_times(before) if _tell_a_course(group) else None
        if times is not None and "\n" not in text[before[0].sentence.end : group[0].sentence.start]:
            group = [_at(one, times[at]) for at, one in enumerate(group)]
        found += group
        before = group
    return found


def _tell_a_course(group: Sequence[Claim]) -> bool:
    """Whether a sentence tells nothing but what rose or fell from one level to another, and not when."""
    if len(group) != 2:
        return False
    start, end = group
    if start.change is None or start.change != end.change or start.change.from_ is None or start.change.to is None:
        return False
    levels = all(one.kind not in (Kind.CHANGE, Kind.RANK) for one in group)
    timed = any(one.period is not None and one.period.start is not None and one.period_source is Source.STATED
                for one in group)
    return levels and not timed


def _two_times(before: Sequence[Claim]) -> list[Period] | None:
    """The two times that a sentence tells, the earlier one first; None where it tells more or fewer."""
    stated = [one.period for one in before if one.period is not None and one.period.start is not None
              and one.period.granularity in NAMED and one.period_source is Source.STATED
              and (one.period.text or "\0") in one.sentence.text]
    times = list({(one.start, one.end): one for one in stated}.values())
    in_order = len(times) == 2 and all(one.start and other.start and one.start < other.start
                                       for one, other in pairwise(times))
    return times if in_order else None


def _at(claim: Claim, period: Period) -> Claim:
    return claim.model_copy(update={"period": period, "period_source": Source.STATED})
