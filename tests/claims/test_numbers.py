from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import plain_decimal
from claims.vocabulary import numbers
from claims.vocabulary.numbers import Form, NumberMention
from tests.claims.tables import joined, rows

CASES = rows("numbers")
PIECES = [
    "one",
    "two",
    "twenty",
    "hundred",
    "thousand",
    "million",
    "a",
    "and",
    "half",
    "third",
    "dozen",
    "dozens",
    "of",
    "-",
    " ",
    " ",
    ",",
    ".",
    "1",
    "20",
    "3.5",
    "bn",
    "%",
    "½",
    "/",
    "first",
    "twice",
    "fold",
    "×10^",
    "$",
    "in",
    "every",
    "several",
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def told(mention: NumberMention) -> str:
    low, high = plain_decimal(mention.low), plain_decimal(mention.high)
    value = low if low == high else f"{low}..{high}"
    if mention.form is Form.FRACTION and mention.parts:
        value = f"{mention.parts[0]}/{mention.parts[1]}"
    return f"{mention.text}={value} {mention.form.value}"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_find(text: str, expected: str) -> None:
    assert joined([told(mention) for mention in numbers.find(text)]) == expected


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80


@given(TEXTS)
def test_mentions_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    found = numbers.find(text)
    assert all(text[m.start : m.end] == m.text and m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS)
def test_values_are_ordered_and_mantissa_times_scale(text: str) -> None:
    for mention in numbers.find(text):
        assert 0 <= mention.low <= mention.high
        assert mention.precision > 0
        assert mention.low == mention.mantissa * mention.scale


@given(st.integers(min_value=0, max_value=10**15))
def test_any_number_is_read_as_written(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        assert [m.low for m in numbers.find(written)] == [number]


SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int, *, joint: str) -> str:
    """The number in words, with ``joint`` after each hundred."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    for scale, word in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= scale:
            rest = number % scale
            gap = joint if scale == 100 else " "
            return f"{spelled(number // scale, joint=joint)} {word}" + (
                gap + spelled(rest, joint=joint) if rest else ""
            )
    raise AssertionError(number)


@given(st.integers(min_value=0, max_value=10**15 - 1), st.sampled_from([" ", " and "]))
def test_any_number_is_read_as_spelled(number: int, joint: str) -> None:
    assert [m.low for m in numbers.find(spelled(number, joint=joint))] == [number]


@given(TEXTS)
def test_the_cheap_test_never_hides_a_number(text: str) -> None:
    if not numbers.may_hold(text):
        assert not numbers.find(f"{text} 1")[:-1]
