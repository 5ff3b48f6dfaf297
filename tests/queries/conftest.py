"""Small real libraries for query tests: CSV files in a folder, and a plain DuckDB shell in that folder."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from claims.model import Basis
from factcheck.queries.algebra import Condition, Selection
from factcheck.references.cells import Cells, read_csv
from factcheck.references.derived import ChangeOf, RatioOf, ShareOf
from factcheck.references.model import Aggregate, Dataset, Dimension, Measure, Role, Snapshot, TimeKind, TimeSpec


class Folder:
    """A library of CSV files in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.datasets: dict[str, Dataset] = {}
        self.shell = duckdb.connect()
        self.shell.execute(f"SET file_search_path = '{root}'")

    def dataset(self, name: str) -> Dataset:
        return self.datasets[name]

    def cells(self, dataset: str, snapshot: str) -> Cells:
        return read_csv(self.datasets[dataset].snapshot(snapshot).path.read_bytes())

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


@pytest.fixture
def desk(folder: Folder) -> Folder:
    """A roster of three days, a monthly series in two vintages, and a table of counts with total rows."""
    models = ("Task Force Model", "Jail Model")

    def roster(sizes: dict[str, int]) -> list[dict[str, str]]:
        return [{"state": state, "agency": f"{state} office {i // 2}", "model": models[i % 2]}
                for state, size in sizes.items() for i in range(size)]

    folder.add("roster", {"2024-12-29": roster({"Florida": 4, "Texas": 6}),
                          "2025-07-18": roster({"Florida": 10, "Texas": 6, "Ohio": 1}),
                          "2025-09-17": roster({"Florida": 12, "Texas": 7, "Ohio": 1, "O'Brien": 1})},
               time=TimeSpec(kind=TimeKind.AS_OF),
               measures=(
                   Measure(name="agreements", title="agreements", aggregate=Aggregate.COUNT, unit="agreement"),
                   Measure(name="agencies", title="agencies with an agreement", unit="agency",
                           aggregate=Aggregate.COUNT_DISTINCT, column="agency")),
               dimensions=(
                   Dimension(name="state", role=Role.PLACE, title="state", nouns=("state",)),
                   Dimension(name="model", role=Role.CATEGORY, title="support type", nouns=("model", "type"))))
    rates = [{"place": place, "month": month, "name": "rate", "value": value}
             for place, values in {"Michigan": ["5.0", "5.2", "5.3", "4.9"], "Iowa": ["3.1", "3.1", "n/a", "3.0"],
                                   "United States": ["4.1", "4.2", "4.2", "4.3"]}.items()
             for month, value in zip(["2024-07", "2025-05", "2025-06", "2025-07"], values, strict=True)]
    folder.add("rates", {"2025-08-20": rates, "2025-12-16": [*rates, rates[-1] | {"month": "2025-08", "value": "tbd"}]},
               time=TimeSpec(kind=TimeKind.PERIOD, column="month", frequency="monthly"),
               measures=(Measure(name="rate", title="unemployment rate", aggregate=Aggregate.VALUE, column="value",
                                 where=(("name", "rate"),), unit="percent"),
                         Measure(name="sum", title="sum of rates", aggregate=Aggregate.SUM, column="value",
                                 unit="percent", where=(("name", "rate"),)),
                         Measure(name="mean", title="mean rate", aggregate=Aggregate.MEAN, column="value",
                                 unit="percent", where=(("name", "rate"),)),
                         Measure(name="rise", title="rise of the rate in a month", aggregate=Aggregate.VALUE,
                                 unit="percentage point", derived=ChangeOf(op="change", of="rate", months=1,
                                                                           basis=Basis.PERCENTAGE_POINTS)),
                         Measure(name="yearly", title="yearly rise of the rate", aggregate=Aggregate.VALUE,
                                 unit="percent", derived=ChangeOf(op="change", of="rate", months=12))),
               dimensions=(Dimension(name="place", role=Role.PLACE, title="state", nouns=("state",),
                                     total="United States"),))
    counts = [{"place": "Border", "who": who, "year": year, "value": value, "share": share, "half": "80"}
              for year, values in {"2023": ("70", "30", "100"), "2024": ("60", "-10", "50"), "2025": ("0", "5", "5")}
              .items() for (who, value, share) in zip(("Adults", "Children", "All"), values, "124", strict=True)]
    folder.add("counts", {"2026-01-01": counts}, time=TimeSpec(kind=TimeKind.PERIOD, column="year"),
               measures=(
                   Measure(name="encounters", title="border encounters", aggregate=Aggregate.SUM, column="value",
                           unit="encounter"),
                   Measure(name="typical", title="mean encounters", aggregate=Aggregate.MEAN, column="value",
                           unit="encounter"),
                   Measure(name="cell", title="border encounters", aggregate=Aggregate.VALUE, column="value",
                           unit="encounter"),
                   Measure(name="several", title="border encounters", aggregate=Aggregate.VALUE, column="value",
                           unit="encounter", additive=("who",)),
                   Measure(name="part", title="share of all encounters", aggregate=Aggregate.VALUE, unit="percent",
                           derived=ShareOf(op="share", of="cell", over="who")),
                   Measure(name="each", title="encounters for every 5,000 typical ones", aggregate=Aggregate.VALUE,
                           unit="encounter", derived=RatioOf(op="ratio", of="cell", by="half", times=Decimal(5000))),
                   Measure(name="half", title="typical ones", aggregate=Aggregate.VALUE, column="half", unit="one"),
                   Measure(name="gone", title="people", aggregate=Aggregate.SUM, column="people", unit="person")),
               dimensions=(Dimension(name="who", role=Role.CATEGORY, title="age group", total="All"),))
    return folder


def _selection(dataset: str, snapshot: str, measure: str, period: str | None = None,
               **where: str | tuple[str, ...]) -> Selection:
    conditions = tuple(Condition(column=column, values=(values,) if isinstance(values, str) else values)
                       for column, values in where.items())
    return Selection(dataset=dataset, snapshot=snapshot, measure=measure, where=conditions, period=period,
                     as_of=date.fromisoformat(snapshot))


@pytest.fixture
def select() -> Callable[..., Selection]:
    """``select("roster", "2025-09-17", "agencies", state="Florida")``."""
    return _selection
