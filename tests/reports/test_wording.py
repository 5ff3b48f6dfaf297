"""What readable reports say alike."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import NotClaimReason
from factcheck.reports.html_words import words
from factcheck.reports.wording import excerpt, is_web, line_of, printable, value_with_unit
from factcheck.verification.model import Verdict
from tests.reports import samples


@pytest.mark.parametrize(("value", "unit", "said"), [
    ("831", "agency", "831 agencies"), ("1", "rank", "first"), ("22", "rank", "22nd"), ("7.4074", "multiple",
    "7.41 times"), ("640.740740", "percent", "640.7%"), ("40", "state", "40 states"),
])
def test_values(value: str, unit: str, said: str) -> None:
    assert value_with_unit(Decimal(value), unit) == said


@pytest.mark.parametrize(("text", "offset", "line"), [("a\nb", 2, 2), ("a\r\nb", 3, 2), ("a\rb", 2, 2), ("ab", 1, 1),
                                                      ("\n\nb", 2, 3)])
def test_lines_are_counted_as_editors_count_them(text: str, offset: int, line: int) -> None:
    assert line_of(text, offset) == line


@given(st.text())
def test_printable_is_one_harmless_line(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable() or not any(c < " " or "\x7f" <= c <= "\x9f" for c in shown)
    assert "\n" not in shown


@pytest.mark.parametrize(("before", "after"), [(0, 0), (2000, 0), (0, 2000), (2000, 2000), (100, 100)])
def test_a_long_sentence_is_cut_around_its_figure(before: int, after: int) -> None:
    text = "word " * (before // 5) + "40 states" + " word" * (after // 5)
    claim = samples.claim("40 states", text, text=text, identifier="c1", verdict=Verdict.PASS, reason="r", message="m")
    part = excerpt(claim)
    assert part.figure == "40 states"
    assert len(part.before) + len(part.after) <= 340
    assert part.before.startswith("…") is (before > 300)
    assert part.after.endswith("…") is (after > 300)


@pytest.mark.parametrize(("url", "web"), [("https://a.org", True), ("HTTP://a.org", True), ("javascript:x", False),
                                          ("data:text/html,x", False), ("//a.org", False), ("http://[", False)])
def test_links(url: str, web: bool) -> None:
    assert is_web(url) is web


def test_every_reason_why_a_number_is_no_claim_has_its_words() -> None:
    assert set(words().not_claims) == set(NotClaimReason)
