"""Candidates and leftovers: what a claim's own words can mean, and what they say that a table cannot express."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.matching.model import Match, NoMatch
from factcheck.references.library import References
from tests.matching.making import claim, match, told

OHIO: dict[str, Any] = {"places": ("Ohio",)}


@pytest.mark.parametrize(("counted", "expected"), [
    ("berths", "berths.berths 2025-09-15"),
    ("berth", "berths.berths 2025-09-15"),
    ("operators", "berths.operators 2025-09-15"),
    ("companies", "berths.operators 2025-09-15"),
    ("facilities", "berths.berths 2025-09-15"),
    ("licensed operators", "berths.operators 2025-09-15"),
    ("active operators", "berths.operators 2025-09-15"),
    ("other operators", "berths.operators 2025-09-15"),
    ("operators of berths", "berths.operators 2025-09-15"),
    ("berths of operators", "berths.berths 2025-09-15"),
    ("berths and operators", "berths.berths 2025-09-15"),
    ("ferry boats", "no_reference"),
    ("captains", "no_reference"),
    ("berth inspectors", "no_reference"),
    ("operator licences", "no_reference"),
    ("foreign operators", "not_in_table: “foreign”"),
    ("new wooden berths", "not_in_table: “new”, “wooden”"),
    ("military berths", "not_in_table: “military”"),
    ("night berths", "berths.berths 2025-09-15 kind=Night"),
    ("berths of foreign companies", "not_in_table: “foreign”"),
])
def test_the_counted_words(roster: References, counted: str, expected: str) -> None:
    (found,) = match(roster, claim(f"The harbor board lists 7 {counted} for ferries.", "7", counted))
    assert told(found) == expected


@pytest.mark.parametrize(("sentence", "expected"), [
    ("The harbor board lists 7 operators.", "no_reference"),
    ("The harbor board lists 7 operators of ferries.", "berths.operators 2025-09-15"),
    ("The harbor board lists 7 operators with a berth.", "berths.operators 2025-09-15"),
])
def test_a_measure_may_require_a_word_of_its_context(roster: References, sentence: str, expected: str) -> None:
    (found,) = match(roster, claim(sentence, "7", "operators"))
    assert told(found) == expected


def test_a_required_topic_must_be_named_somewhere(roster: References) -> None:
    (found,) = match(roster, claim("The list has 7 berths.", "7", "berths"), title=None)
    assert told(found) == "no_reference"
    (found,) = match(roster, claim("The list has 7 berths.", "7", "berths"), title="Ferries")
    assert told(found) == "berths.berths 2025-09-15"


def test_a_clause_that_is_about_something_else_is_not_matched(roster: References) -> None:
    sentence = "Sunday painters exhibited watercolors depicting 7 berths in galleries beside antique mirrors."
    (found,) = match(roster, claim(sentence, "7", "berths"), title="A harbor board of painters")
    assert isinstance(found, NoMatch)


def test_modifiers_before_the_number_count_too(roster: References) -> None:
    """The extractor keeps "floating" of "the floating 7 berths" among the modifiers and not in the noun phrase."""
    sentence = "The harbor board lists the floating 7 berths for ferries."
    (found,) = match(roster, claim(sentence, "7", "berths", modifiers=("floating",)))
    assert told(found) == "not_in_table: “floating”"


def test_the_noun_that_the_counted_things_belong_to_limits_them(roster: References) -> None:
    sentence = "The harbor board lists 3 marinas with 7 berths for ferries."
    (found,) = match(roster, claim(sentence, "7", "berths", host="marinas"))
    assert told(found) == "not_in_table: “marinas”"
    (found,) = match(roster, claim("The harbor board lists ferries with 7 berths.", "7", "berths", host="ferries"))
    assert told(found) == "berths.berths 2025-09-15"


@pytest.mark.parametrize(("verb", "period", "expected"), [
    ("had", "2025-09-01..2025-09-30", "berths.berths 2025-09-15"),
    ("added", "2025-09-01..2025-09-30", "not_in_table: “added”"),
    ("cancelled", "2025-09-01..2025-09-30", "not_in_table: “cancelled”"),
    ("had", "2025-09-15", "berths.berths 2025-09-15"),
])
def test_what_happened_in_a_span_of_time_is_no_stock(roster: References, verb: str, period: str, expected: str) -> None:
    (found,) = match(roster, claim(f"The harbor board {verb} 7 berths.", "7", "berths", period=period))
    assert told(found) == expected


def test_a_gapped_subject_that_the_table_does_not_know(roster: References) -> None:
    sentence = "The ferry harbor board has 5 berths, and colleges 7 berths."
    fields: dict[str, Any] = {"before": "colleges", "after": None, "shared": "The ferry harbor board has"}
    (found,) = match(roster, claim(sentence, "7", "berths", **fields))
    assert told(found) == "not_in_table: “colleges”"


@pytest.mark.parametrize(("kind", "unit", "counted", "expected"), [
    ("count", "job", "jobs", "jobs.jobs 2025-08"),
    ("count", "rate", "jobless rate", "no_reference"),
    ("rate", "percent", "jobless rate", "jobs.rate 2025-08"),
    ("money", "dollar", "jobs", "no_reference"),
    ("measure", "job", "jobs", "jobs.jobs 2025-08"),
    ("measure", "mile", "jobs", "no_reference"),
    ("rate", "percent", "jobs", "no_reference"),
    ("ratio", "multiple", "jobs", "no_reference"),
])
def test_the_unit_is_a_hard_gate(series: References, kind: str, unit: str, counted: str, expected: str) -> None:
    sentence = f"The job market has 7 {counted}."
    (found,) = match(series, claim(sentence, "7", counted, kind=kind, unit=unit), title="Job market")
    assert told(found) == expected


def test_a_word_with_two_senses_admits_both(roster: References) -> None:
    (found,) = match(roster, claim("The harbor board lists 7 facilities for ferries.", "7", "facilities"))
    assert isinstance(found, Match)
    assert [told(Match(reading=each)) for each in found.admissible] == ["berths.operators 2025-09-15"]


def test_a_word_with_one_sense_admits_no_other(roster: References) -> None:
    (found,) = match(roster, claim("The harbor board lists 7 berths for ferries.", "7", "berths"))
    assert isinstance(found, Match)
    assert found.admissible == ()


def test_things_counted_together_have_their_widest_sense_only(roster: References) -> None:
    counted = "facilities and operators"
    (found,) = match(roster, claim(f"The harbor board lists 7 {counted} for ferries.", "7", counted))
    assert isinstance(found, Match)
    assert found.admissible == ()


def test_the_features_of_a_match_add_up_to_its_score(roster: References) -> None:
    (found,) = match(roster, claim("Ohio lists 7 berths for ferries.", "7", "berths", **OHIO))
    assert isinstance(found, Match)
    reading = found.reading
    assert {f.name for f in reading.features} == {"measure_words", "topic", "clause_explained", "linked_claim",
                                                  "article_speaks_of_it", "staleness"}
    assert round(sum(f.contribution for f in reading.features), 4) == reading.score


@pytest.mark.parametrize(("sentence", "title", "near"), [
    ("Ferries use 7 berths.", None, 1.0),
    ("The list has 7 berths.", "Ferries", 0.5),
])
def test_the_nearer_the_topic_the_better(roster: References, sentence: str, title: str | None, near: float) -> None:
    (found,) = match(roster, claim(sentence, "7", "berths"), title=title)
    assert isinstance(found, Match)
    assert next(f.value for f in found.reading.features if f.name == "topic") == near
