"""The report that a copy editor reads in a terminal, a pipe or a mail: colour where it is wanted, words always."""

from __future__ import annotations

from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports import terminal_match
from factcheck.reports.terminal_page import Page
from factcheck.reports.wording import (
    VERDICT_WORDS,
    excerpt,
    explained,
    figures_of,
    groups,
    heading,
    in_one_line,
    in_text_order,
    place_of,
    printable,
    published,
    shared_causes,
    short,
    sources,
    suggestion,
    tally,
    value_with_unit,
)
from factcheck.verification.model import Reference, Verdict

DEFAULT_WIDTH = 80
_STYLES = {Verdict.FAIL: "bold red", Verdict.PASS: "bold green", Verdict.UNVERIFIABLE: "bold yellow"}


def render(report: Report, article: Article, *, width: int = DEFAULT_WIDTH, color: bool = False,
           explain: bool = False) -> str:
    """The report as text of ``width`` columns, without a line end behind it; with ``explain`` how matches were chosen.

    Without ``color`` there is no escape sequence in it, and the figure stands between ``>>`` and ``<<``.

    >>> print(render(Report(sha256="0" * 64, references="1" * 64), Article(text="None.")).splitlines()[0])
    Article
    """
    page = Page(width=width, color=color)
    _head(page, report)
    for claim in in_text_order(report):
        _claim(page, claim, report, article)
        if explain:
            terminal_match.tell(page, claim)
    _rest(page, report)
    _summary(page, report, article)
    return page.text()


def _head(page: Page, report: Report) -> None:
    page.line((heading(report), "bold"))
    page.line(f"{tally(report)}; {published(report)}; references {short(report.references)}")
    for cause in shared_causes(report):
        page.gap()
        page.line(("One cause: ", "bold"), printable(cause.message), f" ({figures_of(report, cause.claims)})")


def _claim(page: Page, claim: CheckedClaim, report: Report, article: Article) -> None:
    page.gap()
    style = _STYLES[claim.verdict]
    page.line((VERDICT_WORDS[claim.verdict], style), "  ", (printable(claim.figure), "bold"),
              (f"  ({place_of(claim, article)}, {claim.id})", "dim"))
    part = excerpt(claim)
    marks = ("", "") if page.color else (">>", "<<")
    page.line(part.before, (f"{marks[0]}{part.figure}{marks[1]}", f"{style} underline"), part.after, indent=2)
    page.line(printable(claim.message), indent=2)
    explanation = explained(claim, report)
    if explanation is not None:
        page.line(("Why: ", "bold"), explanation, indent=2)
    instead = suggestion(claim)
    if instead is not None:
        page.line(("Suggested: ", "bold"), in_one_line(instead), indent=2)
    if claim.reference is not None:
        _reference(page, claim.reference)
    for one in claim.consistency:
        page.line((f"The article itself {'agrees' if one.holds else 'disagrees'}: ", "bold"), printable(one.message),
                  indent=2)
    if claim.speaker and claim.verdict is not Verdict.PASS:
        page.line(("Said by: ", "bold"), printable(claim.speaker), indent=2)


def _reference(page: Page, reference: Reference) -> None:
    value = value_with_unit(reference.value, reference.unit)
    page.line(("Reference: ", "bold"), f"{value}, the {printable(reference.query)}", indent=2)
    page.line(f"{printable(reference.title)}, {printable(reference.publisher)}, as of {reference.as_of.isoformat()}",
              indent=2)


def _rest(page: Page, report: Report) -> None:
    for number, source in enumerate(sources(report)):
        if number == 0:
            page.gap()
            page.line(("Sources", "bold"))
        page.line(f"{printable(source.title)}, {printable(source.publisher)}, as of {source.as_of.isoformat()}, "
                  f"sha256 {short(source.sha256)}", indent=2)
        if source.url:
            page.address(printable(source.url), indent=4)
    if report.not_claims:
        page.gap()
        page.line(("Not claims: ", "bold"),
                  "; ".join(f"{group.reason}: {', '.join(group.figures)}" for group in groups(report.not_claims)))
    for note in report.notes:
        page.gap()
        page.line(("Note: ", "bold"), printable(note))


def _summary(page: Page, report: Report, article: Article) -> None:
    """The counts again, and what has to be corrected: the end is what stays on the screen."""
    page.gap()
    page.line(("Summary: ", "bold"), tally(report))
    for claim in in_text_order(report):
        if claim.verdict is Verdict.FAIL:
            page.line(("FAIL", _STYLES[Verdict.FAIL]), f"  {place_of(claim, article)}: {printable(claim.figure)}",
                      indent=2)
