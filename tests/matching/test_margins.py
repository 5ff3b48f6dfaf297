""" "Won by 537 votes" is a lead and no number of votes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.references.library import References
from tests.matching.making import claim, dataset, match, told

MEASURES = [
    {"name": "votes", "title": "votes", "aggregate": "value", "column": "votes", "unit": "vote", "words": ["vote"],
     "excludes_clause": ["so far"]},
    {"name": "lead", "title": "lead", "aggregate": "value", "column": "lead", "unit": "vote", "words": ["vote"],
     "margin": True}]


@pytest.mark.parametrize(("sentence", "expected"), [
    ("The harbor vote had 7 votes.", "polls.votes 2024"),
    ("The harbor vote was up by 7 votes.", "polls.lead 2024"),
    ("The harbor vote had a lead of 7 votes.", "polls.lead 2024"),
    ("The harbor vote had a margin that was 7 votes.", "polls.lead 2024"),
    ("By then the harbor vote had 7 votes.", "polls.votes 2024"),
    ("The harbor vote had 7 votes so far.", "not_in_table: “so far”"),
])
def test_which_of_the_two(tmp_path: Path, sentence: str, expected: str) -> None:
    library = References.open(dataset(
        tmp_path, "polls", {"2024-12-31": [{"year": "2024", "votes": "9", "lead": "7"}]}, topic=("harbor vote",),
        inert=("lead", "margin", "far"), time={"kind": "period", "column": "year", "frequency": "annual"},
        measures=MEASURES))
    (found,) = match(library, claim(sentence, "7", "votes", period="2024-01-01..2024-12-31"),
                     published=date(2025, 3, 1), title="Harbor vote")
    assert told(found) == expected
