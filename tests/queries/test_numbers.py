import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.queries.numbers import is_missing, number

CASES = list(csv.DictReader(io.StringIO((Path(__file__).parent / "cases" / "numbers.csv").read_text("utf-8"))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["cell"]))
def test_cell(case: dict[str, str]) -> None:
    assert number(case["cell"]) == (Decimal(case["number"]) if case["number"] else None)


@pytest.mark.parametrize("cell", ["", " ", "-", "n/a", "N/A", "..", "n/a[1]", "*"])
def test_missing(cell: str) -> None:
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["0", "none of these", "1,23", "twelve"])
def test_not_missing(cell: str) -> None:
    assert not is_missing(cell)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-10**9, max_value=10**9))
def test_dress_does_not_change_a_number(value: Decimal) -> None:
    for cell in (f"{value:f}", f"{value:,f}", f"{value:f}".replace("-", "−"), f"{value:,f} %", f"{value:f}[1]"):
        assert number(cell) == value
