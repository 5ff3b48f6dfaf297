"""Files that would poison a library, fill the memory or mean something else: one sentence, and nothing was written."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.calling import assert_one_sentence, call, environment

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
    ("a few thousand records, each its own fields", "a.json",
     json.dumps([{f"field{i}": i} for i in range(4_000)]).encode(), "the same few fields"),
    ("tens of thousands of fields and one of them twice", "a.json",
     ("[{" + ", ".join(f'"k{i}": 1' for i in [*range(60_000), 59_999]) + "}]").encode(), "two fields named 'k59999'"),
    ("a line that is no JSON", "a.jsonl", b'{"State": "Ohio", "Votes": 1}\n{oops\n', "line 2, column 2"),
    ("nested without end", "a.json", b'[{"a": ' * 5_000, "without end"),
    ("an empty workbook", "a.xlsx", b"", "is empty: save or fetch"),
    ("a workbook that is cut off", "a.xlsx", b"PK\x03\x04" + bytes(90), "cut off, or is something else"),
    ("each record its own fields", "a.json",
     json.dumps([{f"field{i}": i} for i in range(17_000)]).encode(), "the same few fields"),
)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
CONTENT = ('<?xml version="1.0"?><office:document-content xmlns:office="{office}office:1.0" '
           'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0"><office:body><office:spreadsheet>'
           '<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
           '</office:document-content>')
MEMORY = 3_000_000_000
"""Bytes of addresses that a process may take: twice what the program with its libraries has need of."""


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def added(path: Path, library: Path) -> subprocess.CompletedProcess[str]:
    return call("refs", "add", str(path), "--library", str(library))


def opendocument(path: Path, rows: int, columns: int, last: str) -> Path:
    """A workbook of one row under its header, and of one more that is repeated; ``last`` is what its cells hold."""
    def cell(text: str, times: int = 1) -> str:
        kind = f' office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else "/>"
        return f'<table:table-cell table:number-columns-repeated="{times}"{kind}'

    lines = [f"<table:table-row>{cell(one)}{cell(other)}</table:table-row>"
             for one, other in (("State", "Votes"), ("Ohio", "12"))]
    lines.append(f'<table:table-row table:number-rows-repeated="{rows}">{cell(last, columns)}</table:table-row>')
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.format(office=OFFICE, rows="".join(lines)))
        archive.writestr("META-INF/manifest.xml", (
            f'<?xml version="1.0"?><m:manifest xmlns:m="{OFFICE}manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>'))
    return path


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


def test_a_day_in_the_far_future_is_questioned(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("State,Date,Votes\nOhio,2999-12-31,1\nUtah,2999-12-31,2\n")
    command = ("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"))
    assert_one_sentence(call(*command), "2999-12-31", "--as-of")
    assert call(*command, "--as-of", "2024-05-01").returncode == 0
    assert call(*command, "--name", "never", "--force").returncode == 0


def test_a_day_at_the_end_of_the_calendar_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("State,Date,Votes\nOhio,9999-12-31,1\nUtah,9999-12-31,2\n")
    command = ("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"), "--force")
    assert_one_sentence(call(*command), "9999-12-31", "before the year 9000")
    assert not (tmp_path / "library" / "a").exists()


def test_a_forecast_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("State,Year,Votes\nOhio,2029,1\nOhio,2100,2\n")
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"), "--retrieved",
                "2026-01-05")
    assert (done.returncode, "2100-12-31" in done.stdout) == (0, True)


def test_long_cells_and_names_are_shown_short(tmp_path: Path) -> None:
    name, cell = "State " * 500, "Ohio  " * 5_000
    (tmp_path / "a.csv").write_text(f"{name},Votes\n{cell},1\nUtah,2\n")
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"))
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) < 500
    (tmp_path / "b.csv").write_text(f"{name},{name}\nOhio,1\nUtah,2\n")
    done = call("refs", "add", str(tmp_path / "b.csv"), "--library", str(tmp_path / "library"))
    assert_one_sentence(done, "rename one")
    assert len(done.stderr) < 2_100


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
    (tmp_path / "article.txt").write_text("Ohio counted 1 vote.")
    done = call("check", str(tmp_path / "article.txt"), "--refs", str(library), "--published", "2026-01-01")
    assert (done.returncode, "is no file" in done.stderr) == (3, True)
    assert_one_sentence(call("refs", "add", str(library / "votes"), "--library", str(tmp_path / "other")), "is no file")


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "datapackage.json"])
def test_a_pipe_is_no_table_and_no_descriptor(tmp_path: Path, name: str) -> None:
    pipe = tmp_path / "in" / name
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    assert_one_sentence(call("refs", "add", str(pipe), "--library", str(tmp_path / "library")), "is no file")
    for path in (pipe, pipe.parent):
        done = call("refs", "list", "--refs", str(path))
        assert (done.returncode in (2, 3), "unexpected" in done.stderr) == (True, False)


@pytest.mark.parametrize(("reference", "status"), [("J1048576", 0), ("B900000", 0)])
def test_a_stray_cell_makes_no_million_others(tmp_path: Path, reference: str, status: int) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("State", "Votes"), ("Ohio", 1), ("Utah", 2)):
        sheet.append(row)
    sheet[reference] = "x"
    book.save(tmp_path / "stray.xlsx")
    done = subprocess.run([sys.executable, "-m", "factcheck", "refs", "add", str(tmp_path / "stray.xlsx"), "--library",
                           str(tmp_path / "library")], capture_output=True, check=False, timeout=60,
                          env=environment(), preexec_fn=bounded)
    assert done.returncode == status, done.stderr
    assert b"3 rows" in done.stdout


@pytest.mark.parametrize(("rows", "columns", "said"), [
    (1, 2_000_000_000, "over more columns"), (2_000_000_000, 1, "repeats one row"), (1_048_576, 16_384, "repeats")])
def test_cells_and_rows_repeated_without_end(tmp_path: Path, rows: int, columns: int, said: str) -> None:
    done = added(opendocument(tmp_path / "a.ods", rows, columns, "x"), tmp_path / "library")
    assert_one_sentence(done, said)


def test_empty_rows_are_repeated_to_the_end_of_a_sheet(tmp_path: Path) -> None:
    done = added(opendocument(tmp_path / "a.ods", 1_048_000, 1_000, ""), tmp_path / "library")
    assert (done.returncode, done.stderr, "1 row" in done.stdout) == (0, "", True)


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
