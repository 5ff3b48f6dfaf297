"""A number of each day, and one of a part of the period that was read, are no number of the period."""

from __future__ import annotations

import pytest

from factcheck.references.library import References
from tests.matching.making import claim, match, told

MARCH = "2025-03-01..2025-03-31"


@pytest.mark.parametrize(("sentence", "figure", "expected"), [
    ("The job market has 7 jobs in March 2025.", "7", "jobs.jobs 2025-03"),
    ("The job market has 7 jobs a day in March 2025.", "7 jobs", "not_in_table: “a day”"),
    ("The job market has 7 jobs a day after March 2025.", "7 jobs", "jobs.jobs 2025-03"),
    ("The job market has 7 jobs in the first two weeks of March 2025.", "7", "unresolved_time"),
    ("The job market has 7 jobs in the last week of March 2025.", "7", "unresolved_time"),
])
def test_of_each_day_or_of_a_part(series: References, sentence: str, figure: str, expected: str) -> None:
    one = claim(sentence, "7", "jobs", period=MARCH)
    period = one.period
    assert period is not None
    one = one.model_copy(update={"period": period.model_copy(update={"text": "March 2025"}), "figure": figure,
                                 "end": one.start + len(figure)})
    (found,) = match(series, one)
    assert told(found) == expected
