"""The frames of figures, one table a slot: what is counted, where, when, how it is put, and what it leans on."""

from __future__ import annotations

import re

import pytest

from tests.claims.frame_cases import Case, cases, wanted
from tests.claims.frame_cases import found as read_case
from tests.claims.tables import CASES

SLOTS = sorted(path.stem for path in CASES.glob("frame_*.tsv"))
ROWS = [(slot, case) for slot in SLOTS for case in cases(slot)]
LARGE = ("places", "periods", "counted", "changes", "modality", "speaker", "links", "shares", "ranks", "coordination",
         "segments")


@pytest.mark.parametrize(("slot", "case"), ROWS, ids=[f"{slot}: {case.text}: {case.figure}" for slot, case in ROWS])
def test_frame(slot: str, case: Case) -> None:
    assert read_case(case) == case.expected


def test_every_slot_has_twenty_rows_or_more() -> None:
    counts = {slot: sum(1 for other, _ in ROWS if other == f"frame_{slot}") for slot in LARGE}
    assert {slot: count for slot, count in counts.items() if count < 20} == {}


def test_a_row_asserts_something_and_stands_once() -> None:
    assert all(case.expected for _, case in ROWS)
    keys = [(slot, case.text, case.figure, case.published) for slot, case in ROWS]
    assert len(keys) == len(set(keys))


def test_wanted_rows_are_in_no_table() -> None:
    """What the product misses is kept apart, so that no table is weakened to fit it."""
    assert [case for case in wanted() if any(case == held for _, held in ROWS)] == []
    assert all(re.search(re.escape(case.figure), case.text) and case.expected for case in wanted())
