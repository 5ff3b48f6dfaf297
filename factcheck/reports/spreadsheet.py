"""The report as CSV for spreadsheets: one row a claim, in UTF-8 with the mark by which Excel knows it.

A cell that a spreadsheet could take for a formula begins with an apostrophe, which makes it a text.
"""

from __future__ import annotations

import csv
import io

from claims.model import plain_decimal
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports.wording import explained, in_text_order, line_of, printable

COLUMNS = ("article", "line", "figure", "sentence", "verdict", "reason", "message", "reference_value", "unit", "as_of",
           "publisher", "url", "query")

_MARK = "\ufeff"

# Wide forms are the same to spreadsheets that expect Chinese or Japanese.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def head() -> str:
    """The byte order mark and the names of the columns."""
    return _MARK + _line(COLUMNS)


def render(report: Report, article: Article) -> str:
    """A row for each claim, in the order of the text; nothing where there is none."""
    return "".join(_line(_row(claim, report, article)) for claim in in_text_order(report))


def harmless_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: ``harmless_cell("=1+1")`` is ``"'=1+1"``."""
    text = printable(text)
    return f"'{text}" if text.lstrip(" \ufeff").startswith(_FORMULA) else text


def _row(claim: CheckedClaim, report: Report, article: Article) -> tuple[str, ...]:
    reference = claim.reference
    message = " ".join(filter(None, (claim.message, explained(claim, report))))
    texts = (claim.figure, claim.sentence.text, claim.verdict.value, claim.reason, message)
    source = ("", "", "", "", "", "") if reference is None else (
        # A number of our own writing: with an apostrophe nobody could add it up.
        plain_decimal(reference.value), harmless_cell(reference.unit), reference.as_of.isoformat(),
        harmless_cell(reference.publisher), harmless_cell(reference.url or ""), harmless_cell(reference.query))
    return (harmless_cell(report.id or report.title or report.url or ""), str(line_of(article.text, claim.start)),
            *map(harmless_cell, texts), *source)


def _line(cells: tuple[str, ...]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
