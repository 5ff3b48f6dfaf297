"""Cells of columns of numbers that are more, or less, than a number."""

from __future__ import annotations

import pytest

from factcheck.references.columns import Sort, guess
from factcheck.references.grid import lay_out

COLUMNS = [
    ("a bound", ["1234", "567", "<5"], ["1234", "567", ""], "withheld"),
    ("revised", ["1234r", "567", "890"], ["1234", "567", "890"], "status_mark"),
    ("all marked", ["1501r", "2650p", "2,700 p"], ["1501", "2650", "2700"], "status_mark"),
    ("a letter for a footnote", ["567a", "890", "12"], ["567", "890", "12"], "status_mark"),
    ("short forms", ["1.2M", "350K", "2.1m"], ["1200000", "350000", "2100000"], "scaled_number"),
    ("short forms of money", ["$3bn", "$450m"], ["3000000000", "450000000"], "scaled_number"),
    ("a minus behind", ["1,100", "250-", "(30)"], ["1100", "-250", "-30"], "minus_behind"),
    ("confidential", ["12", "c", "14"], ["12", "", "14"], "withheld"),
    ("about", ["12", "~300", "14"], ["12", "300", "14"], "status_mark"),
    ("no value", ["12", ":", "14"], ["12", "", "14"], "withheld"),
]
NAMES = [
    ("rooms", ["12B", "14B", "15B"]), ("routes", ["1", "2", "A", "B", "C", "D"]), ("models", ["A4", "A5", "A6"]),
    ("letters", ["a", "b", "c"]), ("sizes", ["12m", "14m"]), ("scores", ["2-1", "0-3"]),
]


@pytest.mark.parametrize(("what", "cells", "clean", "code"), COLUMNS, ids=[case[0] for case in COLUMNS])
def test_a_column_of_numbers_stays_one(what: str, cells: list[str], clean: list[str], code: str) -> None:
    found = guess("herons", cells)
    assert (found.sort, list(found.cells)) == (Sort.NUMBER, clean)
    assert code in [one.code for one in found.repairs]


@pytest.mark.parametrize(("what", "cells"), NAMES, ids=[case[0] for case in NAMES])
def test_names_are_no_numbers(what: str, cells: list[str]) -> None:
    found = guess("herons", cells)
    assert (found.sort, list(found.cells)) == (Sort.TEXT, cells)


NOTES = [
    ("¹ Includes the islands", True), ("(D) Withheld", True), ("p Preliminary", True), ("r = Revised", True),
    ("* after appeal", True), ("[2] 2019 only", True), ("Rows may not add up to totals.", True), ("Note: x", True),
    ("Wyoming", False), ("Isle of Man", False), ("St. Kitts and Nevis", False), ("e", False),
]


@pytest.mark.parametrize(("cell", "note"), NOTES, ids=[case[0] for case in NOTES])
def test_notes_at_the_end_are_no_rows(cell: str, note: bool) -> None:
    table = lay_out("it", [["State", "Herons"], ["Ohio", "5"], ["Utah", "7"], [cell, ""]])
    assert [row[0] for row in table.rows] == ["Ohio", "Utah"] + [cell] * (not note)
    assert [one.code for one in table.repairs] == ["note_below"] * note


TIMES = [
    ("the day first", ["25/12/2024", "05/02/2025"], ["2024-12-25", "2025-02-05"], "date_form"),
    ("the month first", ["12/25/2024", "05/02/2025"], ["2024-12-25", "2025-05-02"], "date_form"),
    ("who knows", ["01/02/2025", "04/02/2025"], ["2025-01-02", "2025-04-02"], "date_order_guessed"),
    ("months by their first days", ["2024-05-01", "2024-06-01", "2024-07-01"], ["2024-05", "2024-06", "2024-07"],
     "month_form"),
]


@pytest.mark.parametrize(("what", "cells", "names", "code"), TIMES, ids=[case[0] for case in TIMES])
def test_dates_of_a_column(what: str, cells: list[str], names: list[str], code: str) -> None:
    found = guess("Date", cells)
    assert (found.sort, list(found.cells)) == (Sort.TIME, names)
    assert code in [one.code for one in found.repairs]
