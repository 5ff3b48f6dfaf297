"""All claims of an article together: explanations by neighbours, shared causes, consistency beside the verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.model import Basis, Claim
from factcheck.matching.model import Match, Reading
from factcheck.queries.algebra import Change, CountWhere, Query, Value
from factcheck.verification.article import verify_claims
from factcheck.verification.model import Finding, Verdict, Verification
from factcheck.verification.policy import Policy
from tests.verification.making import change, claim
from tests.verification.shelf import EARLY, month, permits, shelf

POLICY = Policy.default()
PUBLISHED = date(2025, 9, 16)

NOW, BEFORE = Value(of=permits()), Value(of=permits(as_of=EARLY))
OHIO = Value(of=permits(state="Ohio"))
GREW = Change(start=permits(as_of=EARLY), end=permits(), basis=Basis.PERCENT)


def verified(*read: tuple[Claim, Query]) -> Verification:
    matches = {one.id: Match(reading=Reading(query=query, score=1)) for one, query in read}
    return verify_claims([one for one, _ in read], matches, shelf(), POLICY, published=PUBLISHED)


def only(one: Claim, query: Query) -> Finding:
    return verified((one, query)).findings[0]


@pytest.mark.parametrize(("number", "options", "query", "reason", "value"), [
    ("240", {"bound": "about"}, NOW, "another_unit", "240"),
    ("240", {}, NOW, "another_unit", "240"),
    ("14", {}, BEFORE, "another_unit", "14"),
    ("90", {}, OHIO, "another_unit", "90"),
    ("2000", {"bound": "exact"}, NOW, "value_differs", None),       # one digit is no sign of a slipped zero
    ("91", {}, OHIO, "value_differs", None),                        # neither
    ("4", {"bound": "more_than"}, CountWhere(of=permits("permits"), over="state", threshold=Decimal(1)),
     "bound_not_met", None),
    ("200", {"bound": "more_than"}, NOW, "bound_not_met", None),    # the value is the number: nothing to look for
    ("237", {}, NOW, "neither_unit", "240"),    # true only of a snapshot after publication; 240 permits come near it
    ("262", {}, NOW, "value_differs", None),    # near nothing
])
def test_explanation(number: str, options: dict[str, str], query: Query, reason: str, value: str | None) -> None:
    finding = only(claim("c", number, **options), query)
    assert (finding.verdict, finding.reason) == (Verdict.FAIL, reason)
    assert (finding.explanation.value if finding.explanation else None) == (Decimal(value) if value else None)


def test_a_hedged_figure_is_explained_by_another_unit_that_is_near() -> None:
    near = claim("c", "1600", kind="change", unit="percent", bound="more_than", change=change("up", basis="percent"))
    finding = only(near, GREW)  # operators +1,566.7%, permits +1,614.3%
    assert finding.reason == "another_unit"
    assert finding.explanation is not None
    assert finding.explanation.message == (
        "For permits it is an increase of 1,614.3%, which is more than 1,600%.")
    far = claim("c", "1570", kind="change", unit="percent", bound="more_than", change=change("up", basis="percent"))
    strict = POLICY.model_copy(update={"explanation": POLICY.explanation.model_copy(
        update={"hedge_at_most": Decimal("0.01")})})
    found = verify_claims([far], {"c": Match(reading=Reading(query=GREW, score=1))}, shelf(), strict)
    assert found.findings[0].reason == "bound_not_met"


def test_the_sentence_tells_both() -> None:
    assert only(claim("c", "240", bound="about"), NOW).message == (
        "The reference has 200 operators with a permit in the United States as of 15 September 2025, not about 240; "
        "240 is the number of permits.")


def test_another_month_of_a_series() -> None:
    rate = claim("c", "5.3", kind="rate", unit="percent", precision="0.1")
    finding = only(rate, Value(of=month("2025-07", "rate")))
    assert finding.reason == "another_period"
    assert finding.explanation is not None
    assert finding.explanation.instead == "August 2025, not July 2025"


@pytest.mark.parametrize(("number", "instead"), [("10.5 million", "times 10"), ("105 thousand", "divided by 10")])
def test_a_slipped_power_of_ten(number: str, instead: str) -> None:
    digits, scale = number.split()
    size = Decimal(digits) * {"million": 10**6, "thousand": 10**3}[scale]
    one = claim("c", str(size), kind="measure", precision=str(Decimal(size) / 105))
    finding = only(one, Value(of=month("2025-08")))
    assert finding.reason == "factor_of_ten"
    assert finding.explanation is not None
    assert finding.explanation.instead == instead


def test_a_cause_is_told_once() -> None:
    result = verified((claim("c1", "240", bound="about"), NOW), (claim("c2", "14"), BEFORE), (claim("c3", "91"), OHIO),
                      (claim("c4", "200"), NOW))
    assert [(cause.reason, cause.claims, cause.message) for cause in result.causes] == [
        ("another_unit", ("c1", "c2"), "2 figures count permits, not operators.")]


def test_one_figure_is_no_shared_cause() -> None:
    assert verified((claim("c1", "240"), NOW), (claim("c2", "91"), OHIO)).causes == ()


def test_a_claim_fails_against_the_table_and_agrees_with_its_article() -> None:
    more = claim("c3", "1600", kind="change", unit="percent", bound="more_than", antecedent="c2",
                 change=change("up", basis="percent"))
    result = verified((claim("c1", "240", bound="about"), NOW), (claim("c2", "14", antecedent="c1"), BEFORE),
                      (more, GREW))
    assert [finding.verdict for finding in result.findings] == [Verdict.FAIL] * 3
    assert [(each.reason, each.holds) for each in result.findings[2].consistency] == [("change_holds", True)]
    assert result.causes[0].claims == ("c1", "c2", "c3")


def test_a_claim_without_a_match_is_unverifiable() -> None:
    findings = verify_claims([claim("c", "5")], {}, shelf(), POLICY).findings
    assert [(one.claim, one.verdict, one.reason) for one in findings] == [
        ("c", Verdict.UNVERIFIABLE, "no_reference")]


def test_the_result_survives_json() -> None:
    result = verified((claim("c1", "240", bound="about"), NOW), (claim("c2", "14", antecedent="c1"), BEFORE))
    assert Verification.model_validate_json(result.model_dump_json()) == result
    assert verified((claim("c1", "240", bound="about"), NOW), (claim("c2", "14", antecedent="c1"), BEFORE)) == result
