"""What verification says of a claim: the verdict, its reason, and what it was held against."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from claims.model import Frozen, Number


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


class Explanation(Frozen):
    """The nearest true statement: what the stated number is, or what is true instead."""

    reason: str
    message: str
    value: Number
    unit: str
    query: str
    sql: str
    instead: str = Field(default="", description='what it turns on: "agreements, not agencies"; "Georgia, not Florida"')


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
    consistency: tuple[Consistency, ...] = ()
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
