"""Slots: where, and of which kind. What a claim states and a table cannot tell apart rules the table out."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.references.library import References
from tests.matching.making import claim, match, told


@pytest.mark.parametrize(("places", "expected"), [
    ((), "berths.berths 2025-09-15"),
    (("United States",), "berths.berths 2025-09-15"),
    (("Ohio",), "berths.berths 2025-09-15 state=Ohio"),
    (("Ohio", "Texas"), "berths.berths 2025-09-15 state=Ohio|Texas"),
    (("Puerto Rico",), "berths.berths 2025-09-15 state=Puerto Rico"),
    (("Vermont",), "berths.berths 2025-09-15 state=Vermont"),
    (("Ohio 1, Ohio",), "berths.berths 2025-09-15 county=Ohio 1 state=Ohio"),
    (("Canada",), "not_in_table: “Canada”"),
    (("Ohio", "Canada"), "not_in_table: “Canada”"),
    (("Springfield",), "not_in_table: “Springfield”"),
    (("Guam",), "not_in_table: “Guam”"),
])
def test_places_of_a_roster(roster: References, places: tuple[str, ...], expected: str) -> None:
    """A roster is complete, so that a state without a row has none; what is no peer of its members is missing."""
    (found,) = match(roster, claim("The harbor board lists 7 berths for ferries.", "7", "berths", places=places))
    assert sorted(told(found).split()) == sorted(expected.split())


@pytest.mark.parametrize(("places", "expected"), [
    ((), "counts.berths 2025-09-15 state=United States"),
    (("United States",), "counts.berths 2025-09-15 state=United States"),
    (("Ohio",), "counts.berths 2025-09-15 state=Ohio"),
    (("Vermont",), "not_in_table: “Vermont”"),
    (("Ohio 1, Ohio",), "not_in_table: “Ohio 1, Ohio”"),
])
def test_places_of_a_table_with_totals(tmp_path: Any, places: tuple[str, ...], expected: str) -> None:
    from tests.matching.making import counts

    library = References.open(counts(tmp_path))
    (found,) = match(library, claim("The harbor board lists 7 berths for ferries.", "7", "berths", places=places))
    assert told(found) == expected


@pytest.mark.parametrize(("places", "expected"), [
    ((), "jobs.jobs 2025-08"),
    (("United States",), "jobs.jobs 2025-08"),
    (("Ohio",), "not_in_table: “Ohio”"),
    (("Canada",), "not_in_table: “Canada”"),
])
def test_places_of_a_table_that_tells_none_apart(series: References, places: tuple[str, ...], expected: str) -> None:
    (found,) = match(series, claim("The job market has 7 jobs.", "7", "jobs", places=places), title="Job market")
    assert told(found) == expected


NIGHT, DAY, ALL = (f"berths.berths 2025-09-15{where}" for where in (" kind=Night", " kind=Day", ""))


@pytest.mark.parametrize(("sentence", "figure", "counted", "fields", "expected"), [
    ("The harbor board lists 7 night berths.", "7", "night berths", {}, NIGHT),
    ("The harbor board lists 7 day berths.", "7", "day berths", {}, DAY),
    ("The harbor board lists 7 berths for night ferries.", "7", "berths", {}, NIGHT),
    ("For night ferries the harbor board lists 7 berths.", "7", "berths", {}, NIGHT),
    ("The harbor board lists 7 day berths for night ferries.", "7", "day berths", {}, DAY),
    ("Of night berths at ferries, 5 are in use and 7 new.", "7", "berths",
     {"before": None, "after": "new", "shared": "Of night berths at ferries,"}, NIGHT),
    ("Of night berths at ferries, 5 are in use, and by day 7.", "7", "berths",
     {"before": "by day", "after": None, "shared": "Of night berths at ferries,"}, DAY),
    ("The harbor board lists 5 berths by day and 7 berths.", "7", "berths",
     {"before": None, "after": None, "shared": "The harbor board lists"}, ALL),
    ("The harbor board lists 7 berths.", "7", "berths", {}, ALL),
    ("The harbor board lists 7 berths for day and night ferries.", "7", "berths", {}, ALL + " kind=Day|Night"),
])
def test_categories_by_their_own_words_then_near_ones_then_shared_ones(
    roster: References, sentence: str, figure: str, counted: str, fields: dict[str, Any], expected: str
) -> None:
    (found,) = match(roster, claim(sentence, figure, counted, **fields))
    assert told(found) == expected


def test_a_category_and_a_place_limit_together(roster: References) -> None:
    (found,) = match(roster, claim("Ohio ferries have 7 night berths.", "7", "night berths", places=("Ohio",)))
    assert told(found) == "berths.berths 2025-09-15 state=Ohio kind=Night"
