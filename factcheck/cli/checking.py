"""``factcheck check``: articles in, reports out, and the exit status."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.cli.documents import Document
from factcheck.cli.inputs import Inputs
from factcheck.cli.output import check_apart
from factcheck.cli.terminals import is_terminal, wants_color, width
from factcheck.errors import UsageError
from factcheck.reports.formats import FORMATS, Format, frame_of, renderer

PASSED, FAILED, UNREAD = 0, 1, 2


def check_sources(*, sources: tuple[str, ...], published: str | None, refs: tuple[str, ...], library: str | None,
                  form: str, output: str | None, fail_on: str, input_format: str,
                  processes: int, explain: bool = False) -> int:
    """Checks every article of ``sources`` and writes the reports; gives the exit status.

    0 nothing failed, 1 a claim failed (as ``fail_on`` says), 2 an input could not be read. The options are those of
    the command. Errors of the call and of the reference data are raised.
    """
    inputs = Inputs(sources, input_format=input_format, published=published)
    check_apart(output, inputs.sources)
    chosen = FORMATS[form]
    _check_format(chosen, several=inputs.several, output=output, explain=explain)
    render = renderer(chosen, width=width(), color=wants_color(output), explain=explain)
    status = PASSED
    with Document(output, frame=frame_of(chosen, several=inputs.several), readable=chosen.readable) as document:
        for report, article in _reports(inputs, refs, library, processes):
            document.add(render(report, article))
            status = max(status, _status(report, fail_on))
    return UNREAD if inputs.unread else status


def _check_format(form: Format, *, several: bool, output: str | None, explain: bool) -> None:
    """UsageError where a format cannot do what the call asks of it."""
    if several and form.several is None:
        raise UsageError(f"--format {form.name} is about one article; give one file, or take --format markdown.")
    if explain and not form.explains:
        *others, last = (one.name for one in FORMATS.values() if one.explains)
        raise UsageError(f"--format {form.name} does not tell how a match was chosen; take {', '.join(others)} or "
                         f"{last}.")
    if form.binary and output in (None, "-") and is_terminal():
        raise UsageError(f"--format {form.name} is no text for a terminal; name a file: --output checked.{form.name}.")


def _reports(inputs: Inputs, refs: tuple[str, ...], library: str | None,
             processes: int) -> Iterator[tuple[Report, Article]]:
    """Reports as they are made. What is slow to load is loaded when the first article was really read."""
    articles = inputs.articles()
    first = next(articles, None)
    if first is None:
        return
    from factcheck.checking.article import check_articles
    from factcheck.cli.libraries import open_references

    waiting: deque[Article] = deque()

    def handed_on() -> Iterator[Article]:
        for article in chain([first], articles):
            waiting.append(article)
            yield article

    for report in check_articles(handed_on(), references=open_references(refs, library), processes=processes,
                                 ready=inputs.ready):
        yield report, waiting.popleft()


def _status(report: Report, fail_on: str) -> int:
    failing = {"fail": report.summary.fail, "unverifiable": report.summary.fail + report.summary.unverifiable,
               "never": 0}
    return FAILED if failing[fail_on] else PASSED

