"""Several figures in one sentence: each is of its own time, place and whole, or of none that is known.

Each row of ``each_its_own.tsv``: a sentence, its figures in the order of the text, and the verdict of each.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from factcheck import check

LINES = (Path(__file__).parent / "each_its_own.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"])
def test_row(row: dict[str, str]) -> None:
    report = check(row["sentence"], published=date.fromisoformat(row["published"]))
    came = [(figure, [one.verdict.value for one in report.claims if one.figure.startswith(figure)])
            for figure in row["figures"].split("|")]
    assert came == [(figure, [verdict])
                    for (figure, _), verdict in zip(came, row["verdicts"].split(","), strict=True)]
