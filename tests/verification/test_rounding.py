"""Values that are rounded, and releases that will have been followed by others: small misses settle nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.model import Basis
from factcheck.matching.model import Match, Reading
from factcheck.queries.algebra import Change, Query, Selection, Share, Value
from factcheck.references.cells import Cells
from factcheck.references.model import Aggregate, Dataset, Measure, Snapshot, TimeKind, TimeSpec
from factcheck.verification.judging import judge
from factcheck.verification.policy import Policy
from tests.verification.making import change, claim
from tests.verification.shelf import Shelf, month, shelf

MEASURE = Measure(name="stops", title="stops", aggregate=Aggregate.VALUE, column="stops", unit="stop",
                  rounding_column="rounded_to")
SERIES = Dataset(
    name="stops", title="Stops", publisher="Border Office", unit_of_observation="one month",
    time=TimeSpec(kind=TimeKind.PERIOD, column="month", frequency="monthly"), measures=(MEASURE,),
    snapshots=(Snapshot(name="a", path=Path("/a.csv"), location="stops/a.csv", title="a", as_of=date(2024, 3, 31),
                        as_of_basis="test", retrieved=date(2024, 4, 1), sha256="0" * 64, bytes=1),))
CELLS = Cells.of({"month": ("2024-01", "2024-02", "2024-03", "2024"), "stops": ("500", "1000", "1234", "2734"),
                  "rounded_to": ("10", "10", "0", "20")})
SHELF = Shelf((SERIES,), {("stops", "a"): CELLS})


def stops(period: str) -> Selection:
    return Selection(dataset="stops", snapshot="a", measure="stops", period=period, as_of=date(2024, 3, 31))


def verdict(number: str, query: Query, **options: Any) -> tuple[str, str]:
    one = claim("c", number, **options)
    match = Match(reading=Reading(query=query, score=5))
    found = judge(one, match, SHELF, Policy.default(), published=date(2024, 4, 20))
    return found.verdict.value, found.reason


@pytest.mark.parametrize(("number", "period", "reason"), [
    ("997", "2024-02", "inexact_reference"), ("1005", "2024-02", "inexact_reference"),
    ("994", "2024-02", "value_differs"), ("1006", "2024-02", "value_differs"), ("1000", "2024-02", "matches_reference"),
    ("1235", "2024-03", "value_differs"), ("1234", "2024-03", "matches_reference"),
    ("2743", "2024", "inexact_reference"), ("2745", "2024", "value_differs"),
])
def test_a_rounded_value_does_not_refute_what_rounds_to_it(number: str, period: str, reason: str) -> None:
    assert verdict(number, Value(of=stops(period)))[1] == reason


@pytest.mark.parametrize(("number", "reason"), [("507", "inexact_reference"), ("511", "value_differs")])
def test_a_difference_may_be_off_by_both(number: str, reason: str) -> None:
    query = Change(start=stops("2024-01"), end=stops("2024-02"), basis=Basis.ABSOLUTE)
    assert verdict(number, query, kind="change", change=change("up", basis="absolute"))[1] == reason


def test_a_share_is_off_by_little() -> None:
    query = Share(part=stops("2024-02"), whole=stops("2024"))
    given = {"kind": "share", "unit": "percent", "precision": "0.1"}
    assert verdict("36.6", query, **given) == ("pass", "matches_reference")
    assert verdict("36.9", query, **given) == ("unverifiable", "inexact_reference")
    assert verdict("38.2", query, **given) == ("fail", "value_differs")


@pytest.mark.parametrize(("published", "number", "reason"), [
    (date(2025, 12, 2), "1025123", "value_differs"),   # the newest release of its day
    (date(2026, 1, 14), "1025123", "value_differs"),
    (date(2026, 3, 1), "1025123", "superseded"),       # another has come out since
    (date(2026, 3, 1), "1010123", "value_differs"),    # more than is usually revised
    (date(2026, 3, 1), "1050000", "matches_reference"),
])
def test_an_article_may_know_a_newer_release(published: date, number: str, reason: str) -> None:
    one = claim("c", number, kind="measure")
    found = judge(one, Match(reading=Reading(query=Value(of=month("2025-08")), score=5)), shelf(), Policy.default(),
                  published=published)
    assert found.reason == reason


def test_what_is_not_rounded_hides_nothing() -> None:
    exact = SERIES.model_copy(update={"measures": (MEASURE.model_copy(update={"rounding_column": None}),)})
    found = judge(claim("c", "997"), Match(reading=Reading(query=Value(of=stops("2024-02")), score=5)),
                  Shelf((exact,), {("stops", "a"): CELLS}), Policy.default(), published=date(2024, 4, 20))
    assert found.reason == "value_differs"


@pytest.mark.parametrize(("number", "reason"), [("1011", "inexact_reference"), ("1030", "value_differs")])
def test_a_value_may_be_good_to_a_percentage(number: str, reason: str) -> None:
    near = SERIES.model_copy(update={"measures": (MEASURE.model_copy(update={"rounding_percent": Decimal(3)}),)})
    found = judge(claim("c", number), Match(reading=Reading(query=Value(of=stops("2024-02")), score=5)),
                  Shelf((near,), {("stops", "a"): CELLS}), Policy.default(), published=date(2024, 4, 20))
    assert found.reason == reason
