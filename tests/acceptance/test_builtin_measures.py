"""A true sentence, a false one and a neighbouring one for the measures of the built-in datasets.

Those with a file of sentences in ``tests/references/cases/measures`` are held there; all the others here. Each row of
``builtin_measures.tsv``: what must be said of a figure, by which measure, and the value it is held against.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck import check
from factcheck.queries.numbers import number
from factcheck.references.library import References

LIBRARY = References.open()
ELSEWHERE = {path.stem for path in (Path(__file__).parents[1] / "references" / "cases" / "measures").glob("*.toml")}
LINES = (Path(__file__).parent / "builtin_measures.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['dataset']}: {row['sentence']}")
def test_row(row: dict[str, str]) -> None:
    report = check(row["sentence"], published=date.fromisoformat(row["published"]), refs=LIBRARY)
    (claim,) = [one for one in report.claims if row["figure"] in one.figure]
    assert claim.verdict.value == row["verdict"], f"{claim.reason}: {claim.message}"
    if row["verdict"] == "unverifiable":
        return
    assert claim.reference is not None
    assert (claim.reference.dataset, claim.reference.measure) == (row["dataset"], row["measure"])
    expected = number(row["value"])
    assert expected is not None
    assert abs(claim.reference.value - expected) <= Decimal("0.005") * abs(expected) + Decimal("0.05")


def test_each_measure_has_a_true_and_a_false_row() -> None:
    datasets = {dataset.name for dataset in LIBRARY.datasets} - ELSEWHERE
    measures = {(name, one.name) for name in datasets for one in LIBRARY.dataset(name).measures}
    for verdict in ("pass", "fail"):
        assert measures - {(row["dataset"], row["measure"]) for row in ROWS if row["verdict"] == verdict} == set()
    assert {row["dataset"] for row in ROWS if row["verdict"] == "unverifiable"} >= datasets
