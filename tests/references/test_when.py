"""Months told beside their fiscal year become months of a calendar year."""

from __future__ import annotations

import pytest

from factcheck.errors import InputError
from factcheck.references.recipes import When
from factcheck.references.when import dated

RULE = When(part="part", fiscal_year="year", day="day", moments=("snapshot",), wholes=("whole year",))


@pytest.mark.parametrize(("part", "year", "expected"), [
    ("Oct", "FY2025", ("2024-10", "")), ("Dec", "2025", ("2024-12", "")), ("Jan", "FY2025", ("2025-01", "")),
    ("September", "FY2025", ("2025-09", "")), ("whole year", "FY2024", ("FY2024", "")),
    ("snapshot", "FY2025", ("", "2025-09-21")), ("to date", "FY2025", ("to date", "")),
])
def test_a_part(part: str, year: str, expected: tuple[str, str]) -> None:
    made, repairs = dated({"part": [part], "year": [year], "day": ["2025-09-21"]}, RULE)
    assert (made["part"][0], made["day"][0]) == expected
    assert [repair.code for repair in repairs] == ["period_form"]


def test_a_row_without_a_fiscal_year_is_refused() -> None:
    with pytest.raises(InputError, match="row 2 has none: 'last'"):
        dated({"part": ["Oct", "Oct"], "year": ["FY2025", "last"], "day": ["", ""]}, RULE)
