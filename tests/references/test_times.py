"""The names of periods, their last days, and the dates that file names state."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from factcheck.references import times

CASES = json.loads((Path(__file__).parent / "cases" / "times.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("cell", "name", "last"), CASES)
def test_period(cell: str, name: str | None, last: str | None) -> None:
    assert times.period_name(cell) == name
    if name is not None and last is not None:
        assert times.last_day(name) == date.fromisoformat(last)


@pytest.mark.parametrize(("text", "day"), [
    ("roster_2025-09-17", date(2025, 9, 17)), ("agencies09172025pm", date(2025, 9, 17)),
    ("counts-20260518", date(2026, 5, 18)), ("As of September 17, 2025", date(2025, 9, 17)),
    ("Updated Sept. 3, 2025 by staff", date(2025, 9, 3)), ("1-10749143-2", None), ("table 2024", None),
    ("20250231", None),
])
def test_stated_date(text: str, day: date | None) -> None:
    assert times.stated_date(text) == day


@pytest.mark.parametrize(("name", "day"), [
    ("bridges_2024", date(2024, 12, 31)), ("bridges-2024-06", date(2024, 6, 30)), ("bridges-fy2024", date(2024, 9, 30)),
    ("bridges Q2 2024", date(2024, 6, 30)), ("bridges", None), ("bridges-2023-2024", None), ("bridges 2023-24", None),
    ("route66", None), ("1-10749143-2", None),
])
def test_stated_period(name: str, day: date | None) -> None:
    assert times.stated_period(name) == day


@pytest.mark.parametrize(("names", "frequency"), [
    (["2020", "2021"], "annual"), (["FY2020", "FY2021"], "annual"), (["2020Q1", "2020Q2"], "quarterly"),
    (["2020-01", "2020-02"], "monthly"), (["2022-23", "2023-24"], "annual"),
    (["2020-01-06", "2020-01-13", "2020-01-20"], "weekly"),
    (["2020-01-03", "2020-01-06", "2020-01-07"], "daily"), (["2020-01-03", "2020-05-06"], "irregular"),
])
def test_frequency(names: list[str], frequency: str) -> None:
    assert times.frequency(names) == frequency
