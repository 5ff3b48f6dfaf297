"""New reference data are applied to what was kept: only where they matter, and as a fresh check would."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from factcheck.archive.results import Results
from tests.archive import making
from tests.archive.conftest import Checked

PAST = {"revision", "references"}
"""Columns that say how and when a row was made."""


def rows_of(out: Path, table: str) -> list[dict[str, Any]]:
    with Results.open(out) as results:
        answer = results.sql(f"SELECT * FROM {table} ORDER BY ALL")
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def made(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without what says when they were made."""
    told = []
    for row in rows:
        row = {name: value for name, value in row.items() if name not in PAST}
        if row.get("report"):
            row["report"] = {name: value for name, value in json.loads(row["report"]).items() if name != "references"}
        told.append(row)
    return sorted(told, key=lambda row: (row["document"], row.get("number", 0)))


def test_a_recheck_gives_what_a_fresh_check_gives(checked: Checked, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    shutil.copytree(checked.out, out)
    files = {path: path.read_bytes() for path in out.rglob("*.parquet")}
    before = {table: rows_of(out, table) for table in ("documents", "claims")}

    done = making.call("recheck", out, "--refs", checked.newer, "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1  # a claim fails that did not fail before
    first = told["changes"][0]
    assert [first[name] for name in ("change", "before", "after", "figure", "dataset", "reads")] == [
        "fails_now", "unverifiable", "fail", "500,000 jobs", "us-macro", 900]

    # What did not speak of that table is untouched, to the byte.
    assert {path: path.read_bytes() for path in files} == files
    again = {row["document"] for row in before["documents"] if row["datasets"] and "us-macro" in row["datasets"]}
    assert again == {1} and told["documents"] == 1
    for table in ("documents", "claims"):
        assert [row for row in rows_of(out, table) if row["document"] not in again] == [
            row for row in before[table] if row["document"] not in again]

    assert making.call("check", checked.source, "--out", fresh, "--refs", checked.newer).returncode == 0
    for table in ("documents", "claims"):
        assert made(rows_of(out, table)) == made(rows_of(fresh, table))
    with Results.open(out) as results:
        report, _ = results.report(1)
    assert report.summary.fail == 1

    # Nothing is left to do.
    done = making.call("recheck", out, "--refs", checked.newer)
    assert (done.returncode, done.stdout) == (0, "Nothing has changed since the archive was checked.\n")


def test_a_check_rechecks_first(checked: Checked, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    done = making.call("check", checked.source, "--out", out, "--refs", checked.newer)
    assert done.returncode == 0
    assert "Changed since these results were made: the reference data (us-macro); 1 documents are checked again." in (
        done.stderr)
    assert [row["figure"] for row in rows_of(out, "changes")][:1] == ["500,000 jobs"]


def test_changes_are_told_in_words(checked: Checked, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    done = making.call("recheck", out, "--refs", checked.newer, "--quiet")
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("1 documents were checked again; ")
    assert lines[2:4] == ["Could not be checked, fails now:", "  On jobless, 2026-08-05, 900 reads"]


def test_a_dataset_that_comes_is_looked_for_in_all_texts(checked: Checked, tmp_path: Path) -> None:
    less, out, fresh = making.library(tmp_path / "less"), tmp_path / "out", tmp_path / "fresh"
    shutil.rmtree(less / "ice-287g")
    shutil.rmtree(less / "ice-287g-counts")
    assert making.call("check", checked.source, "--out", out, "--refs", less).returncode == 0
    done = making.call("recheck", out, "--refs", checked.newer, "--format", "json")
    assert json.loads(done.stdout)["documents"] == 2
    assert making.call("check", checked.source, "--out", fresh, "--refs", checked.newer).returncode == 0
    for table in ("documents", "claims"):
        assert made(rows_of(out, table)) == made(rows_of(fresh, table))
