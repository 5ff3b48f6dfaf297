"""A small library in memory: a roster of permits held by operators, and a monthly series of jobs.

Permits, 15 December 2024: 14 of 12 operators. 15 September 2025: 240 of 200 operators in exactly 4 states; Ohio has 90
permits of 60 operators, Utah 75 of 75; half of all permits, 120, are full permits. Jobs: 1,000,000; 1,050,000.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from factcheck.queries.algebra import Condition, Selection
from factcheck.references.cells import Cells
from factcheck.references.model import (
    Aggregate,
    Dataset,
    Dimension,
    Measure,
    Member,
    Role,
    Snapshot,
    TimeKind,
    TimeSpec,
)

EARLY, LATE, LATER = "2024-12-15", "2025-09-15", "2026-05-01"
STATES = {"Ohio": (60, 30), "Utah": (75, 0), "Iowa": (40, 10), "Maine": (25, 0)}
"""Operators, and how many of them have a second permit."""


class Shelf:
    """Datasets by name, cells by snapshot."""

    def __init__(self, datasets: tuple[Dataset, ...], cells: dict[tuple[str, str], Cells]) -> None:
        self.datasets = {dataset.name: dataset for dataset in datasets}
        self._cells = cells

    def dataset(self, name: str) -> Dataset:
        return self.datasets[name]

    def cells(self, dataset: str, snapshot: str) -> Cells:
        return self._cells[dataset, snapshot]


def _snapshot(dataset: str, as_of: str) -> Snapshot:
    return Snapshot(name=as_of, path=Path(f"/{dataset}/{as_of}.csv"), location=f"{dataset}/{as_of}.csv", title=as_of,
                    as_of=date.fromisoformat(as_of), as_of_basis="test", retrieved=date(2026, 6, 1), sha256="0" * 64,
                    bytes=1, origin_url=f"https://example.org/{dataset}/{as_of}")


def _roster(states: dict[str, tuple[int, int]]) -> Cells:
    rows: list[tuple[str, str, str]] = []
    for state, (operators, second) in states.items():
        for number in range(operators):
            rows += [(state, f"{state} {number}", "")] * (2 if number < second else 1)
    kinds = ["full" if place % 2 else "limited" for place in range(len(rows))]
    return Cells.of({"state": [s for s, _, _ in rows], "operator": [o for _, o, _ in rows], "type": kinds})


@cache
def shelf() -> Shelf:
    """The library of these tests."""
    permits = Dataset(
        name="permits", title="Permits and who holds them", publisher="Permit Office", url="https://example.org/permits",
        unit_of_observation="one permit of one operator", scope="United States", time=TimeSpec(kind=TimeKind.AS_OF),
        dimensions=(
            Dimension(name="state", role=Role.PLACE, title="state", nouns=("state",),
                      members=tuple(Member(value=name) for name in STATES)),
            Dimension(name="type", role=Role.CATEGORY, title="type", nouns=("type",),
                      members=(Member(value="full"), Member(value="limited")))),
        measures=(
            Measure(name="permits", title="permits", aggregate=Aggregate.COUNT, unit="permit", words=("permit",)),
            Measure(name="operators", title="operators with a permit", aggregate=Aggregate.COUNT_DISTINCT,
                    column="operator", unit="operator", words=("operator",))),
        snapshots=tuple(_snapshot("permits", each) for each in (EARLY, LATE, LATER)))
    jobs = Dataset(
        name="jobs", title="Jobs by month", publisher="Labour Office", unit_of_observation="one month",
        time=TimeSpec(kind=TimeKind.PERIOD, column="month", frequency="monthly", instant=True),
        measures=(Measure(name="jobs", title="jobs", aggregate=Aggregate.VALUE, column="jobs", unit="job",
                          revision=Decimal(30_000)),
                  Measure(name="rate", title="unemployment rate", aggregate=Aggregate.VALUE, column="rate",
                          unit="percent")),
        snapshots=(_snapshot("jobs", "2025-12-01"),))
    cells = {
        ("permits", EARLY): _roster({"Ohio": (9, 2), "Utah": (3, 0)}),
        ("permits", LATE): _roster(STATES),
        ("permits", LATER): _roster(STATES | {"Texas": (37, 0)}),
        ("jobs", "2025-12-01"): Cells.of(
            {"month": ("2025-07", "2025-08", "2025-09"), "jobs": ("1000000", "1050000", "945000"),
             "rate": ("4.9", "5.3", "5.25")}),
    }
    return Shelf((permits, jobs), cells)


def permits(measure: str = "operators", as_of: str = LATE, **where: str) -> Selection:
    """A selection of the roster: ``permits("permits", state="Ohio")``."""
    conditions = tuple(Condition(column=column, values=(value,)) for column, value in where.items())
    return Selection(dataset="permits", snapshot=as_of, measure=measure, where=conditions,
                     as_of=date.fromisoformat(as_of))


def month(name: str, measure: str = "jobs") -> Selection:
    """A selection of the series."""
    return Selection(dataset="jobs", snapshot="2025-12-01", measure=measure, period=name,
                     as_of=date.fromisoformat(f"{name}-01"))
