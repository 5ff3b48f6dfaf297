"""What happens over a period is asked of that very period: a year is not its last month, nor a day its month."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.references.library import References
from tests.matching.making import claim, match, told


@pytest.mark.parametrize(("period", "expected"), [
    ("2025-03-01..2025-03-31", "jobs.jobs 2025-03"),
    ("2025-01-01..2025-12-31", "out_of_coverage: 2025-01-01..2025-12-31"),
    ("2025-01-01..2025-03-31", "out_of_coverage: 2025-01-01..2025-03-31"),
    ("2025-02-01..2025-02-27", "out_of_coverage: 2025-02-01..2025-02-27"),
    ("2025-03-05", "out_of_coverage: 2025-03-05"),
])
def test_a_flow_is_of_its_own_period(series: References, period: str, expected: str) -> None:
    (found,) = match(series, claim("The job market has 7 jobs.", "7", "jobs", period=period),
                     published=date(2026, 1, 1))
    assert told(found) == expected
