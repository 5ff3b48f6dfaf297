"""The sets of the curve of precision against coverage are what they say they are."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from factcheck.references.library import References

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
precision: Any = import_module("precision")


def rows(name: str) -> list[list[str]]:
    lines = (precision.SET / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_the_set_is_large_and_a_third_of_it_has_no_answer() -> None:
    described = rows("described.tsv")
    assert len(described) >= 150
    assert 3 * sum(row[1] == "none" for row in described) >= len(described)
    assert len({row[4] for row in described}) == len(described)


def test_each_row_names_a_measure_that_there_is() -> None:
    library = References.open()
    known = {f"{dataset.name}.{measure.name}" for dataset in library.datasets for measure in dataset.measures}
    assert {row[1] for row in rows("described.tsv")} - known == {"none"}
    assert {name.split(".")[0] for name in known} - {row[1].split(".")[0] for row in rows("described.tsv")} == {
        "ice-287g-counts"}


def test_each_figure_stands_in_braces() -> None:
    for row in [*rows("described.tsv"), *rows("bare.tsv")]:
        assert len(row) == 5
        assert row[4].count("{") == row[4].count("}") == 1


def test_a_point_counts_what_it_should() -> None:
    point = precision.Point(threshold=1.0, answerable=10, covered=8, right=6, stray=2)
    assert (point.coverage, point.precision) == (0.8, 0.6)
