"""Several files in one table: months of a fiscal year become months of a calendar year, and each is told once."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.errors import InputError
from factcheck.references.recipes import When
from factcheck.references.totals import Columns
from factcheck.references.when import dated

RULE = When(part="part", fiscal_year="year", day="day", moments=("snapshot",), wholes=("whole year",),
            restated=("value",))
LATER = date(2026, 1, 1)


def table(*rows: tuple[str, str, str, str]) -> Columns:
    return dict(zip(("part", "year", "day", "value"), map(list, zip(*rows, strict=True)), strict=True))


@pytest.mark.parametrize(("part", "year", "expected"), [
    ("Oct", "FY2025", ("2024-10", "")), ("Dec", "2025", ("2024-12", "")), ("Jan", "FY2025", ("2025-01", "")),
    ("August", "FY2025", ("2025-08", "")), ("whole year", "FY2024", ("FY2024", "")),
    ("snapshot", "FY2025", ("", "2025-09-21")),
])
def test_a_part(part: str, year: str, expected: tuple[str, str]) -> None:
    made, repairs = dated(table((part, year, "2025-09-21", "7")), RULE, as_of=LATER)
    assert (made["part"][0], made["day"][0]) == expected
    assert [repair.code for repair in repairs] == ["period_form"]


@pytest.mark.parametrize(("part", "year"), [
    ("Sep", "FY2025"), ("Oct", "FY2026"), ("whole year", "FY2025"), ("to date", "FY2025"),
])
def test_what_was_not_over_is_left_out(part: str, year: str) -> None:
    rows = table((part, year, "2025-09-21", "7"), ("Aug", "FY2025", "2025-09-21", "8"))
    made, repairs = dated(rows, RULE, as_of=LATER)
    assert made["value"] == ["8"]
    assert [(one.code, one.rows) for one in repairs] == [("left_out", 1), ("period_form", 1)]


@pytest.mark.parametrize(("as_of", "known"), [
    (date(2025, 9, 21), [("2025-08", "", "7"), ("", "2025-09-21", "50")]),
    (date(2025, 10, 2), [("2025-08", "", "8"), ("", "2025-09-21", "50"), ("", "2025-10-02", "60")]),
])
def test_a_snapshot_knows_the_last_word_of_its_day(as_of: date, known: list[tuple[str, str, str]]) -> None:
    rows = table(("Aug", "FY2025", "2025-09-21", "7"), ("snapshot", "FY2025", "2025-09-21", "50"),
                 ("Aug", "FY2025", "2025-10-02", "8"), ("snapshot", "FY2025", "2025-10-02", "60"))
    made, _ = dated(rows, RULE, as_of=as_of)
    assert list(zip(made["part"], made["day"], made["value"], strict=True)) == known


def test_a_row_without_a_fiscal_year_is_refused() -> None:
    with pytest.raises(InputError, match="row 2 has none: 'last'"):
        dated(table(("Oct", "FY2025", "2025-09-21", "1"), ("Oct", "last", "2025-09-21", "1")), RULE, as_of=LATER)
