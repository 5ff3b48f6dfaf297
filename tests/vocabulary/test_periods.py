from __future__ import annotations

import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Granularity, Period
from claims.vocabulary import intervals
from claims.vocabulary.periods import Shift, find, find_times, is_year, parse_cell, shifted

CASES = [line.split("\t") for line in (Path(__file__).parent / "periods.tsv").read_text("utf-8").splitlines()
         if line and not line.startswith("#")]
FRAGMENTS = ["in ", "since ", "Sept. 17", ", 2025", "2019", "-", "the ", "end of ", "last ", "year", "May ", "Q3 ",
             "FY24 ", "12 months ", "through ", "a year earlier", " and ", "between ", "to ", "Feb. 30", "9999",
             "fiscal ", "8,", "ago"]


def _published(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} [{case[1]}]")
def test_find(case: list[str]) -> None:
    text, published, words = case[:3]
    found = find(text, published=_published(published), future=case[-1] == "future")
    if words == "-":
        assert found == ()
        return
    (mention,) = found
    assert mention.text == words
    start, end, granularity, role = case[3:7]
    assert mention.role == role
    if start == "-":
        assert mention.period is None
        assert mention.relative
    else:
        assert mention.period is not None
        assert (str(mention.period.start), str(mention.period.end)) == (start, end)
        assert mention.period.granularity == granularity
        assert mention.period.text == words


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150


def test_two_mentions_share_the_stated_year() -> None:
    july, august = find("in July and August 2024", published=None)
    assert july.period is not None and august.period is not None
    assert (july.period.start, august.period.start) == (date(2024, 7, 1), date(2024, 8, 1))


def test_an_open_since_without_a_publication_date_has_no_end() -> None:
    (mention,) = find("since 2019", published=None)
    assert mention.period == Period(start=date(2019, 1, 1), end=None, granularity=Granularity.YEAR, text="2019")


def test_a_year_earlier_is_told_as_a_shift_of_the_other_period() -> None:
    august, earlier = find("It was 325 in August 2025, up from 135 a year earlier", published=None)
    assert earlier.shift == Shift(months=-12)
    assert august.period is not None
    assert shifted(august.period, earlier.shift) == intervals.month(2024, 8)


@pytest.mark.parametrize(("period", "shift", "expected"), [
    (intervals.month(2024, 2), Shift(months=-12), intervals.month(2023, 2)),
    (intervals.month(2023, 2), Shift(months=12), intervals.month(2024, 2)),
    (intervals.quarter(2025, 1), Shift(months=-3), intervals.quarter(2024, 4)),
    (intervals.day(date(2025, 3, 31)), Shift(months=-1), intervals.day(date(2025, 2, 28))),
    (intervals.day(date(2025, 3, 1)), Shift(days=-1), intervals.day(date(2025, 2, 28))),
    (intervals.calendar_year(2199), Shift(months=1200), intervals.calendar_year(2199)),
])
def test_shifted(period: Period, shift: Shift, expected: Period) -> None:
    assert shifted(period, shift) == expected


@pytest.mark.parametrize(("cell", "start", "end"), [
    ("2024", "2024-01-01", "2024-12-31"), ("2024-08", "2024-08-01", "2024-08-31"),
    ("Aug-24", "2024-08-01", "2024-08-31"),
    ("2024Q3", "2024-07-01", "2024-09-30"), ("FY2024", "2023-10-01", "2024-09-30"),
    ("2018-19", "2018-01-01", "2019-12-31"), ("2025-09-17", "2025-09-17", "2025-09-17"),
    ("July 2024", "2024-07-01", "2024-07-31"), ("JULY 2024 ", "2024-07-01", "2024-07-31"),
    ("AUG 2024", "2024-08-01", "2024-08-31"), ("Jul. 2024", "2024-07-01", "2024-07-31"),
    ("2024.0", "2024-01-01", "2024-12-31"), ("202408", "2024-08-01", "2024-08-31"),
    ("20240817", "2024-08-17", "2024-08-17"), ("2024M08", "2024-08-01", "2024-08-31"),
    ("2024/08", "2024-08-01", "2024-08-31"), ("Q1 2024", "2024-01-01", "2024-03-31"),
    ("2024 (p)", "2024-01-01", "2024-12-31"), ("Sep 2024p", "2024-09-01", "2024-09-30"),
    ("2024-08-01 00:00:00", "2024-08-01", "2024-08-01"), ("9/17/2025", "2025-09-17", "2025-09-17"),
    ("1990s", "1990-01-01", "1999-12-31"), ("2014-2019", "2014-01-01", "2019-12-31"),
    ("Fiscal Year 2024", "2023-10-01", "2024-09-30"), ("September 17, 2025", "2025-09-17", "2025-09-17"),
    ("Dec-98", "1998-12-01", "1998-12-31"),
])
def test_parse_cell(cell: str, start: str, end: str) -> None:
    period = parse_cell(cell)
    assert period is not None
    assert (str(period.start), str(period.end), period.text) == (start, end, cell)


@pytest.mark.parametrize("cell", ["", "48", "12", "2,024", "May", "July 4", "Texas", "last year", "2024-13-45",
                                  "20241399", "1,024.5", "2024 agreements", "N/A", "325", "99999"])
def test_parse_cell_refuses(cell: str) -> None:
    assert parse_cell(cell) is None


@pytest.mark.parametrize(("text", "number", "expected"), [
    ("in 2019", "2019", True), ("the 2020 census counted", "2020", True), ("after the 2024 elections", "2024", True),
    ("2025 agreements were", "2025", False), ("1885 aftershocks", "1885", False), ("in 1885", "1885", True),
    ("about 2000 dead", "2000", False), ("since 1960 deaths fell", "1960", True), ("$2019", "2019", False),
    ("2019%", "2019", False), ("in 2,019", "019", False), ("a 2000-mile road", "2000", False),
    ("room 2025", "2025", False), ("It opened 2019.", "2019", True), ("more than 2000 new homes", "2000", False),
])
def test_is_year(text: str, number: str, expected: bool) -> None:
    at = text.index(number)
    assert is_year(text, at, at + len(number)) is expected


@pytest.mark.parametrize(("text", "words", "hour", "minute"), [
    ("at 3 p.m.", "3 p.m.", 15, 0), ("at 15:00", "15:00", 15, 0), ("by 2 a.m. EST on", "2 a.m. EST", 2, 0),
    ("at 11:30 PM", "11:30 PM", 23, 30), ("at noon", "noon", 12, 0), ("at 12 a.m.", "12 a.m.", 0, 0),
    ("at 1500 GMT", "1500 GMT", 15, 0), ("at 3 o'clock", "3 o'clock", 3, 0), ("at 8pm", "8pm", 20, 0),
])
def test_find_times(text: str, words: str, hour: int, minute: int) -> None:
    (mention,) = find_times(text)
    assert (mention.text, mention.hour, mention.minute) == (words, hour, minute)


@pytest.mark.parametrize("text", ["won 3-2", "a 2:1 ratio", "1,500 people", "$3 a.m", "12 amps", "5 pmol",
                                  "it was 99:99"])
def test_find_times_refuses(text: str) -> None:
    assert find_times(text) == ()


@given(st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS)).map("".join)),
       st.one_of(st.none(), st.dates(date(1700, 1, 1), date(2150, 1, 1))), st.booleans())
def test_any_text_is_read_with_right_offsets(text: str, published: date | None, future: bool) -> None:
    mentions = find(text, published=published, future=future)
    for mention in mentions:
        assert text[mention.start:mention.end] == mention.text
        period = mention.period
        if period and period.start and period.end:
            assert period.start <= period.end
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    for clock in find_times(text):
        assert text[clock.start:clock.end] == clock.text
    parse_cell(text)


@pytest.mark.parametrize("unit", ["a", "1", "2019 ", "May ", "1-", "the end of ", "between 2010 and ", "Sept. 17, ",
                                  " ", "Q"])
def test_long_texts_take_linear_time(unit: str) -> None:
    began = time.process_time()
    find(unit * (200_000 // len(unit)), published=date(2025, 9, 17))
    find_times(unit * (200_000 // len(unit)))
    assert time.process_time() - began < 20  # quadratic time would need hours
