"""Shapes: the query that a claim of each kind asks, from the same measure, place and time."""

from __future__ import annotations

from typing import Any

import pytest

from claims.model import Bound, Change, Condition, Quantity, Rank
from factcheck.matching.model import Match, NoMatch
from factcheck.queries import algebra
from factcheck.queries.evaluation import evaluate
from factcheck.references.library import References
from tests.matching.making import claim, match, period, told

SEPTEMBER = "2025-09-15"


def _query(found: Match | NoMatch) -> algebra.Query:
    assert isinstance(found, Match), found
    return found.reading.query


def _value(found: Match | NoMatch, library: References) -> object:
    result = evaluate(_query(found), library)
    return getattr(result, "value", result)


def test_a_count_is_a_value(roster: References) -> None:
    (found,) = match(roster, claim("Ferries use 7 berths in Ohio.", "7", "berths", places=("Ohio",)))
    assert told(found) == "berths.berths 2025-09-15 state=Ohio"
    assert _value(found, roster) == 10


# --- shares ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sentence", "whole", "places", "expected", "value"), [
    ("Half of the berths for ferries are night berths.", "berths", (),
     "share(berths.berths 2025-09-15 kind=Night; berths.berths 2025-09-15)", 50),
    ("Half of the Ohio berths for ferries are night berths.", "berths", ("Ohio",),
     "share(berths.berths 2025-09-15 state=Ohio kind=Night; berths.berths 2025-09-15 state=Ohio)", 50),
    ("Half of the nation’s berths for ferries are in Ohio.", "berths", ("Ohio",),
     "share(berths.berths 2025-09-15 state=Ohio; berths.berths 2025-09-15)", None),
])
def test_shares_of_a_whole(roster: References, sentence: str, whole: str, places: tuple[str, ...], expected: str,
                           value: int | None) -> None:
    given = claim(sentence, "Half", whole, kind="share", unit="percent", whole=whole, places=places)
    (found,) = match(roster, given)
    assert told(found) == expected
    assert value is None or _value(found, roster) == value


@pytest.mark.parametrize(("sentence", "places", "expected"), [
    ("Half of the berths are old ferry berths.", (), "not_in_table"),
    ("Ohio has half of the berths that ferries use.", ("Ohio",), "not_in_table"),
    ("Half of the states have a berth for ferries.", (), "not_in_table"),
])
def test_shares_of_nothing_that_the_table_tells(roster: References, sentence: str, places: tuple[str, ...],
                                                expected: str) -> None:
    figure = "half" if "half" in sentence else "Half"
    whole = "states" if "states" in sentence else "berths"
    (found,) = match(roster, claim(sentence, figure, whole, kind="share", whole=whole, places=places))
    assert isinstance(found, NoMatch)
    assert found.reason == expected


# --- counted members -------------------------------------------------------------------------------------------------


def _condition(bound: str, number: str) -> Condition:
    return Condition(text=f"{number} berths", counted="berths", quantity=Quantity(low=number, high=number,
                                                                                  bound=Bound(bound)))


@pytest.mark.parametrize(("counted", "fields", "comparison", "threshold", "value"), [
    ("states", {}, ">=", 1, 3),
    ("states", {"condition": _condition("at_least", "8")}, ">=", 8, 2),
    ("states", {"condition": _condition("more_than", "8")}, ">", 8, 1),
    ("states", {"condition": _condition("less_than", "8")}, "<", 8, 1),
    ("states", {"condition": _condition("at_most", "8")}, "<=", 8, 2),
    ("kinds", {}, ">=", 1, 2),
])
def test_members_are_counted(roster: References, counted: str, fields: dict[str, Any], comparison: str,
                             threshold: int, value: int) -> None:
    given = {"predicate": "have berths for ferries", **fields}
    (found,) = match(roster, claim(f"7 {counted} have berths for ferries.", "7", counted, **given))
    query = _query(found)
    assert isinstance(query, algebra.CountWhere)
    assert str(query.comparison) == comparison
    assert query.threshold == threshold
    assert query.over == {"states": "state", "kinds": "kind"}[counted]
    assert _value(found, roster) == value


def test_members_with_nothing_are_in_no_table(roster: References) -> None:
    """A list of what there is holds no row for a state that has none: to count those rows would always give 0."""
    given = claim("7 states have no berths for ferries.", "7", "states", predicate="have no berths for ferries")
    (found,) = match(roster, given)
    assert told(found) == "not_in_table: “no”"


def test_territories_are_no_states(roster: References) -> None:
    (found,) = match(roster, claim("7 states have berths for ferries.", "7", "states"))
    query = _query(found)
    assert isinstance(query, algebra.CountWhere)
    assert set(query.group) == {"Ohio", "Maine", "Texas"}


def test_members_of_the_measure_that_the_clause_names(roster: References) -> None:
    (found,) = match(roster, claim("7 states have ferry operators.", "7", "states"))
    query = _query(found)
    assert isinstance(query, algebra.CountWhere)
    assert query.of.measure == "operators"


def test_members_within_a_category(roster: References) -> None:
    (found,) = match(roster, claim("7 states have night berths for ferries.", "7", "states"))
    assert told(found) == "count_where(berths.berths 2025-09-15 kind=Night)"


# --- ranks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "order", "value"), [
    ("Ohio", "highest", 1), ("Texas", "highest", 2), ("Maine", "highest", 3), ("Maine", "lowest", 1),
    ("Ohio", "lowest", 3)])
def test_ranks_among_states(roster: References, place: str, order: str, value: int) -> None:
    given = claim(f"{place} ranks first in berths for ferries.", "first", "berths", kind="rank", places=(place,),
                  rank=Rank(order=order, among="state", subject=place))
    (found,) = match(roster, given)
    query = _query(found)
    assert isinstance(query, algebra.Rank)
    assert (query.member, query.over, query.of.where) == (place, "state", ())
    assert _value(found, roster) == value


@pytest.mark.parametrize(("fields", "reason"), [
    ({"rank": Rank(order="highest", among="county")}, "not_in_table: “county”"),
    ({"rank": Rank(order="highest", since=period("2019-01-01..2019-12-31"))}, "not_in_table"),
    ({"rank": Rank(order="highest"), "places": ()}, "not_in_table: “first”"),
    ({"rank": Rank(order="highest"), "places": ("Ohio", "Maine")}, "not_in_table: “first”"),
])
def test_ranks_that_the_table_cannot_give(roster: References, fields: dict[str, Any], reason: str) -> None:
    given = {"places": ("Ohio",), **fields}
    (found,) = match(roster, claim("Ohio ranks first in berths for ferries.", "first", "berths", kind="rank", **given))
    assert told(found).startswith(reason)


def test_a_rank_that_names_no_measure_is_of_what_the_article_is_about(roster: References) -> None:
    first = claim("Ferries use 7 berths in Ohio.", "7", "berths", places=("Ohio",))
    rank = claim("Texas comes second.", "second", kind="rank", places=("Texas",), rank=Rank(order="highest"))
    assert told(match(roster, first, rank)[1]) == "rank(berths.berths 2025-09-15)"
    assert told(match(roster, rank)[0]) == "no_reference"


# --- changes ---------------------------------------------------------------------------------------------------------


def _change(sentence: str, figure: str, counted: str | None = "berths", **fields: Any) -> Any:
    change = Change.model_validate({"direction": "up", "by": "50", "basis": fields.pop("basis", "percent")})
    return claim(sentence, figure, counted, kind="change", unit="percent", change=change, **fields)


def test_a_change_whose_times_are_both_stated(roster: References) -> None:
    given = _change("Berths for ferries rose 50%.", "50%", baseline="2024-12-15", period=SEPTEMBER, id="c9")
    (found,) = match(roster, given)
    assert told(found) == "change(berths.berths 2025-09-15; berths.berths 2024-12-15)"
    assert _value(found, roster) == 140


def test_a_change_between_two_claims_takes_their_queries(roster: References) -> None:
    start = claim("Ferries used 7 berths in Ohio last year.", "7", "berths", places=("Ohio",), period="2024-12-15",
                  id="a")
    end = claim("Ferries now use 9 berths in Ohio.", "9", "berths", places=("Ohio",), id="b")
    size = _change("That is an increase of 50%.", "50%", start_claim="a", end_claim="b", antecedent="a",
                   inherited=True, id="z")
    found = match(roster, start, end, size)[2]
    assert told(found) == "change(berths.berths 2025-09-15 state=Ohio; berths.berths 2024-12-15 state=Ohio)"


def test_a_change_with_one_end_stated_looks_for_the_other(roster: References) -> None:
    start = claim("Ferries used 7 berths in Ohio last year.", "7", "berths", places=("Ohio",), period="2024-12-15",
                  id="a")
    size = _change("The number of berths has risen 50%.", "50%", start_claim="a", antecedent="a", id="z",
                   places=("Ohio",))
    found = match(roster, start, size)[1]
    assert told(found) == "change(berths.berths 2025-09-15 state=Ohio; berths.berths 2024-12-15 state=Ohio)"


def test_a_change_counted_from_no_time_is_unresolved(roster: References) -> None:
    (found,) = match(roster, _change("Berths for ferries rose 50%.", "50%"))
    assert isinstance(found, NoMatch)
    assert found.reason == "unresolved_time"


def test_a_change_of_a_year_in_an_annual_series(series: References) -> None:
    from datetime import date

    given = _change("In one year the census number of residents rose 50%.", "50%", "residents")
    (found,) = match(series, given, title="Census", published=date(2025, 2, 1))
    assert told(found) == "change(people.people 2024 state=United States; people.people 2023 state=United States)"


def test_a_change_that_ends_before_it_starts_is_none(roster: References) -> None:
    given = _change("Berths for ferries rose 50%.", "50%", baseline=SEPTEMBER, period="2024-12-15")
    (found,) = match(roster, given)
    assert told(found) == "not_in_table: “50%”"


def test_a_change_of_what_no_table_holds(roster: References) -> None:
    given = _change("Wages of ferry captains rose 50%.", "50%", "wages", baseline="2024-12-15", period=SEPTEMBER)
    (found,) = match(roster, given)
    assert isinstance(found, NoMatch)
    assert found.reason == "no_reference"


def test_each_end_of_a_change_is_asked_of_the_table_that_holds_its_day(harbor: References) -> None:
    given = _change("Berths for ferries rose 50%.", "50%", baseline="2025-03-01", period=SEPTEMBER)
    (found,) = match(harbor, given)
    assert told(found) == "change(berths.berths 2025-09-15; counts.berths 2025-03-01 state=United States)"


@pytest.mark.parametrize("basis", ["absolute", "percent", "percentage_points", "multiple"])
def test_the_basis_is_the_claims(roster: References, basis: str) -> None:
    given = _change("Berths for ferries rose 50%.", "50%", baseline="2024-12-15", period=SEPTEMBER, basis=basis)
    query = _query(match(roster, given)[0])
    assert isinstance(query, algebra.Change)
    assert query.basis.value == basis
