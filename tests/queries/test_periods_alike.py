"""Months and the fiscal years that are their sums may stand in one table: none is compared with the other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.queries import periods
from factcheck.queries.algebra import Extreme, Selection
from factcheck.queries.answer import Result
from factcheck.queries.evaluation import evaluate, series
from factcheck.queries.neighbours import times
from factcheck.queries.sql import to_sql
from factcheck.references.library import References
from tests.matching.making import dataset


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("2024-01", "2023-12", True), ("2024", "1999", True), ("FY2024", "FY2023", True), ("2024Q1", "2024Q4", True),
    ("2024", "FY2024", False), ("2024-01", "2024", False), ("2024Q1", "2024-01", False),
    ("2024-01-05", "2024-01", False), ("spring", "autumn", True),
])
def test_alike(one: str, other: str, alike: bool) -> None:
    assert periods.alike(one, other) is alike


def test_a_record_month_is_one_among_months(tmp_path: Path) -> None:
    rows = [{"when": when, "stops": stops} for when, stops in
            [("2023-08", "4"), ("2023-09", "9"), ("FY2023", "90"), ("2023-10", "7"), ("2023-11", "8"), ("FY2024", "")]]
    folder = dataset(tmp_path, "stops", {"2024-01-01": rows}, time={"kind": "period", "column": "when"},
                     measures=[{"name": "stops", "title": "stops", "aggregate": "value", "column": "stops",
                                "unit": "stop", "words": ["stop"]}])
    library = References.open(folder)
    of = Selection(dataset="stops", snapshot="2024-01-01", measure="stops", period="2023-09", as_of=date(2023, 9, 30))
    assert [period for period, _ in series(of, library)] == ["2023-08", "2023-09", "2023-10", "2023-11"]
    assert [other.period for other in times(of, library)][:2] == ["2023-08", "2023-10"]
    record = Extreme(of=of)
    assert evaluate(record, library) == Result(value=Decimal(1), unit="rank")
    duckdb = pytest.importorskip("duckdb")
    sql = to_sql(record, library).replace("'stops/", f"'{tmp_path}/stops/")
    assert duckdb.sql(sql).fetchall() == [(1,)]
