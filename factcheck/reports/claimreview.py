"""schema.org ClaimReview, as search engines and fact-check registries read it: one for each claim that was settled.

A claim that could not be verified has no rating and is left out. ``datePublished`` and ``url`` of the review itself
are those of its publication, which only the newsroom knows: what stands here is the article's date under
``itemReviewed``, and the article's address. The publisher fills in its own on publishing.
"""

from __future__ import annotations

import json
from typing import Any

from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports.json_report import escaped
from factcheck.reports.wording import in_text_order, is_web
from factcheck.verification.model import Reference, Verdict

_CONTEXT = "https://schema.org"
_RATINGS = {Verdict.PASS: (5, "True"), Verdict.FAIL: (1, "False")}


def render(report: Report, article: Article) -> str:
    """A JSON-LD document whose ``@graph`` holds one ClaimReview for each claim with verdict pass or fail."""
    return document(reviews(report, article))


def document(entries: list[dict[str, Any]]) -> str:
    """One JSON-LD document of reviews, of one article or of many; ``</`` is written so that it can stand in a page."""
    text = escaped(json.dumps({"@context": _CONTEXT, "@graph": entries}, ensure_ascii=False, indent=2))
    return text.replace("</", "<\\/")


def reviews(report: Report, article: Article) -> list[dict[str, Any]]:
    """The ClaimReviews of one report, in the order of the text."""
    return [_review(claim, report) for claim in in_text_order(report) if claim.verdict in _RATINGS]


def _review(claim: CheckedClaim, report: Report) -> dict[str, Any]:
    rating, name = _RATINGS[claim.verdict]
    body = " ".join([claim.message, *([claim.explanation.message] if claim.explanation else [])])
    appearance = _filled({"@type": "NewsArticle", "url": _link(report.url), "headline": report.title,
                          "datePublished": report.published.isoformat() if report.published else None})
    item = _filled({"@type": "Claim", "author": {"@type": "Thing", "name": claim.speaker} if claim.speaker else None,
                    "datePublished": report.published.isoformat() if report.published else None,
                    "appearance": appearance if len(appearance) > 1 else None})
    return _filled({
        "@type": "ClaimReview", "identifier": claim.id, "url": _link(report.url), "claimReviewed": claim.sentence.text,
        "itemReviewed": item, "author": {"@type": "Organization", "name": "factcheck"},
        "reviewRating": {"@type": "Rating", "ratingValue": rating, "bestRating": 5, "worstRating": 1,
                         "alternateName": name},
        "reviewBody": body, "isBasedOn": _dataset(claim.reference) if claim.reference else None,
    })


def _dataset(reference: Reference) -> dict[str, Any]:
    return _filled({"@type": "Dataset", "name": reference.title, "url": _link(reference.url),
                    "version": reference.as_of.isoformat(), "identifier": f"sha256:{reference.sha256}",
                    "publisher": {"@type": "Organization", "name": reference.publisher}})


def _link(url: str | None) -> str | None:
    return url if url and is_web(url) else None


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown: schema.org has no null."""
    return {key: value for key, value in entry.items() if value is not None}
