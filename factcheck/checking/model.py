"""The report of one article: its JSON is the contract ``factcheck.report/1``."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from claims.model import Claim, Frozen, NotClaim
from factcheck.verification.model import (
    Cause,
    Consistency,
    Correction,
    Explanation,
    MatchExplanation,
    Reference,
    Verdict,
)


class CheckedClaim(Claim):
    """A claim with its verdict."""

    verdict: Verdict
    reason: str
    message: str
    reference: Reference | None = None
    explanation: Explanation | None = None
    correction: Correction | None = None
    consistency: tuple[Consistency, ...] = ()
    match: MatchExplanation | None = None
    decision: str | None = Field(default=None, description="id of the editor's decision that its meaning rests on")


class Summary(Frozen):
    """How many claims came out how."""

    pass_: int = Field(default=0, alias="pass")
    fail: int = 0
    unverifiable: int = 0


class Report(Frozen):
    """One article, checked."""

    schema_: str = Field(default="factcheck.report/1", alias="schema")
    id: str | None = None
    title: str | None = None
    published: date | None = None
    published_basis: str | None = Field(default=None, description="given, dateline, metadata, or None where open")
    url: str | None = None
    sha256: str = Field(description="of the article's text, UTF-8")
    references: str = Field(description="hash of the reference library that was used, its editor's decisions included")
    claims: tuple[CheckedClaim, ...] = ()
    not_claims: tuple[NotClaim, ...] = ()
    causes: tuple[Cause, ...] = ()
    summary: Summary = Summary()
    notes: tuple[str, ...] = ()
