"""What is guessed of bare tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.errors import LibraryError
from factcheck.references.inference import UNDATED, clean_cells, infer
from factcheck.references.measuring import read_heading, scale_of, singular
from factcheck.references.model import Aggregate, Role, TimeKind
from factcheck.references.tables import read_table
from tests.references.making import workbook


def table(tmp_path: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_wide_series(tmp_path: Path) -> None:
    path = table(tmp_path, "State,Year,Unemployment rate (%),Jobs (thousands)\nTEXAS ,2023,4.0,\"13,900\"\n"
                           "OHIO,2023,3.5,5600\nTexas,2024,4.1,14100\nOhio,2024,N/A,5650\nU.S.,2024,4.0,158000\n")
    guess = infer(path)
    assert guess.guessed
    assert (guess.time.kind, guess.time.column, guess.time.frequency) == (TimeKind.PERIOD, "Year", "annual")
    [state] = guess.dimensions
    assert (state.role, state.total, state.place_kinds, state.nouns) == (
        Role.PLACE, "United States", ("state",), ("state",))
    rate, jobs = guess.measures[:2]
    assert (rate.aggregate, rate.unit, rate.words) == (Aggregate.VALUE, "percent", ("unemployment rate",))
    assert (jobs.unit, jobs.scale) == ("job", Decimal(1000))
    assert (guess.snapshots[0].as_of, guess.snapshots[0].as_of_basis) == (
        date(2024, 12, 31), "end of the newest period in the table")
    cells = clean_cells(path)
    assert list(cells.distinct("State")) == ["Ohio", "Texas", "United States"]
    assert cells.column("Jobs (thousands)")[0] == "13900"
    assert cells.column("Unemployment rate (%)")[3] == ""
    codes = {one.code for one in guess.snapshots[0].repairs}
    assert codes == {"white_space", "place_spelling", "missing", "number_form"}


def test_a_long_table_with_units_multipliers_and_ranks(tmp_path: Path) -> None:
    path = table(tmp_path, "Reference area,Measure,Sex,Unit of measure,Unit multiplier,year,value,rank_high_to_low\n"
                           "Norway,Employment,Total,Persons,Thousands,2020,2500,8\n"
                           "Norway,Employment,Female,Persons,Thousands,2020,1200,9\n"
                           "Georgia,Wages,Total,Euro,Units,2020,900,20\nGeorgia,Wages,Total,Euro,Units,2021,950,19\n"
                           "Chile,Wages,Total,US dollars,Units,2021,1000,18\n")
    guess = infer(path)
    area, sex = guess.dimensions
    assert (area.role, area.place_kinds) == (Role.PLACE, ("country",))
    assert {member.kind for member in area.members} == {"country"}, "among countries, Georgia is one"
    assert (sex.role, sex.total) == (Role.CATEGORY, "Total")
    by_name = {measure.name: measure for measure in guess.measures}
    employment = by_name["Employment"]
    assert (employment.column, employment.unit, employment.scale) == ("value", "person", Decimal(1000))
    assert dict(employment.where)["Measure"] == "Employment"
    assert employment.rank_column == "rank_high_to_low"
    assert {"Wages | Euro | Units", "Wages | US dollars | Units"} <= set(by_name)


def test_a_roster_takes_the_day_of_its_name(tmp_path: Path) -> None:
    rows = [("TEXAS ", f"Agency {i}", "County", "Street", date(2025, 1, i + 1), "") for i in range(4)]
    guess = infer(workbook(tmp_path / "roster09172025pm.xlsx", rows))
    assert guess.time.kind is TimeKind.AS_OF, "the day of signing is not the time of the figures"
    assert (guess.snapshots[0].as_of, guess.snapshots[0].as_of_basis) == (date(2025, 9, 17), "date in the file's name")
    assert guess.measure("rows").aggregate is Aggregate.COUNT


def test_a_table_without_any_date_is_undated(tmp_path: Path) -> None:
    guess = infer(table(tmp_path, "rank,nation,gold,total\n1,norway,3,9\n2,chile,2,4\n3,peru,2,3\n"))
    [snapshot] = guess.snapshots
    assert (snapshot.as_of, snapshot.dated, snapshot.name) == (UNDATED, False, "undated")
    assert [measure.name for measure in guess.measures] == ["gold", "total", "rows"]
    assert guess.measure("gold").rank_column == "rank"
    assert guess.measure("rows").words == ("nation",)


def test_rows_that_no_column_tells_apart_are_summed(tmp_path: Path) -> None:
    guess = infer(table(tmp_path, "party,votes\nred,10\nred,20\nblue,5\n"))
    assert guess.measure("votes").aggregate is Aggregate.SUM


def test_a_title_over_the_table_is_not_its_header(tmp_path: Path) -> None:
    path = table(tmp_path, "Permits as of Sept. 3 2025,,\n,,\ncity,permits,refusals\nDayton,10,3\nToledo,12,4\n")
    assert read_table(path).header == ("city", "permits", "refusals")
    assert infer(path).snapshots[0].as_of == date(2025, 9, 3)


@pytest.mark.parametrize(("text", "encoding", "delimiter"), [
    ("a;b\nä;1\nö;2\n", "utf-8", ";"), ("a;b\nä;1\nö;2\n", "cp1252", ";"), ("a\tb\nä\t1\n", "utf-16", "\t"),
    ("a|b|c\nx|1|2\n", "utf-8", "|"), ("\ufeffa,b\n\"ä, ö\",1\n", "utf-8", ","), ("a\nb\n", "utf-8", ","),
])
def test_delimiter_and_encoding_are_found(tmp_path: Path, text: str, encoding: str, delimiter: str) -> None:
    raw = read_table(table(tmp_path, text, encoding=encoding))
    assert (raw.delimiter, raw.encoding, raw.header[0]) == (delimiter, encoding, "a")
    assert "\ufffd" not in str(raw.rows)


@pytest.mark.parametrize(("name", "data", "message"), [
    ("a.csv", b"", "it is empty"), ("a.csv", b"a,b\n", "no rows"), ("a.csv", b"PK\0\0\1", "binary"),
    ("a.xlsx", b"not a zip", "not a readable Excel file"), ("a.xls", b"x", "not a readable .xls workbook"),
])
def test_what_is_no_table_is_said_so(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(LibraryError, match=message):
        infer(path)


def test_the_guess_is_the_same_twice(tmp_path: Path) -> None:
    path = table(tmp_path, "state,year,births\nOhio,2023,10\nUtah,2023,5\n")
    assert infer(path) == infer(path)


@pytest.mark.parametrize(("header", "name", "unit", "scale"), [
    ("viewers (millions)", "viewers", None, 1_000_000), ("GDP (US$ billions)", "gdp", "dollar", 10**9),
    ("turnout %", "turnout", "percent", 1), ("Length (km)", "length", "kilometer", 1), ("goals", "goals", None, 1),
    ("crop (thousand tonnes)", "crop", "metric ton", 1000), ("net_migration", "net migration", None, 1),
])
def test_headers(header: str, name: str, unit: str | None, scale: int) -> None:
    heading = read_heading(header)
    assert (heading.name, heading.unit, heading.scale) == (name, unit, Decimal(scale))


@pytest.mark.parametrize(("plural", "one"), [
    ("agencies", "agency"), ("sheriff's offices", "sheriff's office"), ("boxes", "box"), ("people", "person"),
    ("gas", "gas"), ("crisis", "crisis"), ("class", "class"), ("series", "series"), ("tonnes", "tonne"), ("bus", "bus"),
])
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_words_for_powers_of_ten() -> None:
    assert [scale_of(word) for word in ("Units", "Thousands", "million", "bn", "percent")] == [
        1, 1000, 1_000_000, 1_000_000_000, None]
