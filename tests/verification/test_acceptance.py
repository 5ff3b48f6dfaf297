"""Each figure of the table against one value, and what must hold of every figure."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.model import Basis, Bound, Change, Direction, Kind, Quantity
from factcheck.verification.acceptance import Interval, acceptable, assess, round_to_place
from factcheck.verification.policy import Policy

POLICY = Policy.default()
HOLDS = {"matches_reference", "understated_but_true", "overstated_but_true"}
FRACTION_WORDS = ("%", "percent")

with (Path(__file__).parent / "cases" / "acceptance.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[f"{c['figure']}-{c['value']}" for c in CASES])
def test_case(case: dict[str, str]) -> None:
    quantity = Quantity(
        low=Decimal(case["low"]), high=Decimal(case["high"] or case["low"]), bound=Bound(case["bound"]),
        precision=Decimal(case["precision"]), unit=case["unit"] or None)
    change = Change(direction=Direction(case["direction"]), basis=Basis(case["basis"])) if case["direction"] else None
    spoken = quantity.unit == "percent" and not any(word in case["figure"] for word in FRACTION_WORDS)
    found = assess(quantity, Decimal(case["value"]), kind=Kind(case["kind"]), policy=POLICY, change=change,
                   spoken=spoken)
    assert (found.reason, found.holds) == (case["reason"], case["reason"] in HOLDS)


def test_the_table_has_true_and_false_cases() -> None:
    true = sum(case["reason"] in HOLDS for case in CASES)
    assert len(CASES) >= 150
    assert min(true, len(CASES) - true) >= 60


NUMBERS = st.one_of(
    st.integers(1, 10**9).map(Decimal),
    st.decimals(min_value="0.1", max_value="9999", places=1, allow_nan=False, allow_infinity=False))
KINDS = st.sampled_from([Kind.COUNT, Kind.RATE, Kind.MONEY, Kind.MEASURE, Kind.SHARE, Kind.RATIO, Kind.RANK])
CLOSED = st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.AT_LEAST, Bound.AT_MOST, Bound.BETWEEN])
NEAR = st.decimals("0.7", "1.3", places=3, allow_nan=False)
SIGNS = st.sampled_from([1, -1])


def _quantity(number: Decimal, bound: Bound) -> Quantity:
    exponent = number.as_tuple().exponent
    return Quantity(low=number, high=number, bound=bound, precision=Decimal(10) ** min(int(exponent), 0),
                    unit="percent")


@given(NUMBERS, KINDS, CLOSED, SIGNS)
def test_the_stated_number_is_acceptable(number: Decimal, kind: Kind, bound: Bound, sign: int) -> None:
    assert acceptable(_quantity(number * sign, bound), kind, POLICY).contains(number * sign)


@given(NUMBERS, KINDS, st.sampled_from([Bound.MORE_THAN, Bound.LESS_THAN]))
def test_a_strict_bound_excludes_its_number(number: Decimal, kind: Kind, bound: Bound) -> None:
    assert not acceptable(_quantity(number, bound), kind, POLICY).contains(number)


@given(NUMBERS, KINDS, NEAR)
def test_about_accepts_all_that_the_plain_number_does(number: Decimal, kind: Kind, near: Decimal) -> None:
    value = number * near
    if acceptable(_quantity(number, Bound.EXACT), kind, POLICY).contains(value):
        assert acceptable(_quantity(number, Bound.ABOUT), kind, POLICY).contains(value)


@given(NUMBERS, KINDS, st.sampled_from(["0.1", "0.2", "0.4"]), NEAR)
def test_a_wider_policy_accepts_no_less(number: Decimal, kind: Kind, about: str, near: Decimal) -> None:
    value = number * near
    hedges = POLICY.hedges.model_copy(update={"about": Decimal(about), "nearly_from": 1 - Decimal(about)})
    wider = POLICY.model_copy(update={"hedges": hedges})
    for bound in (Bound.ABOUT, Bound.NEARLY):
        quantity = _quantity(number, bound)
        if acceptable(quantity, kind, POLICY).contains(value):
            assert acceptable(quantity, kind, wider).contains(value)


@given(st.integers(11, 10**9).map(Decimal), st.sampled_from([k for k in Kind if k is not Kind.RANK]),
       st.sampled_from(list(Bound)), st.sampled_from(["0.01", "30"]))
def test_a_value_far_away_never_passes(number: Decimal, kind: Kind, bound: Bound, factor: str) -> None:
    found = assess(_quantity(number, bound), number * Decimal(factor), kind=kind, policy=POLICY)
    assert not found.holds
    assert found.reason in {"value_differs", "bound_not_met", "bound_far_off"}


@given(NUMBERS, KINDS, st.sampled_from(list(Bound)), NEAR)
def test_a_negative_figure_is_the_mirror_image(number: Decimal, kind: Kind, bound: Bound, near: Decimal) -> None:
    value = number * near
    assert (acceptable(_quantity(number, bound), kind, POLICY).contains(value)
            == acceptable(_quantity(-number, bound), kind, POLICY).contains(-value))


@given(st.decimals("0.1", "999", places=4, allow_nan=False), st.sampled_from(["1", "0.1", "0.01"]))
def test_what_rounds_to_a_figure_is_accepted(value: Decimal, place: str) -> None:
    printed = round_to_place(value, Decimal(place))
    assume(printed > 0)
    quantity = Quantity(low=printed, high=printed, precision=Decimal(place), unit="percent")
    assert acceptable(quantity, Kind.RATE, POLICY).contains(value)


@pytest.mark.parametrize(("first", "second", "meet"), [
    (Interval(low=1, high=2), Interval(low=2, high=3), True),
    (Interval(low=1, high=2, high_closed=False), Interval(low=2, high=3), False),
    (Interval(low=1), Interval(high=0), False),
    (Interval(low=1), Interval(high=5), True),
    (Interval(), Interval(low=7, high=7), True),
])
def test_intervals_meet(first: Interval, second: Interval, meet: bool) -> None:
    assert first.meets(second) is meet
    assert second.meets(first) is meet
    assert first.mirrored().meets(second.mirrored()) is meet
