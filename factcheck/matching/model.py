"""What matching hands on: the query that a claim was read as, and why; or why there is none."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claims.model import Frozen
from factcheck.queries.algebra import Query


class Feature(Frozen):
    """One named reason for or against a reading, with its weight in the score."""

    name: str
    value: float
    weight: float
    detail: str = ""

    @property
    def contribution(self) -> float:
        """What it adds to the score."""
        return self.value * self.weight


class Reading(Frozen):
    """A query that a claim may mean.

    ``brackets`` are queries that differ from ``query`` only in the snapshot or period: the nearest ones on both sides
    of the date that the claim speaks of, where no snapshot is of that date itself.
    """

    query: Query
    score: float
    features: tuple[Feature, ...] = ()
    brackets: tuple[Query, ...] = ()


class Match(Frozen):
    """The reading chosen. ``admissible`` are readings that the counting word allows as well; the claim fails only if
    every one of them fails. ``rejected`` are the next-best readings, for the explanation of the match."""

    kind: Literal["match"] = "match"
    reading: Reading
    admissible: tuple[Reading, ...] = ()
    rejected: tuple[Reading, ...] = ()
    decision: str | None = Field(default=None, description="id of the editor's decision that it rests on")


class NoMatch(Frozen):
    """No query: the reason code (see ``factcheck/verification/reasons``) and the words that it turns on."""

    kind: Literal["no_match"] = "no_match"
    reason: str
    detail: dict[str, str] = Field(default_factory=dict)
    rejected: tuple[Reading, ...] = ()
    decision: str | None = Field(default=None, description="id of the editor's decision that it rests on")
