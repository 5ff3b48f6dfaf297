"""Publication dates at the head of a text, as a table of cases."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.dateline import find_dateline, parse_date

CASES = json.loads((Path(__file__).parent / "datelines.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_the_date_of_the_head(case: dict[str, str]) -> None:
    found = find_dateline(case["text"])
    assert (str(found.published) if found else None) == case["published"]
    if found:
        assert parse_date(case["text"][found.start:found.end]) == found.published


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%b. %d, %Y"]))
def test_every_written_date_is_read_back(day: date, form: str) -> None:
    # "May." is no abbreviation.
    assert parse_date(day.strftime(form).replace("May.", "May")) == day


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    found = find_dateline(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", ["", "17/9/25", "2025-02-30", "20250917", "yesterday", "2025-09-17 or so", "2025"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None
