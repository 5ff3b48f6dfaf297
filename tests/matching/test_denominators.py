"""Rates told by another number than the table's."""

from decimal import Decimal

import pytest

from claims import extract
from factcheck.matching.doubts.denominators import denominator, other_denominator


@pytest.mark.parametrize(("text", "many"), [
    ("per 100,000 residents", 100_000), ("per 10,000", 10_000), ("per million inhabitants", 1_000_000),
    ("for every 1,000 people", 1_000), ("per 1 000 000 inhabitants", 1_000_000), ("per thousand births", 1_000),
    ("out of every hundred", 100), ("per a hundred thousand", 100_000), ("per capita", None), ("per hour", None),
    ("in 2022", None), ("per 5%", None),
])
def test_denominator(text: str, many: int | None) -> None:
    assert denominator(text) == (None if many is None else Decimal(many))


@pytest.mark.parametrize(("sentence", "other"), [
    ("The burglary rate in Utah was 250.1 per 100,000 in 2022.", ()),
    ("The burglary rate in Utah was 250.1 per 10,000 in 2022.", ("per 10,000",)),
    ("The burglary rate in Utah was 250.1 per 100,000, about a tenth less than the 300 per 10,000 of old.", ()),
    ("The burglary rate in Utah was 250.1 in 2022.", ()),
])
def test_other_denominator(sentence: str, other: tuple[str, ...]) -> None:
    claim = extract(sentence)[0]
    assert other_denominator(claim, "per 100,000 residents") == other
