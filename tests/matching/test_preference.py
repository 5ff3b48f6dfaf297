"""Preference: which of several readings is taken, what an article's other claims add, and when nothing is chosen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.matching.model import Match, NoMatch
from factcheck.references.library import References
from tests.matching.making import EARLY, LATE, berths, claim, counts, dataset, match, told


@pytest.mark.parametrize(("period", "expected"), [
    (LATE, "berths.berths 2025-09-15"),
    (EARLY, "berths.berths 2024-12-15"),
    ("2025-03-01", "counts.berths 2025-03-01 state=United States"),
    ("2025-08-31", "counts.berths 2025-08-31 state=United States"),
    ("2025-03-10", "counts.berths 2025-03-01 state=United States"),
])
def test_of_two_tables_of_one_fact_the_fresher_then_the_nearer_to_the_source(
    harbor: References, period: str, expected: str
) -> None:
    (found,) = match(harbor, claim("Ferries use 7 berths.", "7", "berths", period=period), published=date(2026, 1, 1))
    assert told(found) == expected


def test_what_only_the_nearer_table_can_express_is_asked_of_it(harbor: References) -> None:
    (found,) = match(harbor, claim("Ferries use 7 night berths.", "7", "night berths"))
    assert told(found) == "berths.berths 2025-09-15 kind=Night"


def test_readings_that_were_not_taken_are_kept(harbor: References) -> None:
    (found,) = match(harbor, claim("Ferries use 7 berths.", "7", "berths"))
    assert isinstance(found, Match)
    assert [told(Match(reading=each)) for each in found.rejected] == ["counts.berths 2025-09-15 state=United States"]


def _rival(root: Path) -> Path:
    return dataset(root, "yachts", {LATE: [{"state": "Ohio", "yacht": "a"}]}, topic=("ferry", "ferries"),
                   topic_required=True, time={"kind": "as_of", "instant": True, "max_age_days": 45},
                   measures=({"name": "slips", "title": "yacht berths", "aggregate": "count", "unit": "berth",
                              "words": ["berth"]},))


def test_two_sources_that_are_equally_good_are_ambiguous(tmp_path: Path) -> None:
    berths(tmp_path)
    _rival(tmp_path)
    (found,) = match(References.open(tmp_path), claim("Ferries use 7 berths.", "7", "berths"))
    assert isinstance(found, NoMatch)
    assert found.reason == "ambiguous"
    assert len(found.rejected) == 2
    assert "yacht berths" in found.detail["readings"]


def test_an_article_that_speaks_of_one_source_settles_it(tmp_path: Path) -> None:
    berths(tmp_path)
    _rival(tmp_path)
    operators = [claim(f"Ferries: {number} operators in Ohio.", str(number), "operators", places=("Ohio",),
                       id=f"x{number}") for number in (3, 4, 5)]
    found = match(References.open(tmp_path), *operators, claim("Ferries use 7 berths.", "7", "berths", id="y"))[-1]
    assert told(found) == "berths.berths 2025-09-15"
    assert isinstance(found, Match)
    assert next(f.value for f in found.reading.features if f.name == "article_speaks_of_it") == 1


def test_what_leans_on_a_claim_that_no_table_holds_is_not_held_either(roster: References) -> None:
    boats = claim("Ferries carry 7 lifeboats in Ohio.", "7", "lifeboats", places=("Ohio",), id="a")
    another = claim("Texas has another 9.", "9", "berths", inherited=True, antecedent="a", places=("Texas",), id="b")
    assert told(match(roster, boats, another)[1]) == "no_reference"


def test_a_claim_that_leans_on_a_match_scores_for_it(roster: References) -> None:
    first = claim("Ferries use 7 berths in Ohio.", "7", "berths", places=("Ohio",), id="a")
    another = claim("Texas has another 9.", "9", "berths", inherited=True, antecedent="a", places=("Texas",), id="b")
    found = match(roster, first, another)[1]
    assert told(found) == "berths.berths 2025-09-15 state=Texas"
    assert isinstance(found, Match)
    assert next(f.value for f in found.reading.features if f.name == "linked_claim") == 1


def test_the_worst_refusal_is_told(harbor: References) -> None:
    """Two tables: one has no such category, both no such place."""
    (found,) = match(harbor, claim("Ferries use 7 night berths in Canada.", "7", "night berths", places=("Canada",)))
    assert told(found) == "not_in_table: “Canada”"


def test_the_order_of_the_claims_changes_nothing(harbor: References) -> None:
    given = [claim("Ferries use 7 berths in Ohio.", "7", "berths", places=("Ohio",), id="a"),
             claim("Ferries have 4 operators.", "4", "operators", id="b"),
             claim("Half of the berths at ferries are night berths.", "Half", "berths", kind="share", whole="berths",
                   id="c")]
    forward = match(harbor, *given)
    backward = match(harbor, *reversed(given))
    assert [told(f) for f in forward] == [told(f) for f in reversed(backward)]


def test_an_empty_library_and_no_claims(tmp_path: Path) -> None:
    assert match(References(()), claim("Ferries use 7 berths.", "7", "berths")) == [NoMatch(reason="no_reference")]
    assert match(References.open(counts(tmp_path))) == []
