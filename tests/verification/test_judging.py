"""Claims held against a small library: verdict, code, reference and sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.model import Basis, Claim, Modality
from factcheck.matching.model import Feature, Match, NoMatch, Reading
from factcheck.queries.algebra import Change, CountWhere, Difference, Extreme, Query, Rank, Ratio, Share, Value
from factcheck.verification.judging import judge
from factcheck.verification.model import Finding, Verdict
from factcheck.verification.policy import Policy
from tests.verification.making import change, claim
from tests.verification.shelf import EARLY, LATE, month, permits, shelf

POLICY = Policy.default()
PUBLISHED = date(2025, 9, 16)


def read(query: Query, *, admissible: tuple[Query, ...] = (), brackets: tuple[Query, ...] = ()) -> Match:
    feature = Feature(name="measure_words", value=1.0, weight=0.5, detail="operator")
    return Match(reading=Reading(query=query, score=0.8, features=(feature,), brackets=brackets),
                 admissible=tuple(Reading(query=each, score=0.7) for each in admissible))


def found(one: Claim, match: Match | NoMatch, *, published: date | None = PUBLISHED) -> Finding:
    return judge(one, match, shelf(), POLICY, published=published)


def value(measure: str = "operators", as_of: str = LATE, **where: str) -> Value:
    return Value(of=permits(measure, as_of, **where))


def states(as_of: str = LATE) -> CountWhere:
    return CountWhere(of=permits("permits", as_of), over="state", threshold=Decimal(1))


def grown(measure: str, basis: str = "percent") -> Change:
    return Change(start=permits(measure, EARLY), end=permits(measure, LATE), basis=Basis(basis))


@pytest.mark.parametrize(("number", "options", "query", "verdict", "reason", "held"), [
    ("200", {}, value(), "pass", "matches_reference", "200"),
    ("200", {"bound": "about"}, value(), "pass", "matches_reference", "200"),
    ("150", {"bound": "more_than"}, value(), "pass", "matches_reference", "200"),
    ("50", {"bound": "more_than"}, value(), "pass", "understated_but_true", "200"),
    ("200", {"bound": "more_than"}, value(), "fail", "bound_not_met", "200"),
    ("4", {"bound": "more_than"}, states(), "fail", "bound_not_met", "4"),
    ("4", {}, states(), "pass", "matches_reference", "4"),
    ("60", {}, value(state="Ohio"), "pass", "matches_reference", "60"),
    ("50", {"kind": "share", "unit": "percent", "bound": "nearly", "figure": "Nearly half"},
     Share(part=permits("permits", type="full"), whole=permits("permits")), "pass", "matches_reference", "50"),
    ("70", {"kind": "share", "unit": "percent"},
     Share(part=permits("permits", type="full"), whole=permits("permits")), "fail", "value_differs", "50"),
    ("1", {"kind": "rank"}, Rank(of=permits("permits"), over="state", member="Ohio"), "pass", "matches_reference", "1"),
    ("3", {"kind": "rank"}, Rank(of=permits("permits"), over="state", member="Ohio"), "fail", "rank_differs", "1"),
    ("2", {"kind": "ratio", "unit": "times", "figure": "twice"},
     Ratio(numerator=permits("permits", state="Iowa"), denominator=permits("permits", state="Maine")),
     "pass", "matches_reference", "2"),
    ("3", {"unit": "time", "figure": "three times"},
     Ratio(numerator=permits("permits", state="Utah"), denominator=permits("permits", state="Maine")),
     "pass", "matches_reference", "3"),
    ("17", {"kind": "change", "figure": "17-fold", "change": change("up", basis="multiple")},
     Change(start=permits("permits", EARLY), end=permits("permits"), basis=Basis.MULTIPLE),
     "pass", "matches_reference", "17.14285714285714285714285714"),
    ("6", {"kind": "change", "figure": "sixfold", "change": change("up", basis="multiple")},
     Change(start=permits("permits", EARLY), end=permits("permits"), basis=Basis.MULTIPLE),
     "fail", "value_differs", "17.14285714285714285714285714"),
    ("15", {}, Difference(left=permits("permits", state="Ohio"), right=permits("permits", state="Utah")),
     "pass", "matches_reference", "15"),
    ("188", {"kind": "change", "change": change("up", basis="absolute")}, grown("operators", "absolute"),
     "pass", "matches_reference", "188"),
    ("188", {"kind": "change", "change": change("down", basis="absolute")}, grown("operators", "absolute"),
     "fail", "opposite_direction", "188"),
    ("5", {"kind": "change", "unit": "percent", "change": change("up", basis="percent")},
     Change(start=month("2025-07"), end=month("2025-08"), basis=Basis.PERCENT), "pass", "matches_reference", "5"),
    ("10", {"kind": "change", "unit": "percent", "change": change("down", basis="percent")},
     Change(start=month("2025-08"), end=month("2025-09"), basis=Basis.PERCENT), "pass", "matches_reference", "-10"),
    ("5.3", {"kind": "rate", "unit": "percent", "precision": "0.1", "change": change("down")},
     Value(of=month("2025-09", "rate")), "pass", "matches_reference", "5.25"),
])
def test_verdict(number: str, options: dict[str, object], query: Query, verdict: str, reason: str, held: str) -> None:
    result = found(claim("c", number, **options), read(query))
    assert (result.verdict, result.reason) == (verdict, reason)
    assert result.reference is not None
    assert abs(result.reference.value - Decimal(held)) < Decimal("1e-20")


def test_the_reference_is_whole() -> None:
    reference = found(claim("c", "200"), read(value())).reference
    assert reference is not None
    assert reference.dataset == "permits"
    assert reference.measure == "operators"
    assert reference.snapshot == LATE
    assert reference.as_of == date.fromisoformat(LATE)
    assert reference.unit == "operator"
    assert reference.publisher == "Permit Office"
    assert reference.url == f"https://example.org/permits/{LATE}"
    assert reference.sha256 == "0" * 64
    assert reference.score == 0.8
    assert [(f.name, f.contribution, f.detail) for f in reference.features] == [("measure_words", 0.5, "operator")]
    assert "operators" in reference.query
    assert reference.sql.lower().startswith(("select", "with"))


@pytest.mark.parametrize(("modality", "bound", "number", "verdict", "reason"), [
    ("forecast", "exact", "200", "unverifiable", "not_a_fact"),
    ("opinion", "exact", "200", "unverifiable", "not_a_fact"),
    ("question", "exact", "200", "unverifiable", "not_a_fact"),
    ("hypothetical", "exact", "200", "unverifiable", "not_a_fact"),
    ("negated", "exact", "200", "unverifiable", "negated"),
    ("negated", "more_than", "200", "pass", "matches_reference"),
    ("negated", "more_than", "199", "fail", "bound_not_met"),
    ("negated", "at_least", "200", "fail", "bound_not_met"),
    ("negated", "less_than", "200", "pass", "matches_reference"),
])
def test_modality(modality: str, bound: str, number: str, verdict: str, reason: str) -> None:
    result = found(claim("c", number, bound=bound, modality=Modality(modality)), read(value()))
    assert (result.verdict, result.reason) == (verdict, reason)


def test_no_match_keeps_its_reason_and_words() -> None:
    result = found(claim("c", "200"), NoMatch(reason="not_in_table", detail={"words": '"private"'}))
    assert (result.verdict, result.reason, result.reference) == (Verdict.UNVERIFIABLE, "not_in_table", None)
    assert '"private"' in result.message


def test_a_claim_fails_only_if_every_admissible_reading_fails() -> None:
    one = claim("c", "240")
    assert found(one, read(value())).verdict is Verdict.FAIL
    result = found(one, read(value(), admissible=(value("permits"),)))
    assert (result.verdict, result.reason) == (Verdict.PASS, "admissible_reading")
    assert result.reference is not None and result.reference.measure == "permits"
    assert found(one, read(value(), admissible=(value(state="Ohio"),))).verdict is Verdict.FAIL


def test_an_admissible_reading_without_a_value_has_not_failed() -> None:
    nowhere = Value(of=month("1999-01"))
    result = found(claim("c", "230"), read(value(), admissible=(nowhere,)))
    assert (result.verdict, result.reason) == (Verdict.UNVERIFIABLE, "missing_value")


@pytest.mark.parametrize(("number", "bound", "verdict", "reason"), [
    ("150", "exact", "pass", "between_snapshots"), ("12", "exact", "pass", "matches_reference"),
    ("100", "more_than", "pass", "between_snapshots"), ("230", "exact", "fail", "outside_snapshots"),
    ("200", "more_than", "fail", "bound_not_met"),
])
def test_between_two_snapshots(number: str, bound: str, verdict: str, reason: str) -> None:
    match = read(value(as_of=EARLY), brackets=(value(as_of=EARLY), value(as_of=LATE)))
    result = found(claim("c", number, bound=bound), match)
    assert (result.verdict, result.reason) == (verdict, reason)


@pytest.mark.parametrize(("number", "published", "verdict", "reason"), [
    ("1025123", date(2025, 10, 1), "unverifiable", "revised_since"),   # the vintage is of December
    ("1025123", date(2025, 12, 2), "fail", "value_differs"),            # known when the article appeared
    ("1025123", None, "fail", "value_differs"),
    ("1010123", date(2025, 10, 1), "fail", "value_differs"),            # more than is usually revised
    ("1050000", date(2025, 10, 1), "pass", "matches_reference"),
])
def test_vintages(number: str, published: date | None, verdict: str, reason: str) -> None:
    result = found(claim("c", number, kind="measure"), read(Value(of=month("2025-08"))), published=published)
    assert (result.verdict, result.reason) == (verdict, reason)
    assert result.reference is not None


def test_a_change_may_be_off_by_both_revisions() -> None:
    query = Change(start=month("2025-07"), end=month("2025-08"), basis=Basis.ABSOLUTE)
    for number, reason in (("8123", "revised_since"), ("7123", "far_off")):  # 30,000 times the root of two
        one = claim("c", number, kind="change", change=change("up", basis="absolute"))
        assert found(one, read(query), published=date(2025, 10, 1)).reason == reason


@pytest.mark.parametrize(("number", "options", "query", "message"), [
    ("300", {"bound": "about"}, value(),
     "The reference has 200 operators with a permit in the United States as of 15 September 2025, not about 300."),
    ("4", {"bound": "more_than"}, states(),
     "The reference has exactly 4 states with at least one permit on 15 September 2025, not more than 4."),
    ("900", {"kind": "change", "unit": "percent", "change": change("up", basis="percent")}, grown("operators"),
     "The reference has an increase of 1,566.7% in operators with a permit in the United States from 15 December 2024 "
     "to 15 September 2025, not 900%."),
    ("3", {"kind": "rank"}, Rank(of=permits("permits"), over="state", member="Ohio"),
     "The reference ranks Ohio first among states by permits as of 15 September 2025, not third."),
    ("1", {"kind": "rank"}, Extreme(of=month("2025-08")), "The reference ranks it highest (jobs) as of August 2025."),
    ("200", {}, value(), "The reference has 200 operators with a permit in the United States as of 15 September 2025."),
    ("10", {"kind": "change", "unit": "percent", "change": change("up", basis="percent")},
     Change(start=month("2025-08"), end=month("2025-09"), basis=Basis.PERCENT),
     "The reference shows a decrease of 10.0% in jobs from August 2025 to September 2025, not an increase of 10%."),
])
def test_sentence(number: str, options: dict[str, object], query: Query, message: str) -> None:
    assert found(claim("c", number, **options), read(query)).message.startswith(message.removesuffix("."))
