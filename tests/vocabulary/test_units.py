from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.vocabulary.units import lookup, plural

CASES = [line.split("\t") for line in (Path(__file__).parent / "units.tsv").read_text("utf-8").splitlines()
         if not line.startswith("# ")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_lookup(case: list[str]) -> None:
    unit = lookup(case[0])
    if case[1] == "-":
        assert unit is None
    else:
        assert unit is not None
        assert [unit.name, unit.kind, plural(unit.name), unit.code or "-"] == case[1:]


def test_there_are_enough_cases() -> None:
    words = (Path(__file__).parent / "words.tsv").read_text("utf-8").splitlines()
    assert len(CASES) + len(words) >= 80


def test_scales_turn_a_unit_into_the_base_of_its_kind() -> None:
    for word, scale in [("km", "1000"), ("miles", "1609.344"), ("cents", "0.01"), ("acres", "4046.8564224")]:
        unit = lookup(word)
        assert unit is not None and unit.scale == Decimal(scale)
    degrees = lookup("degrees Celsius")
    assert degrees is not None and degrees.scale is None


@given(st.text())
def test_any_word_may_be_looked_up(word: str) -> None:
    unit = lookup(word)
    assert unit is None or (unit.name and plural(unit.name))
