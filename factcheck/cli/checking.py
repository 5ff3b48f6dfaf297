"""``factcheck check``: articles in, reports out, and the exit status."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.cli.documents import Document
from factcheck.cli.inputs import Inputs
from factcheck.cli.output import check_apart, check_file
from factcheck.cli.terminals import wants_color, width
from factcheck.errors import UsageError
from factcheck.reports.formats import FORMATS, Format, frame_of, renderer

if TYPE_CHECKING:
    from factcheck.references.library import References

PASSED, FAILED, UNREAD = 0, 1, 2


def check_sources(*, sources: tuple[str, ...], published: str | None, refs: tuple[str, ...], library: str | None,
                  form: str, output: str | None, fail_on: str, input_format: str,
                  processes: int, explain: bool = False, claimreview: bool = False) -> int:
    """Checks every article of ``sources`` and writes the reports; gives the exit status.

    0 nothing failed, 1 a claim failed (as ``fail_on`` says), 2 an input could not be read. The options are those of
    the command. Errors of the call and of the reference data are raised.
    """
    inputs = Inputs(sources, input_format=input_format, published=published)
    check_apart(output, inputs.sources)
    chosen = FORMATS[form]
    _check_format(chosen, several=inputs.several, output=output, explain=explain, claimreview=claimreview)
    references = _library(refs, library)
    render = renderer(chosen, library=references, width=width(), color=wants_color(output), explain=explain,
                      claimreview=claimreview)
    status = PASSED
    with Document(output, frame=frame_of(chosen, several=inputs.several), readable=chosen.readable) as document:
        for report, article in _reports(inputs, references, processes):
            document.add(render(report, article))
            status = max(status, _status(report, fail_on))
    return UNREAD if inputs.unread else status


def _check_format(form: Format, *, several: bool, output: str | None, explain: bool,
                  claimreview: bool) -> None:
    """UsageError where a format cannot do what the call asks of it."""
    if several and form.several is None:
        raise UsageError(f"--format {form.name} is about one article; give one file, or take --format markdown.")
    if explain and not form.explains:
        *others, last = (one.name for one in FORMATS.values() if one.explains)
        raise UsageError(f"--format {form.name} does not tell how a match was chosen; take {', '.join(others)} or "
                         f"{last}.")
    if claimreview and "claimreview" not in form.asks:
        raise UsageError("--claimreview puts the reviews into a page; take --format html with it, or --format "
                         "claimreview for them alone.")
    if form.binary:
        check_file(form.name, output)


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
