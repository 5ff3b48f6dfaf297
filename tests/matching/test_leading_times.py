"""Times that lead a sentence, extremes and weeks: what a figure is held against, or that it is held against nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.model import Period
from factcheck.references.library import References
from tests.matching.making import claim, dataset, jobs, match, told

SEPTEMBER = date(2025, 9, 20)
TITLE = "The job market"
UNKNOWN = "unresolved_time:  (“{}”)"


@pytest.mark.parametrize(("second", "expected"), [
    ("A month earlier it was 7%.", "jobs.rate 2025-05"),
    ("In the previous month it was 7%.", "jobs.rate 2025-05"),
    ("Three months earlier the rate was 7%.", "jobs.rate 2025-03"),
    ("Three months earlier it was 7%.", "jobs.rate 2025-03"),
    ("And a month before, it was 7%.", "jobs.rate 2025-05"),
    ("The peak was 7%.", "ambiguous: it is an extreme or a forecast, and of no one time named"),
    ("The low for the year was 7%.", "ambiguous: it is an extreme or a forecast, and of no one time named"),
    ("Its record was 7%.", "ambiguous: it is an extreme or a forecast, and of no one time named"),
    ("The forecast was 7%.", "no_reference"),
    ("The rate was first reported as 7%.", "ambiguous: it was reported so first, and may have been revised"),
    ("The jobless rate was above the 2019 average of 7%.", "ambiguous: it is an average over a time of its own"),
    ("The rate was 7%.", "jobs.rate 2025-06"),
])
def test_what_follows_a_dated_figure(tmp_path: Path, second: str, expected: str) -> None:
    june = claim("The jobless rate was 8% in June.", "8%", "jobless rate", kind="rate", unit="percent",
                 period="2025-06-01..2025-06-30")
    after = claim(second, "7%", kind="rate", unit="percent", predicate=second.split(" 7%")[0])
    _, found = match(References.open(jobs(tmp_path)), june, after, published=SEPTEMBER, title=TITLE)
    assert told(found) == expected


def test_the_last_month_is_not_the_one_just_told(tmp_path: Path) -> None:
    june = claim("The jobless rate was 8% in June.", "8%", "jobless rate", kind="rate", unit="percent",
                 period="2025-06-01..2025-06-30")
    again = claim("Last June the jobless rate was 7%.", "7%", "jobless rate", kind="rate", unit="percent",
                  period=Period(start=date(2025, 6, 1), end=date(2025, 6, 30), text="Last June"))
    library = References.open(jobs(tmp_path))
    assert told(match(library, june, again, published=SEPTEMBER, title=TITLE)[1]) == UNKNOWN.format("Last June")
    assert told(match(library, again, published=SEPTEMBER, title=TITLE)[0]) == "jobs.rate 2025-06"


@pytest.mark.parametrize(("period", "expected"), [
    ("2025-03-03..2025-03-09", 0),          # one week has one value
    ("2025-03-03", 0),
    ("2025-03-05", 2),                      # a day between two values
    ("2025-03-01..2025-03-31", 6),          # its first days are of the week before
    ("2025-03-03..2025-03-31", 5),          # what comes after it is none of its values
])
def test_the_values_that_bound_a_time_in_a_weekly_series(tmp_path: Path, period: str, expected: int) -> None:
    rows = [{"day": day, "price": "3.1"} for day in (
        "2025-02-17", "2025-02-24", "2025-03-03", "2025-03-10", "2025-03-17", "2025-03-24", "2025-03-31", "2025-04-07")]
    path = dataset(tmp_path, "fares", {"2025-04-08": rows}, topic=("ferry",), scope="United States",
                   time={"kind": "period", "column": "day", "frequency": "weekly", "instant": True, "max_age_days": 10},
                   measures=({"name": "fare", "title": "ferry fare", "aggregate": "value", "column": "price",
                              "unit": "dollar", "words": ["ferry fare"]},))
    fare = claim("The ferry fare was $3.10.", "$3.10", "ferry fare", kind="money", unit="dollar", period=period)
    (found,) = match(References.open(path), fare, published=date(2025, 5, 1))
    assert told(found).startswith("fares.fare 2025-03-")
    assert len(found.reading.brackets) == expected  # type: ignore[union-attr]
