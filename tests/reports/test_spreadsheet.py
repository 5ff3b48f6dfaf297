"""The report as CSV: rows that a spreadsheet reads as they are meant, and no cell that it would compute."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from factcheck.articles.model import Article
from factcheck.checking.model import Report, Summary
from factcheck.reports import spreadsheet
from factcheck.reports.wording import printable
from factcheck.verification.model import Verdict
from tests.reports import samples

FORMULAS = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "\t=", " =", "\ufeff=", "\r\n+"])
TEXTS = st.one_of(st.text(max_size=20), st.tuples(FORMULAS, st.text(max_size=12)).map("".join))


def table(*made: tuple[Report, Article]) -> list[list[str]]:
    text = spreadsheet.head() + "".join(spreadsheet.render(*each) for each in made)
    return list(csv.reader(io.StringIO(text.encode("utf-8").decode("utf-8-sig"), newline=""), strict=True))


def test_the_table(snapshot: SnapshotAssertion) -> None:
    assert spreadsheet.render(samples.report(), samples.article()) == snapshot


def test_one_head_and_one_row_a_claim() -> None:
    rows = table((samples.report(), samples.article()), samples.empty(), samples.hostile())
    assert tuple(rows[0]) == spreadsheet.COLUMNS
    assert len(rows) == 1 + len(samples.report().claims) + 1
    assert {len(row) for row in rows} == {len(spreadsheet.COLUMNS)}


def test_lines_end_as_spreadsheets_expect_and_begin_with_the_mark() -> None:
    text = spreadsheet.head() + spreadsheet.render(samples.report(), samples.article())
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == text.count("\n") == 7


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=7, max_size=7))
def test_no_cell_is_a_formula(texts: list[str]) -> None:
    figure, message, title, publisher, unit, query, reason = texts
    sentence = f"{figure}5 towns"
    source = samples.reference("-5.5", unit, query).model_copy(update={"publisher": publisher, "url": message})
    claim = samples.claim("5 towns", sentence, text=sentence, identifier="c1", verdict=Verdict.FAIL, reason=reason,
                          message=message, reference=source).model_copy(update={"figure": figure})
    report = Report(id=title, sha256="0" * 64, references="1" * 64, claims=(claim,), summary=Summary(fail=1))
    row = dict(zip(spreadsheet.COLUMNS, table((report, Article(text=sentence)))[1], strict=True))
    assert row.pop("reference_value") == "-5.5"
    for cell in row.values():
        assert not cell.lstrip(" \ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert row["publisher"] in (printable(publisher), f"'{printable(publisher)}")


@pytest.mark.parametrize(("text", "cell"), [
    ("=1+1", "'=1+1"), ("+0.8%", "'+0.8%"), ("-5 points", "'-5 points"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "' =1"),
    (" =1", "' =1"), ("＝1", "'＝1"), ("5 = 5", "5 = 5"), ("$3.94", "$3.94"), ("", ""),
])
def test_harmless_cells(text: str, cell: str) -> None:
    assert spreadsheet.harmless_cell(text) == cell
