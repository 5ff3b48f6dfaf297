"""Corrected wordings: a table of phrases, and claims whose correction has to hold where the claim did not."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Basis, Modality
from claims.vocabulary import numbers
from factcheck.matching.model import Feature, Match, Reading
from factcheck.queries.algebra import Change, CountWhere, Query, Rank, Share, Value
from factcheck.verification.judging import judge
from factcheck.verification.model import Correction, Finding, Verdict
from factcheck.verification.policy import Policy
from factcheck.verification.rewriting import rewrite
from tests.verification.making import change, claim
from tests.verification.shelf import EARLY, LATE, month, permits, shelf

POLICY = Policy.default()
with (Path(__file__).parent / "cases" / "rewriting.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['figure']} is {case['value']}" for case in CASES])
def test_a_figure_with_another_number(case: dict[str, str]) -> None:
    one = claim("c", case["number"], figure=case["figure"], bound=case["bound"], kind=case["kind"])
    made = rewrite(one, Decimal(case["value"]), noun=case["noun"] or None)
    assert (made.figure if made else "") == case["expected"]


def found(query: Query, number: str, **options: object) -> Finding:
    several = (Reading(query=value(), score=0.7),) if options.pop("several", False) else ()
    brackets = (value(as_of=EARLY),) if options.pop("between", False) else ()
    far = int(str(options.pop("beyond", 0)))
    topic = (Feature(name="topic", value=float(str(options.pop("topic", 1))), weight=2),
             Feature(name="linked_claim", value=float(str(options.pop("linked", 0))), weight=1))
    match = Match(reading=Reading(query=query, score=0.8, brackets=brackets, features=topic, beyond_days=far),
                  admissible=several)
    return judge(claim("c", number, **options), match, shelf(), POLICY)


def value(measure: str = "operators", as_of: str = LATE, **where: str) -> Value:
    return Value(of=permits(measure, as_of, **where))


STATES = CountWhere(of=permits("permits"), over="state", threshold=Decimal(1))
FULL = Share(part=permits("permits", type="full"), whole=permits("permits"))
GROWTH = Change(start=month("2025-07"), end=month("2025-08"), basis=Basis.PERCENT)


@pytest.mark.parametrize(("query", "number", "options", "expected"), [
    (value(), "240", {"figure": "240 operators", "unit": "operator"},
     ("200 operators under 240 permits", "200 operators", "200 operators")),
    (value(), "240", {"figure": "about 240 firms", "bound": "about", "unit": "firm"},
     ("200 operators under 240 permits", "200 operators", "200 operators")),
    (value(), "333", {"figure": "333 operators", "unit": "operator"},
     ("200 operators", "200 operators", "200 operators")),
    (value("permits", state="Ohio"), "77", {"figure": "77 permits", "unit": "permit"},
     ("90 permits", "90 permits", "90 permits")),
    (STATES, "4", {"figure": "more than 4 states", "bound": "more_than"}, ("4 states", "4 states", "4 states")),
    (FULL, "70", {"figure": "70 percent", "kind": "share", "unit": "percent"}, ("50 percent", "50.0%", "50 percent")),
    (FULL, "75", {"figure": "three-quarters", "kind": "share", "unit": "percent"}, ("50.0%", "50.0%", None)),
    (Rank(of=permits("permits"), over="state", member="Ohio"), "3", {"figure": "third", "kind": "rank"},
     ("first", "first", "first")),
    (GROWTH, "9", {"figure": "9%", "kind": "change", "unit": "percent", "change": change("up", basis="percent")},
     ("5%", "an increase of 5.0%", "5%")),
])
def test_what_is_suggested(query: Query, number: str, options: dict[str, object],
                           expected: tuple[str, str, str | None]) -> None:
    finding = found(query, number, **options)
    suggested, exact, figure = expected
    assert finding.verdict is Verdict.FAIL
    assert finding.correction == Correction(suggested=suggested, exact=exact, figure=figure)


@pytest.mark.parametrize(("query", "number", "options"), [
    (value(), "200", {}),
    (value(), "333", {"quoted": True, "speaker": "Ann Bell"}),
    (value(), "333", {"several": True}),
    (value(), "333", {"between": True}),
    (value(), "150", {"modality": Modality.NEGATED, "bound": "more_than", "figure": "more than 150"}),
    (GROWTH, "5", {"figure": "5%", "kind": "change", "unit": "percent", "change": change("down", basis="percent")}),
    (value(), "333", {"topic": "0.3"}),
    (value(), "999", {"beyond": 90}),
], ids=["passes", "quoted", "several readings", "between snapshots", "denied", "other way", "topic elsewhere",
        "of another day"])
def test_where_it_is_not_certain_nothing_is_suggested(query: Query, number: str, options: dict[str, object]) -> None:
    assert found(query, number, **options).correction is None


def test_what_a_linked_figure_speaks_of_is_certain_enough() -> None:
    assert found(value(), "333", topic="0.3", linked=1).correction is not None


def test_a_range_has_no_one_number_to_put_right() -> None:
    assert rewrite(claim("c", "40", high="50", figure="40 to 50 agencies"), Decimal(61)) is None


@given(number=st.integers(10, 999_999), value=st.integers(2, 999_999),
       hedge=st.sampled_from([("", "exact"), ("about ", "about"), ("more than ", "more_than"), ("nearly ", "nearly"),
                              ("fewer than ", "less_than"), ("at least ", "at_least"), ("up to ", "at_most")]))
def test_a_rewritten_figure_says_its_number_and_stays_on_the_true_side(number: int, value: int,
                                                                       hedge: tuple[str, str]) -> None:
    words, bound = hedge
    one = claim("c", str(number), figure=f"{words}{number:,} agencies", bound=bound, unit="agency")
    made = rewrite(one, Decimal(value))
    assert made is not None
    (read,) = numbers.find(made.figure)
    assert read.low == made.number
    if made.bound.value in ("more_than", "at_least"):
        assert made.number < value and made.figure.startswith(words)
    elif made.bound.value in ("less_than", "at_most", "nearly"):
        assert made.number > value and made.figure.startswith(words)
    elif made.bound.value == "about":
        assert abs(made.number - value) <= Decimal("0.05") * value
    else:
        assert made.number == value and not made.figure.startswith(tuple(w for w, _ in [hedge] if w))
