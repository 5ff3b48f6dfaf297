"""What verification says of a claim: the verdict, its reason, and what it was held against."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from claims.model import Frozen, Number
from factcheck.queries.algebra import Query

_Asked = Annotated[Query | None, WithJsonSchema({"anyOf": [{"type": "object"}, {"type": "null"}]})]
"""The schema of a report does not tell its form: the algebra grows, and the report's contract does not move with it."""


class Verdict(StrEnum):
    """What came of a claim."""

    PASS = "pass"
    FAIL = "fail"
    UNVERIFIABLE = "unverifiable"


class MatchFeature(Frozen):
    """One named contribution to the score of a match."""

    name: str
    contribution: float
    detail: str = ""


class Candidate(Frozen):
    """A query, or a table that no query was made of, as it was weighed. The contributions add up to ``score``."""

    dataset: str
    title: str
    measure: str = ""
    query: str = Field(default="", description="in words; of what was refused before there was a query, its measure")
    words: str = Field(default="", description="the words of the text that named it, where that is all that is known")
    score: float | None = Field(default=None, description="None where it was refused before it was weighed")
    features: tuple[MatchFeature, ...] = ()
    behind: str = Field(default="", description="a code: why it stands behind the chosen one, or why it was not taken")
    detail: str = Field(default="", description="the words that this turns on")


class Settled(Frozen):
    """What a query was settled on before anything was weighed; ``what`` is "place", "time" or a category's name."""

    what: str
    value: str
    how: str = Field(description="stated, read, context, whole, scope, lent, known, until, newest, or nothing to say")
    on: str = Field(default="", description="the day on which a value was known")


class MatchExplanation(Frozen):
    """How the match of a claim was chosen; ``nearest`` is told in place of ``chosen`` where nothing was."""

    chosen: Candidate | None = None
    nearest: Candidate | None = None
    next_best: Candidate | None = None
    settled: tuple[Settled, ...] = ()


class Reference(Frozen):
    """What a claim was held against. ``value`` is unrounded, in ``unit``."""

    dataset: str
    title: str
    measure: str
    snapshot: str
    as_of: date
    retrieved: date
    value: Number
    unit: str
    query: str
    sql: str
    publisher: str
    url: str | None
    sha256: str
    score: float
    features: tuple[MatchFeature, ...] = ()
    asked: _Asked = Field(default=None, description="the query as data: what its words and its SQL are made of")


class Explanation(Frozen):
    """The nearest true statement: what the stated number is, or what is true instead."""

    reason: str
    message: str
    value: Number
    unit: str
    query: str
    sql: str
    instead: str = Field(default="", description='what it turns on: "agreements, not agencies"; "Georgia, not Florida"')


class Correction(Frozen):
    """What would be true in place of a wrong figure; there is one only where value and unit are certain."""

    suggested: str = Field(description='what to propose: "831 agencies under 1,000 agreements"')
    exact: str = Field(description='the value with its unit: "831 agencies"')
    figure: str | None = Field(default=None, description='the article\'s own phrase with its number put right, as '
                               'exact and as open as it was: "about 830 agencies"; None where only the value is sure')


class Passage(Frozen):
    """A place in the article: of its text, or of its title."""

    text: str
    start: int
    end: int
    of: Literal["text", "title"] = "text"


class Consistency(Frozen):
    """One comparison of the article with itself. ``at``: the two places that are compared, the claim's own first."""

    with_: str = Field(alias="with", description="id of the other claim")
    holds: bool
    reason: str
    message: str
    at: tuple[Passage, ...] = ()


class Finding(Frozen):
    """The outcome for one claim. ``reason`` is a code of ``reasons.json``; ``message`` its sentence, filled in."""

    claim: str = Field(description="id of the claim")
    verdict: Verdict
    reason: str
    message: str
    reference: Reference | None = None
    explanation: Explanation | None = None
    correction: Correction | None = None
    consistency: tuple[Consistency, ...] = ()
    match: MatchExplanation | None = None
    decision: str | None = Field(default=None, description="id of the editor's decision that its meaning rests on")


class Cause(Frozen):
    """One cause that several failed claims share, told once."""

    reason: str
    message: str
    claims: tuple[str, ...]


class Verification(Frozen):
    """All findings of an article, in the order of its claims, and the causes that several of them share."""

    findings: tuple[Finding, ...] = ()
    causes: tuple[Cause, ...] = ()
