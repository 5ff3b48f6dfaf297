"""Results of archives made of reports by hand: what reads results is tested without a run and without a model."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.model import Quantity
from factcheck.archive import parts, rows
from factcheck.archive.packing import packed
from factcheck.archive.records import DUPLICATE, UNREADABLE, DocumentRow
from factcheck.archive.work import Checked
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report, Summary
from factcheck.references.asking import Asked
from factcheck.verification.model import Verdict
from tests.reports import samples

PUBLISHED = date(2025, 3, 4)


def claim(text: str, figure: str, verdict: str = "fail", *, value: str | None = "100", **more: Any) -> CheckedClaim:
    """A claim of a text, which is one sentence for it; its number is that of the figure."""
    number = Decimal("".join(letter for letter in figure if letter.isdigit() or letter == ".").strip(".") or "1")
    return samples.claim(
        figure, next(line for line in text.splitlines() if figure in line), text=text,
        identifier=more.pop("identifier", f"c{text.index(figure)}"), verdict=Verdict(verdict),
        reason="value_differs" if verdict == "fail" else "matches_reference" if verdict == "pass" else "no_reference",
        message=more.pop("message", f"The reference has {value}, not {figure}."),
        quantity=Quantity(low=number, high=number), reference=None if value is None or verdict == "unverifiable" else
        samples.reference(value, "branch", more.pop("query", "number of branches")), **more)


def article(text: str, *claims: CheckedClaim, **known: Any) -> tuple[Report, Article]:
    """An article with its report."""
    made = Article.model_validate({"text": text, "published": PUBLISHED, "published_basis": "given", **known})
    counts = {verdict.value: sum(one.verdict is verdict for one in claims) for verdict in Verdict}
    report = Report(id=made.id, title=made.title, published=made.published, published_basis=made.published_basis,
                    url=made.url, sha256=made.sha256, references="ab12" * 16, claims=claims,
                    summary=Summary.model_validate(counts))
    return report, made


def one(figure: str = "120 branches", verdict: str = "fail", **known: Any) -> tuple[Report, Article]:
    """An article of two paragraphs; its second states one figure."""
    text = f"A day in town.\nThe city has {figure}.\n"
    return article(text, claim(text, figure, verdict), **known)


def lay(folder: Path, articles: Iterable[tuple[Report, Article]], *, duplicates: int = 0, unreadable: int = 0,
        part: int = 100) -> Path:
    """A folder of results: the articles, so many duplicates of the first, and so many documents not to be read."""
    checked = [_checked(number, report, made) for number, (report, made) in enumerate(articles)]
    behind = len(checked)
    for number in range(behind, behind + duplicates):
        checked.append(Checked(DocumentRow(document=number, status=DUPLICATE, duplicate_of=0,
                                           location=f"copy {number}")))
    behind = len(checked)
    for number in range(behind, behind + unreadable):
        checked.append(Checked(DocumentRow(document=number, status=UNREADABLE, location=f"<b>file {number}</b>",
                                           reason=f"<i>file {number}</i> is empty.")))
    for table in ("documents", "claims", "texts", "changes"):
        (folder / table).mkdir(parents=True)
    for number, first in enumerate(range(0, len(checked), part)):
        parts.write(folder, number, [packed(checked[first:first + part]).tables])
    return folder


def _checked(number: int, report: Report, made: Article) -> Checked:
    row = rows.checked_row(rows.document_row(number, made), report, asked=Asked(), reading="r", judging="j")
    return Checked(row, tuple(rows.claim_rows(number, made, report)), rows.text_row(number, made))
