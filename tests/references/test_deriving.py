"""What a recipe makes of a table's own values."""

from __future__ import annotations

import pytest

from factcheck.errors import InputError
from factcheck.references.deriving import derive
from factcheck.references.recipes import Copy, Correct, Lead, Rate, Step, Total, Within
from factcheck.references.totals import Columns

KEY = ("place", "party")


def table() -> Columns:
    rows = [("Ohio", "Blue", "100"), ("Ohio", "Red", "140"), ("Ohio", "Other", "500"), ("Utah", "Blue", "70"),
            ("Utah", "Red", "70"), ("Guam", "Blue", "9"), ("Iowa", "Red", "")]
    return dict(zip(("place", "party", "votes"), map(list, zip(*rows, strict=True)), strict=True))


LEAD = Lead(over="party", among=("Blue", "Red"), column="votes", to="lead", first="won", reason="who leads")


@pytest.mark.parametrize(("step", "column", "cells"), [
    (LEAD, "lead", ["-40", "40", "", "0", "0", "", ""]),
    (LEAD, "won", ["0", "1", "", "0", "0", "", ""]),
    (LEAD.model_copy(update={"uncounted": {"place": "Ohio"}}), "won", ["0", "0", "", "0", "0", "", ""]),
    (Within(column="votes", to="within", percent="1.5", where={"place": ("Ohio",)}, reason=""), "within",
     ["2", "2", "8", "0", "0", "0", ""]),
    (Rate(column="votes", per="votes", times="100000", places=1, to="rate", reason=""), "rate",
     ["100000.0"] * 6 + [""]),
    (Correct(where={"place": "Ohio", "party": "Red"}, values={"votes": "141"}, reason=""), "votes",
     ["100", "141", "500", "70", "70", "9", ""]),
    (Correct(where={"place": "Guam", "party": "Blue"}, values={"vacancies": "1"}, reason=""), "vacancies",
     [""] * 5 + ["1", ""]),
    (Copy(column="votes", to="again", reason=""), "again", ["100", "140", "500", "70", "70", "9", ""]),
    (Total(over="place", into="All", columns=("votes",), reason=""), "votes",
     ["100", "140", "500", "70", "70", "9", "", "179", "", "500"]),
])
def test_a_step(step: Step, column: str, cells: list[str]) -> None:
    made, repairs = derive(table(), step, key=KEY)
    assert made[column] == cells
    assert repairs
    assert all(repair.detail == step.reason for repair in repairs)


def test_what_is_filled_already_stays() -> None:
    first, _ = derive(table(), LEAD, key=KEY)
    first["lead"][1] = "kept"
    again, repairs = derive(first, LEAD, key=KEY)
    assert again["lead"][:2] == ["-40", "kept"]
    assert [repair.rows for repair in repairs] == [0, 0]


@pytest.mark.parametrize(("step", "message"), [
    (Correct(where={"place": "Ohio"}, values={"votes": "1"}, reason=""), "corrects 3 rows"),
    (Correct(where={"place": "Maine"}, values={"votes": "1"}, reason=""), "corrects 0 rows"),
    (Rate(column="murders", per="votes", times="1", places=1, to="rate", reason=""), "the column 'murders'"),
    (LEAD.model_copy(update={"over": "county"}), "the column 'county'"),
])
def test_a_step_that_fits_nothing_is_refused(step: Step, message: str) -> None:
    with pytest.raises(InputError, match=message):
        derive(table(), step, key=KEY)
