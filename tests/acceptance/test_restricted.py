"""Figures of a part of what a table counts, said in words around them, and their neighbours of the whole.

Each row of ``restricted.tsv``: what must be said of a figure. None of these words may be read over: a figure of people
over 65 is no figure of all people.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from factcheck import check

LINES = Path(__file__).with_name("restricted.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"])
def test_row(row: dict[str, str]) -> None:
    report = check(row["sentence"].replace("\\n", "\n"), published=date.fromisoformat(row["published"]))
    (claim,) = [one for one in report.claims if row["figure"] in one.figure]
    assert claim.verdict.value == row["verdict"], f"{claim.reason}: {claim.message}"
