"""A claim of a span may be of any of its days: it is held against snapshots only where they cover the whole of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.references.library import References
from tests.matching.making import claim, counts, match, told


@pytest.mark.parametrize(("period", "expected"), [
    ("2025-09-01..2025-09-30", "counts.berths 2025-09-15 state=United States"),
    ("2025-08-01..2025-10-20", "counts.berths 2025-09-15 state=United States"),
    ("2025-08-01..2025-11-30", "out_of_coverage: 2025-08-01..2025-11-30"),   # nothing is known of November
    ("2025-01-01..2025-12-31", "out_of_coverage: 2025-01-01..2025-12-31"),
    ("2025-02-01..2025-09-15", "out_of_coverage: 2025-02-01..2025-09-15"),   # nor of May
    ("2025-09-15", "counts.berths 2025-09-15 state=United States"),
])
def test_a_span_must_be_covered(tmp_path: Path, period: str, expected: str) -> None:
    library = References.open(counts(tmp_path))
    (found,) = match(library, claim("Ferries use 7 berths.", "7", "berths", period=period), published=date(2026, 3, 1))
    assert told(found) == expected
