"""What an editor reads of a figure: sentences in plain English, with the words in which such numbers are told."""

from __future__ import annotations

import pytest

from factcheck import check

CASES = [
    ("2026-01-24", "U.S. employers cut 90,000 jobs in June 2025.",
     "The reference has a decrease of 13,000 jobs for June 2025, not 90,000 jobs."),
    ("2026-01-24", "Real gross domestic product grew at an annual rate of 4.3% in the third quarter of 2025.",
     "The reference has 4.3% for the third quarter of 2025."),
    ("2025-09-18", "A third of ICE’s 287(g) agreements follow the jail enforcement model.",
     "The reference has 12.9% as of 17 September 2025, not a third."),
    ("2024-11-20", "The world’s gross domestic product was $95 trillion in 2023.",
     "The reference has $105.435 trillion for 2023, not $95 trillion."),
]


@pytest.mark.parametrize(("published", "text", "message"), CASES, ids=[text for _, text, _ in CASES])
def test_a_message_is_told_as_people_tell_it(published: str, text: str, message: str) -> None:
    claim, *_ = check(text, published=published).claims
    assert claim.message == message
