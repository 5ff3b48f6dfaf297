"""``factcheck check``: articles in, reports out, and the exit status."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.cli.documents import LINES, LIST, Document, Frame
from factcheck.cli.inputs import Inputs
from factcheck.cli.output import check_apart, check_file, save
from factcheck.cli.terminals import wants_color, width
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.references.library import References

PASSED, FAILED, UNREAD = 0, 1, 2
_PAGES = frozenset({"html", "pdf"})
"""Formats that are about one article."""

Render = Callable[[Report, Article], str | Iterator[str]]


def check_sources(*, sources: tuple[str, ...], published: str | None, refs: tuple[str, ...], library: str | None,
                  form: str, output: str | None, fail_on: str, input_format: str,
                  processes: int, explain: bool = False) -> int:
    """Checks every article of ``sources`` and writes the reports; gives the exit status.

    0 nothing failed, 1 a claim failed (as ``fail_on`` says), 2 an input could not be read. The options are those of
    the command. Errors of the call and of the reference data are raised.
    """
    inputs = Inputs(sources, input_format=input_format, published=published)
    check_apart(output, inputs.sources)
    if form in _PAGES and inputs.several:
        raise UsageError(f"--format {form} is a page about one article; give one file, or take --format markdown.")
    if form == "pdf":
        check_file(form, output)
        from factcheck.reports import pdf

        pdf.require()
    if explain and form in ("markdown", "claimreview"):
        raise UsageError(f"--format {form} does not tell how a match was chosen; take text, html or json.")
    references = _library(refs, library)
    status = PASSED
    with Document(output, frame=_frame(form, several=inputs.several), readable=form == "text") as document:
        add = _adder(form, output, document, references, explain=explain)
        for report, article in _reports(inputs, references, processes):
            add(report, article)
            status = max(status, _status(report, fail_on))
    return UNREAD if inputs.unread else status


def _library(refs: tuple[str, ...], library: str | None) -> Callable[[], References]:
    """The references, opened once, when they are first asked for."""
    def opened() -> References:
        from factcheck.cli.libraries import open_references

        return open_references(refs, library)

    return cache(opened)


def _reports(inputs: Inputs, references: Callable[[], References],
             processes: int) -> Iterator[tuple[Report, Article]]:
    """Reports as they are made. What is slow to load is loaded when the first article was really read."""
    articles = inputs.articles()
    first = next(articles, None)
    if first is None:
        return
    from factcheck.checking.article import check_articles

    waiting: deque[Article] = deque()

    def handed_on() -> Iterator[Article]:
        for article in chain([first], articles):
            waiting.append(article)
            yield article

    for report in check_articles(handed_on(), references=references(), processes=processes, ready=inputs.ready):
        yield report, waiting.popleft()


def _status(report: Report, fail_on: str) -> int:
    failing = {"fail": report.summary.fail, "unverifiable": report.summary.fail + report.summary.unverifiable,
               "never": 0}
    return FAILED if failing[fail_on] else PASSED


def _adder(form: str, output: str | None, document: Document, references: Callable[[], References], *,
           explain: bool) -> Callable[[Report, Article], None]:
    """What is done with each report: its rendering goes to the document, a PDF to its own file."""
    if form == "pdf":
        from factcheck.reports import pdf

        return lambda report, article: save(output or "", pdf.render(report, article, references()))
    render = _renderer(form, output, references, explain=explain)

    def add(report: Report, article: Article) -> None:
        document.add(render(report, article))

    return add


def _renderer(form: str, output: str | None, references: Callable[[], References], *, explain: bool) -> Render:
    """The renderer of a format. Only the one that is used is imported."""
    module: Any
    if form == "text":
        from factcheck.reports import terminal

        return partial(terminal.render, width=width(), color=wants_color(output), explain=explain)
    if form in ("json", "jsonl"):
        from factcheck.reports import json_report

        return lambda report, _: json_report.pieces(report, indent=2 if form == "json" else None)
    if form == "html":
        from factcheck.reports import html

        return lambda report, article: html.render(report, article, references())
    if form == "markdown":
        from factcheck.reports import markdown as module
    else:
        from factcheck.reports import claimreview as module
    render: Render = module.render
    return render


def _frame(form: str, *, several: bool) -> Frame:
    """What stands around and between the reports of a format."""
    if form == "text":
        return Frame(between="\n\n" + "=" * min(width(), 40) + "\n\n", after="\n")
    if form == "markdown":
        return Frame(between="\n\n---\n\n", after="\n")
    if form in ("json", "claimreview") and several:
        return LIST
    return LINES
