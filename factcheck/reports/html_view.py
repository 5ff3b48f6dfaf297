"""What the HTML report shows, as one frozen value: the template only sets it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from markupsafe import Markup
from pydantic import ConfigDict

from claims.model import Frozen, Kind, NotClaim, plain_decimal
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports.charts import bar, scale
from factcheck.reports.html_match import MatchView, match_view
from factcheck.reports.html_reading import Row, rows
from factcheck.reports.html_text import Block, Mark, blocks
from factcheck.reports.html_words import VerdictWords, tally, word, words
from factcheck.reports.wording import (
    Excerpt,
    Group,
    excerpt,
    groups,
    heading,
    in_text_order,
    printable,
    shared_cause,
    value_with_unit,
)
from factcheck.verification.formatting import in_unit, measured, stated
from factcheck.verification.model import Explanation, Reference, Verdict
from factcheck.verification.reasons import reasons


class _View(Frozen):
    model_config = ConfigDict(arbitrary_types_allowed=True)


class Figure(_View):
    """A figure with the number of its card."""

    number: int
    figure: str
    message: str = ""
    more: str = ""


class Problem(_View):
    """Something to send to the reporter: a cause with its figures, or one figure."""

    cause: str | None
    figures: tuple[Figure, ...]


class Bar(_View):
    """A labelled value beside its bar."""

    label: str
    text: str
    chart: Markup
    detail: str = ""


class Source(_View):
    """What a claim was held against, ready to be read. ``link`` is None where the address is no web address,
    ``exact`` where the value says it all."""

    reference: Reference
    value: str
    exact: str | None
    link: str | None
    host: str | None


class Remark(_View):
    """One comparison of the article with itself."""

    holds: bool
    message: str
    link: Figure | None


class Card(_View):
    """Everything about one claim."""

    number: int
    claim: CheckedClaim
    figure: str
    excerpt: Excerpt
    words: VerdictWords
    reason: str
    more: str
    explanation: Explanation | None
    explained: str | None
    comparison: tuple[Bar, ...]
    reading: tuple[Row, ...]
    source: Source | None
    match: MatchView | None
    remarks: tuple[Remark, ...]


class Page(_View):
    """The whole report."""

    title: str
    id: str | None
    published: date | None
    basis: str | None
    link: str | None
    tally: str
    counts: tuple[tuple[Verdict, VerdictWords, int], ...]
    problems: tuple[Problem, ...]
    contradictions: tuple[Problem, ...]
    unverifiable: tuple[Figure, ...]
    text: tuple[Block, ...]
    cards: tuple[Card, ...]
    others: tuple[Group, ...]
    notes: tuple[str, ...]
    article_hash: str
    library_hash: str


def page(report: Report, article: Article) -> Page:
    """The view of a report. Cards are numbered from 1 in the order of the text."""
    claims = in_text_order(report)
    numbers = {claim.id: number for number, claim in enumerate(claims, start=1)}
    figures = {claim.id: Figure(number=numbers[claim.id], figure=printable(claim.figure)) for claim in claims}
    counts = {verdict: sum(claim.verdict is verdict for claim in claims) for verdict in Verdict}
    marks = [Mark(number=numbers[claim.id], start=claim.start, end=claim.end, verdict=claim.verdict)
             for claim in claims]
    return Page(
        title=_title(report), id=report.id and printable(report.id), link=web_address(report.url),
        published=report.published, basis=report.published_basis,
        tally=tally(counts),
        counts=tuple((verdict, words().verdicts[verdict], counts[verdict])
                     for verdict in (Verdict.FAIL, Verdict.PASS, Verdict.UNVERIFIABLE)),
        problems=_problems(report, claims, figures), contradictions=_contradictions(claims, figures),
        unverifiable=tuple(figures[claim.id].model_copy(update={"message": printable(claim.message)})
                           for claim in claims if claim.verdict is Verdict.UNVERIFIABLE),
        text=blocks(article.text, marks, report.not_claims),
        cards=tuple(_card(claim, numbers, figures) for claim in claims),
        others=groups(tuple(_in_words(other) for other in report.not_claims)),
        notes=tuple(map(printable, report.notes)), article_hash=report.sha256, library_hash=report.references)


def _title(report: Report) -> str:
    """What the article is called; of a file, its name without the folders that it happens to lie in."""
    name = heading(report)
    return name if report.title or web_address(name) else re.split(r"[\\/]", name.rstrip("\\/"))[-1] or name


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web, else None: ``web_address("javascript:alert(1)")`` is None."""
    try:
        parts = urlsplit(address or "")
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _in_words(other: NotClaim) -> NotClaim:
    return other.model_copy(update={"reason": word(words().not_claims, other.reason)})


def _problems(report: Report, claims: tuple[CheckedClaim, ...], figures: Mapping[str, Figure]) -> tuple[Problem, ...]:
    """Causes and lone failures in the order of the text; what a cause says is not said again for its figures."""
    found: list[Problem] = []
    told: set[str] = set()
    for claim in claims:
        if claim.verdict is not Verdict.FAIL or claim.id in told:
            continue
        cause = shared_cause(claim, report)
        members = [one for one in claims if one.id in cause.claims] if cause else [claim]
        told |= {one.id for one in members}
        found.append(Problem(cause=printable(cause.message) if cause else None,
                             figures=tuple(_problem_figure(one, figures[one.id]) for one in members)))
    return tuple(found)


def _problem_figure(claim: CheckedClaim, figure: Figure) -> Figure:
    return figure.model_copy(update={"message": printable(claim.message), "more": printable(_more(claim))})


def _more(claim: CheckedClaim) -> str:
    """The explanation's sentence where the claim's own does not say it already."""
    more = claim.explanation.message if claim.explanation else ""
    return "" if more.rstrip(".").casefold() in claim.message.casefold() else more


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


def _card(claim: CheckedClaim, numbers: dict[str, int], figures: Mapping[str, Figure]) -> Card:
    reason = reasons().get(claim.reason)
    explanation = claim.explanation
    return Card(
        number=numbers[claim.id], claim=claim, figure=printable(claim.figure), excerpt=excerpt(claim),
        words=words().verdicts[claim.verdict], reason=reason.title if reason else word({}, claim.reason),
        more=_more(claim), explanation=explanation,
        explained=value_with_unit(explanation.value, explanation.unit) if explanation else None,
        comparison=_comparison(claim), reading=rows(claim, numbers), source=_source(claim.reference),
        match=match_view(claim, numbers[claim.id]),
        remarks=tuple(Remark(holds=one.holds, message=printable(one.message), link=figures.get(one.with_))
                      for one in claim.consistency))


def _comparison(claim: CheckedClaim) -> tuple[Bar, ...]:
    """The stated number and the reference's, where they are of one size; a bar chart of unlike units would mislead."""
    reference = claim.reference
    if reference is None or claim.kind is Kind.RANK or reference.unit == "rank":
        return ()
    quantity = in_unit(measured(claim), reference.unit)
    low, high, found = quantity.low, quantity.high, reference.value
    if not (low > 0 and found > 0 and Decimal("0.1") <= high / found <= 10):
        return ()
    ends = scale([low, high, found])
    text = stated(quantity, claim.kind)
    return (Bar(label="Article", text=text, chart=bar(Decimal(0) if low == high else low, high, ends, style="said")),
            Bar(label="Reference", text=value_with_unit(found, reference.unit),
                chart=bar(Decimal(0), found, ends, style="found")))


def _source(reference: Reference | None) -> Source | None:
    if reference is None:
        return None
    link = web_address(reference.url)
    value, exact = value_with_unit(reference.value, reference.unit), plain_decimal(reference.value)
    rounded = exact not in value.replace(",", "") and reference.unit != "rank"
    return Source(reference=reference, value=value, exact=exact if rounded else None, link=link,
                  host=urlsplit(link).hostname if link else None)
