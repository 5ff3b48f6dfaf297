"""What matching hands on: the query that a claim was read as, and why; or why there is none."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claims.model import Change, Frozen
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
        return self.value * self.weight + 0.0  # nothing is never told as "-0"


class Reading(Frozen):
    """A query that a claim may mean.

    ``brackets`` are queries that differ from ``query`` only in the snapshot or period: the nearest ones on both sides
    of the date that the claim speaks of, where no snapshot is of that date itself. ``behind``: of a reading that was
    not taken, the code of why it stands behind the one that was (``preference.behind``). ``beyond_days``: how many days
    the value is from the claim's, where it no longer speaks for that day and is only what texts of it quote.
    """

    query: Query
    score: float
    features: tuple[Feature, ...] = ()
    brackets: tuple[Query, ...] = ()
    behind: str = ""
    beyond_days: int = 0


class Contender(Frozen):
    """A table, or a measure of one, that was weighed or refused before any query was made of it.

    ``words`` are those of the text that named it; ``score`` is None where it was refused before it was weighed, and
    ``behind`` is then the reason code, ``detail`` the words that it turns on.
    """

    dataset: str
    measure: str = ""
    words: str = ""
    score: float | None = None
    features: tuple[Feature, ...] = ()
    behind: str = ""
    detail: str = ""


class Match(Frozen):
    """The reading chosen. ``admissible`` are readings that the counting word allows as well; the claim fails only if
    every one of them fails. ``rivals`` are matches in other tables, or of another of the places that bear the name,
    which are as good; the claim is decided only where all come to the same. ``rejected`` are the next-best readings,
    for the explanation of the match; ``weighed`` the tables among which one was chosen before it was read, the best
    first; ``refused`` what the same words might have meant, had its table held what the claim says; ``unasked`` are
    senses of the counting word that the same table has no value of for that time, so that none of the others can fail
    the claim; ``lent``: whether its time is the story's; ``tentative``: what is said of the claim unless the value is
    the very figure, where its words alone do not say what it is of."""

    kind: Literal["match"] = "match"
    reading: Reading
    admissible: tuple[Reading, ...] = ()
    rivals: tuple[Match, ...] = ()
    also: tuple[Reading, ...] = Field(
        default=(), description="readings that have to hold as well: the lowest value of a span beside its highest")
    rejected: tuple[Reading, ...] = ()
    weighed: tuple[Contender, ...] = ()
    refused: tuple[Contender, ...] = ()
    unasked: tuple[Contender, ...] = ()
    lent: bool = False
    tentative: NoMatch | None = None
    told: Change | None = Field(
        default=None, description="the change that the figure is, where it stands as a count or a pace")
    doubt: str = Field(default="", description="what else it may be of; the reading may bear it out and not refute it")
    own_source: bool = Field(default=False, description="whether the text says that the table's publisher tells it")
    decision: str | None = Field(default=None, description="id of the editor's decision that it rests on")
    judged_with: str | None = Field(
        default=None, description="id of the claim that it is a part of and is judged with: the length of a record")


LEFT_OVER = "left_over"
"""Why a table was refused that has all of a claim but words of its clause that nothing explains."""


class NoMatch(Frozen):
    """No query: the reason code (see ``factcheck/verification/reasons``) and the words that it turns on.

    ``rejected`` are readings that were weighed and not taken, ``nearest`` what came nearest before it was refused;
    ``because`` tells refusals of one reason apart, ``needed`` is the score that none reached.
    """

    kind: Literal["no_match"] = "no_match"
    reason: str
    detail: dict[str, str] = Field(default_factory=dict)
    rejected: tuple[Reading, ...] = ()
    nearest: tuple[Contender, ...] = ()
    because: str = ""
    needed: float | None = None
    decision: str | None = Field(default=None, description="id of the editor's decision that it rests on")
