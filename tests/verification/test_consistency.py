"""An article against itself: what contradicts, what agrees, and what says nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.model import Claim, Kind, Modality, Quantity
from factcheck.verification.consistency import consistency
from factcheck.verification.policy import Policy
from tests.verification.making import change, claim, country, state, year

POLICY = Policy.default()


def codes(*claims: Claim) -> dict[str, list[tuple[str, str, bool]]]:
    found = consistency(claims, POLICY)
    return {key: [(each.with_, each.reason, each.holds) for each in results] for key, results in found.items()}


def grew(number: str, *, bound: str = "exact", **options: str) -> Claim:
    return claim("c3", number, kind="change", bound=bound, unit="percent", antecedent="c2",
                 change=change("up", basis="percent"), precision=options.get("precision", "1"))


NOW = claim("c1", "1000", bound="about", head="department", counted="departments")
BEFORE = claim("c2", "135", antecedent="c1", change=change("up", start="135"))


@pytest.mark.parametrize(("bound", "percent", "holds"), [
    ("more_than", "600", True), ("exact", "640", True), ("exact", "600", True), ("about", "650", True),
    ("more_than", "900", False), ("exact", "400", False), ("less_than", "500", False), ("nearly", "500", False),
])
def test_a_change_against_the_levels_it_leans_on(bound: str, percent: str, holds: bool) -> None:
    code = "change_holds" if holds else "change_contradicts"
    assert codes(NOW, BEFORE, grew(percent, bound=bound)) == {"c3": [("c2", code, holds)]}


def test_the_message_names_both_figures() -> None:
    found = consistency((NOW, BEFORE, grew("600", bound="more_than")), POLICY)["c3"][0]
    assert found.message == "135 to about 1,000 is an increase of 641%, which is more than 600%."
    wrong = consistency((NOW, BEFORE, grew("900")), POLICY)["c3"][0]
    assert wrong.message == "135 to about 1,000 is an increase of 641%, which is not 900%."


@pytest.mark.parametrize(("bound", "end", "holds"), [
    ("more_than", "410", True), ("more_than", "800", False), ("exact", "450", True), ("less_than", "410", False),
])
def test_halved_is_two_times_less_and_its_bound_goes_along(bound: str, end: str, holds: bool) -> None:
    ends = claim("c1", "900", sentence="s"), claim("c2", end, sentence="s")
    halved = claim("c3", "0.5", kind="change", unit=None, bound=bound, sentence="s", precision="0.1",
                   change=change("down", start="900", end=end, basis="multiple"))
    assert codes(*ends, halved) == {"c3": [("c2", "change_holds" if holds else "change_contradicts", holds)]}


@pytest.mark.parametrize(("number", "unit", "basis", "direction", "start", "end", "holds"), [
    ("609", "percent", "percent", "up", "135", "958", True),
    ("690", "percent", "percent", "up", "135", "958", False),
    ("6.1", "percent", "percent", "down", "1000000", "939000", True),
    ("6.1", "percent", "percent", "up", "1000000", "939000", False),
    ("823", None, "absolute", "up", "135", "958", True),
    ("832", None, "absolute", "up", "135", "958", False),
    ("42", None, "absolute", "down", "958", "916", True),
    ("7", "times", "multiple", "up", "135", "958", True),
    ("3", "times", "multiple", "up", "135", "958", False),
    ("7", None, "multiple", "up", "135", "958", True),
    ("2", None, "multiple", "up", "135", "958", False),
    ("2", "times", "multiple", "down", "958", "480", True),
    ("4", "times", "multiple", "down", "958", "480", False),
])
def test_a_change_with_its_own_endpoints(number: str, unit: str | None, basis: str, direction: str, start: str,
                                         end: str, holds: bool) -> None:
    one = claim("c1", start, sentence="s")
    two = claim("c2", end, sentence="s")
    three = claim("c3", number, kind="change", unit=unit, sentence="s", precision="0.1" if "." in number else "1",
                  change=change(direction, start=start, end=end, basis=basis))
    assert codes(one, two, three) == {"c3": [("c2", "change_holds" if holds else "change_contradicts", holds)]}


def test_percent_and_points_are_not_the_same() -> None:
    one = claim("c1", "4.1", kind="rate", unit="percent", sentence="s", precision="0.1")
    two = claim("c2", "5.2", kind="rate", unit="percent", sentence="s", precision="0.1")
    points = claim("c3", "1.1", kind="change", unit="percentage point", sentence="s", precision="0.1",
                   change=change("up", start="4.1", end="5.2", basis="percentage_points"))
    percent = claim("c4", "1.1", kind="change", unit="percent", sentence="s", precision="0.1",
                    change=change("up", start="4.1", end="5.2", basis="percent"))
    assert codes(one, two, points, percent) == {
        "c3": [("c2", "change_holds", True)], "c4": [("c2", "change_contradicts", False)]}


def test_the_claims_that_state_the_ends_are_taken_where_they_are_known() -> None:
    more = grew("400").model_copy(update={"start_claim": "c2", "end_claim": "c1", "antecedent": None})
    assert codes(NOW, BEFORE, more) == {"c3": [("c1", "change_contradicts", False)]}
    named = more.model_copy(update={"start_claim": None, "change": change("up", start="200", basis="percent")})
    assert codes(NOW, BEFORE, named) == {"c3": [("c1", "change_holds", True)]}
    other = BEFORE.model_copy(update={"head": "agreement"})
    assert codes(NOW, other, more) == {}


def test_periods_say_which_end_is_first() -> None:
    now = claim("c1", "80", period=year(2025))
    before = claim("c2", "100", period=year(2024), antecedent="c1")
    assert codes(now, before, grew("25")) == {"c3": [("c2", "change_contradicts", False)]}
    dated_other = claim("c2", "100", period=year(2026), antecedent="c1")
    assert codes(now, dated_other, grew("25")) == {"c3": [("c2", "change_holds", True)]}


@pytest.mark.parametrize("claims", [
    (NOW, grew("600")),                                            # one end only
    (NOW, BEFORE, claim("c4", "171", antecedent="c2")),            # no change
    (NOW, claim("c2", "4", kind="rate", unit="percent", antecedent="c1"), grew("600")),
    (NOW, claim("c2", "0", antecedent="c1"), grew("600")),         # from nothing there is no percentage
    (claim("c1", "1000", antecedent="c2"), claim("c2", "135", antecedent="c1")),  # leaning on each other
    (NOW, BEFORE, grew("900").model_copy(update={"modality": Modality.FORECAST})),
])
def test_what_says_nothing(claims: tuple[Claim, ...]) -> None:
    assert codes(*claims) == {}


@pytest.mark.parametrize(("percent", "bound", "figure", "holds"), [
    ("32", "exact", "32%", True), ("31.5", "exact", "31.5%", True), ("42", "exact", "42%", False),
    ("50", "more_than", "a majority", False), ("33.333", "exact", "a third", False),
    ("33.333", "nearly", "nearly a third", True), ("50", "exact", "half", False),
])
def test_a_share_against_part_and_whole(percent: str, bound: str, figure: str, holds: bool) -> None:
    part = claim("c1", "262", whole_quantity=Quantity(low=Decimal(831), high=Decimal(831)))
    share = claim("c2", percent, kind="share", unit="percent", bound=bound, figure=figure, antecedent="c1",
                  precision="0.1" if "." in percent else "1")
    assert codes(part, share) == {"c2": [("c1", "share_holds" if holds else "share_contradicts", holds)]}


def test_a_part_larger_than_its_whole() -> None:
    whole = claim("c1", "300", sentence="s")
    part = claim("c2", "325", sentence="s", whole_quantity=Quantity(low=Decimal(300), high=Decimal(300)))
    assert codes(whole, part) == {"c2": [("c1", "part_exceeds_whole", False)]}
    fits = part.model_copy(update={"quantity": Quantity(low=Decimal(299), high=Decimal(299))})
    assert codes(whole, fits) == {}


@pytest.mark.parametrize(("total", "contradicts"), [("1000", False), ("496", False), ("450", True), ("485", False)])
def test_parts_against_the_whole(total: str, contradicts: bool) -> None:
    whole = claim("c1", total, head="agency", places=country())
    first = claim("c2", "325", head="agency", places=state("FL"))
    second = claim("c3", "171", head="agency", places=state("TX"), antecedent="c2")
    assert codes(whole, first, second) == ({"c3": [("c1", "parts_exceed_whole", False)]} if contradicts else {})


def test_parts_of_the_same_place_are_no_parts() -> None:
    whole = claim("c1", "450", head="agency", places=country())
    first = claim("c2", "325", head="agency", places=state("FL"))
    second = claim("c3", "171", head="agency", places=state("FL"), antecedent="c2", categories=("sheriff",))
    assert codes(whole, first, second) == {}


def test_the_same_thing_with_two_values() -> None:
    first = claim("c1", "325", head="agency", places=state("FL"), period=year(2025))
    second = claim("c2", "262", head="agency", places=state("FL"), period=year(2025))
    assert codes(first, second) == {"c2": [("c1", "stated_twice", False)]}


@pytest.mark.parametrize("options", [
    {"places": state("TX"), "period": year(2025)}, {"places": state("FL"), "period": year(2024)},
    {"places": state("FL"), "period": year(2025), "speaker": "A spokesman"},
    {"places": state("FL"), "period": year(2025), "modifiers": ("rural",)},
    {"places": state("FL"), "period": year(2025), "antecedent": "c1"},
])
def test_other_things_may_have_other_values(options: dict[str, object]) -> None:
    first = claim("c1", "325", head="agency", places=state("FL"), period=year(2025))
    assert codes(first, claim("c2", "262", head="agency", **options)) == {}


def test_a_rounded_and_an_exact_number_agree() -> None:
    first = claim("c1", "1000", head="agency", bound="about", kind=Kind.COUNT)
    assert codes(first, claim("c2", "957", head="agency")) == {}
