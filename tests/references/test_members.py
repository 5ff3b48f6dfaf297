"""Members that stand for all the others."""

from __future__ import annotations

import pytest

from factcheck.references.members import total_of

TOTALS = [
    ("District", "All districts", True), ("District", "District total", True), ("District", "Totals", True),
    ("County", "Grand total", True), ("County", "Statewide", True), ("County", "All counties", True),
    ("Fuel", "Sum", True), ("Fuel", "Total of fuels", True), ("Fuel", "Total Energies", False),
    ("District", "All Saints", False), ("Team", "Team Total Football", False),
]


@pytest.mark.parametrize(("column", "member", "total"), TOTALS, ids=[case[1] for case in TOTALS])
def test_totals(column: str, member: str, total: bool) -> None:
    assert total_of(column, ["North", "South", member]) == (member if total else None)


def test_a_code_is_a_total_only_beside_those_that_it_adds_up() -> None:
    assert total_of("sex", ["M", "F", "T"]) == "T"
    assert total_of("model", ["A", "B", "T"]) is None
