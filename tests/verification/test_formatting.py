"""Numbers as an editor writes them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from claims.model import Kind
from factcheck.verification.formatting import (
    great_sum,
    in_unit,
    is_spoken_share,
    measured,
    ordinal,
    sentence,
    stated,
    with_unit,
)
from tests.verification.making import claim

with (Path(__file__).parent / "cases" / "formatting.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_value_with_unit(case: dict[str, str]) -> None:
    place = Decimal(case["place"]) if case["place"] else None
    assert with_unit(Decimal(case["value"]), case["unit"] or None, place=place) == case["text"]


@pytest.mark.parametrize(("number", "options", "text"), [
    ("1000", {"bound": "about", "unit": "department"}, "about 1,000"),
    ("40", {"bound": "more_than", "unit": "state"}, "more than 40"),
    ("40", {"bound": "less_than", "unit": "state"}, "fewer than 40"),
    ("5", {"bound": "less_than", "unit": "percent", "kind": "rate"}, "less than 5%"),
    ("600", {"bound": "more_than", "unit": "percent", "kind": "change"}, "more than 600%"),
    ("5.30", {"high": "5.50", "unit": "percent", "kind": "rate", "precision": "0.1"}, "between 5.3% and 5.5%"),
    ("50", {"bound": "nearly", "unit": "percent", "kind": "share"}, "nearly 50%"),
    ("66.6667", {"unit": "percent", "kind": "share"}, "66.67%"),
    (str(Decimal(1) / 3), {"unit": "fraction", "kind": "share"}, "a third"),
    ("0.5", {"bound": "nearly", "unit": "fraction", "kind": "share"}, "nearly half"),
    ("0.5", {"unit": "fraction", "kind": "count"}, "half"),
    ("0.45", {"unit": "fraction", "kind": "share"}, "45.0%"),
    ("2", {"kind": "rank"}, "second"),
    ("22", {"kind": "rank"}, "22nd"),
    ("2.5", {"kind": "ratio", "unit": "times", "precision": "0.1"}, "2.5 times"),
    ("1200000", {"precision": "100000"}, "1,200,000"),
    ("4.56", {"kind": "money", "unit": "dollar", "precision": "0.01"}, "$4.56"),
    ("106000000000000", {"kind": "money", "unit": "dollar", "precision": "1000000000000"}, "$106 trillion"),
    ("2040000000", {"kind": "money", "unit": "dollar", "precision": "10000000"}, "$2.04 billion"),
    ("105435039507024", {"kind": "money", "unit": "dollar"}, "$105,435,039,507,024"),
    ("2040000000", {"unit": "person", "precision": "10000000"}, "2,040,000,000"),
])
def test_figure_as_stated(number: str, options: dict[str, str], text: str) -> None:
    one = claim("c", number, **options)
    assert stated(one.quantity, one.kind) == text


def test_a_count_can_bring_its_noun() -> None:
    assert stated(claim("c", "1000", bound="about").quantity, Kind.COUNT, noun="departments") == (
        "about 1,000 departments")


@pytest.mark.parametrize(("position", "text"), [
    ("1", "first"), ("10", "tenth"), ("11", "11th"), ("12", "12th"), ("13", "13th"), ("21", "21st"), ("23", "23rd"),
    ("101", "101st"), ("111", "111th")])
def test_ordinals(position: str, text: str) -> None:
    assert ordinal(Decimal(position)) == text


@pytest.mark.parametrize(("number", "unit", "reference", "low", "precision"), [
    ("43", "cent", "dollar per gallon", "0.43", "0.01"),
    ("43", "cent", "dollar", "0.43", "0.01"),
    ("25", "basis point", "percentage point", "0.25", "0.01"),
    ("43", "cent", "percent", "43", "1"),
    ("43", "agency", "agreement", "43", "1"),
])
def test_a_minor_unit_becomes_the_reference_unit(number: str, unit: str, reference: str, low: str,
                                                 precision: str) -> None:
    found = in_unit(claim("c", number, unit=unit).quantity, reference)
    assert (found.low, found.high, found.precision) == (Decimal(low), Decimal(low), Decimal(precision))


@pytest.mark.parametrize(("unit", "spoken"), [("fraction", True), ("percent", False), ("agency", False)])
def test_a_share_in_words(unit: str, spoken: bool) -> None:
    assert is_spoken_share(claim("c", "0.5", unit=unit)) is spoken


def test_half_is_fifty_percent() -> None:
    half = measured(claim("c", "0.5", unit="fraction"))
    assert (half.low, half.unit) == (50, "percent")


@pytest.mark.parametrize(("value", "unit", "text"), [
    ("105435039507024", "dollar", "$105.435 trillion"), ("-2500000000", "dollar", "-$2.5 billion"),
    ("999999999", "dollar", None), ("105435039507024", "person", None)])
def test_great_sums_in_words(value: str, unit: str, text: str | None) -> None:
    assert great_sum(Decimal(value), unit) == text


def test_a_sentence_is_tidied() -> None:
    assert sentence("the reference has  831 agencies , not 5") == "The reference has 831 agencies, not 5."
