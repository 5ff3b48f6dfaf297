"""Misses that are too far off to be errors, slips of the hand, and claims that are told plainly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import check
from factcheck.verification.far_off import is_slip


@pytest.mark.parametrize(("stated", "value", "slip"), [
    ("8310", "831", True), ("0.831", "831", True),          # the point
    ("81", "18", True), ("3.6", "6.3", True),                # two digits changed with one another
    ("31057", "361057", True), ("361057", "31057", True),    # one digit left out, or one too many
    ("461057", "361057", True),                              # another digit
    ("3", "38", False), ("46", "831", False), ("71095", "249740", False), ("0", "831", False),
])
def test_a_slip_of_the_hand(stated: str, value: str, slip: bool) -> None:
    assert is_slip(Decimal(stated), Decimal(value)) is slip


@given(st.integers(100, 10**9), st.data())
def test_one_digit_left_out_is_always_one(number: int, data: st.DataObject) -> None:
    written = str(number)
    at = data.draw(st.integers(0, len(written) - 1))
    left = int(written[:at] + written[at + 1 :] or 0)
    if left and len(str(left)) == len(written) - 1 and not written.endswith("0") and left % 10:
        assert is_slip(Decimal(left), Decimal(number))


@pytest.mark.parametrize(("text", "figure", "outcome"), [
    # told plainly: one figure, its measure and its time
    ("The U.S. unemployment rate was 14.6% in November.", "14.6%", ("fail", "value_differs")),
    # the same behind another figure
    ("The U.S. unemployment rate was 4.6% in November, and unemployment in September was 0.9%.", "0.9%",
     ("unverifiable", "far_off")),
    # near enough to be an error, in the same sentence
    ("The U.S. unemployment rate was 4.6% in November, and in September the rate was 4.9%.", "4.9%",
     ("fail", "value_differs")),
    # many times, and yet near
    ("U.S. consumer prices were up 2.7% in the year to November.", "2.7%", ("pass", "matches_reference")),
])
def test_far_off(text: str, figure: str, outcome: tuple[str, str]) -> None:
    (claim,) = [one for one in check(text, published="2025-12-20").claims if one.figure == figure]
    assert (claim.verdict.value, claim.reason) == outcome, claim.message
