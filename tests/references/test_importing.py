"""Snapshots made from spreadsheets with every kind of dirt; files that must be refused."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from factcheck.errors import InputError, LibraryError
from factcheck.references import descriptors
from factcheck.references.importing import Provenance, import_snapshot, remake
from factcheck.references.making import RefusedError
from factcheck.references.model import Via
from tests.references.making import HEADER, RECIPE, dataset, workbook

CLEAN = ("OHIO", "Dale County Sheriff's Office", "County", "Street", datetime(2025, 3, 1), "link")


def provenance(name: str = "2025-09-17", **more: Any) -> Provenance:
    return Provenance(name=name, title=name, as_of=date.fromisoformat(name[:10]), as_of_basis="name of the file",
                      retrieved=date(2026, 1, 1), **more)


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_space_after_texas_makes_no_state_of_its_own(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    rows = [("TEXAS" if i < 20 else "TEXAS ", f"Agency {i}", *CLEAN[2:]) for i in range(26)]
    source = workbook(tmp_path / "roster.xlsx", [*rows, CLEAN])
    assert len({row[0] for row in [*rows, CLEAN]}) == 3, "a naive count"

    snapshot = import_snapshot(source, folder, provenance=provenance())

    made = rows_of(folder, "2025-09-17")
    assert sorted({row["state"] for row in made}) == ["Ohio", "Texas"]
    assert sum(row["state"] == "Texas" for row in made) == 26
    assert ("white_space", "state", 6) in [(one.code, one.column, one.rows) for one in snapshot.repairs]


DIRT = [
    ("white_space", "agency", 1, "  Lake   Police ", "Lake Police"),
    ("odd_space", "agency", 1, "Lake\u00a0Police", "Lake Police"),
    ("curly_quote", "agency", 1, "Lake Sheriff\u2019s Office", "Lake Sheriff's Office"),
    ("place_capitals", "state", 0, "WEST VIRGINIA", "West Virginia"),
    ("place_spelling", "state", 0, "West Viriginia", "West Virginia"),
    ("place_spelling", "state", 0, "W. Va.", "West Virginia"),
    ("category_spelling", "agency_type", 2, "State", "State Agency"),
    ("white_space", "agency_type", 2, "County ", "County"),
    ("missing", "agency_type", 2, "N/A", ""),
    ("date_form", "signed", 4, "7/72025", "2025-07-07"),
    ("date_form", "signed", 4, "9/3/2025", "2025-09-03"),
]


@pytest.mark.parametrize(("code", "column", "at", "dirty", "clean"), DIRT, ids=[f"{d[0]}-{d[3]!r}" for d in DIRT])
def test_each_dirt_is_mended_and_recorded(
        tmp_path: Path, code: str, column: str, at: int, dirty: str, clean: str) -> None:
    folder = dataset(tmp_path / "pacts")
    row = list(CLEAN)
    row[at] = dirty
    snapshot = import_snapshot(workbook(tmp_path / "a.xlsx", [row]), folder, provenance=provenance())
    assert rows_of(folder, "2025-09-17")[0][column] == clean
    assert (code, column, 1) in [(one.code, one.column, one.rows) for one in snapshot.repairs]


def test_excel_dates_become_iso_and_dropped_columns_stay_out(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    import_snapshot(workbook(tmp_path / "a.xlsx", [CLEAN]), folder, provenance=provenance())
    assert rows_of(folder, "2025-09-17") == [{
        "state": "Ohio", "agency": "Dale County Sheriff's Office", "agency_key": "Ohio|dale county sheriffs office",
        "agency_type": "County", "model": "Street", "signed": "2025-03-01"}]


def test_a_column_not_yet_published_is_left_out(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    old = [cell for i, cell in enumerate(CLEAN) if i != 2]
    header = [name for name in HEADER if name != "TYPE"]
    import_snapshot(workbook(tmp_path / "a.xlsx", [old], header), folder, provenance=provenance("2024-12-29"))
    assert "agency_type" not in rows_of(folder, "2024-12-29")[0]
    with pytest.raises(RefusedError, match="no column 'Type'"):
        import_snapshot(workbook(tmp_path / "b.xlsx", [old], header), folder, provenance=provenance("2025-01-02"))


def roster(count: int) -> list[Sequence[object]]:
    return [("OHIO", f"Agency {i}", "County", "Street", datetime(2025, 3, 1), "") for i in range(count)]


REFUSED = [
    ("lacks a column", roster(10), HEADER[:4] + HEADER[5:], "no column 'Signed'"),
    ("has lost its rows", roster(4), HEADER, "4 rows where .* has 10"),
    ("has a new column", roster(10), (*HEADER[:5], "PHONE"), "'PHONE'"),
    ("has an unknown category", [*roster(9), (*CLEAN[:3], "Airborne", *CLEAN[4:])], HEADER,
     "'Airborne' in column 'model'"),
    ("has an unknown place", [*roster(9), ("Atlantis", *CLEAN[1:])], HEADER, "'Atlantis' in column 'state'"),
    ("says a thing twice", [*roster(10), *roster(1)], HEADER, "twice, in rows 1 and 11"),
    ("lacks a state", [*roster(9), ("", *CLEAN[1:])], HEADER, "no state in row 10"),
]


@pytest.mark.parametrize(("why", "rows", "header", "message"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_file_is_refused_with_one_sentence_and_nothing_written(
        tmp_path: Path, why: str, rows: list[Sequence[object]], header: Sequence[str], message: str) -> None:
    folder = dataset(tmp_path / "pacts")
    import_snapshot(workbook(tmp_path / "a.xlsx", roster(10)), folder, provenance=provenance("2025-09-17"))
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir())
    if "SIGNED" not in header:
        rows = [[*row[:4], *row[5:]] for row in rows]
    with pytest.raises(RefusedError, match=message) as caught:
        import_snapshot(workbook(tmp_path / "b.xlsx", rows, header), folder, provenance=provenance("2025-09-22"))
    assert str(caught.value).count("\n") == 0
    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir()) == before


def test_an_older_snapshot_may_be_smaller(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    import_snapshot(workbook(tmp_path / "a.xlsx", roster(10)), folder, provenance=provenance("2025-09-17"))
    import_snapshot(workbook(tmp_path / "b.xlsx", roster(3)), folder, provenance=provenance("2025-02-01"))
    assert [one.name for one in descriptors.read(folder).snapshots] == ["2025-02-01", "2025-09-17"]


def test_the_same_file_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    source = workbook(tmp_path / "a.xlsx", roster(3))
    first = import_snapshot(source, folder, provenance=provenance())
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    second = import_snapshot(source, folder, provenance=provenance())
    assert first == second
    assert (folder / "datapackage.json").read_text(encoding="utf-8") == text


def test_a_snapshot_is_never_edited(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    import_snapshot(workbook(tmp_path / "a.xlsx", roster(3)), folder, provenance=provenance())
    other = workbook(tmp_path / "b.xlsx", roster(4))
    with pytest.raises(InputError, match="never edited"):
        import_snapshot(other, folder, provenance=provenance())
    import_snapshot(other, folder, provenance=provenance("2025-09-17-corrected", supersedes="2025-09-17"))
    assert descriptors.read(folder).snapshot("2025-09-17-corrected").supersedes == "2025-09-17"


def test_provenance_names_the_bytes(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    source = workbook(tmp_path / "a.xlsx", roster(3))
    with pytest.raises(RefusedError, match="not the file that its provenance names"):
        import_snapshot(source, folder, provenance=provenance(via=Via(url="https://example.org", sha256="0" * 64)))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    made = import_snapshot(source, folder, provenance=provenance(via=Via(url="https://example.org", sha256=digest)))
    assert remake(source, folder) == made
    with pytest.raises(InputError, match="origin of no snapshot"):
        remake(workbook(tmp_path / "b.xlsx", roster(4)), folder)
    changed = {**RECIPE, "drop": ["Link", "Signed"], "columns": RECIPE["columns"][:-1]}
    (folder / "recipe.json").write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(LibraryError, match="another snapshot"):
        remake(source, folder)


LONG_RECIPE: dict[str, Any] = {
    "columns": [
        {"name": "place", "source": ["entity"], "type": "place"},
        {"name": "kind", "type": "place_kind", "of": ["place"]},
        {"name": "year", "source": ["period"]}, {"name": "measure", "source": ["measure"], "keep": False},
        {"name": "value", "source": ["value"], "keep": False}, {"name": "model"},
        {"name": "pacts", "type": "number"}, {"name": "births", "type": "number"},
    ],
    "key": ["place", "year", "model"],
    "long": {"by": ["place", "year"], "totals": {"model": "All"}, "drop": ["base"], "spread": [
        {"measure": "pacts", "to": "pacts"}, {"measure": "pacts_jail", "to": "pacts", "where": {"model": "Jail"}},
        {"measure": "births", "to": "births"}]},
    "complete": [{"over": "place", "kinds": ["territory"], "times": "year", "where": {"model": "All"},
                  "values": {"pacts": "0"}, "reason": "not listed"}],
    "blank": [{"columns": ["births"], "where": {"year": "2020"}, "reason": "part of a year"}],
}


def test_a_long_table_becomes_wide(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts", recipe=LONG_RECIPE)
    source = tmp_path / "long.csv"
    source.write_text("entity,period,measure,value\nOHIO,2020,pacts,\"1,204\"\nOhio ,2020,births,5\nGuam,2020,pacts,2\n"
                      "Ohio,2020,base,9\nOhio,2020,pacts_jail,7\nOhio,2021,births,6\n", encoding="utf-8")
    with pytest.raises(InputError, match="twice"):
        import_snapshot(source, folder, provenance=provenance())
    source.write_text(source.read_text(encoding="utf-8").replace("OHIO", "Ohio"), encoding="utf-8")
    snapshot = import_snapshot(source, folder, provenance=provenance())
    made = {(row["place"], row["year"], row["model"]): row for row in rows_of(folder, "2025-09-17")}
    assert made["Ohio", "2020", "All"]["pacts"] == "1204"
    assert made["Ohio", "2020", "All"]["births"] == ""
    assert made["Ohio", "2021", "All"]["births"] == "6"
    assert made["Ohio", "2020", "Jail"]["pacts"] == "7"
    assert made["Guam", "2020", "All"]["pacts"] == "2"
    assert made["Puerto Rico", "2020", "All"] | {"pacts": "0", "births": "", "kind": "territory"} == made[
        "Puerto Rico", "2020", "All"]
    assert {one.code for one in snapshot.repairs} >= {"reshaped", "completed", "not_comparable", "number_form"}


def test_the_script_adds_and_remakes(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "pacts")
    source = workbook(tmp_path / "a.xlsx", roster(3))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    record = tmp_path / "p.json"
    record.write_text(provenance(via=Via(url="https://example.org", sha256=digest)).model_dump_json(), encoding="utf-8")
    script = str(Path(__file__).parents[2] / "tools" / "import_reference_data.py")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, script, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    added = run("add", folder, source, "--provenance", record)
    assert (added.returncode, added.stderr) == (0, "")
    assert "pacts/2025-09-17: 3 rows" in added.stdout
    assert run("remake", folder, source).returncode == 0
    failed = run("add", folder, tmp_path / "none.xlsx", "--provenance", record)
    assert failed.returncode == 2
    assert failed.stderr.count("\n") == 1


SERIES: dict[str, Any] = {
    "vintage": "known",
    "columns": [
        {"name": "quarter", "source": ["when"], "type": "quarter", "required": True},
        {"name": "place", "source": ["place"], "type": "place", "kind": "country", "spellings": {"Geo": "Georgia"}},
        {"name": "code", "source": ["code"], "keep": False},
        {"name": "kind", "type": "class", "of": ["code"], "classes": {"region": ["EUU"]}, "otherwise": "country"},
        {"name": "jobs", "type": "number", "optional": True}, {"name": "rate", "type": "number", "optional": True},
        {"name": "measure", "source": ["measure"], "keep": False},
        {"name": "value", "source": ["value"], "keep": False},
    ],
    "key": ["place", "quarter"],
    "long": {"by": ["quarter", "place", "code"], "spread": [{"measure": "j", "to": "jobs"},
                                                            {"measure": "r", "to": "rate"}]},
    "gaps": [{"column": "quarter", "months": 3, "by": ["place", "code"], "reason": "not published"}],
    "blank": [{"columns": ["jobs"], "where": {"place": "Turkey"}, "before": {"quarter": "2025Q2"},
               "reason": "by half"}],
}


def vintages(path: Path) -> Path:
    cells = [("2025-01", "Geo", "GEO", "j", "7", "2025-12-01"), ("2025-10", "Geo", "GEO", "j", "8", "2025-12-01"),
             ("2025-01", "Turkiye", "TUR", "j", "5", "2025-12-01"),
             ("2025-04", "Turkiye", "TUR", "j", "6", "2025-12-01"),
             *((f"2025-{month}", "European Union", "EUU", "r", "4", "2026-03-01") for month in ("01", "04", "07"))]
    lines = ["when,place,code,measure,value,known", *(",".join(row) for row in cells)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_file_of_vintages_makes_a_snapshot_of_each(tmp_path: Path) -> None:
    folder, source = dataset(tmp_path / "pacts", recipe=SERIES), vintages(tmp_path / "series.csv")
    via = Via(url="https://example.org", sha256=hashlib.sha256(source.read_bytes()).hexdigest())
    early = import_snapshot(source, folder, provenance=provenance("2025-12-01", via=via))
    late = import_snapshot(source, folder, provenance=provenance("2026-03-01", via=via))

    made = rows_of(folder, "2025-12-01")
    assert [(row["place"], row["quarter"], row["jobs"]) for row in made] == [
        ("Georgia", "2025Q1", "7"), ("Georgia", "2025Q2", ""), ("Georgia", "2025Q3", ""), ("Georgia", "2025Q4", "8"),
        ("Turkey", "2025Q1", ""), ("Turkey", "2025Q2", "6")]
    assert "rate" not in made[0], "a column with no value in this vintage"
    assert [row["kind"] for row in rows_of(folder, "2026-03-01")] == ["region"] * 3
    assert {repair.code for repair in early.repairs} == {
        "other_vintage", "reshaped", "quarter", "place_spelling", "place_names", "gap", "not_comparable"}
    assert "classified" in {repair.code for repair in late.repairs}
    assert remake(source, folder) == late, "both vintages are made again"
    with pytest.raises(RefusedError, match="no row of the vintage 2026-04-01"):
        import_snapshot(source, folder, provenance=provenance("2026-04-01"))
