"""The whole flow for one article: claims, matches, findings, report."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from claims.model import Extraction
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report, Summary
from factcheck.matching.article import match_claims
from factcheck.references.library import References
from factcheck.verification.article import verify_claims
from factcheck.verification.policy import Policy

FOUND = ("verdict", "reason", "message", "reference", "explanation", "correction", "consistency", "match", "decision")
"""What a checked claim has besides what the article says: the fields that it takes of its finding."""


def check_article(article: Article, *, references: References, policy: Policy | None = None) -> Report:
    """The report of one article against a reference library."""
    from claims import read

    extraction = read(article.text, published=article.published, title=article.title)
    return report_on(article, extraction, references=references, policy=policy)


def check_articles(
    articles: Iterable[Article], *, references: References, policy: Policy | None = None, processes: int = 1,
    ready: Callable[[], bool] | None = None
) -> Iterator[Report]:
    """``check_article`` over a stream, one report an article, in order; memory does not grow with it.

    ``processes`` and ``ready`` as of ``claims.read_many``: so many processes read, this one checks what they read.
    """
    from claims import read_many

    waiting: deque[Article] = deque()

    def texts() -> Iterator[tuple[str, date | None, str | None]]:
        for article in articles:
            waiting.append(article)
            yield article.text, article.published, article.title

    for extraction in read_many(texts(), processes=processes, ready=ready):
        yield report_on(waiting.popleft(), extraction, references=references, policy=policy)


def report_on(
    article: Article, extraction: Extraction, *, references: References, policy: Policy | None = None
) -> Report:
    """Everything after extraction: an extraction that was kept can be checked again without its text being parsed."""
    said = tuple(claim.as_said() for claim in extraction.claims)  # what is assumed is asked for only where it must be
    matches = match_claims(article, said, references, assumed={claim.id: claim for claim in extraction.claims})
    verification = verify_claims(
        said, matches, references, policy or Policy.default(), published=article.published, title=article.title,
        text=article.text,
    )
    findings = {finding.claim: finding for finding in verification.findings}
    checked = tuple(
        CheckedClaim.made({**dict(claim), **{name: getattr(findings[claim.id], name) for name in FOUND}})
        for claim in extraction.claims
    )
    counts = Counter(claim.verdict.value for claim in checked)
    return Report(
        id=article.id,
        title=article.title,
        published=article.published,
        published_basis=article.published_basis,
        url=article.url,
        sha256=article.sha256,
        references=references.sha256,
        claims=checked,
        not_claims=extraction.not_claims,
        causes=verification.causes,
        summary=Summary(pass_=counts["pass"], fail=counts["fail"], unverifiable=counts["unverifiable"]),
        notes=article.notes,
    )
