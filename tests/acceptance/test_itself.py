"""Articles that contradict themselves, and articles that only seem to: no table is asked.

Each row of ``itself.tsv``: the codes of what must be found, in the order of the text, with a headline and a text. A row
without codes is a temptation: other years, other sources, overlapping groups, rounding.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from claims import read
from factcheck.verification.consistency import consistency
from factcheck.verification.policy import Policy

LINES = (Path(__file__).parent / "itself.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["title"] + row["text"])
def test_row(row: dict[str, str]) -> None:
    title, text = row["title"] or None, row["text"]
    claims = [claim.as_said() for claim in read(text, published=date(2025, 9, 17), title=title).claims]
    found = [one for results in consistency(claims, Policy.default(), title=title).values() for one in results]
    assert [one.reason for one in found if not one.holds] == row["codes"].split()
    for one in found:
        assert len(one.at) == 2
        for passage in one.at:
            whole = text if passage.of == "text" else title or ""
            assert whole[passage.start:passage.end] == passage.text
