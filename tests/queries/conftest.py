"""Small real libraries for query tests: CSV files in a folder, and a plain DuckDB shell in that folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from factcheck.references.model import Dataset, Dimension, Measure, Snapshot, TimeSpec


class Folder:
    """A library of CSV files in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.datasets: dict[str, Dataset] = {}
        self.shell = duckdb.connect()
        self.shell.execute(f"SET file_search_path = '{root}'")

    def dataset(self, name: str) -> Dataset:
        return self.datasets[name]

    def frame(self, dataset: str, snapshot: str) -> pd.DataFrame:
        path = self.datasets[dataset].snapshot(snapshot).path
        return pd.read_csv(path, dtype=str, keep_default_na=False)

    def add(self, name: str, snapshots: Mapping[str, Iterable[Mapping[str, str]]], *, time: TimeSpec,
            measures: tuple[Measure, ...], dimensions: tuple[Dimension, ...] = (),
            supersedes: Mapping[str, str] | None = None) -> Dataset:
        """A dataset with one snapshot for each date; ``snapshots`` maps ISO dates to rows."""
        made = []
        for as_of, rows in snapshots.items():
            path = self.root / name / f"{as_of}.csv"
            path.parent.mkdir(exist_ok=True)
            lines = list(rows)
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, fieldnames=list(lines[0]))
                writer.writeheader()
                writer.writerows(lines)
            made.append(Snapshot(name=as_of, path=path, location=f"{name}/{as_of}.csv", title=as_of,
                                 as_of=date.fromisoformat(as_of[:10]), as_of_basis="test",
                                 retrieved=date(2026, 1, 1), sha256="0" * 64, bytes=path.stat().st_size,
                                 supersedes=(supersedes or {}).get(as_of)))
        self.datasets[name] = Dataset(name=name, title=name, publisher="Test office", unit_of_observation="one row",
                                      time=time, dimensions=dimensions, measures=measures, snapshots=tuple(made))
        return self.datasets[name]

    def ask(self, sql: str) -> Decimal | None:
        """What the statement gives in the shell: its one value, or None for NULL and for no row."""
        answer = self.shell.execute(sql)
        assert [column[0] for column in answer.description or ()] == ["value"]
        rows = answer.fetchall()
        assert len(rows) <= 1
        return None if not rows or rows[0][0] is None else Decimal(str(rows[0][0]))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="session")
def make_folder(tmp_path_factory: pytest.TempPathFactory) -> type[Folder]:
    """For properties, which need a fresh folder for each example."""
    return Folder
