"""Files that would poison a library, fill the memory or mean something else: one sentence, and nothing was written."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.calling import call

HOSTILE = (
    ("many digits", "a.csv", b"State,Votes\nOhio,1" + b"2" * 60_000 + b"\nUtah,2\n", "letters in row 2"),
    ("letters without end", "a.json", json.dumps([{"State": "O" * 60_000, "Votes": 1}]).encode(), "letters in row 2"),
    ("a quotation mark that nothing closes", "a.csv", b'State,Votes\n"Ohio,1\nUtah,2\nTexas,3\n',
     "quotation mark in row 2"),
    ("a row longer than the header", "a.csv", b"State,Votes\nOhio,1,2,3\nUtah,4\n", "the header above it"),
    ("fields that meet", "a.json", b'[{"State": "Ohio", "a.b": 1, "a": {"b": 2}}]', "both named 'a.b'"),
    ("fields twice", "a.json", b'[{"State": "Ohio", "Votes": 1, "Votes": 2}]', "two fields named 'Votes'"),
    ("half a letter", "a.json", b'[{"State": "Ohio\\ud800", "Votes": 1}]', "a letter that is none"),
    ("NUL in JSON", "a.json", b'[{"State": "Oh\\u0000io", "Votes": 1}]', "a letter that is none"),
    ("UTF-16 with half a letter at its end", "a.csv", "State,Votes\nOhio,1\n".encode("utf-16") + b"2",
     "is not written in utf-16"),
    ("each record its own fields", "a.json",
     json.dumps([{f"field{i}": i} for i in range(17_000)]).encode(), "the same few fields"),
)


@pytest.mark.parametrize(("name", "content", "said"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_it_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = call("refs", "add", str(tmp_path / name), "--library", str(tmp_path / "library"))
    assert done.returncode == 2
    assert said in done.stderr
    assert "unexpected" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "library" / "a").exists()


def test_utf_32_is_not_taken_for_utf_16(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("State,Votes\nOhio,1\nUtah,2\n".encode("utf-32"))
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"))
    assert (done.returncode, done.stderr, "Ohio, Utah" in done.stdout) == (0, "", True)


def test_a_column_that_only_one_row_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("State,Votes\nOhio,1,2\nUtah,3\nTexas,4\n")
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"))
    assert "column_3: 1 row: cells of a column for which the header has no name" in done.stdout


def test_a_number_that_would_fill_the_memory_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("State,Votes\nOhio,1e999999999\nUtah,2\nIowa,3\nMaine,4\n")
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"))
    assert done.returncode in (0, 2)
    assert len(done.stdout) < 10_000
    assert "unexpected" not in done.stderr


def test_a_sheet_that_reaches_too_far(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "State", "Votes", "Ohio", 1
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    done = call("refs", "add", str(tmp_path / "far.xlsx"), "--library", str(tmp_path / "library"))
    assert (done.returncode, "far from its table" in done.stderr) == (2, True)


def test_a_name_with_a_star_is_one_file(tmp_path: Path) -> None:
    import duckdb

    for name, votes in (("a*", 1), ("a2", 999)):
        duckdb.sql(f"COPY (SELECT 'Ohio' AS State, {votes} AS Votes) TO '{tmp_path / name}.parquet'")
    done = call("refs", "add", str(tmp_path / "a*.parquet"), "--library", str(tmp_path / "library"), "--name", "one")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 row" in done.stdout
    assert "999" not in done.stdout


@pytest.mark.parametrize("promised", [{"hash": "sha256:" + "0" * 64}, {"bytes": 3}])
def test_a_package_with_another_file_than_it_promises(tmp_path: Path, promised: dict[str, object]) -> None:
    data = b"State,Votes\nOhio,1\nUtah,2\n"
    (tmp_path / "votes.csv").write_bytes(data)
    resource = {"name": "votes", "path": "votes.csv", "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    package = tmp_path / "datapackage.json"
    for changed, status in ((resource, 0), (resource | promised, 2)):
        package.write_text(json.dumps({"name": "votes", "resources": [changed]}))
        done = call("refs", "add", str(package), "--library", str(tmp_path / f"library{status}"))
        assert done.returncode == status, done.stderr
    assert "promises" in done.stderr


@pytest.mark.parametrize("broken", [
    {"sources": "abc"}, {"sources": ["abc"]}, {"licenses": 5}, {"sources": {"title": "x"}}])
def test_a_descriptor_with_parts_of_other_types(tmp_path: Path, broken: dict[str, object]) -> None:
    (tmp_path / "votes.csv").write_text("State,Votes\nOhio,1\nUtah,2\n")
    library = tmp_path / "library"
    assert call("refs", "add", str(tmp_path / "votes.csv"), "--library", str(library)).returncode == 0
    path = library / "votes" / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | broken))
    done = call("refs", "list", "--library", str(library))
    assert (done.returncode, "unexpected" in done.stderr) == (3, False)


@pytest.mark.parametrize("schema", [5, [1], {"fields": 5}, {"fields": ["a", 5]}])
def test_a_schema_that_is_none(tmp_path: Path, schema: object) -> None:
    (tmp_path / "votes.csv").write_text("State,Votes\nOhio,1\nUtah,2\n")
    library = tmp_path / "library"
    assert call("refs", "add", str(tmp_path / "votes.csv"), "--library", str(library)).returncode == 0
    path = library / "votes" / "datapackage.json"
    descriptor = json.loads(path.read_text())
    descriptor["resources"][0]["schema"] = schema
    path.write_text(json.dumps(descriptor))
    assert call("refs", "validate", "--library", str(library)).returncode == 3
    taken = call("refs", "add", str(path), "--library", str(tmp_path / "other"))
    assert (taken.returncode, "unexpected" in taken.stderr) == (2, False)


def test_a_pipe_is_no_snapshot(tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_text("State,Votes\nOhio,1\nUtah,2\n")
    library = tmp_path / "library"
    assert call("refs", "add", str(tmp_path / "votes.csv"), "--library", str(library)).returncode == 0
    [data] = (library / "votes").glob("*.csv")
    data.unlink()
    os.mkfifo(data)
    done = call("refs", "validate", "--library", str(library))
    assert (done.returncode, "is no file" in done.stderr + done.stdout) == (3, True)


def test_cells_merged_over_a_whole_sheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "State", "Votes", "Ohio", 1
    book.save(tmp_path / "plain.xlsx")
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as plain, zipfile.ZipFile(tmp_path / "merged.xlsx", "w") as merged:
        for part in plain.namelist():
            data = plain.read(part)
            if part == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>",
                                    b'</sheetData><mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>')
            merged.writestr(part, data)
    done = call("refs", "add", str(tmp_path / "merged.xlsx"), "--library", str(tmp_path / "library"))
    assert (done.returncode, "A5 to XFD1048576" in done.stderr) == (2, True)
