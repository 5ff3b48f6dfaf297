"""What an inspection finds in small tables, one fault at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck.references.inspecting import Finding, Severity, inspect
from factcheck.references.library import References

FIELDS = [{"name": "state", "type": "string", "constraints": {"required": True}},
          {"name": "month", "type": "yearmonth"}, {"name": "berths", "type": "integer"},
          {"name": "share", "type": "number"}]
ROWS = ["Ohio,2025-01,5,10", "Ohio,2025-02,6,11.5", "Ohio,2025-03,7,12", "Utah,2025-01,1,20", "Utah,2025-02,0,100",
        "Utah,2025-03,2,0"]
MEASURES = [
    {"name": "berths", "title": "berths", "aggregate": "value", "column": "berths", "unit": "berth"},
    {"name": "share", "title": "share of berths that are taken", "aggregate": "value", "column": "share",
     "unit": "percent"},
]


def dataset(folder: Path, rows: list[str], change: Callable[[dict[str, Any]], None] = lambda package: None) -> Path:
    folder.mkdir(exist_ok=True)
    data = ("state,month,berths,share\n" + "\n".join(rows) + "\n").encode()
    (folder / "a.csv").write_bytes(data)
    package: dict[str, Any] = {
        "name": "berths", "title": "Berths", "sources": [{"title": "Harbor Board"}],
        "factcheck": {"unit_of_observation": "one state and month", "measures": MEASURES,
                      "time": {"kind": "period", "column": "month", "frequency": "monthly"},
                      "dimensions": [{"name": "state", "role": "place", "title": "state", "nouns": ["state"]}]},
        "resources": [{"name": "a", "path": "a.csv", "bytes": len(data),
                       "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                       "schema": {"fields": FIELDS, "primaryKey": ["state", "month"]},
                       "factcheck": {"as_of": "2025-03-31", "as_of_basis": "x", "retrieved": "2025-04-01",
                                     "rows": len(rows)}}]}
    change(package)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


def found(folder: Path) -> list[Finding]:
    references = References.open(folder)
    snapshots, of_dataset = inspect(references, references.datasets[0])
    return [finding for one in snapshots for finding in one.findings] + list(of_dataset)


def codes(folder: Path) -> list[str]:
    return [one.code for one in found(folder)]


def test_a_whole_table(tmp_path: Path) -> None:
    assert codes(dataset(tmp_path / "d", ROWS)) == []


@pytest.mark.parametrize(("rows", "code", "said"), [
    ([*ROWS, "Utah,2025-03,3,5"], "key_twice", "1 rows whose key (state, month)"),
    ([*ROWS, "Utah,2025-04,-3,5", "Ohio,2025-04,1,1"], "negative_count", "1 cell below zero in column “berths”"),
    ([*ROWS, "Utah,2025-04,3,105", "Ohio,2025-04,1,-1"], "impossible_share", "2 cells of the share"),
    ([*ROWS, "Utah,2025-04,3.5,5", "Ohio,2025-04,x,1"], "bad_cell", "2 cells in column “berths” that are no integer"),
    ([*ROWS, ",2025-04,3,5"], "empty_cell", "1 empty cell in column “state”"),
    ([*ROWS, "Utah,2025-06,3,5", "Ohio,2025-06,1,1"], "gap", "monthly values with a gap behind 2025-03"),
    ([*ROWS, "Utah,2025-05,3,5", "Ohio,2025-04,1,1", "Ohio,2025-05,1,1"], "gaps",
     "1 of 2 series with a gap that the others do not have, such as Utah without 2025-04"),
])
def test_one_fault_at_a_time(tmp_path: Path, rows: list[str], code: str, said: str) -> None:
    (one,) = found(dataset(tmp_path / "d", rows))
    assert one.code == code
    assert said in one.message
    assert one.message.endswith(".")
    assert one.severity is (Severity.DOUBT if code.startswith("gap") else Severity.FAULT)


def _no_schema(package: dict[str, Any]) -> None:
    del package["resources"][0]["schema"]


def _other_schema(package: dict[str, Any]) -> None:
    package["resources"][0]["schema"]["fields"] = FIELDS[:3]


def _no_schema_at_all(package: dict[str, Any]) -> None:
    package["resources"][0]["schema"]["fields"] = [{"title": "no name"}]


def _other_rows(package: dict[str, Any]) -> None:
    package["resources"][0]["factcheck"]["rows"] = 7


def _other_column(package: dict[str, Any]) -> None:
    package["factcheck"]["measures"] = [{**MEASURES[0], "column": "boats"}]


@pytest.mark.parametrize(("change", "expected"), [
    (_no_schema, []), (_other_schema, ["other_columns"]), (_no_schema_at_all, ["damaged"]),
    (_other_rows, ["other_rows"]), (_other_column, ["missing_column"]),
])
def test_the_descriptor_against_the_table(tmp_path: Path, change: Callable[[dict[str, Any]], None],
                                          expected: list[str]) -> None:
    assert codes(dataset(tmp_path / "d", ROWS, change)) == expected


def test_rows_that_repeat_are_a_doubt_where_no_key_says_otherwise(tmp_path: Path) -> None:
    (one,) = found(dataset(tmp_path / "d", [*ROWS, ROWS[0]], _no_schema))
    assert (one.code, one.severity, one.rows) == ("row_twice", Severity.DOUBT, 1)


@pytest.mark.parametrize(("measure", "cell", "expected"), [
    ({"title": "net new berths", "unit": "berth"}, "-5", []),
    ({"title": "change of berths", "unit": "berth"}, "-5", []),
    ({"title": "berths", "unit": "berth"}, "-5", ["negative_count"]),
    ({"title": "revenue", "unit": "dollar"}, "-5", []), ({"title": "depth", "unit": "meter"}, "-5", []),
    ({"title": "prices, percent from a year earlier", "unit": "percent"}, "-5", []),
    ({"title": "prices, percent from a year earlier", "unit": "percent"}, "105", []),
    ({"title": "growth of the share", "unit": "percent"}, "105", []),
    ({"title": "percentage of berths taken", "unit": "percent"}, "105", ["impossible_share"]),
    ({"title": "unemployment rate", "unit": "percent"}, "101", ["impossible_share"]),
    ({"title": "share of berths", "unit": "percent", "scale": "100"}, "1.01", ["impossible_share"]),
    ({"title": "share of berths", "unit": "percent", "scale": "100"}, "0.99", []),
    ({"title": "berths", "unit": "berth", "where": [["state", "Utah"]]}, "-5", ["negative_count"]),
    ({"title": "berths", "unit": "berth", "where": [["state", "Ohio"]]}, "-5", []),
])
def test_what_cannot_be(tmp_path: Path, measure: dict[str, Any], cell: str, expected: list[str]) -> None:
    def change(package: dict[str, Any]) -> None:
        package["factcheck"]["measures"] = [{"name": "m", "aggregate": "value", "column": "share", **measure}]

    others = [row.rpartition(",")[0] + ",0" for row in ROWS[:5]]
    assert codes(dataset(tmp_path / "d", [*others, f"Utah,2025-03,2,{cell}"], change)) == expected


def test_weeks_quarters_and_years(tmp_path: Path) -> None:
    for frequency, cells, behind in (
            ("weekly", ("2025-01-06", "2025-01-13", "2025-01-27"), ["2025-01-13"]),
            ("quarterly", ("2024Q3", "2024Q4", "2025Q2"), ["2024Q4"]), ("annual", ("2021", "2022", "2024"), ["2022"]),
            ("irregular", ("2021", "2022", "2029"), []), ("daily", ("2025-01-03", "2025-01-06", "2025-01-07"), [])):
        def change(package: dict[str, Any], frequency: str = frequency) -> None:
            package["factcheck"]["time"]["frequency"] = frequency
            _no_schema(package)

        findings = found(dataset(tmp_path / frequency, [f"Ohio,{cell},1,1" for cell in cells], change))
        said = [one.message.rpartition(" ")[2].rstrip(".") for one in findings if one.code == "gap"]
        assert said == behind, frequency
