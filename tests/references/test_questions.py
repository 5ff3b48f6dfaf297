"""Rows in memory and rows on the disk give an inspection the same answers."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.references import schemas
from factcheck.references.cells import Cells
from factcheck.references.questions import InMemory, OnDisk

CELLS = st.sampled_from(("", "0", "-1", "1", "3", "3.0", "-0.5", "100", "100.5", "250", "1e2", "-1e3", ".5", "5.", "+7",
                         "1_000", "١", "n/a", "NaN", "inf", " 5", "2024", "24", "2024-02", "2024-13", "2024-02-29",
                         "2023-02-29", "2024-2-9", "true", "TRUE", "tRue", "Ohio", "O'Hara", "é"))
TABLES = st.lists(st.tuples(st.sampled_from(("Ohio", "Utah", "")), CELLS), max_size=8)


def on_disk(folder: str, rows: list[tuple[str, str]]) -> OnDisk:
    path = Path(folder) / "rows.parquet"
    with duckdb.connect() as shell:
        shell.execute("CREATE TABLE t (state VARCHAR, cell VARCHAR)")
        for row in rows:
            shell.execute("INSERT INTO t VALUES (?, ?)", list(row))
        shell.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return OnDisk(path, len(rows))


@settings(max_examples=60, deadline=None)
@example([("Ohio", "-1"), ("Utah", "-1"), ("Ohio", "-1")])
@given(TABLES)
def test_both_answer_alike(rows: list[tuple[str, str]]) -> None:
    here = InMemory(Cells.of({"state": [row[0] for row in rows], "cell": [row[1] for row in rows]}))
    with tempfile.TemporaryDirectory() as folder:
        there = on_disk(folder, rows)
        assert (here.names, here.rows) == (there.names, there.rows)
        assert here.values("cell") == there.values("cell")
        assert here.empty("cell") == there.empty("cell")
        for kind in (*schemas.PATTERNS, "string", "any"):
            assert here.unfit("cell", kind) == there.unfit("cell", kind), kind
        for names in (("state",), ("state", "cell")):
            assert here.repeated(names) == there.repeated(names)
        for where in ((), (("state", "Ohio"),), (("state", "O'Hara"),)):
            for scale in (Decimal(1), Decimal(100)):
                for high in (None, Decimal(100)):
                    asked = {"scale": scale, "low": Decimal(0), "high": high}
                    assert here.outside("cell", where, **asked) == there.outside("cell", where, **asked)


@pytest.mark.parametrize(("cell", "kind", "answer"), [
    ("3.5", "number", True), ("3.5", "integer", False), ("3.0", "integer", False), ("1,000", "number", False),
    ("1_000", "number", False), ("١", "integer", False), ("inf", "number", False), ("2024-02-30", "date", False),
    ("2024-02-29", "date", True), ("20240229", "date", False), ("2024", "year", True), ("2024-00", "yearmonth", False),
    ("yes", "boolean", False), ("anything", "string", True), ("anything", "geopoint", True), ("5\n", "integer", False),
])
def test_types(cell: str, kind: str, answer: bool) -> None:
    assert schemas.fits(cell, kind) is answer
