"""schema.org ClaimReview, as search engines and fact-check registries read it: one for each claim that was settled.

A claim that could not be verified has no rating and is left out. ``datePublished`` and ``url`` of the review itself
are those of its publication, which only the newsroom knows: what stands here are the article's own, which the publisher
replaces on publishing.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports.json_report import escaped
from factcheck.reports.wording import in_text_order, is_web, printable
from factcheck.verification.model import Reference, Verdict

_CONTEXT = "https://schema.org"
_MARKUP = re.compile("[<>&]")
_RATINGS = {Verdict.PASS: (5, "True"), Verdict.FAIL: (1, "False")}


def render(report: Report, article: Article) -> str:
    """A JSON-LD document whose ``@graph`` holds one ClaimReview for each claim with verdict pass or fail."""
    return document(reviews(report, article))


def document(entries: list[dict[str, Any]], *, indent: int | None = 2) -> str:
    """One JSON-LD document of reviews, of one article or of many, written so that it can stand in a page."""
    text = escaped(json.dumps({"@context": _CONTEXT, "@graph": entries}, ensure_ascii=False, indent=indent))
    # Neither "</script>" nor "<!--" can come about, and in JSON these escapes are the letters themselves.
    return _MARKUP.sub(lambda letter: f"\\u{ord(letter.group()):04x}", text)


def script(report: Report, article: Article) -> str:
    """The reviews as an element for the head of an HTML page; empty where nothing was settled. Safe as it stands."""
    entries = reviews(report, article)
    if not entries:
        return ""
    return f'<script type="application/ld+json">{document(entries, indent=None)}</script>'


def reviews(report: Report, article: Article) -> list[dict[str, Any]]:
    """The ClaimReviews of one report, in the order of the text."""
    return [_review(claim, report, article) for claim in in_text_order(report) if claim.verdict in _RATINGS]


def _review(claim: CheckedClaim, report: Report, article: Article) -> dict[str, Any]:
    rating, name = _RATINGS[claim.verdict]
    more = claim.explanation.message if claim.explanation else ""
    told = more.rstrip(".").casefold() in claim.message.casefold()
    body = claim.message if told else f"{claim.message} {more}"
    published = report.published.isoformat() if report.published else None
    appearance = _filled({"@type": "NewsArticle", "url": _link(report.url), "headline": report.title,
                          "datePublished": published})
    item = _filled({"@type": "Claim", "author": _author(claim, article),
                    "datePublished": published,
                    "appearance": appearance if len(appearance) > 1 else None})
    return _filled({
        "@type": "ClaimReview", "identifier": claim.id, "url": _link(report.url), "datePublished": published,
        "claimReviewed": printable(claim.sentence.text).strip(),
        "itemReviewed": item, "author": {"@type": "Organization", "name": "factcheck"},
        "reviewRating": {"@type": "Rating", "ratingValue": rating, "bestRating": 5, "worstRating": 1,
                         "alternateName": name},
        "reviewBody": body, "isBasedOn": _dataset(claim.reference) if claim.reference else None,
    })


def _author(claim: CheckedClaim, article: Article) -> dict[str, str] | None:
    """Who made the claim: who is quoted, else who wrote the article, else where it appeared."""
    if claim.speaker or article.author:
        return _speaker(claim.speaker or article.author or "")
    return {"@type": "Organization", "name": printable(article.outlet)} if article.outlet else None


def _speaker(name: str) -> dict[str, str]:
    """Somebody by name. A name of up to four words is a person's, unless one of them is a word of institutions."""
    words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", name)
    named = 1 <= len(words) <= 4 and all(word[0].isupper() and not word.isupper() for word in words)
    kind = "Person" if named and not any(word.lower() in _institutions() for word in words) else "Organization"
    return {"@type": kind, "name": printable(name)}


@cache
def _institutions() -> frozenset[str]:
    text = resources.files(__package__).joinpath("data/institutions.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["words"])


def _dataset(reference: Reference) -> dict[str, Any]:
    return _filled({"@type": "Dataset", "name": reference.title, "url": _link(reference.url),
                    "version": reference.as_of.isoformat(), "identifier": f"sha256:{reference.sha256}",
                    "publisher": {"@type": "Organization", "name": reference.publisher}})


def _link(url: str | None) -> str | None:
    return url if url and is_web(url) else None


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown: schema.org has no null."""
    return {key: value for key, value in entry.items() if value is not None}
