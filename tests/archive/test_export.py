"""The exports of an archive, read back by other programs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.archive import exporting
from factcheck.archive.choosing import Choice
from factcheck.archive.duck import connect, literal
from factcheck.archive.records import ClaimRow, DocumentRow, columns
from factcheck.archive.results import Results
from factcheck.checking.model import CheckedClaim
from factcheck.reports import claimreview
from tests.archive import laid
from tests.reports import samples

FORMULAS = ('=HYPERLINK("http://x")', "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Articles with every verdict, and texts that a spreadsheet would compute."""
    bad = [laid.one(title=text, author=text, section=text, id=text) for text in FORMULAS]
    return laid.lay(tmp_path / "out", [
        (samples.report(), samples.article()), samples.hostile(), laid.one("7 lamps", "unverifiable", reads=5),
        laid.one("100 branches", "pass", published=date(2024, 1, 1)), *bad], duplicates=1, unreadable=1, part=3)


def text(out: Path, form: str, what: str = "claims", choice: Choice | None = None) -> str:
    with Results.open(out) as results:
        return "".join(exporting.TEXTS[form](results, what, choice or Choice()))


def table(out: Path, *asked: Any) -> list[dict[str, str]]:
    written = text(out, "csv", *asked)
    assert written.startswith("\ufeff") and written.count("\r\n") == written.count("\n")
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""), strict=True))


def all_claims(out: Path) -> list[ClaimRow]:
    with Results.open(out) as results:
        return list(results.claims())


def test_csv_has_a_row_for_each_claim_in_order(out: Path) -> None:
    rows, claims = table(out), all_claims(out)
    assert [(row["document"], row["claim"], row["verdict"]) for row in rows] == [
        (str(claim.document), claim.claim, claim.verdict) for claim in claims]
    for row, claim in zip(rows, claims, strict=True):
        assert (float(row["low"]), float(row["high"])) == (claim.low, claim.high)
        assert row["reference_value"] == ("" if claim.reference_value is None else
                                          repr(claim.reference_value).removesuffix(".0"))
        assert row["quoted"] == str(claim.quoted).lower()


@pytest.mark.parametrize("what", ["claims", "documents"])
def test_no_cell_of_text_is_a_formula(out: Path, what: str) -> None:
    for row in table(out, what):
        for cell in row.values():
            assert not cell.lstrip(" \ufeff").startswith(("=", "+", "@", "\t", "\r", "＝"))
            assert not cell.startswith("-") or float(cell) < 0
    assert {row["author"] for row in table(out, what)} >= {"'+1", "'-2+3", "'@SUM(A1)"}


@pytest.mark.parametrize("what", ["claims", "documents"])
def test_parquet_has_every_column_as_it_is_kept(out: Path, what: str, tmp_path: Path) -> None:
    file = tmp_path / "it's all.parquet"
    with Results.open(out) as results:
        exporting.write_parquet(results, what, Choice(), str(file))
        kept = results.sql(f"SELECT {', '.join(map(_quoted, _own(what)))} FROM {what} ORDER BY document"
                           + (", number" if what == "claims" else "")).fetchall()
    with connect() as duck:
        source = f"FROM read_parquet({literal(file)})"
        read = duck.execute(f"SELECT {', '.join(map(_quoted, _own(what)))} {source}").fetchall()
        types = {name: kind for name, kind, *_ in duck.execute(f"DESCRIBE SELECT * {source}").fetchall()}
    assert read == kept and read
    assert tuple(types) == exporting.names(what)
    assert types["published"] == "DATE"


def test_json_and_json_lines_hold_the_whole_claim(out: Path) -> None:
    lines = [json.loads(line) for line in text(out, "jsonl").splitlines()]
    assert json.loads(text(out, "json")) == lines
    for line, claim in zip(lines, all_claims(out), strict=True):
        assert CheckedClaim.model_validate(line["checked"]) == CheckedClaim.model_validate_json(claim.checked)
        assert ClaimRow.model_validate({**{name: line[name] for name in columns(ClaimRow)}, "checked": claim.checked}
                                       ) == claim
    (first,) = (json.loads(line) for line in text(out, "jsonl", "documents").splitlines()[:1])
    assert first["report"]["summary"] == {"pass": 2, "fail": 2, "unverifiable": 2}
    assert set(first) == set(columns(DocumentRow))


@pytest.mark.parametrize("make", [samples.report, lambda: samples.hostile()[0], lambda: samples.empty()[0]])
def test_claimreview_of_one_article_is_that_of_its_report(make: Any, tmp_path: Path) -> None:
    made = next(pair for pair in ((samples.report(), samples.article()), samples.hostile(), samples.empty())
                if pair[0] == make())
    out = laid.lay(tmp_path / "out", [made])
    assert text(out, "claimreview") == claimreview.render(*made)


def test_claimreview_of_many_is_one_document(out: Path) -> None:
    graph = json.loads(text(out, "claimreview"))["@graph"]
    settled = [claim for claim in all_claims(out) if claim.verdict != "unverifiable"]
    assert [one["identifier"] for one in graph] == [claim.claim for claim in settled]
    only = json.loads(text(out, "claimreview", "claims", Choice(verdicts=("pass",))))["@graph"]
    assert {one["reviewRating"]["alternateName"] for one in only} == {"True"}


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "claimreview"])
def test_an_empty_archive(form: str, tmp_path: Path) -> None:
    out = laid.lay(tmp_path / "out", [])
    written = text(out, form)
    if form == "csv":
        assert len(written.splitlines()) == 1
    elif form == "jsonl":
        assert written == ""
    else:
        assert json.loads(written) in ([], {"@context": "https://schema.org", "@graph": []})


def test_only_what_was_chosen(out: Path) -> None:
    old = Choice(until=date(2024, 12, 31))
    assert [row["figure"] for row in table(out, "claims", old)] == ["100 branches"]
    assert [row["published"] for row in table(out, "documents", old)] == ["2024-01-01"]
    failing = {row["document"] for row in table(out, "documents", Choice(verdicts=("fail",)))}
    assert failing == {str(one.document) for one in all_claims(out) if one.verdict == "fail"}


def _own(what: str) -> tuple[str, ...]:
    return tuple(columns(ClaimRow if what == "claims" else DocumentRow))


def _quoted(name: str) -> str:
    return f'"{name}"'
