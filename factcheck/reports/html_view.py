"""What the HTML report shows, as one frozen value: the template only sets it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from claims.model import NotClaim
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.references.library import References
from factcheck.reports.html_cards import Card, Figure, View, card, more, source
from factcheck.reports.html_text import Block, Mark, blocks
from factcheck.reports.html_words import VerdictWords, tally, word, words
from factcheck.reports.importance import importance
from factcheck.reports.relating import relation
from factcheck.reports.wording import (
    Group,
    excerpt,
    groups,
    headline,
    in_text_order,
    line_of,
    printable,
    shared_cause,
    suggestion,
    web_address,
)
from factcheck.verification.model import Verdict


class Problem(View):
    """Something to send to the reporter: a cause with its figures, or one figure."""

    cause: str | None
    figures: tuple[Figure, ...]


FEW = 3
"""So many wrong figures have their cards open from the start; the answer tells each of them in any case."""


class Page(View):
    """The whole report. ``opened``: whether the cards of wrong figures are open, since they are few."""

    title: str
    id: str | None
    published: date | None
    basis: str | None
    link: str | None
    tally: str
    counts: tuple[tuple[Verdict, VerdictWords, int], ...]
    problems: tuple[Problem, ...]
    opened: bool
    contradictions: tuple[Problem, ...]
    unverifiable: tuple[Figure, ...]
    text: tuple[Block, ...]
    cards: tuple[Card, ...]
    others: tuple[Group, ...]
    notes: tuple[str, ...]
    article_hash: str
    library_hash: str


def page(report: Report, article: Article, library: References | None = None) -> Page:
    """The view of a report. Cards are numbered from 1 in the order of the text; with ``library`` they have charts."""
    claims = in_text_order(report)
    numbers = {claim.id: number for number, claim in enumerate(claims, start=1)}
    figures = {claim.id: Figure(number=numbers[claim.id], figure=printable(claim.figure)) for claim in claims}
    counts = {verdict: sum(claim.verdict is verdict for claim in claims) for verdict in Verdict}
    failing = tuple(numbers[claim.id] for claim in claims if claim.verdict is Verdict.FAIL)
    marks = [Mark(number=numbers[claim.id], start=claim.start, end=claim.end, verdict=claim.verdict)
             for claim in claims]
    return Page(
        title=headline(report, article), id=report.id and printable(report.id), link=web_address(report.url),
        published=report.published, basis=report.published_basis,
        tally=tally(counts),
        counts=tuple((verdict, words().verdicts[verdict], counts[verdict])
                     for verdict in (Verdict.FAIL, Verdict.PASS, Verdict.UNVERIFIABLE)),
        problems=_problems(report, claims, figures, article), opened=len(failing) <= FEW,
        contradictions=_contradictions(claims, figures),
        unverifiable=tuple(figures[claim.id].model_copy(update={"message": printable(claim.message)})
                           for claim in claims if claim.verdict is Verdict.UNVERIFIABLE),
        text=blocks(article.text, marks, report.not_claims),
        cards=tuple(card(claim, numbers, figures, failing, library) for claim in claims),
        others=groups(tuple(_in_words(other) for other in report.not_claims)),
        notes=tuple(map(printable, report.notes)), article_hash=report.sha256, library_hash=report.references)


def _in_words(other: NotClaim) -> NotClaim:
    return other.model_copy(update={"reason": word(words().not_claims, other.reason)})


def _problems(report: Report, claims: tuple[CheckedClaim, ...], figures: Mapping[str, Figure],
              article: Article) -> tuple[Problem, ...]:
    """Causes and lone failures, the most important first; what a cause says is not said again for its figures."""
    found: list[tuple[tuple[int, ...], Problem]] = []
    told: set[str] = set()
    for claim in claims:
        if claim.verdict is not Verdict.FAIL or claim.id in told:
            continue
        cause = shared_cause(claim, report)
        members = tuple(one for one in claims if one.id in cause.claims) if cause else (claim,)
        told |= {one.id for one in members}
        found.append((importance(members), Problem(
            cause=printable(cause.message) if cause else None,
            figures=tuple(_problem_figure(one, figures[one.id], article) for one in members))))
    return tuple(problem for _, problem in sorted(found, key=lambda pair: pair[0]))


def _problem_figure(claim: CheckedClaim, figure: Figure, article: Article) -> Figure:
    """A wrong figure as it is sent to the reporter: where it stands, what is wrong, and who says so."""
    return figure.model_copy(update={
        "message": printable(claim.message), "more": printable(more(claim)), "relation": relation(claim),
        "suggestion": suggestion(claim), "excerpt": excerpt(claim), "line": line_of(article.text, claim.start),
        "held": source(claim.reference)})


def _contradictions(claims: tuple[CheckedClaim, ...], figures: Mapping[str, Figure]) -> tuple[Problem, ...]:
    """Each contradiction once, though both of its claims may tell it."""
    found: dict[tuple[str, frozenset[str]], Problem] = {}
    for claim in claims:
        for remark in claim.consistency:
            if not remark.holds:
                pair = tuple(figures[one] for one in dict.fromkeys((claim.id, remark.with_)) if one in figures)
                found.setdefault((remark.reason, frozenset((claim.id, remark.with_))),
                                 Problem(cause=printable(remark.message), figures=pair))
    return tuple(found.values())
