"""Times: which snapshot, and which of its periods, a claim is held against."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.matching.model import Match
from factcheck.queries.algebra import selections
from factcheck.references.library import References
from tests.matching.making import berths, claim, counts, dataset, jobs, match, told


def _days(found: Match) -> list[str]:
    """The moments that bound the one chosen."""
    return [of.period or of.snapshot for query in found.reading.brackets for of in selections(query)]


@pytest.mark.parametrize(("period", "published", "expected"), [
    ("2025-09-15", "2026-01-01", "berths.berths 2025-09-15"),
    ("2024-12-15", "2026-01-01", "berths.berths 2024-12-15"),
    ("2025-09-20", "2026-01-01", "berths.berths 2025-09-15"),
    ("2025-01-29", "2026-01-01", "berths.berths 2024-12-15"),
    ("2025-01-30", "2026-01-01", "too_stale: 2024-12-15"),
    ("2025-09-14", "2026-01-01", "too_stale: 2024-12-15"),
    ("2025-09-01..2025-09-30", "2026-01-01", "berths.berths 2025-09-15"),
    ("2024-12-01..2024-12-31", "2026-01-01", "berths.berths 2024-12-15"),
    ("2023-05-01", "2026-01-01", "out_of_coverage: 2023-05-01"),
    ("2024-12-14", "2026-01-01", "out_of_coverage: 2024-12-14"),
    ("open", "2025-09-20", "unresolved_time:  (“back then”)"),
    (None, "2025-09-20", "berths.berths 2025-09-15"),
    (None, "2025-09-15", "berths.berths 2025-09-15"),
    (None, "2024-12-20", "berths.berths 2024-12-15"),
    (None, "2026-03-01", "too_stale: 2025-09-15"),
    (None, None, "berths.berths 2025-09-15"),
    (None, "2020-01-01", "out_of_coverage: 2020-01-01"),
])
def test_the_moment_of_a_roster(roster: References, period: str | None, published: str | None, expected: str) -> None:
    day = date.fromisoformat(published) if published else None
    (found,) = match(roster, claim("Ferries use 7 berths.", "7", "berths", period=period), published=day)
    assert told(found) == expected


@pytest.mark.parametrize(("period", "moment", "around"), [
    ("2025-08-31", "2025-08-31", []),
    ("2025-09-01", "2025-08-31", ["2025-08-31", "2025-09-15"]),
    ("2025-09-15", "2025-09-15", []),
    ("2025-09-16", "2025-09-15", []),
    ("2025-08-01..2025-08-31", "2025-08-31", ["2025-08-31", "2025-09-15"]),
    ("2025-09-01..2025-09-30", "2025-09-15", ["2025-08-31", "2025-09-15"]),
    ("2025-03-01..2025-03-31", "2025-03-01", []),
    ("2025-08-01..2025-09-30", "2025-09-15", ["2025-08-31", "2025-09-15"]),
])
def test_the_days_around_bound_it(tmp_path: Path, period: str, moment: str, around: list[str]) -> None:
    library = References.open(counts(tmp_path))
    sentence = "Ferries use 7 berths."
    (found,) = match(library, claim(sentence, "7", "berths", period=period), published=date(2026, 1, 1))
    assert isinstance(found, Match)
    assert (told(found), _days(found)) == (f"counts.berths {moment} state=United States", around)


def test_a_month_that_is_not_over_ends_with_the_day_of_publication(tmp_path: Path) -> None:
    library = References.open(counts(tmp_path))
    sentence = "Ferries use 7 berths."
    (found,) = match(library, claim(sentence, "7", "berths", period="2025-09-01..2025-09-30"),
                     published=date(2025, 9, 10))
    assert told(found) == "counts.berths 2025-08-31 state=United States"


def test_staleness_counts_against_a_match(roster: References) -> None:
    scores = []
    for day in ("2025-09-15", "2025-10-15"):
        (found,) = match(roster, claim("Ferries use 7 berths.", "7", "berths", period=day), published=date(2026, 1, 1))
        assert isinstance(found, Match)
        scores.append(found.reading.score)
    assert scores[0] > scores[1]


@pytest.mark.parametrize(("period", "published", "expected"), [
    ("2025-07-01..2025-07-31", "2025-09-20", "jobs.jobs 2025-07"),
    ("2025-09-01..2025-09-30", "2025-09-20", "out_of_coverage: 2025-09-01..2025-09-30"),
    ("2025-09-01..2025-09-30", "2025-10-20", "jobs.jobs 2025-09"),
    ("2024-07-01..2024-07-31", "2025-09-20", "out_of_coverage: 2024-07-01..2024-07-31"),
    (None, "2025-09-20", "jobs.jobs 2025-08"),
    (None, "2025-10-09", "jobs.jobs 2025-08"),
    (None, "2025-10-10", "jobs.jobs 2025-09"),
    (None, "2025-09-05", "jobs.jobs 2025-08"),
    ("open", "2025-09-20", "unresolved_time:  (“back then”)"),
])
def test_the_period_of_a_series(series: References, period: str | None, published: str, expected: str) -> None:
    """The newest vintage that was out, and of it the period named, or the last one that was out."""
    (found,) = match(series, claim("The job market has 7 jobs.", "7", "jobs", period=period), title="Job market",
                     published=date.fromisoformat(published))
    assert told(found) == expected


@pytest.mark.parametrize(("published", "vintage"), [
    ("2025-09-04", "2025-09-05"), ("2025-09-05", "2025-09-05"), ("2025-10-09", "2025-09-05"),
    ("2025-10-10", "2025-10-10"), ("2026-05-01", "2025-10-10"), (None, "2025-10-10")])
def test_the_vintage_known_at_publication_judges(series: References, published: str | None, vintage: str) -> None:
    (found,) = match(series, claim("The job market has 7 jobs.", "7", "jobs", period="2025-07-01..2025-07-31"),
                     title="Job market", published=date.fromisoformat(published) if published else None)
    assert isinstance(found, Match)
    assert selections(found.reading.query)[0].snapshot == vintage


@pytest.mark.parametrize(("counted", "period", "expected"), [
    ("residents", "2024-01-01..2024-12-31", "people.people 2024 state=United States"),
    ("residents", "2024-07-01", "people.people 2024 state=United States"),
    ("residents", "2022-07-01", "people.people 2022 state=United States"),
    ("residents", None, "people.people 2024 state=United States"),
    ("births", "2023-07-02..2024-07-01", "people.births 2024 state=United States"),
    ("births", "2022-07-01..2023-06-30", "people.births 2023 state=United States"),
    ("births", "2023-01-01..2023-12-31", "people.births 2023 state=United States"),
    ("residents", "1993-01-01..1993-12-31", "out_of_coverage: 1993-01-01..1993-12-31"),
    ("residents", "2030-01-01..2030-12-31", "out_of_coverage: 2030-01-01..2030-12-31"),
])
def test_the_year_of_an_annual_series(series: References, counted: str, period: str | None, expected: str) -> None:
    """A stock is of its day of the year; a flow is of the year to that day."""
    sentence = f"The census has 7 {counted}."
    (found,) = match(series, claim(sentence, "7", counted, period=period), title="Census", published=date(2025, 2, 1))
    assert told(found) == expected


def test_a_snapshot_that_was_superseded_is_not_asked(tmp_path: Path) -> None:
    import json

    folder = berths(tmp_path)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"][0]["factcheck"]["supersedes"] = "2025-09-15"
    path.write_text(json.dumps(descriptor), "utf-8")
    (found,) = match(References.open(folder), claim("Ferries use 7 berths.", "7", "berths"))
    assert told(found) == "too_stale: 2024-12-15"


@pytest.mark.parametrize(("published", "expected"), [
    ("2025-08-12", ["2025-06"]),
    ("2025-08-14", ["2025-07", "2025-06"]),
    ("2025-08-31", ["2025-07"]),
    ("2025-09-14", ["2025-08", "2025-07"]),
    ("2025-10-20", ["2025-08"]),
    ("2025-10-24", ["2025-09"]),
])
def test_a_value_that_may_just_be_out(tmp_path: Path, published: str, expected: list[str]) -> None:
    """Ten to sixteen days after its month either value may be meant; September's came late, on 24 October."""
    root = jobs(tmp_path, released={"2025-09-05": "2026-01-01", "2025-10-10": "2026-02-01"},
                time={"kind": "period", "column": "month", "frequency": "monthly", "release_lag_days": 13,
                      "release_lag_at_most_days": 20, "late": [["2025-09", "2025-10-24"]]})
    library = References.open(root)
    asked = claim("The job market has 7 jobs.", "7", "jobs")
    newest = library.dataset("jobs").model_copy(update={"snapshots": library.dataset("jobs").snapshots[-1:]})
    (found,) = match(References([newest]), asked, title="Job market", published=date.fromisoformat(published))
    assert isinstance(found, Match)
    periods = [selections(reading.query)[0].period for reading in (found.reading, *found.admissible)]
    assert periods == expected


def test_a_vintage_that_lacks_the_measure_is_not_asked(tmp_path: Path) -> None:
    rows = [{"month": "2025-07", "jobs": "7"}]
    library = References.open(dataset(
        tmp_path, "jobs", {"2025-09-05": [{**rows[0], "rate": "4.2"}, {"month": "2025-08", "jobs": "8", "rate": ""}],
                           "2025-10-10": [*rows, {"month": "2025-08", "jobs": "8"}]},
        topic=("job market",), time={"kind": "period", "column": "month", "frequency": "monthly",
                                     "release_lag_days": 90},
        measures=[{"name": name, "title": name, "aggregate": "value", "column": name, "unit": unit, "words": [name]}
                  for name, unit in (("jobs", "job"), ("rate", "percent"))]))
    found = [told(match(library, claim(f"The job market: 7 {name}.", "7", name, kind=kind), title="Job market",
                        published=date(2025, 12, 1))[0]) for name, kind in (("jobs", "count"), ("rate", "rate"))]
    assert found == ["jobs.jobs 2025-08", "jobs.rate 2025-07"], "a month with no rate is none"
