"""One reading of a claim held against its value, with or without neighbouring snapshots."""

from __future__ import annotations

from decimal import Decimal

from claims.model import Claim, Frozen
from factcheck.matching.model import Reading
from factcheck.queries.algebra import Query
from factcheck.queries.answer import Result, Unanswered
from factcheck.queries.evaluation import evaluate
from factcheck.queries.library import Library
from factcheck.verification.acceptance import Assessment, Interval, assess
from factcheck.verification.formatting import in_unit, is_spoken_share
from factcheck.verification.phrases import change_of, kind_for
from factcheck.verification.policy import Policy


class Answered(Frozen):
    """A query with its value."""

    query: Query
    answer: Result


class Held(Frozen):
    """A reading whose value was compared. ``between``: the neighbouring snapshots, earliest first, where the reading
    has any; the claim then holds where it fits anything between their values."""

    reading: Reading
    answer: Result
    assessment: Assessment
    between: tuple[Answered, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the claim holds in this reading."""
        return self.assessment.holds


def compare(claim: Claim, query: Query, answer: Result, policy: Policy) -> Assessment:
    """Whether the value of a query satisfies the claim's figure."""
    return assess(in_unit(claim.quantity, answer.unit), answer.value, kind=kind_for(claim, query), policy=policy,
                  change=change_of(claim, query, answer), spoken=is_spoken_share(claim))


def hold(claim: Claim, reading: Reading, library: Library, policy: Policy) -> Held | Unanswered:
    """The reading held against the library; the reason where the library has no value for it."""
    answer = evaluate(reading.query, library)
    between = _between(reading, library)
    if isinstance(answer, Unanswered):
        if not between:
            return answer
        # The nearest snapshot lacks the value, its neighbour has it: then that one is what the claim is held against.
        reading = reading.model_copy(update={"query": between[-1].query})
        answer = between[-1].answer
    assessment = compare(claim, reading.query, answer, policy)
    if not assessment.holds and between:
        values = [_size(compare(claim, each.query, each.answer, policy)) for each in between]
        values.append(_size(assessment))
        if assessment.interval.meets(Interval(low=min(values), high=max(values))):
            assessment = assessment.model_copy(update={"holds": True, "reason": "between_snapshots", "how": "hedge"})
        elif assessment.reason == "value_differs":
            assessment = assessment.model_copy(update={"reason": "outside_snapshots"})
    return Held(reading=reading, answer=answer, assessment=assessment, between=between)


def _between(reading: Reading, library: Library) -> tuple[Answered, ...]:
    answers = ((query, evaluate(query, library)) for query in reading.brackets)
    return tuple(Answered(query=query, answer=answer) for query, answer in answers if isinstance(answer, Result))


def _size(assessment: Assessment) -> Decimal:
    """The value as compared; one that goes the other way lies below nothing."""
    return -abs(assessment.value) if assessment.reason == "opposite_direction" else assessment.value
