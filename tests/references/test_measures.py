"""What each measure of the built-in datasets passes, fails and leaves alone: sentences of our own, in a table each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from factcheck import References, check
from factcheck.checking.model import CheckedClaim

FILES = sorted((Path(__file__).parent / "cases" / "measures").glob("*.toml"))


@dataclass(frozen=True)
class Row:
    """One sentence, an article of its own, and what is to be said of one figure in it.

    ``against``: the measure that the finding names, where the figure's word admits another one as well.
    """

    dataset: str
    measure: str
    published: date
    text: str
    figure: str
    verdict: str
    reason: str | None = None
    value: str | None = None
    title: str | None = None
    against: str | None = None


def _rows(path: Path) -> list[Row]:
    return [Row(dataset=path.stem, **row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["rows"]]


ROWS = [row for path in FILES for row in _rows(path)]


@cache
def library() -> References:
    return References.open()


@cache
def claims(row: Row) -> tuple[CheckedClaim, ...]:
    return check(row.text, title=row.title, published=row.published, refs=library()).claims


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.dataset}-{row.measure}-{row.figure}")
def test_a_sentence(row: Row) -> None:
    claim = next((one for one in claims(row) if one.figure == row.figure), None)
    assert claim is not None, [one.figure for one in claims(row)]
    came = f"{claim.verdict.value}/{claim.reason}: {claim.message}"
    assert claim.verdict.value == row.verdict, came
    assert row.reason in (None, claim.reason), came
    if row.verdict == "unverifiable":
        return
    assert claim.reference is not None
    assert (claim.reference.dataset, claim.reference.measure) == (row.dataset, row.against or row.measure), came
    assert row.value is None or abs(claim.reference.value) == Decimal(row.value), came


@pytest.mark.parametrize("dataset", [path.stem for path in FILES])
def test_every_measure_has_a_true_a_false_and_a_neighbouring_sentence(dataset: str) -> None:
    of = [row for row in ROWS if row.dataset == dataset]
    for measure in library().dataset(dataset).measures:
        verdicts = {row.verdict for row in of if row.measure == measure.name}
        assert verdicts == {"pass", "fail", "unverifiable"}, measure.name
