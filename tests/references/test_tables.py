"""Cells of files as published: formats, headers of two rows, notes, encodings, JSON in its many forms."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from factcheck.errors import LibraryError
from factcheck.references.grid import HeaderRows, lay_out
from factcheck.references.headings import read_heading
from factcheck.references.inference import infer
from factcheck.references.model import Role
from factcheck.references.tables import Reading, read_table

HEADERS = [
    ("one row", [["a", "b"], ["1", "2"]], ("a", "b")),
    ("a title above", [["Table 1. Births", "", ""], ["state", "year", "births"], ["Ohio", "2020", "5"]],
     ("state", "year", "births")),
    ("groups that leave the first name above", [["State", "Births", ""], ["", "2020", "2021"], ["Ohio", "5", "6"]],
     ("State", "Births 2020", "Births 2021")),
    ("groups over a whole header", [["", "Births", "", "Deaths", ""], ["State", "2020", "2021", "2020", "2021"],
                                    ["Ohio", "5", "6", "7", "8"]],
     ("State", "Births 2020", "Births 2021", "Deaths 2020", "Deaths 2021")),
    ("a column without a name", [["state", "n", ""], ["Ohio", "1", "x"]], ("state", "n", "column_3")),
    ("two of one name", [["n", "n", "n (2)"], ["1", "2", "3"]], ("n", "n (2)", "n (2) (2)")),
]


@pytest.mark.parametrize(("what", "rows", "header"), HEADERS, ids=[case[0] for case in HEADERS])
def test_headers_are_found(what: str, rows: list[list[str]], header: tuple[str, ...]) -> None:
    found = lay_out("x", rows)
    assert found.header == header
    assert len(found.rows) == 1
    assert len(set(found.header)) == len(found.header)


def test_notes_below_are_left_out_and_told() -> None:
    found = lay_out("x", [["state", "n"], ["Ohio", "1"], ["Total", ""], ["Source: us", ""], ["* estimate", ""]])
    assert found.rows == (("Ohio", "1"), ("Total", ""))
    assert found.below == ("Source: us", "* estimate")
    assert [repair.code for repair in found.repairs] == ["note_below"]


@pytest.mark.parametrize(("text", "rows"), [("3", (3, 3)), ("3-4", (3, 4)), ("4-3", None), ("0", None), ("x", None)])
def test_header_rows_as_they_are_said(text: str, rows: tuple[int, int] | None) -> None:
    found = HeaderRows.parse(text)
    assert (found and (found.first, found.last)) == rows


@pytest.mark.parametrize(("text", "encoding"), [
    ("straße,größe,übung\n" * 10, "cp1252"), ("регион,год,население\nМосква,2020,12\n" * 4, "cp1251"),
    ("straße,größe\n", "utf-8"), ("a,ä\n1,ü\n", "cp1252"),
])
def test_encodings_are_told_by_their_letters(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(encoding))
    assert read_table(path).header[0] == text.split(",")[0]


def test_what_is_said_overrules_what_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("a;b,c\nä;1,2\n".encode("mac_roman"))
    found = read_table(path, reading=Reading(encoding="mac_roman", delimiter=";"))
    assert (found.header, found.rows) == (("a", "b,c"), (("ä", "1,2"),))


RECORDS = [
    ("a list", [{"s": "Ohio", "n": 1.50}, {"s": "Utah", "m": None}]),
    ("inside an object", {"meta": 1, "data": [{"s": "x"}]}),
    ("a page", [{"page": 1}, [{"s": "x"}]]), ("by column", {"s": ["Ohio", "Utah"], "n": [1, 2]}),
    ("nested", [{"s": "Ohio", "votes": {"yes": 1, "no": 2}}]),
]


@pytest.mark.parametrize(("what", "value"), RECORDS, ids=[case[0] for case in RECORDS])
def test_json_in_its_forms(tmp_path: Path, what: str, value: object) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    found = read_table(path)
    assert found.header[0] == "s"
    assert found.rows[0][0] in ("Ohio", "x")
    if what == "nested":
        assert found.header == ("s", "votes.yes", "votes.no")


def test_numbers_of_json_keep_their_form(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"s": "Ohio", "n": 4.30, "m": 12345678901234567890}]', encoding="utf-8")
    assert read_table(path).rows == (("Ohio", "4.30", "12345678901234567890"),)


@pytest.mark.parametrize("text", ['[{"a": [1]}]', "[1, 2]", '{"a": {"b": 1}}', '"x"', "[]"])
def test_json_without_a_table_is_said_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError):
        read_table(path)


def test_hidden_sheets_are_passed_over_and_others_named(tmp_path: Path) -> None:
    book = Workbook()
    for name, hidden in (("Lists", True), ("Empty", False), ("Data", False), ("More", False)):
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if hidden else "visible"
        if name != "Empty":
            sheet.append(["state", name])
            sheet.append(["Ohio", 1])
    del book["Sheet"]
    book.save(tmp_path / "x.xlsx")
    found = read_table(tmp_path / "x.xlsx")
    assert (found.sheet, found.sheets) == ("Data", ("Data", "More"))


def test_a_formula_counts_with_its_saved_value(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["state", "n"], ["Ohio", 1], ["Utah", "=B2*2"]):
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(LibraryError, match="B3"):
        read_table(tmp_path / "x.xlsx")
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.xlsx") as source, zipfile.ZipFile(tmp_path / "y.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for empty in (b"<v></v>", b"<v/>", b"<v />"):
                    data = data.replace(empty, b"<v>2</v>")
            target.writestr(name, data)
    assert read_table(tmp_path / "y.xlsx").rows[1] == ("Utah", "2")


HEADINGS = [
    ("Debt (% of GDP)", "debt", "percent", 1, ("gdp",)), ("Debt, % of GDP", "debt", "percent", 1, ("gdp",)),
    ("Exports (USD millions)", "exports", "dollar", 10**6, ()),
    ("Exports in millions of dollars", "exports", "dollar", 10**6, ()),
    ("exports_usd_millions", "exports", "dollar", 10**6, ()),
    ("Murders per 100,000", "murders", "murder per 100,000", 1, ("per 100,000", "rate", "per capita")),
    ("Deaths (per 100,000 population)", "deaths", "death per 100,000", 1, ("per 100,000", "rate", "per capita")),
    ("GDP per capita (US$)", "gdp per capita", "dollar", 1, ()), ("CPI (1982-84=100)", "cpi", "index point", 1, ()),
    ("Index, 2015 = 100", "index", "index point", 1, ()), ("Unemployment rate", "unemployment rate", "percent", 1, ()),
    ("Birth rate", "birth rate", None, 1, ()), ("Population (thousands)", "population", None, 1000, ()),
    ("Unemployment rate (seasonally adjusted)", "unemployment rate", "percent", 1, ()),
    ("people in shelters", "people in shelters", None, 1, ()),
    ("unemployment_rate_sa", "unemployment rate", "percent", 1, ()),
    ("Jobs, thousands", "jobs", None, 1000, ()), ("housing units", "housing units", None, 1, ()),
]


@pytest.mark.parametrize(("header", "name", "unit", "scale", "requires"), HEADINGS, ids=[case[0] for case in HEADINGS])
def test_what_headers_say(header: str, name: str, unit: str | None, scale: int, requires: tuple[str, ...]) -> None:
    found = read_heading(header)
    assert (found.name, found.unit, found.scale, found.requires) == (name, unit, Decimal(scale), requires)


UNITS = [
    ("tonnes", "tonne", "metric ton"), ("Metric tons", "t", "metric ton"), ("litres", "liter", "liter"),
    ("kilometres", "km", "kilometer"), ("mm", "millimetres", "millimeter"), ("°C", "degrees Celsius", "degree Celsius"),
    ("hl", "hectolitres", "hectoliter"), ("hectares", "ha", "hectare"), ("MWh", "megawatt hours", "megawatt hour"),
    ("pence per litre", "pence per liter", "penny per liter"), ("EUR per kWh", "EUR/kWh", "euro per kilowatt hour"),
]


@pytest.mark.parametrize(("one", "other", "unit"), UNITS, ids=[case[0] for case in UNITS])
def test_units_are_spelled_as_claims_spell_them(one: str, other: str, unit: str) -> None:
    assert [read_heading(f"Output ({text})").unit for text in (one, other)] == [unit, unit]


PLACES = [
    ("postal", "state,n\nTX,1\nOH,2\n", ("Texas", "Ohio")),
    ("fips", "fips,n\n48,1\n39,2\n01,3\n", ("Texas", "Ohio", "Alabama")),
    ("fips by state", "State,n\n48,1\n39,2\n", ("Texas", "Ohio")),
    ("mixed", "State,n\nTEXAS ,1\nTex.,2\nTX,3\n48,4\n", ("Texas",) * 4),
    ("countries", "country,n\nTürkiye,1\nTurkey,2\nTUR,3\nDEU,4\n", ("Turkey", "Turkey", "Turkey", "Germany")),
    ("iso codes", "iso3,n\nTUR,1\nDEU,2\nUSA,3\n", ("Turkey", "Germany", "United States")),
    ("counties", "county,n\n\"Jefferson County, Ala.\",1\n\"JEFFERSON COUNTY, COLO.\",2\n\"Jefferson Co., TX\",3\n",
     ("Jefferson County, Alabama", "Jefferson County, Colorado", "Jefferson County, Texas")),
]


@pytest.mark.parametrize(("what", "text", "cells"), PLACES, ids=[case[0] for case in PLACES])
def test_places_however_they_are_written(tmp_path: Path, what: str, text: str, cells: tuple[str, ...]) -> None:
    from factcheck.references.inference import clean_cells

    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    dimension = infer(path).dimensions[0]
    assert dimension.role is Role.PLACE
    assert clean_cells(path).column(dimension.name) == cells


def test_numbers_that_are_no_codes_stay_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("city,states visited\n" + "".join(f"C{i},{i}\n" for i in range(1, 20)), encoding="utf-8")
    assert infer(path).dimensions[0].name == "city"


def test_a_column_of_values_is_named_by_its_table_and_its_unit(tmp_path: Path) -> None:
    path = tmp_path / "retail_sales.csv"
    path.write_text("year,unit,unit multiplier,value\n2020,US dollars,Millions,5\n2021,US dollars,Millions,6\n")
    measure = infer(path).measures[0]
    assert (measure.title, measure.unit, measure.scale) == ("retail sales", "dollar", 10**6)
    path.write_text("year,amount ($ millions)\n2020,5\n2021,6\n")
    measure = infer(path).measures[0]
    assert (measure.title, measure.unit, measure.scale) == ("retail sales", "dollar", 10**6)


def test_signs_in_the_cells_are_a_unit(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("state,turnout,fee\nOhio,61.5%,$3\nUtah,60%,$4.50\n")
    assert [one.unit for one in infer(path).measures[:2]] == ["percent", "dollar"]
