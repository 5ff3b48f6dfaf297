"""Each fix on a table of cells; what a column's repairs say."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.references import cleaning
from factcheck.references.cleaning import TEXT, CellError

CASES = json.loads((Path(__file__).parent / "cases" / "cells.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['fix']}:{case['cell']!r}")
def test_fix(case: dict[str, str | None]) -> None:
    fix = getattr(cleaning, str(case["fix"]))
    if case["clean"] is None:
        with pytest.raises(CellError):
            fix(case["cell"])
    else:
        assert fix(case["cell"]) == case["clean"]


@given(st.text(max_size=30))
def test_clean_text_stays_clean(cell: str) -> None:
    once, _ = cleaning.clean([cell], TEXT)
    again, repairs = cleaning.clean(once, TEXT)
    assert again == once
    assert repairs == []


def test_repairs_count_rows_and_show_an_example() -> None:
    cells, repairs = cleaning.clean(["TEXAS ", "TEXAS", "TEXAS ", "OHIO"], TEXT, column="state")
    assert cells == ["TEXAS", "TEXAS", "TEXAS", "OHIO"]
    assert [(repair.code, repair.column, repair.rows) for repair in repairs] == [("white_space", "state", 2)]
    assert "'TEXAS '" in repairs[0].detail


@pytest.mark.parametrize(("cell", "name"), [
    ("TEXAS", "Texas"), ("W.Va.", "West Virginia"), ("WEST VIRIGINIA", "West Virginia"),
    ("Masachusetts", "Massachusetts"),
    ("", ""),
])
def test_places_get_their_name(cell: str, name: str) -> None:
    fix = cleaning.canonical_place(("Texas", "West Virginia", "Virginia", "Massachusetts"))
    assert fix(cell) == name


@pytest.mark.parametrize("cell", ["Atlantis", "Txs", "Carolina"])
def test_a_place_that_is_near_none_or_two_is_not_guessed(cell: str) -> None:
    with pytest.raises(CellError):
        cleaning.canonical_place(("Texas", "North Carolina", "South Carolina"))(cell)


def test_categories_take_listed_spellings_only() -> None:
    fix = cleaning.canonical_category(("State Agency", "County"), {"State": "State Agency"})
    assert [fix(cell) for cell in ("state", "COUNTY", "")] == ["State Agency", "County", ""]
    with pytest.raises(CellError):
        fix("Tribe")


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (3.0, "3"), (0.1, "0.1"), (1e-7, "0.0000001"), (float("nan"), ""), (7, "7"),
    (date(2025, 1, 2), "2025-01-02"),
    (datetime(2025, 1, 2), "2025-01-02"), (datetime(2025, 1, 2, 3, 4), "2025-01-02 03:04:00"), (" x ", " x "),
])
def test_spreadsheet_cells_as_text(value: object, text: str) -> None:
    assert cleaning.text_of(value) == text
