"""What an editor decided applies before any score, only to what it is about, and whatever the number is."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Claim
from factcheck import check
from factcheck.matching.model import Match, NoMatch
from factcheck.references.decisions import Decision
from factcheck.references.library import References
from tests.matching import making
from tests.matching.making import claim, told

SLIPS = claim("The harbor board has 24 slips.", "24", "slips", unit="slip")
IN_OHIO = claim("The harbor board has 10 slips in Ohio.", "10", "slips", unit="slip", places=("Ohio",))
BERTHS = claim("The harbor board has 24 ferry berths.", "24", "ferry berths", unit="berth")
NIGHT = claim("The harbor board has 12 night slips.", "12", "night slips", unit="slip")
VACANT = claim("The harbor board has 12 slips vacated by trawlers.", "12", "slips", unit="slip")
RATE = claim("Idleness was 4.8% in August.", "4.8%", "Idleness", unit="percent", kind="rate",
             period="2025-08-01..2025-08-31")

JOBLESS = claim("The jobless rate was 4.8% in August, as the job market cooled.", "4.8%", "jobless rate", kind="rate",
                unit="percent", period="2025-08-01..2025-08-31", predicate="was in August")

IS = {"sort": "is", "dataset": "berths", "measure": "berths"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> References:
    root = tmp_path_factory.mktemp("decided")
    for make in (making.berths, making.jobs, making.people):
        make(root)
    return References.open(root)


def decided(library: References, *decisions: dict[str, Any]) -> References:
    """The library under decisions d1, d2, ... in this order."""
    return library.with_decisions(Decision.model_validate({"id": f"d{number}", **one})
                                  for number, one in enumerate(decisions, 1))


def outcome(found: Match | NoMatch) -> str:
    return f"{found.decision or '-'} {told(found)}"


def figure_of(one: Claim) -> dict[str, object]:
    """What tells the claim's figure in the article that ``making.match`` makes of it."""
    text = f"{one.sentence.text}\n"
    return {"article": hashlib.sha256(text.encode()).hexdigest(), "start": one.start, "end": one.end}


CASES: list[tuple[str, list[dict[str, Any]], Claim, str]] = [
    ("undecided, it is of nothing", [], SLIPS, "- no_reference"),
    ("a phrase is a measure", [{**IS, "phrase": "slips"}], SLIPS, "d1 berths.berths 2025-09-15"),
    ("in whatever inflection", [{**IS, "phrase": "the Slip"}], SLIPS, "d1 berths.berths 2025-09-15"),
    ("with the place that its sentence names", [{**IS, "phrase": "slips"}], IN_OHIO,
     "d1 berths.berths 2025-09-15 state=Ohio"),
    ("or that the editor names", [{**IS, "phrase": "slips", "place": "Texas"}], SLIPS,
     "d1 berths.berths 2025-09-15 state=Texas"),
    ("but its own place stands", [{**IS, "phrase": "slips", "place": "Texas"}], IN_OHIO,
     "d1 berths.berths 2025-09-15 state=Ohio"),
    ("and a category", [{**IS, "phrase": "slips", "where": [("kind", "Day")]}], SLIPS,
     "d1 berths.berths 2025-09-15 kind=Day"),
    ("and a time", [{**IS, "phrase": "slips", "period": "2024-12-20"}], SLIPS, "d1 berths.berths 2024-12-15"),
    ("not part of a phrase", [{**IS, "phrase": "slips"}], NIGHT, "- no_reference"),
    ("other words still count", [{**IS, "phrase": "slips"}], VACANT, "d1 not_in_table: “vacated”, “trawlers”"),
    ("other words of an alias as well", [{**IS, "sort": "alias", "phrase": "slips"}], VACANT,
     "d1 not_in_table: “vacated”, “trawlers”"),
    ("an alias is the end of a phrase", [{**IS, "sort": "alias", "phrase": "slip"}], NIGHT,
     "d1 berths.berths 2025-09-15 kind=Night"),
    ("longer words that a table lists mean what they say",
     [{"sort": "alias", "phrase": "rate", "dataset": "people", "measure": "births"}], JOBLESS, "- jobs.rate 2025-08"),
    ("a measure that the words do not mean", [{**IS, "measure": "operators", "phrase": "ferry berths"}], BERTHS,
     "d1 berths.operators 2025-09-15"),
    ("a unit that cannot be", [{"sort": "is", "phrase": "slips", "dataset": "jobs", "measure": "rate"}], SLIPS,
     "d1 decision_not_askable: jobs:rate"),
    ("a rate", [{"sort": "alias", "phrase": "idleness", "dataset": "jobs", "measure": "rate"}], RATE,
     "d1 jobs.rate 2025-08"),
    ("a dataset that is gone", [{**IS, "dataset": "piers", "phrase": "slips"}], SLIPS,
     "d1 decision_gone: there is no dataset “piers” among the references; “factcheck refs list” shows them"),
    ("a measure that is gone", [{**IS, "measure": "moles", "phrase": "slips"}], SLIPS,
     "d1 decision_gone: there is no measure “moles” of berths; there are: berths, operators"),
    ("undecided, it is a measure", [], BERTHS, "- berths.berths 2025-09-15"),
    ("never", [{"sort": "never", "phrase": "berths"}], BERTHS, "d1 never_matched"),
    ("never to a dataset", [{"sort": "never", "phrase": "berths", "dataset": "berths"}], BERTHS,
     "d1 never_matched:  to berths"),
    ("never to another measure", [{"sort": "never", "phrase": "berths", "dataset": "berths", "measure": "operators"}],
     BERTHS, "- berths.berths 2025-09-15"),
    ("the longer phrase comes first", [{"sort": "never", "phrase": "berths"}, {**IS, "phrase": "ferry berths"}],
     BERTHS, "d2 berths.berths 2025-09-15"),
    ("within the article comes before everywhere",
     [{"sort": "never", "phrase": "slips"}, {**IS, "phrase": "slips", "article": figure_of(SLIPS)["article"]}], SLIPS,
     "d2 berths.berths 2025-09-15"),
    ("another article has its own", [{**IS, "phrase": "slips", "article": "0" * 64}], SLIPS, "- no_reference"),
    ("one figure comes before all", [{**IS, "phrase": "slips"}, {"sort": "never", **figure_of(SLIPS)}], SLIPS,
     "d2 never_matched"),
    ("one figure is taken at its word", [{**IS, **figure_of(VACANT)}], VACANT, "d1 berths.berths 2025-09-15"),
    ("with the categories that its words name", [{**IS, **figure_of(NIGHT)}], NIGHT,
     "d1 berths.berths 2025-09-15 kind=Night"),
    ("or the editor's", [{**IS, **figure_of(NIGHT), "where": [("kind", "Day")]}], NIGHT,
     "d1 berths.berths 2025-09-15 kind=Day"),
    ("and the editor's place", [{**IS, **figure_of(IN_OHIO), "place": "Texas"}], IN_OHIO,
     "d1 berths.berths 2025-09-15 state=Texas"),
    ("the figure beside it is not meant", [{**IS, **figure_of(SLIPS), "start": 0, "end": 3}], SLIPS, "- no_reference"),
    ("what is barred more narrowly stays barred",
     [{**IS, "phrase": "slips"}, {"sort": "never", "dataset": "berths", **figure_of(SLIPS)}], SLIPS,
     "d2 never_matched:  to berths"),
]


@pytest.mark.parametrize(("decisions", "one", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_decision_applies_to_what_it_is_about(
        decisions: list[dict[str, Any]], one: Claim, expected: str, library: References) -> None:
    (found,) = making.match(decided(library, *decisions), one)
    assert outcome(found) == expected


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from([case for case in CASES if case[1]]), low=st.decimals(0, 10 ** 9, places=1),
       high=st.decimals(0, 10 ** 9, places=1))
def test_no_number_changes_what_was_decided(
        case: tuple[str, list[dict[str, Any]], Claim, str], low: Decimal, high: Decimal, library: References) -> None:
    _, decisions, one, expected = case
    other = one.model_copy(update={"quantity": one.quantity.model_copy(update={
        "low": min(low, high), "high": max(low, high)})})
    (found,) = making.match(decided(library, *decisions), other)
    assert outcome(found) == expected


@settings(max_examples=8, deadline=None)
@given(number=st.integers(2, 999_999))
def test_no_number_in_the_text_changes_what_was_decided(number: int, library: References) -> None:
    """From the text itself: the words of a decision are never found in the number, or beside another."""
    under = decided(library, {**IS, "phrase": "slips"})
    report = check(f"The harbor board, which runs the ferries, has {number:,} slips.", published="2025-09-20",
                   refs=under)
    (one,) = report.claims
    assert one.decision == "d1"
    assert one.reference is not None and (one.reference.dataset, one.reference.measure) == ("berths", "berths")
    assert one.verdict == ("pass" if number == 24 else "fail")
    assert one.message.endswith("; what it means was decided by the editor (d1).")


@pytest.mark.parametrize("decision", [{"phrase": "slips"}, {"figure": "10 slips"}])
def test_the_place_that_the_story_is_set_in_still_counts(decision: dict[str, Any], library: References) -> None:
    text = "AKRON, Ohio, Sept. 20, 2025 — Ferries ran late across Ohio. The state has 10 slips.\n"
    if "figure" in decision:
        start = text.index(decision["figure"])
        decision = {**decision, "article": hashlib.sha256(text.encode()).hexdigest(), "start": start, "end": start + 8}
    report = check(text, refs=decided(library, {**IS, **decision}))
    (one,) = [claim for claim in report.claims if claim.decision]
    assert (one.verdict, one.reference and one.reference.value) == ("pass", 10)


def test_a_change_is_asked_of_the_measure_decided_at_both_ends(library: References) -> None:
    rose = claim("The number of slips in Ohio rose by 4 since December.", "4", "slips", kind="change",
                 places=("Ohio",), baseline="2024-12-15", predicate="rose",
                 change={"direction": "up", "by": "4", "basis": "absolute"})
    (found,) = making.match(decided(library, {**IS, "phrase": "slips"}), rose)
    assert outcome(found) == "d1 change(berths.berths 2025-09-15 state=Ohio; berths.berths 2024-12-15 state=Ohio)"


def test_a_percentage_of_a_percentage_is_not_asked(library: References) -> None:
    rose = claim("Idleness rose 3% since May.", "3%", "Idleness", kind="change", unit="percent",
                 period="2025-08-01..2025-08-31", baseline="2025-05-01..2025-05-31", predicate="rose",
                 change={"direction": "up", "by": "3", "basis": "percent"})
    (found,) = making.match(decided(library, {
        "sort": "is", "phrase": "idleness", "dataset": "jobs", "measure": "rate"}), rose)
    assert outcome(found) == "d1 decision_not_askable: jobs:rate"


def test_a_bare_table_can_be_decided_on(tmp_path: Path) -> None:
    table = tmp_path / "moorings.csv"
    table.write_text("State,Year,Moorings\nOhio,2023,61\nMaine,2023,48\nOhio,2024,70\nMaine,2024,52\n",
                     encoding="utf-8")
    library = References.open(table)
    (dataset,) = library.datasets
    decision = {"sort": "is", "phrase": "tie-ups", "dataset": dataset.name, "measure": dataset.measures[0].name}
    text = "Maine counted 52 tie-ups in 2024."
    (one,) = check(text, published=date(2025, 3, 1), refs=decided(library, decision)).claims
    assert (one.verdict, one.decision) == ("pass", "d1")
    never = decided(library, {"sort": "never", "phrase": "tie-ups", "dataset": dataset.name})
    (other,) = check(text, published=date(2025, 3, 1), refs=never).claims
    assert (other.verdict, other.reason, other.decision) == ("unverifiable", "never_matched", "d1")


def test_decisions_are_part_of_the_hash_of_the_references(library: References) -> None:
    one, other = ({**IS, "phrase": phrase} for phrase in ("slips", "piers"))
    hashes = [decided(library, *decisions).sha256 for decisions in ([], [one], [other], [one, other])]
    assert len(set(hashes)) == 4
    assert hashes[0] == library.sha256
    assert decided(library, one).sha256 == hashes[1]
