"""What an editor reads of a figure: sentences in plain English, with the words in which such numbers are told."""

from __future__ import annotations

import pytest

from factcheck import check

CASES = [
    ("2026-01-24", "U.S. employers cut 90,000 jobs in June 2025.",
     "The reference has a decrease of 13,000 jobs in the United States for June 2025, not 90,000 jobs."),
    ("2026-01-24", "Real gross domestic product grew at an annual rate of 4.3% in the third quarter of 2025.",
     "The reference has 4.3% (growth of real gross domestic product in one quarter, at an annual rate, United States) "
     "for the third quarter of 2025."),
    ("2025-09-18", "A third of ICE’s 287(g) agreements follow the jail enforcement model.",
     "The reference has 12.9% (share of agreements of the Jail Enforcement Model among all agreements on 17 September "
     "2025), not a third."),
    ("2024-11-20", "The world’s gross domestic product was $95 trillion in 2023.",
     "The reference has $105.435 trillion (gross domestic product at current prices, World) for 2023, not $95 "
     "trillion."),
    # things that are counted, with their place and day
    ("2026-06-01", "Texas has 412 agreements in the 287(g) program.",
     "The reference has 387 agreements in Texas as of 18 May 2026, not 412."),
    ("2026-06-01", "Nine sheriff’s offices in Ohio have a 287(g) agreement.",
     "The reference has 7 sheriff's offices with an agreement in Ohio as of 18 May 2026, not 9."),
    # a quantity, with its name
    ("2025-12-20", "The jobless rate in Ohio was 5.1% in August 2025.",
     "The reference has 4.4% (unemployment rate, Ohio) for August 2025, not 5.1%."),
    # times in full, and the table that does not have them
    ("2024-06-01", "Ohio had 718 homicides in May.",
     "The table “Crimes known to the police, estimated for nation and states, 1990 to 2022” does not cover May 2024."),
    ("2025-12-20", "The unemployment rate in the country was 5.1% last week.",
     "The table “Jobs, unemployment and the federal funds rate” does not cover last week (8 December 2025 to "
     "14 December 2025)."),
    ("2025-12-20", "The nation’s bakers sold 40 million loaves in May.",
     "No reference table was found for what this figure counts or measures."),
]


@pytest.mark.parametrize(("published", "text", "message"), CASES, ids=[text for _, text, _ in CASES])
def test_a_message_is_told_as_people_tell_it(published: str, text: str, message: str) -> None:
    claim, *_ = check(text, published=published).claims
    assert claim.message == message
