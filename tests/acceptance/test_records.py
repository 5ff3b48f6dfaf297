"""Records: how far back they reach, told by a time or by a length of time, and records that reach back further.

Each row of ``records.tsv``: what must be said of a figure, and why.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from factcheck import check

LINES = Path(__file__).with_name("records.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['figure']}: {row['sentence']}")
def test_row(row: dict[str, str]) -> None:
    report = check(row["sentence"], published=date.fromisoformat(row["published"]))
    (claim,) = [one for one in report.claims if row["figure"] in one.figure]
    assert (claim.verdict.value, claim.reason) == (row["verdict"], row["reason"]), claim.message
