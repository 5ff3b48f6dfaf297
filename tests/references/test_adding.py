"""Tables become datasets and snapshots; later files are compared with earlier ones, or questioned."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from factcheck.errors import InputError, UsageError
from factcheck.queries.algebra import Condition, Selection, Value
from factcheck.queries.evaluation import Result, evaluate
from factcheck.references import descriptors
from factcheck.references.adding import add
from factcheck.references.addition import Addition, Origin, Said
from factcheck.references.columns import Sort
from factcheck.references.grid import HeaderRows
from factcheck.references.library import References
from factcheck.references.locations import builtin
from factcheck.references.tables import Reading
from tests.references.making import DESCRIPTOR, RECIPE, workbook

RATES = ("State,Year,Unemployment rate (%),Jobs (thousands)\nTEXAS ,2023,4.0,\"13,900\"\nohio,2023,3.5,5600\n"
         "Texas,2024,4.1,14100\nOhio,2024,N/A,5650\n")
LATER = RATES.replace("Texas,2024,4.1", "Texas,2024,4.2") + "Texas,2025,4.0,14200\nOhio,2025,4.4,5700\n"
LONG = "state,year,measure,unit,value\nOhio,2023,births,persons,10\nUtah,2023,births,persons,20\n"


def put(tmp_path: Path, text: str, name: str = "rates.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def added(source: Path, **said: Any) -> Addition:
    dry, shipped, library = said.pop("dry_run", False), said.pop("builtin", None), said.pop("library", None)
    return add(source, library or source.parent / "library", said=Said(**said),
               origin=Origin(retrieved=date(2026, 1, 2)),
               builtin=shipped, dry_run=dry)


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a library, without its lock."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != ".lock"}


def test_a_table_becomes_a_dataset_that_can_be_asked(tmp_path: Path) -> None:
    found = added(put(tmp_path, RATES), publisher="Bureau of Rates", title="Rates", licence="CC0",
                  unit_of_observation="one state and year")
    assert (found.new, found.already, found.snapshot.name) == (True, None, "2024-12-31")
    library = References.open(tmp_path / "library")
    dataset = library.dataset("rates")
    assert (dataset.publisher, dataset.title, dataset.licence) == ("Bureau of Rates", "Rates", "CC0")
    assert dataset.guessed
    query = Value(of=Selection(dataset="rates", snapshot="2024-12-31", measure="Jobs (thousands)", period="2023",
                               where=(Condition(column="State", values=("Texas",)),), as_of=date(2023, 12, 31)))
    answer = evaluate(query, library)
    assert isinstance(answer, Result)
    assert (answer.value, answer.unit) == (13_900_000, "job")
    codes = {one.code for one in dataset.snapshots[0].repairs}
    assert codes == {"white_space", "place_spelling", "missing", "number_form"}
    assert dataset.snapshots[0].via is not None
    assert dataset.snapshots[0].retrieved == date(2026, 1, 2)
    assert Package(str(tmp_path / "library" / "rates" / "datapackage.json")).validate().valid


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    source = put(tmp_path, RATES)
    added(source)
    before = files(tmp_path / "library")
    assert added(source).already == "2024-12-31"
    assert files(tmp_path / "library") == before
    assert added(put(tmp_path, RATES, "again.csv"), name="rates").already == "2024-12-31"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    found = added(put(tmp_path, RATES), dry_run=True)
    assert found.files == ()
    assert [one.role for one in found.columns] == ["place (state)", "time", "measure (value)", "measure (value)"]
    assert not (tmp_path / "library").exists()


def test_a_later_file_is_a_new_snapshot_and_what_changed_is_told(tmp_path: Path) -> None:
    added(put(tmp_path, RATES))
    found = added(put(tmp_path, LATER))
    assert (found.new, found.before, found.snapshot.name) == (False, "2024-12-31", "2025-12-31")
    assert found.comparison is not None
    assert (found.comparison.added_rows, found.comparison.gone_rows, found.comparison.revised_rows) == (2, 0, 1)
    [revision] = found.comparison.revised
    assert (revision.key, revision.before, revision.after) == (("Texas", "2024"), "4.1", "4.2")
    assert [one.name for one in References.open(tmp_path / "library").dataset("rates").snapshots] == [
        "2024-12-31", "2025-12-31"]
    corrected = added(put(tmp_path, LATER.replace("5700", "5701")))
    assert (corrected.snapshot.name, corrected.snapshot.supersedes) == ("2025-12-31-2", "2025-12-31")


def test_two_vintages_of_one_period_stand_side_by_side(tmp_path: Path) -> None:
    added(put(tmp_path, RATES), released=date(2025, 1, 10))
    found = added(put(tmp_path, RATES.replace("4.1", "4.3")), released=date(2025, 7, 10))
    assert (found.snapshot.name, found.snapshot.supersedes) == ("2024-12-31-2", None)


def test_what_a_person_corrected_is_kept(tmp_path: Path) -> None:
    added(put(tmp_path, RATES))
    path = tmp_path / "library" / "rates" / "datapackage.json"
    text = path.read_text(encoding="utf-8").replace('"title": "unemployment rate"', '"title": "jobless share"')
    assert "jobless share" in text
    path.write_text(text, encoding="utf-8")
    found = added(put(tmp_path, LATER.replace("State,", "STATE,")))
    assert found.dataset.measure("Unemployment rate (%)").title == "jobless share"
    assert found.snapshot.path.read_text(encoding="utf-8").startswith("State,Year,")


def test_new_members_and_measures_enter_a_guessed_descriptor_only(tmp_path: Path) -> None:
    added(put(tmp_path, LONG, "births.csv"))
    later = LONG + "Iowa,2024,births,persons,7\nIowa,2024,deaths,persons,3\n"
    found = added(put(tmp_path, later, "births.csv"))
    assert [one.name for one in found.dataset.measures] == ["births", "rows", "deaths"]
    assert "Iowa" in [member.value for member in found.dataset.dimension("state").members]
    path = tmp_path / "library" / "births" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["factcheck"]["guessed"] = False
    path.write_text(json.dumps(package), encoding="utf-8")
    again = added(put(tmp_path, later + "Iowa,2025,weddings,persons,3\n", "births.csv"))
    assert [one.name for one in again.dataset.measures] == ["births", "rows", "deaths"]


def test_a_file_with_the_same_columns_is_taken_for_a_snapshot_and_says_so(tmp_path: Path) -> None:
    added(put(tmp_path, RATES))
    found = added(put(tmp_path, LATER, "download (3).csv"))
    assert found.dataset.name == "rates"
    assert "columns are the same" in found.notes[0]
    assert added(put(tmp_path, LATER, "other.csv"), name="other").new


QUESTIONED = [
    ("lost a column", "State,Year,Jobs (thousands)\nOhio,2025,5\nTexas,2025,6\nUtah,2025,7\n", "lost the column"),
    ("lost its rows", "State,Year,Unemployment rate (%),Jobs (thousands)\nOhio,2025,5,6\n", "1 rows where"),
    ("is another table", "a,b\n1,2\n3,4\n", "lost the column"),
]


@pytest.mark.parametrize(("what", "text", "words"), QUESTIONED, ids=[case[0] for case in QUESTIONED])
def test_a_file_that_lost_something_is_questioned_and_not_swallowed(
        tmp_path: Path, what: str, text: str, words: str) -> None:
    added(put(tmp_path, RATES))
    before = files(tmp_path / "library")
    source = put(tmp_path, text, "rates.csv")
    with pytest.raises(InputError, match=words) as caught:
        added(source)
    assert "--force" in str(caught.value)
    assert files(tmp_path / "library") == before
    forced = added(source, force=True)
    assert forced.doubts
    assert forced.files


def test_new_columns_are_kept_and_told(tmp_path: Path) -> None:
    added(put(tmp_path, RATES))
    found = added(put(tmp_path, LATER.replace("(thousands)\n", "(thousands),note\n").replace("\nOhio", ",x\nOhio")))
    assert any("note" in note for note in found.notes)
    assert "note" in References.open(tmp_path / "library").columns("rates", found.snapshot.name)


def test_roles_and_units_that_are_said(tmp_path: Path) -> None:
    found = added(put(tmp_path, "when,what,n\n2020,a,1\n2021,b,2\n"), roles=(("when", Sort.TIME),),
                  units=(("n", "USD millions"),))
    assert found.dataset.time.column == "when"
    assert (found.dataset.measure("n").unit, found.dataset.measure("n").scale) == ("dollar", 1_000_000)
    with pytest.raises(UsageError, match="no column 'x'"):
        added(put(tmp_path, RATES), name="x", roles=(("x", Sort.TIME),))
    with pytest.raises(UsageError, match="no measure 'x'"):
        added(put(tmp_path, RATES), name="x", units=(("x", "percent"),))


def test_a_roster_needs_a_day(tmp_path: Path) -> None:
    text = "agency,state\nLake Police,Ohio\nDale Police,Utah\n"
    added(put(tmp_path, text, "roster_2025-09-17.csv"))
    with pytest.raises(UsageError, match="--as-of"):
        added(put(tmp_path, text + "Erie Police,Iowa\n", "roster.csv"))
    found = added(put(tmp_path, text + "Erie Police,Iowa\n", "roster.csv"), as_of=date(2025, 9, 22))
    assert (found.snapshot.name, found.dataset.name) == ("2025-09-22", "roster")


def test_names_of_agencies_are_spelled_as_before_within_their_state(tmp_path: Path) -> None:
    text = ("state,agency,county\nAlabama,Jefferson County Sheriff's Office,Jefferson County\n"
            "Colorado,Jefferson County Sheriff's Office,Jefferson County\nOhio,Springfield Police,Clark County\n")
    added(put(tmp_path, text, "roster_2025-09-17.csv"))
    later = ("state,agency,county\nALABAMA,Jefferson Cnty Sheriffs Office,Jefferson Cnty.\n"
             "Colorado,Jefferson County Sheriff's Office,Jefferson County\nOhio,Springfeild Police,Clark County\n"
             "Utah,Jefferson Cnty Sheriffs Office,Jefferson Cnty\n")
    found = added(put(tmp_path, later, "roster_2025-10-17.csv"))
    cells = References.open(tmp_path / "library").cells("roster", "2025-10-17")
    assert cells.column("agency") == ("Jefferson County Sheriff's Office", "Jefferson County Sheriff's Office",
                                      "Springfield Police", "Jefferson Cnty Sheriffs Office"), "Utah had none"
    assert ("name_spelling", "agency", 2) in [(one.code, one.column, one.rows) for one in found.snapshot.repairs]


def shipped(tmp_path: Path, rows: int = 10) -> Path:
    """A folder of datasets as they come with the package: one with a recipe and one snapshot."""
    folder = tmp_path / "shipped" / "pacts"
    folder.mkdir(parents=True)
    data = "state,agency,agency_key,agency_type,model,signed\n" + "".join(
        f"Ohio,Agency {i},Ohio|agency {i},County,Street,2025-03-01\n" for i in range(rows))
    (folder / "2025-07-01.csv").write_text(data, encoding="utf-8")
    import hashlib

    resource = {"name": "2025-07-01", "title": "Pacts", "path": "2025-07-01.csv", "bytes": len(data),
                "hash": "sha256:" + hashlib.sha256(data.encode()).hexdigest(),
                "factcheck": {"as_of": "2025-07-01", "as_of_basis": "test", "retrieved": "2025-07-02", "rows": rows},
                "schema": {"fields": [{"name": name} for name in data.splitlines()[0].split(",")]}}
    (folder / "datapackage.json").write_text(json.dumps(DESCRIPTOR | {"resources": [resource]}), encoding="utf-8")
    (folder / "recipe.json").write_text(json.dumps(RECIPE), encoding="utf-8")
    return folder.parent


def test_a_raw_file_of_a_built_in_dataset_goes_through_its_recipe(tmp_path: Path) -> None:
    root = shipped(tmp_path)
    rows = [("OHIO ", f"Agency {i}", "County", "Street", "3/1/2025", "link") for i in range(12)]
    source = workbook(tmp_path / "pacts09172025pm.xlsx", rows)
    found = added(source, dataset="pacts", builtin=root)
    assert (found.snapshot.name, found.before, found.dataset.guessed) == ("2025-09-17", "2025-07-01", False)
    assert ("white_space", "state", 12) in [(one.code, one.column, one.rows) for one in found.snapshot.repairs]
    assert found.comparison is not None
    assert (found.comparison.added_rows, found.comparison.revised_rows) == (2, 0)
    opened = References.open(root, library=tmp_path / "library").dataset("pacts")
    assert [one.name for one in opened.snapshots] == ["2025-07-01", "2025-09-17"]
    assert not any(path.name == ".lock" for path in root.rglob("*")), "what comes with the package is only read"
    by_columns = added(workbook(tmp_path / "download.xlsx", rows[:11]), builtin=root, as_of=date(2025, 9, 22))
    assert by_columns.dataset.name == "pacts"
    own = descriptors.read(tmp_path / "library" / "pacts").snapshots
    assert [one.name for one in own] == ["2025-09-17", "2025-09-22"]
    with pytest.raises(InputError, match="5 rows where"):
        added(workbook(tmp_path / "short.xlsx", rows[:5]), dataset="pacts", builtin=root, as_of=date(2025, 9, 30))


def test_the_built_in_recipes_are_found() -> None:
    assert (builtin() / "ice-287g" / "recipe.json").is_file()


def test_an_unknown_dataset_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no dataset “x”"):
        added(put(tmp_path, RATES), dataset="x")
    for name in ("../x", "X", "a/b", ".x", "", "-"):
        with pytest.raises(UsageError, match="cannot name a dataset"):
            added(put(tmp_path, RATES), name=name)


def test_a_described_dataset_is_taken_over_whole_and_once(tmp_path: Path) -> None:
    root = shipped(tmp_path)
    found = added(root / "pacts", library=tmp_path / "library")
    assert found.new
    assert (tmp_path / "library" / "pacts" / "2025-07-01.csv").is_file()
    again = added(root / "pacts" / "datapackage.json", library=tmp_path / "library")
    assert (again.already, again.files) == ("2025-07-01", ())
    (root / "pacts" / "2025-07-01.csv").write_text("changed", encoding="utf-8")
    with pytest.raises(InputError, match="was changed"):
        added(root / "pacts")


def package(folder: Path, *, text: str = RATES, **resource: Any) -> Path:
    folder.mkdir()
    put(folder, text, "data.csv")
    told = {"name": "rates-of-work", "title": "Rates of work", "homepage": "https://example.org/rates",
            "sources": [{"title": "Bureau of Rates"}], "licenses": [{"name": "CC-BY-4.0"}],
            "resources": [{"name": "data", "path": "data.csv"} | resource]}
    (folder / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def test_another_package_says_what_it_is_of(tmp_path: Path) -> None:
    found = added(package(tmp_path / "p"), publisher="Me")
    dataset = found.dataset
    assert (dataset.name, dataset.title, dataset.publisher, dataset.url, dataset.licence) == (
        "rates-of-work", "Rates of work", "Me", "https://example.org/rates", "CC-BY-4.0")
    semicolons = package(tmp_path / "q", text="a;n,m\nx;1\ny;2\n", dialect={"delimiter": ";"}, encoding="utf-8")
    assert added(semicolons, name="q").columns[1].name == "n,m"


PACKAGES = [
    ("leaves its folder", {"path": "../data.csv"}, "outside its folder"),
    ("names an address", {"path": "https://example.org/x.csv"}, "names the address"),
    ("names nothing", {"path": None}, "no single file"),
    ("names what is not there", {"path": "no.csv"}, "does not exist"),
]


@pytest.mark.parametrize(("what", "resource", "words"), PACKAGES, ids=[case[0] for case in PACKAGES])
def test_a_package_that_is_wrong_is_refused(tmp_path: Path, what: str, resource: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        added(package(tmp_path / "p", **resource))
    assert not (tmp_path / "library" / "rates-of-work").exists()


def test_sheets_header_rows_and_merged_cells(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "About"  # type: ignore[union-attr]
    book["About"].append(["Made by us"])
    sheet = book.create_sheet("Data")
    for row in (["Jobs by state, 2024-12-31"], [], ["State", "Share", "", "Jobs"], ["", "2023", "2024", "2024"],
                ["Ohio", 0.043, 0.05, 7], ["Utah", 0.031, 0.04, 8], ["", 0.02, 0.03, 9], ["Source: us"]):
        sheet.append(row)
    for cell in ("B5", "C5", "B6", "C6", "B7", "C7"):
        sheet[cell].number_format = "0.0%"
    for merged in ("A1:D1", "A3:A4", "B3:C3", "A6:A7"):
        sheet.merge_cells(merged)
    path = tmp_path / "jobs.xlsx"
    book.save(path)
    found = added(path, reading=Reading(sheet="Data"))
    assert [one.name for one in found.columns] == ["State", "Share 2023", "Share 2024", "Jobs 2024"]
    cells = References.open(tmp_path / "library").cells("jobs", "2024-12-31")
    assert cells.column("State") == ("Ohio", "Utah", "Utah")
    assert cells.column("Share 2023") == ("4.3", "3.1", "2")
    assert found.dataset.measure("Share 2023").unit == "percent"
    assert {"merged_cells", "note_below"} <= {one.code for one in found.snapshot.repairs}
    both = added(path, name="both", reading=Reading(sheet="Data", header_rows=HeaderRows(first=3, last=4)))
    assert both.columns == found.columns
    with pytest.raises(InputError, match="two columns named '2024'"):
        added(path, name="other", reading=Reading(sheet="Data", header_rows=HeaderRows(first=4, last=4)))


def test_nothing_of_the_library_is_read_twice_over(tmp_path: Path) -> None:
    """A folder that bears the name and no descriptor is no dataset; a file in it is not overwritten."""
    source = put(tmp_path, RATES)
    folder = tmp_path / "library" / "rates"
    folder.mkdir(parents=True)
    (folder / "2024-12-31.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="already there"):
        added(source)
    assert (folder / "2024-12-31.csv").read_text(encoding="utf-8") == "mine"
    shutil.rmtree(folder)
    assert added(source).files
