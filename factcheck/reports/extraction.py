"""What ``extract`` writes: the claims of one article without matching and verdict."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from claims.model import Claim, Extraction, Frozen, NotClaim, Source
from factcheck.articles.model import Article
from factcheck.reports.wording import excerpt, groups, line_of, printable


class ExtractedArticle(Frozen):
    """The figures of one article; the JSON of ``extract``, ``factcheck.extraction/1``."""

    schema_: str = Field(default="factcheck.extraction/1", alias="schema")
    id: str | None = None
    title: str | None = None
    published: date | None = None
    published_basis: str | None = None
    sha256: str
    claims: tuple[Claim, ...] = ()
    not_claims: tuple[NotClaim, ...] = ()
    notes: tuple[str, ...] = ()


def extracted(article: Article, extraction: Extraction) -> ExtractedArticle:
    """An extraction with what is known of its article."""
    return ExtractedArticle(id=article.id, title=article.title, published=article.published,
                            published_basis=article.published_basis, sha256=article.sha256, claims=extraction.claims,
                            not_claims=extraction.not_claims, notes=article.notes)


def render(found: ExtractedArticle, article: Article) -> str:
    """The figures as text: one paragraph for each, with the sentence and what was read."""
    count = {0: "No numeric claims", 1: "1 numeric claim"}.get(len(found.claims), f"{len(found.claims)} numeric claims")
    lines = [printable(article.title or article.id or "Article"), count, ""]
    for claim in found.claims:
        part = excerpt(claim)
        lines += [f"{printable(claim.figure)}  (line {line_of(article.text, claim.start)}, {claim.id})",
                  f"  {part.before}>>{part.figure}<<{part.after}", f"  {reading(claim)}", ""]
    for group in groups(found.not_claims):
        lines.append(f"Not claims, {group.reason}: {', '.join(group.figures)}")
    lines += [f"Note: {printable(note)}" for note in found.notes]
    return "\n".join(lines).rstrip("\n")


def basis(source: Source) -> str:
    """" (assumed)" where a place or time is only the story's."""
    return " (assumed)" if source is Source.ASSUMED else ""


def reading(claim: Claim) -> str:
    """How a claim was read, in one line: "count, about 1000 department; places: United States; 2025-09-17"."""
    stated = claim.quantity
    number = f"{stated.low:f}" if stated.low == stated.high else f"{stated.low:f} to {stated.high:f}"
    parts = [f"{claim.kind.value}, {stated.bound.value.replace('_', ' ')} {number} {stated.unit or ''}".rstrip()]
    if claim.counted:
        parts.append(f"of: {printable(claim.counted)}")
    if claim.whole:
        parts.append(f"whole: {printable(claim.whole)}")
    if claim.places:
        parts.append(f"places: {', '.join(place.name for place in claim.places)}{basis(claim.places_source)}")
    if claim.period is not None:
        ends = [str(end) for end in (claim.period.start, claim.period.end) if end]
        parts.append(f"time: {' to '.join(dict.fromkeys(ends)) or 'open'}{basis(claim.period_source)}")
    if claim.speaker:
        parts.append(f"said by: {printable(claim.speaker)}")
    if claim.modality.value != "asserted":
        parts.append(claim.modality.value)
    return "; ".join(parts)
