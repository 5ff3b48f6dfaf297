"""Rows that a recipe leaves out, and rows that it adds up from others."""

from __future__ import annotations

import pytest

from factcheck.errors import InputError
from factcheck.references.recipes import Omit, Total
from factcheck.references.totals import Columns, add_totals, omit

YEARS = Total(over="period", into="FY{year}", rows=2, columns=("stops",), reason="added up")
NATION = Total(over="region", into="All", of=("North", "South"), rows=2, columns=("stops",), reason="added up")
KEY = ("region", "period")


def table() -> Columns:
    rows = [("North", "2024-01", "2024", "1", "x"), ("North", "2024-02", "2024", "2.5", "x"),
            ("South", "2024-01", "2024", "10", "x"), ("South", "2024-02", "2024", "", "y"),
            ("North", "2025-01", "2025", "4", "x"), ("Sea", "2024-01", "2024", "100", "x")]
    return dict(zip(("region", "period", "year", "stops", "note"), map(list, zip(*rows, strict=True)), strict=True))


def added(columns: Columns, rule: Total) -> list[tuple[str, ...]]:
    made, repairs = add_totals(columns, rule, key=KEY)
    new = list(zip(*(cells[len(columns["region"]):] for cells in made.values()), strict=True))
    assert [(one.code, one.column, one.rows, one.detail) for one in repairs] == [
        ("summed", rule.over, len(new), "added up")]
    assert {name: cells[:len(columns["region"])] for name, cells in made.items()} == columns
    return new


def test_a_year_has_a_value_only_where_all_of_its_months_have_one() -> None:
    assert added(table(), YEARS) == [
        ("North", "FY2024", "2024", "3.5", "x"), ("South", "FY2024", "2024", "", ""),
        ("North", "FY2025", "2025", "", "x"), ("Sea", "FY2024", "2024", "", "x")]


def test_a_nation_is_the_sum_of_the_members_named() -> None:
    assert added(table(), NATION) == [
        ("All", "2024-01", "2024", "11", "x"), ("All", "2024-02", "2024", "", ""), ("All", "2025-01", "2025", "", "x")]


def test_only_some_rows_may_be_added_up() -> None:
    assert added(table(), NATION.model_copy(update={"where": {"year": ("2025",)}, "rows": None})) == [
        ("All", "2025-01", "2025", "4", "x")]


def test_nothing_to_add_leaves_no_trace() -> None:
    made, repairs = add_totals(table(), NATION.model_copy(update={"of": ("West",)}), key=KEY)
    assert (made, repairs) == (table(), [])


def test_rows_left_out_are_recorded() -> None:
    made, repairs = omit(table(), Omit(where={"region": ("North", "Sea"), "year": ("2024",)}, reason="stated better"))
    assert made["period"] == ["2024-01", "2024-02", "2025-01"]
    assert [(one.code, one.rows, one.detail) for one in repairs] == [("left_out", 3, "stated better")]
    assert omit(table(), Omit(where={"region": ("West",)}, reason="")) == (table(), [])


def test_a_rule_for_a_column_that_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="the column 'borough': it has region, period"):
        omit(table(), Omit(where={"borough": ("North",)}, reason=""))
    with pytest.raises(InputError, match="the column 'arrests'"):
        add_totals(table(), YEARS.model_copy(update={"columns": ("arrests",)}), key=KEY)
