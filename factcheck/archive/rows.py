"""From the report of an article to the rows that are kept of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claims.model import Direction
from factcheck.archive.records import CHECKED, OF_ARTICLE, ClaimRow, DocumentRow, TextRow
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.references.asking import Asked
from factcheck.verification.formatting import in_unit, measured
from factcheck.verification.model import Reference

LONGEST_HEADLINE = 200
_LINE = re.compile(r"[^\n]+")
_ENDS = (".", ".”", ".\"", ".’")


def document_row(document: int, article: Article, *, status: str = CHECKED, revision: int = 0) -> DocumentRow:
    """What is known of a document before it is checked."""
    known = {name: getattr(article, name) for name in OF_ARTICLE} | {"location": article.location or ""}
    return DocumentRow(document=document, revision=revision, status=status, sha256=article.sha256,
                       words=len(article.text.split()), **known)


def article_of(row: DocumentRow, text: TextRow) -> Article:
    """The article that a document's rows were made of."""
    return Article(text=text.text, notes=text.notes, **{name: getattr(row, name) for name in OF_ARTICLE})


def checked_row(row: DocumentRow, report: Report, *, asked: Asked, reading: str, judging: str
                ) -> DocumentRow:
    """The row of a document with what came of checking it."""
    summary = report.summary
    return row.model_copy(update={
        "status": CHECKED, "claims": len(report.claims), "passed": summary.pass_, "failed": summary.fail,
        "unverifiable": summary.unverifiable, "not_claims": len(report.not_claims),
        "datasets": tuple(sorted(asked.weighed)), "asked": tuple(sorted(asked.asked)),
        "references": report.references, "reading": reading, "judging": judging,
        "report": report.model_dump_json(exclude={"claims"})})


def text_row(document: int, article: Article) -> TextRow:
    """The text of a document."""
    return TextRow(document=document, text=article.text, notes=article.notes)


def claim_rows(document: int, article: Article, report: Report, *, revision: int = 0) -> Iterator[ClaimRow]:
    """The claims of a report, in their order."""
    headline, lead = _head(article.text, article.title)
    length = max(1, len(article.text))
    for number, claim in enumerate(report.claims, 1):
        yield ClaimRow(document=document, revision=revision, sha256=report.sha256, claim=claim.id, number=number,
                       position=round(claim.start / length, 4), in_headline=claim.start < headline,
                       in_lead=claim.start < lead, **_said(claim), **_held(claim),
                       checked=claim.model_dump_json())


def _said(claim: CheckedClaim) -> dict[str, Any]:
    """What the article says."""
    period, change, quantity = claim.period, claim.change, claim.quantity
    return {
        "figure": claim.figure, "figure_start": claim.start, "figure_end": claim.end, "sentence": claim.sentence.text,
        "sentence_start": claim.sentence.start, "kind": claim.kind, "low": _float(quantity.low),
        "high": _float(quantity.high), "bound": quantity.bound, "unit": quantity.unit, "counted": claim.counted,
        "head": claim.head, "whole": claim.whole, "categories": claim.categories,
        "places": tuple(place.name for place in claim.places),
        "place_codes": tuple(place.code for place in claim.places if place.code),
        "period_start": period.start if period else None, "period_end": period.end if period else None,
        "direction": change.direction if change else None, "basis": change.basis if change else None,
        "speaker": claim.speaker, "quoted": claim.quoted, "modality": claim.modality,
        "contradicted": any(not one.holds for one in claim.consistency)}


def _held(claim: CheckedClaim) -> dict[str, Any]:
    """What it was held against, and what came of it."""
    held: dict[str, Any] = {"verdict": claim.verdict, "reason": claim.reason, "message": claim.message,
                               "decision": claim.decision}
    if claim.explanation is not None:
        held |= {"instead": claim.explanation.instead or None, "explanation": claim.explanation.reason,
                 "explanation_message": claim.explanation.message}
    reference = claim.reference
    if reference is None:
        return held
    difference = _difference(claim, reference)
    return held | {
        "dataset": reference.dataset, "dataset_title": reference.title, "measure": reference.measure,
        "snapshot": reference.snapshot, "as_of": reference.as_of, "publisher": reference.publisher,
        "source_url": reference.url, "snapshot_sha256": reference.sha256, "reference_value": _float(reference.value),
        "reference_unit": reference.unit, "query": reference.query, "sql": reference.sql, "score": reference.score,
        "difference": _float(difference),
        "error": _float(abs(difference / reference.value)) if reference.value else None}


def _difference(claim: CheckedClaim, reference: Reference) -> Decimal:
    """By how much the stated number, or the nearer end of its range, misses the value, in the value's unit.

    A decrease is told by its size, "fell 5%", and is held against that of the value; where the change went the other
    way, the sizes add up.
    """
    quantity, value = in_unit(measured(claim), reference.unit), reference.value
    low, high = sorted((quantity.low, quantity.high))
    if claim.reason == "opposite_direction":
        return low + abs(value)
    if low >= 0 and claim.change is not None and claim.change.direction is Direction.DOWN:
        value = abs(value)
    return low - value if value < low else high - value if value > high else Decimal(0)


def _float(number: Decimal) -> float:
    """The double nearest to a number; a JSON number is never infinite."""
    double = float(number)
    return double if math.isfinite(double) else math.copysign(1.7e308, double)


def _head(text: str, title: str | None = None) -> tuple[int, int]:
    """Where the headline and the first paragraph of a text end; 0 for a headline where the text begins without one.

    A text whose title is known apart begins with its lead, unless its first line is that title; a line that ends as a
    sentence does is no headline either.
    """
    lines = [line for line in _LINE.finditer(text) if line.group().strip()][:2]
    if len(lines) < 2:
        return 0, len(text)
    first, second = lines
    line = first.group().strip()
    if len(line) > LONGEST_HEADLINE or (line != title.strip() if title else line.endswith(_ENDS)):
        return 0, first.end()
    return first.end(), second.end()
