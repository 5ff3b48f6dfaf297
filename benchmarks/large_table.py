"""A table larger than memory: the cost of adding it, and of asking it, against the same SQL typed into DuckDB.

    python benchmarks/large_table.py [ROWS]

Makes a table of ROWS (10,000,000) rows and 8 columns, adds it with ``factcheck refs add`` in a process of its own whose
memory is measured, and asks it filtered aggregates through the query algebra and in a DuckDB shell, by turns, in one
run: the ratio of the medians does not depend on the machine. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from factcheck.queries.algebra import Condition, Selection, Value
from factcheck.queries.evaluation import Result, evaluate
from factcheck.queries.sql import to_sql
from factcheck.references.library import References

ROUNDS = 15
STATES = ("Texas", "Ohio", "Utah", "Iowa", "Florida", "California", "Nevada", "Maine")
QUESTIONS = (("Amount (USD)", (("State", "Texas"), ("Agency type", "Sheriff")), "2012"),
             ("Staff", (("State", "Ohio"),), "2020"), ("Contracts", (("Agency type", "Police"),), "2003"),
             ("rows", (("County", "County 77"),), "2010"))


def make_table(path: Path, rows: int) -> None:
    """A CSV file with dirt in it: capitals, trailing spaces, thousands separators."""
    states = ", ".join(f"'{state}'" for state in STATES)
    with duckdb.connect() as shell:
        shell.execute(f"""
            COPY (SELECT
              CASE WHEN i % 1000003 = 7 THEN 'TEXAS ' ELSE ([{states}])[1 + (hash(i) % 8)::INT] END AS "State",
              2000 + i % 25 AS "Year", 'County ' || (hash(i * 7) % 3000) AS "County",
              (['Police', 'Sheriff', 'Fire', 'School'])[1 + (hash(i * 3) % 4)::INT] AS "Agency type",
              'R' || i AS "Record id", (hash(i * 11) % 1000000) / 100.0 AS "Amount (USD)",
              CASE WHEN i % 10 = 3 THEN format('{{:,}}', (hash(i * 13) % 5000000)::BIGINT)
                   ELSE (hash(i * 13) % 5000000)::VARCHAR END AS "Contracts", hash(i * 17) % 500 AS "Staff"
            FROM range({rows}) numbers(i)) TO '{path}' (HEADER)""")


def add(source: Path, library: Path) -> tuple[float, int]:
    """Seconds and the most bytes of memory that the command took."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "factcheck", "refs", "add", str(source), "--library", str(library)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"refs add ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - started, usage.ru_maxrss * 1024


def seconds(ask: Callable[[], object]) -> float:
    """What asking once takes."""
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def ask(library: Path) -> list[dict[str, object]]:
    """Each question asked both ways, by turns; the values must be equal."""
    references = References.open(library)
    [dataset] = references.datasets
    [snapshot] = dataset.snapshots
    found: list[dict[str, object]] = []
    with duckdb.connect(config={"threads": 2}) as shell:
        shell.execute(f"SET file_search_path = '{library}'")
        for measure, conditions, year in QUESTIONS:
            query = Value(of=Selection(
                dataset=dataset.name, snapshot=snapshot.name, measure=measure, period=year, as_of=date(2024, 12, 31),
                where=tuple(Condition(column=column, values=(value,)) for column, value in conditions)))
            sql = to_sql(query, references)
            ours = evaluate(query, references)
            [(theirs,)] = shell.execute(sql).fetchall()
            assert isinstance(ours, Result)
            assert ours.value == theirs, (ours, theirs, sql)
            pairs = [(seconds(lambda query=query: evaluate(query, references)),  # type: ignore[misc]
                      seconds(lambda sql=sql: shell.execute(sql).fetchall()))  # type: ignore[misc]
                     for _ in range(ROUNDS)]
            algebra, plain = (statistics.median(side) for side in zip(*pairs, strict=True))
            found.append({"measure": measure, "value": str(ours.value), "algebra_ms": round(1000 * algebra, 1),
                          "duckdb_ms": round(1000 * plain, 1), "ratio": round(algebra / plain, 2)})
    return found


def main() -> None:
    """Measures and prints."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder) / "payments.csv", Path(folder) / "library"
        make_table(source, rows)
        taken, memory = add(source, library)
        [kept] = library.glob("payments/*.parquet")
        asked = ask(library)
        print(json.dumps({
            "rows": rows, "csv_mb": round(source.stat().st_size / 1e6), "parquet_mb": round(kept.stat().st_size / 1e6),
            "add_seconds": round(taken, 1), "add_peak_mb": round(memory / 1e6),
            "worst_ratio": max(float(str(one["ratio"])) for one in asked), "questions": asked}, indent=1))


if __name__ == "__main__":
    main()
