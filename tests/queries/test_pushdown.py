"""A snapshot that stays on the disk answers as one in memory does, for random tables and queries; so does its SQL."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings

from factcheck.queries.evaluation import Result, evaluate, ranking, series
from factcheck.queries.pushdown import LargeTable
from factcheck.queries.siblings import siblings
from factcheck.queries.sql import to_sql
from factcheck.queries.table import table
from factcheck.references.mending import number_type
from factcheck.references.model import Dimension, Role, TimeKind, TimeSpec
from tests.queries.conftest import Folder
from tests.queries.test_sql_property import DIMENSIONS, MEASURES, NUMBERS, PEOPLE, SNAPSHOTS, Case, cases, people

EXACT = {cell for kind in ("whole", "fine", "large") for cell in NUMBERS[kind]} | {""}


class OnDisk(Folder):
    """The same library with each snapshot as a Parquet file that is never read into memory."""

    def store(self) -> None:
        for name, dataset in self.datasets.items():
            if name != "table":
                continue  # what a rate is told by may lie in memory
            snapshots = []
            for one in dataset.snapshots:
                path = one.path.with_suffix(".parquet")
                cells = super().cells(name, one.name)
                kind = number_type([cell for cell in cells.column("value") if cell])
                rest = ", ".join(f'"{column}"' for column in cells.names if column != "value")
                with duckdb.connect() as shell:
                    shell.execute(f"COPY (SELECT {rest}, CAST(value AS {kind}) AS value FROM read_csv('{one.path}', "
                                  f"header=true, all_varchar=true, delim=',')) TO '{path}' (FORMAT parquet)")
                snapshots.append(one.model_copy(update={"path": path, "location": f"{name}/{path.name}"}))
            self.datasets[name] = dataset.model_copy(update={"snapshots": tuple(snapshots)})

    def filter(self, name: str) -> Any:
        """All rows of the first snapshot."""
        return table(self, name, SNAPSHOTS[0]).mask(())

    def large(self, dataset: str, snapshot: str) -> Path | None:
        return self.datasets[dataset].snapshot(snapshot).path if dataset == "table" else None


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(case=cases())
def test_the_disk_gives_what_memory_gives(case: Case) -> None:
    roster, tables, query, periods, heads = case
    # Numbers are stored as numbers: what is none, and how they were dressed, was settled when the table was added.
    tables = [[{**row, "value": row["value"] if row["value"] in EXACT else ""} for row in rows] for rows in tables]
    time = TimeSpec(kind=TimeKind.AS_OF) if roster else TimeSpec(kind=TimeKind.PERIOD, column="period")
    with tempfile.TemporaryDirectory() as root:
        folders: list[Any] = [Folder(Path(root)), OnDisk(Path(root))]
        for folder in folders:
            folder.add("people", {"2025-12-31": people(periods, heads)}, measures=PEOPLE, dimensions=(
                Dimension(name="place", role=Role.PLACE, title="state", total="All"),),
                time=TimeSpec(kind=TimeKind.PERIOD, column="when"))
            folder.add("table", dict(zip(SNAPSHOTS, tables, strict=True)), time=time, measures=MEASURES,
                       dimensions=DIMENSIONS)
        memory, disk = folders
        disk.store()
        assert isinstance(table(disk, "table", SNAPSHOTS[0]), LargeTable)
        expected, found = evaluate(query, memory), evaluate(query, disk)
        assert found == expected or (not isinstance(expected, Result) and not isinstance(found, Result)
                                     and found.reason == expected.reason)
        for selection in (getattr(query, "of", None), getattr(query, "part", None)):
            if selection is not None:
                assert series(selection, disk) == series(selection, memory)
        if query.op in ("rank", "count_where"):
            assert ranking(query, disk) == ranking(query, memory)
        answer = disk.ask(to_sql(query, disk))
        if isinstance(found, Result):
            assert answer is not None
            assert abs(found.value - answer) <= max(abs(found.value), 1) * type(answer)("1e-9")
        else:
            assert answer is None
        assert {one.query for one in siblings(query, disk)} == {one.query for one in siblings(query, memory)}


def test_a_total_of_too_few_rows_is_incomplete(tmp_path: Path) -> None:
    disk: Any = OnDisk(tmp_path)
    row = {"State name": "Ohio", "model": "Jail", "group": "a", "period": "2020", "value": "1"}
    disk.add("table", {SNAPSHOTS[0]: [row, row, row | {"State name": "Utah"}]}, time=TimeSpec(kind=TimeKind.AS_OF),
             measures=MEASURES, dimensions=DIMENSIONS)
    disk.store()
    [total, count] = (next(one for one in MEASURES if one.name == name) for name in ("sum", "rows"))
    found = disk.filter("table").by_member(total, "State name", rows_each=2)
    assert found["Ohio"] == 2
    assert found["Utah"].answer.reason == "incomplete"
    assert disk.filter("table").by_member(count, "State name", rows_each=2)["Utah"] == 1
