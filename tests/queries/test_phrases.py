from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from factcheck.queries import periods, phrases


@pytest.mark.parametrize(("noun", "expected"), [
    ("agency", "agencies"), ("agreement", "agreements"), ("person", "people"), ("key", "keys"), ("box", "boxes"),
    ("support type", "support types"), ("county", "counties"), ("church", "churches"), ("percent", "percent")])
def test_plural(noun: str, expected: str) -> None:
    assert phrases.plural(noun) == expected


@pytest.mark.parametrize(("names", "expected"), [
    (["Ohio"], "Ohio"), (["Ohio", "Texas"], "Ohio and Texas"), (["a", "b", "c"], "a, b and c"),
    (["a", "b", "c", "d", "e"], "a, b, c, d and e"), (list("abcdefg"), "a, b, c, d and 3 others"), ([], "")])
def test_listed(names: list[str], expected: str) -> None:
    assert phrases.listed(names) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ("1", "one"), ("2500", "2,500"), ("4.30", "4.3"), ("-1200.5", "-1,200.5"), ("-0.5", "-0.5"), ("0", "0")])
def test_figure(value: str, expected: str) -> None:
    assert phrases.figure(Decimal(value)) == expected


@pytest.mark.parametrize(("period", "spoken", "preposition", "last"), [
    ("2025", "2025", "in", date(2025, 12, 31)), ("2025-02", "February 2025", "in", date(2025, 2, 28)),
    ("2025-07-04", "4 July 2025", "on", date(2025, 7, 4)),
    ("2025Q3", "third quarter of 2025", "in", date(2025, 9, 30)),
    ("2025-Q1", "first quarter of 2025", "in", date(2025, 3, 31)), ("FY2024", "fiscal year 2024", "in", None),
    ("winter", "winter", "in", None)])
def test_period(period: str, spoken: str, preposition: str, last: date | None) -> None:
    assert (periods.spoken(period), periods.preposition(period), periods.last_day(period)) == (
        spoken, preposition, last)


@pytest.mark.parametrize(("period", "bound", "after"), [
    ("2020", "2019", True), ("2019", "2019", False), ("2019-07", "2019", False), ("2020-01", "2019", True),
    ("2019", "2019-07", False), ("2019-08", "2019-07", True), ("2019Q3", "2019-06", True), ("FY2020", "2019", True)])
def test_after(period: str, bound: str, after: bool) -> None:
    assert periods.after(period, bound) is after


def test_order_is_that_of_time() -> None:
    assert periods.order(["2020Q1", "2019Q4", "2019-01"]) == ["2019-01", "2019Q4", "2020Q1"]
    assert periods.order(["spring", "autumn", "2019"]) == ["2019", "autumn", "spring"]
    assert periods.shifted("2025-07", -1) == "2024-07"
    assert periods.shifted("FY2025", 1) == "FY2026"
