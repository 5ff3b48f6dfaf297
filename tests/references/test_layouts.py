"""Tables as published, brought into rows of one thing and one time, and what is told of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.references.adding import add
from factcheck.references.addition import Addition, Origin, Said
from factcheck.references.columns import Sort
from factcheck.references.grid import lay_out
from factcheck.references.inference import clean_cells, infer
from factcheck.references.layouts import laid_out
from factcheck.references.tables import read_table

TODAY = date(2025, 3, 1)

YEARS_ACROSS = [
    ("bare years", "Country,2022,2023\nPeru,5,6\nChile,7,8\n",
     ("Country", "Year", "Value"), ("Peru", "2022", "5")),
    ("years behind a name", "Port,Ships 2022,Ships 2023\nAden,5,6\nBari,7,8\n",
     ("Port", "Year", "Ships"), ("Aden", "2022", "5")),
    ("years before a unit", "Port,Ships 2022 (thousands),Ships 2023 (thousands)\nAden,5,6\nBari,7,8\n",
     ("Port", "Year", "Ships (thousands)"), ("Aden", "2022", "5")),
    ("years in brackets", "Port,ships (2022),ships (2023)\nAden,5,6\nBari,7,8\n",
     ("Port", "Year", "ships"), ("Aden", "2022", "5")),
    ("years before a name", "Port,2022 ships,2023 ships\nAden,5,6\nBari,7,8\n",
     ("Port", "Year", "ships"), ("Aden", "2022", "5")),
    ("a data bank's years", "Country,2022 [YR2022],2023 [YR2023]\nPeru,5,..\nChile,7,8\n",
     ("Country", "Year", "Value"), ("Peru", "2022", "5")),
    ("two measures", "Port,Ships 2022,Crews 2022,Ships 2023,Crews 2023\nAden,5,50,6,60\nBari,7,70,8,80\n",
     ("Port", "Year", "Ships", "Crews"), ("Aden", "2022", "5", "50")),
    ("a year of one measure alone", "Port,Ships 2022,Ships 2023,Crews 2023\nAden,5,6,60\nBari,7,8,80\n",
     ("Port", "Year", "Ships", "Crews"), ("Aden", "2022", "5", "")),
    ("rows that nothing tells apart", "Port,Ships 2022,Ships 2023\nAden,5,6\nAden,7,8\n",
     ("Port", "Ships 2022", "Ships 2023"), ("Aden", "5", "6")),
    ("months", "City,2024-01,2024-02\nBari,5,6\n", ("City", "Year", "Value"), ("Bari", "2024-01", "5")),
    ("a year without values yet", "Country,2022,2023\nPeru,5,\nChile,7,\n",
     ("Country", "Year", "Value"), ("Peru", "2022", "5")),
    ("one year is a name", "Port,Ships 2022\nAden,5\n", ("Port", "Ships 2022"), ("Aden", "5")),
    ("changes are no years", "Port,Change since 2019,Change since 2020\nAden,5,6\n",
     ("Port", "Change since 2019", "Change since 2020"), ("Aden", "5", "6")),
    ("numbers that are no years", "Port,1200,1300\nAden,5,6\n", ("Port", "1200", "1300"), ("Aden", "5", "6")),
    ("names under years", "Club,2022,2023\nAlba,won,lost\n", ("Club", "2022", "2023"), ("Alba", "won", "lost")),
]


@pytest.mark.parametrize(("what", "text", "header", "row"), YEARS_ACROSS, ids=[case[0] for case in YEARS_ACROSS])
def test_periods_side_by_side_become_rows(what: str, text: str, header: tuple[str, ...], row: tuple[str, ...]) -> None:
    raw = laid_out(lay_out("it", [line.split(",") for line in text.splitlines()]))
    assert (raw.header, raw.rows[0]) == (header, row)
    assert [one.code for one in raw.repairs] == (["columns_to_rows"] if "Year" in header else [])


DECIMALS = [
    ("a comma that other columns show", "a;b\n3,402;5,9\n1,250;6,1\n", ["3.402", "1.250"], ["decimal_comma"] * 2),
    ("points between thousands", "a;b\n21.411;5,9\n2.410;6,1\n", ["21411", "2410"], ["decimal_comma"] * 2),
    ("both signs", "a\n\"41.334,5\"\n\"4.088,2\"\n", ["41334.5", "4088.2"], ["decimal_comma"]),
    ("a comma in a comma-separated file", "a\n\"51,4\"\n\"1,250\"\n\"8,1\"\n", ["51.4", "1.250", "8.1"],
     ["decimal_comma"]),
    ("one odd cell", "a\n\"12,34\"\n\"1,250\"\n\"3,400\"\n", ["12,34", "1,250", "3,400"], []),
    ("a point for decimals after a semicolon", "a;b\n3,402;5.9\n1,250;6.1\n", ["3,402", "1,250"], []),
    ("a semicolon alone", "a;b\n3,402;x\n1,250;y\n", ["3.402", "1.250"], ["decimal_comma_guessed"]),
    ("thousands", "a\n\"3,402\"\n\"1,250,000\"\n", ["3,402", "1,250,000"], []),
    ("one form and the other", "a\n\"1,234.5\"\n\"2.345,5\"\n\"1,234\"\n", ["1,234.5", "2345.5", ""],
     ["decimal_comma", "ambiguous_number"]),
    ("money and signs", "a;b\n−3,40 €;1\n(12,5 %);2\n", ["−3.40 €", "(12.5 %)"], ["decimal_comma"]),
    ("dates stay", "a;b\n25.12.2024;5,9\n26.12.2024;6,1\n", ["25.12.2024", "26.12.2024"], ["decimal_comma"]),
]


@pytest.mark.parametrize(("what", "text", "cells", "codes"), DECIMALS, ids=[case[0] for case in DECIMALS])
def test_the_sign_of_decimals(tmp_path: Path, what: str, text: str, cells: list[str], codes: list[str]) -> None:
    raw = laid_out(read_table(written(tmp_path, text)))
    assert [row[0] for row in raw.rows] == cells
    assert [one.code for one in raw.repairs] == codes


def test_what_only_a_person_can_decide_is_said(tmp_path: Path) -> None:
    found = added(tmp_path, "City;Bread\nBari;3,402\nAden;1,250\n")
    assert any("comma taken for the decimal sign" in note for note in found.notes)


def test_a_column_called_numbers_whose_cells_are_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2 of its 2 cells are no numbers"):
        added(tmp_path, "City,Bread\nBari,cheap\nAden,dear\n", roles=(("Bread", Sort.NUMBER),))


MULTIPLIERS = [
    ("numbers beside one column", "City,Trips,Multiplier\nBari,412,1000\nAden,1.1,1000000\n", ("City", "Trips"),
     ["412000", "1100000"], "multiplied"),
    ("words beside one column", "City,Trips,Scale\nBari,412,Thousands\nAden,\"1,100\",Units\n", ("City", "Trips"),
     ["412000", "1,100"], "multiplied"),
    ("exponents", "City,Trips,UNIT_MULT\nBari,412,3\nAden,5,0\n", ("City", "Trips"), ["412000", "5"], "multiplied"),
    ("numbers in a long table", "Flow,Value,Unit,Multiplier\nin,75.7,USD,1000000\nout,3,USD,1000\n",
     ("Flow", "Value", "Unit"), ["75700000", "3000"], "multiplied"),
    ("words that differ within a measure", "Flow,Value,Unit,Multiplier\nin,75.7,USD,Millions\nout,3,USD,Thousands\n",
     ("Flow", "Value", "Unit"), ["75700000", "3000"], "multiplied"),
    ("words for each unit", "Flow,Value,Unit,Multiplier\nin,75.7,USD,Millions\nout,3,USD,Millions\n",
     ("Flow", "Value", "Unit", "Multiplier"), ["75.7", "3"], ""),
    ("several columns", "City,Trips,Walks,Multiplier\nBari,412,5,1000\nAden,1,6,1000\n",
     ("City", "Trips", "Walks", "Multiplier"), ["412", "1"], "not_multiplied"),
    ("no powers of ten", "City,Trips,Scale\nBari,412,7\nAden,1,5\n", ("City", "Trips", "Scale"), ["412", "1"], ""),
]


@pytest.mark.parametrize(("what", "text", "header", "cells", "code"), MULTIPLIERS, ids=[one[0] for one in MULTIPLIERS])
def test_multipliers_are_applied(tmp_path: Path, what: str, text: str, header: tuple[str, ...], cells: list[str],
                                 code: str) -> None:
    raw = laid_out(read_table(written(tmp_path, text)))
    assert (raw.header, [row[1] for row in raw.rows]) == (header, cells)
    assert [one.code for one in raw.repairs] == [code] * bool(code)


def test_the_person_says_what_is_multiplied(tmp_path: Path) -> None:
    text = "City,Trips,Walks,Times\nBari,412,5,1000\nAden,1,6,1000\n"
    found = added(tmp_path, text, as_of=date(2025, 1, 1),
                  roles=(("Times", Sort.MULTIPLIER), ("Trips", Sort.VALUE)))
    assert [one.name for one in found.columns] == ["City", "Trips", "Walks"]
    assert "multiplied" in [one.code for one in found.snapshot.repairs]
    assert added(tmp_path, text.replace("412", "413"), "table.csv", as_of=date(2025, 2, 1),
                 roles=(("Times", Sort.MULTIPLIER), ("Trips", Sort.VALUE))).comparison is not None


CAPTIONS = [
    ("Nurses by country (in thousands)", 1000), ("Herons in thousands", 1000), ("Thousands of units; adjusted", 1000),
    ("Figures in millions", 10**6), ("Thousands unless stated", 1000), ("Thousands cross the strait each day", 1),
    ("Herons", 1), ("Herons in thousands, eggs in millions", 1),
]


@pytest.mark.parametrize(("title", "scale"), CAPTIONS, ids=[case[0] for case in CAPTIONS])
def test_a_title_says_the_scale(tmp_path: Path, title: str, scale: int) -> None:
    path = written(tmp_path, f"\"{title}\",,,\nCountry,Year,Herons,Tame (%)\nPeru,2024,52,4\nChile,2024,31,5\n")
    guess = infer(path)
    assert [int(one.scale) for one in guess.measures[:2]] == [scale, 1]
    assert ("title_scale" in {one.code for one in guess.snapshots[0].repairs}) is (scale != 1)


TIMES = [
    ("numbers", "Year,Month,Riders\n2024,1,5\n2024,12,6\n", ["2024-01", "2024-12"]),
    ("names", "Year,Month,Riders\n2024,Jan,5\n2024,December,6\n", ["2024-01", "2024-12"]),
    ("quarters", "Year,Quarter,Riders\n2024,Q1,5\n2024,4,6\n", ["2024Q1", "2024Q4"]),
]


@pytest.mark.parametrize(("what", "text", "cells"), TIMES, ids=[case[0] for case in TIMES])
def test_a_year_and_its_part_are_one_time(tmp_path: Path, what: str, text: str, cells: list[str]) -> None:
    path = written(tmp_path, text)
    assert list(clean_cells(path).column("Year")) == cells
    guess = infer(path)
    assert [one.name for one in guess.measures] == ["Riders", "rows"]
    assert "time_joined" in {one.code for one in guess.snapshots[0].repairs}


def test_a_month_that_is_called_a_time_is_joined_too(tmp_path: Path) -> None:
    found = added(tmp_path, "Year,Month,Riders\n2024,1,5\n2024,2,6\n", roles=(("Month", Sort.TIME),))
    assert [one.name for one in found.columns] == ["Year", "Riders"]


def test_a_category_that_the_person_names_is_one(tmp_path: Path) -> None:
    found = added(tmp_path, "Line,Riders\nRed,5\nBlue,6\n", roles=(("Line", Sort.CATEGORY),))
    assert [one.role for one in found.columns] == ["category", "measure (value)"]


def test_what_names_no_year_is_of_the_newest(tmp_path: Path) -> None:
    path = written(tmp_path, "Port,Ships 2022,Ships 2023,Change (%)\nAden,5,6,20\nBari,8,8,0\n")
    cells = clean_cells(path)
    assert list(zip(cells.column("Year"), cells.column("Ships"), cells.column("Change (%)"), strict=True)) == [
        ("2022", "5", ""), ("2023", "6", "20"), ("2022", "8", ""), ("2023", "8", "0")]
    assert {one.code for one in infer(path).snapshots[0].repairs} == {"columns_to_rows", "newest_only"}


def test_a_development_banks_layout(tmp_path: Path) -> None:
    path = written(tmp_path, "Data Source,Indicators,\n\nLast Updated,2025-10-07,\n\n"
                             "Country Name,Country Code,Indicator Name,Indicator Code,2022,2023\n"
                             "Peru,PER,Paved roads (% of roads),RD,5,6\nChile,CHL,Paved roads (% of roads),RD,7,8\n")
    guess = infer(path)
    assert [one.name for one in guess.dimensions] == ["Country Name"]
    assert (guess.measures[0].title, guess.measures[0].unit, guess.time.column) == (
        "paved roads, percent of roads", "percent", "Year")


def test_next_years_file_has_more_rows_and_the_same_columns(tmp_path: Path) -> None:
    added(tmp_path, "Country,2022,2023\nPeru,5,6\nChile,7,8\n", "lamps.csv")
    later = added(tmp_path, "Country,2022,2023,2024\nPeru,5,6,7\nChile,7,8,9\n", "lamps.csv")
    assert not later.new
    assert later.comparison is not None
    assert (later.comparison.added_rows, later.comparison.gone_rows, later.comparison.revised_rows) == (2, 0, 0)


def test_a_column_that_the_person_names_stays_a_column(tmp_path: Path) -> None:
    found = added(tmp_path, "Model,2022,2023\nAlba,5,6\nBora,7,8\n", "x.csv", roles=(("2022", Sort.NUMBER),))
    assert [one.name for one in found.columns] == ["Model", "2022", "2023"]


def written(folder: Path, text: str, name: str = "table.csv") -> Path:
    """A file with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def added(folder: Path, text: str, name: str = "table.csv", **said: object) -> Addition:
    """What adding such a file to the library of that folder does."""
    return add(written(folder, text, name), folder / "library", said=Said.model_validate(said),
               origin=Origin(retrieved=TODAY))
