"""``factcheck refs add`` as its users call it: what it shows, what it refuses, and what it leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from factcheck.references.library import References
from factcheck.references.tables import read_table
from tests.cli.calling import assert_one_sentence, call, environment

OLD_WORKBOOK = Path(__file__).parents[1] / "references" / "cases" / "old_workbook.xls"
"""Two sheets, written by xlwt 1.3.0: a merged cell, days, cells shown as percentages with one decimal."""

RATES = "State,Year,Unemployment rate (%)\nTEXAS ,2023,4.0\nOhio,2023,3.5\nTexas,2024,4.1\nOhio,2024,3.6\n"


def put(path: Path, data: bytes | str = RATES) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def listing(folder: Path) -> dict[str, bytes]:
    """Every file of a library but its lock."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != ".lock"}


def add(source: Path, *options: str, **changes: str) -> subprocess.CompletedProcess[str]:
    library = source.parent / "library"
    return call("refs", "add", str(source), "--library", str(library), *options, **changes)


def test_it_shows_what_it_understood_mended_and_wrote(tmp_path: Path) -> None:
    done = add(put(tmp_path / "rates.csv"), "--publisher", "Bureau of Rates")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("rates: new dataset, 4 rows", "Bureau of Rates", "2024-12-31 (end of the newest period in the table)",
                  "State", "place (state)", "measure (value)", "percent", "[--licence]",
                  "State: 1 row: white space around or doubled inside the cell removed, such as 'TEXAS ' to 'TEXAS'",
                  "written: ", "datapackage.json"):
        assert words in done.stdout
    listed = call("refs", "list", "--library", str(tmp_path / "library"))
    assert "Bureau of Rates" in listed.stdout
    assert call("refs", "validate", "--library", str(tmp_path / "library")).returncode == 0
    checked = call("check", "-", "--library", str(tmp_path / "library"), "--refs", str(tmp_path / "library"),
                   "--format", "json", stdin=b"The unemployment rate in Texas was 4.1% in 2024.")
    [claim] = [one for one in json.loads(checked.stdout)["claims"] if one["figure"].startswith("4.1")]
    assert claim["reference"]["value"] == "4.1"


def test_a_later_file_shows_what_changed(tmp_path: Path) -> None:
    add(put(tmp_path / "rates.csv"))
    done = add(put(tmp_path / "rates.csv", RATES.replace("2024,4.1", "2024,4.4") + "Utah,2025,3.0\n"))
    assert "changes since 2024-12-31" in done.stdout
    assert "4 before, 5 now; 1 added, 0 gone, 1 revised" in done.stdout
    assert "+ Utah | 2025" in done.stdout
    assert "~ Texas | 2024: Unemployment rate (%) 4.1 → 4.4" in done.stdout
    again = add(tmp_path / "rates.csv")
    assert "nothing was changed" in again.stdout


def test_a_dry_run_leaves_nothing(tmp_path: Path) -> None:
    done = add(put(tmp_path / "rates.csv"), "--dry-run")
    assert done.returncode == 0
    assert "nothing was written" in done.stdout
    assert not (tmp_path / "library").exists()


def test_the_library_is_that_of_the_environment(tmp_path: Path) -> None:
    done = call("refs", "add", str(put(tmp_path / "rates.csv")), FACTCHECK_LIBRARY=str(tmp_path / "mine"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "mine" / "rates" / "datapackage.json").is_file()


def workbook(path: Path, rows: Sequence[Sequence[object]], **cells: object) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for name, value in cells.items():
        sheet[name] = value
    book.save(path)
    return path


def bomb(path: Path) -> Path:
    """A workbook of 600 kB that unpacks to 600 MB."""
    workbook(path, [("a", "b"), (1, 2)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x", "w") as member:
        for _ in range(600):
            member.write(b"\0" * 1_000_000)
    return path


def lying_bomb(path: Path) -> Path:
    """One that states a small size."""
    import struct

    bomb(path)
    data = path.read_bytes()
    size = struct.pack("<I", 600_000_000)
    assert data.count(size) >= 1
    return put(path, data.replace(size, struct.pack("<I", 1000)))


def encrypted(path: Path) -> Path:
    return put(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"))


def protected_zip(path: Path) -> Path:
    workbook(path, [("a", "b"), (1, 2)])
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return put(path, bytes(data))


def outside(path: Path) -> Path:
    path.mkdir()
    put(path.parent / "secret.csv")
    put(path / "datapackage.json", json.dumps({"name": "x", "resources": [{"name": "x", "path": "../secret.csv"}]}))
    return path


Case = tuple[str, Callable[[Path], Path], tuple[str, ...], tuple[str, ...]]
BAD: list[Case] = [
    ("x.xlsx", bomb, (), ("unpacks to", "MB", "CSV")),
    ("x.xlsx", lying_bomb, (), ("not a readable Excel file",)),
    ("x.xlsx", lambda path: workbook(path, [("a", "b"), (1, 2)], B3="=B2*2"), (), ("1 formula ", "B3", "save it")),
    ("x.xlsx", encrypted, (), ("protected by a password",)),
    ("x.xlsx", protected_zip, (), ("protected by a password",)),
    ("x.xls", lambda path: put(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), (),
     ("not a readable .xls", "save it again")),
    ("x.xls", lambda path: put(path, OLD_WORKBOOK.read_bytes()[:4000]), (), ("not a readable .xls",)),
    ("x.xls", lambda path: put(path, b""), (), ("empty",)),
    ("x.xls", lambda path: put(path, OLD_WORKBOOK.read_bytes()), ("--sheet", "Nix"), ("no sheet 'Nix'", "Notes")),
    ("old.xlsx", lambda path: put(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), (), (".xls", "save it as")),
    ("x.xlsx", lambda path: put(path, "no zip"), (), ("not a readable Excel file",)),
    ("x.xlsx", lambda path: workbook(path, []), (), ("empty",)),
    ("x.xlsx", lambda path: workbook(path, [("a", "b"), (1, 2)]), ("--sheet", "Nix"), ("no sheet 'Nix'", "Sheet")),
    ("x.ods", lambda path: put(path, "no zip"), (), ("OpenDocument",)),
    ("page.csv", lambda path: put(path, "\ufeff <!DOCTYPE html><html><body>404</body>"), (), ("a web page",)),
    ("x.csv", lambda path: put(path, "a,b\n1,2\n3,\0\n"), (), ("NUL",)),
    ("x.csv", lambda path: put(path, b"%PDF-1.7 x"), (), ("a PDF",)),
    ("x.csv", lambda path: put(path, b"\x1f\x8b\x08\0"), (), ("unpack it",)),
    ("x.csv", lambda path: put(path, "a,b\n"), (), ("no rows",)),
    ("x.csv", lambda path: put(path, ""), (), ("empty",)),
    ("x.csv", lambda path: put(path, "n,a,n\n1,2,3\n"), (), ("two columns named 'n'",)),
    ("x.csv", lambda path: put(path, ",".join(f"c{i}" for i in range(1_000_000)) + "\n" + "1," * 999_999 + "1\n"), (),
     ("1000000 columns", "16384")),
    ("x.csv", lambda path: put(path, 'a,b\n1,"' + "x" * 200_000), (), ("not a table",)),
    ("x.csv", put, ("--encoding", "klingon"), ("no encoding 'klingon'",)),
    ("x.csv", lambda path: put(path, b"a,b\n\xff\xfe\xe9,2\n"), ("--encoding", "utf-8"), ("not written in utf-8",)),
    ("x.csv", put, ("--header-row", "99"), ("nothing in row 99",)),
    ("x.csv", put, ("--header-row", "one"), ("--header-row",)),
    ("x.csv", put, ("--as-of", "yesterday"), ("--as-of", "2025-09-17")),
    ("x.csv", put, ("--role", "State"), ("COLUMN=VALUE",)),
    ("x.csv", put, ("--role", "State=planet"), ("planet",)),
    ("x.csv", put, ("--name", "x", "--unit", "State=percent"), ("no measure 'State'",)),
    ("x.csv", put, ("--dataset", "nix"), ("no dataset", "nix", "ice-287g")),
    ("x.csv", put, ("--name", "../x"), ("cannot name a dataset",)),
    ("x.csv", put, ("--delimiter", "ab"), ("one character",)),
    ("x.json", lambda path: put(path, '{"a": 1}'), (), ("no table",)),
    ("x.json", lambda path: put(path, '[{"a": 1, "a": 2}]'), (), ("two fields named 'a'",)),
    ("x.json", lambda path: put(path, "[{"), (), ("not JSON",)),
    ("x.json", lambda path: put(path, "[" * 100_000), (), ("not JSON",)),
    ("x.parquet", lambda path: put(path, "no"), (), ("not a readable Parquet file",)),
    ("x.docx", put, (), ("cannot be read as a table",)),
    ("pack", outside, (), ("outside its folder",)),
    ("none.csv", lambda path: path, (), ("none.csv does not exist; check the name of the file.",)),
    ("folder", lambda path: (path.mkdir(), path)[1], (), ("is a folder",)),
]


IDS = [f"{i}-{case[0]}" for i, case in enumerate(BAD)]


@pytest.mark.parametrize(("name", "make", "options", "words"), BAD, ids=IDS)
def test_bad_input_is_one_sentence_and_leaves_the_library_as_it_was(
        tmp_path: Path, name: str, make: Callable[[Path], Path], options: tuple[str, ...], words: tuple[str, ...],
        standing: Path) -> None:
    before = listing(standing)
    done = call("refs", "add", str(make(tmp_path / name)), "--library", str(standing), *options)
    assert_one_sentence(done, *words)
    assert listing(standing) == before


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one dataset, which every failed call must leave alone."""
    folder = tmp_path_factory.mktemp("standing")
    add(put(folder / "rates.csv"))
    return folder / "library"


def test_a_library_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    done = call("refs", "add", str(put(tmp_path / "rates.csv")), "--library", str(put(tmp_path / "library")))
    assert_one_sentence(done, "is not a folder")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX limits")
def test_a_full_disk_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    import resource

    add(put(tmp_path / "rates.csv"))
    before = listing(tmp_path / "library")
    rows = "".join(f"Ohio,{year},{year / 7:.9f}\n" for year in range(1700, 2100))
    put(tmp_path / "rates.csv", RATES + rows)

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    done = subprocess.run([sys.executable, "-m", "factcheck", "refs", "add", str(tmp_path / "rates.csv"), "--library",
                           str(tmp_path / "library")], capture_output=True, text=True, check=False,
                          env=environment(), preexec_fn=small_files)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr
    assert "as it was" in done.stderr
    assert listing(tmp_path / "library") == before


DYING = """
import os, sys
from factcheck.references import storing
moved, count = storing._replace, 0
def dying(source, target):
    global count
    count += 1
    if count == int(sys.argv[1]):
        os._exit(9)
    moved(source, target)
storing._replace = dying
from factcheck.cli.running import run
run(sys.argv[2:])
"""


@pytest.mark.parametrize("step", [1, 2])
def test_a_crash_between_data_and_descriptor_leaves_the_library_as_it_was(tmp_path: Path, step: int) -> None:
    add(put(tmp_path / "rates.csv"))
    library = tmp_path / "library"
    before, opened = listing(library), References.open(library).sha256
    put(tmp_path / "rates.csv", RATES + "Utah,2025,3.0\n")
    command = ["refs", "add", str(tmp_path / "rates.csv"), "--library", str(library)]
    died = subprocess.run([sys.executable, "-c", DYING, str(step), *command], env=environment(), check=False)
    assert died.returncode == 9
    assert References.open(library).sha256 == opened, "whoever reads meanwhile sees the library as it was"
    refused = add(put(tmp_path / "bad.csv", "a,b\n1,2\n"), "--dataset", "rates")
    assert refused.returncode == 2
    assert listing(library) == before, "the next call has cleaned up"
    assert add(tmp_path / "rates.csv").returncode == 0
    assert len(References.open(library).dataset("rates").snapshots) == 2


def test_calls_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    library = tmp_path / "library"
    sources = [put(tmp_path / f"rates_{2030 + i}-01-01.csv", RATES + f"Utah,{2025 + i},3.{i}\n") for i in range(4)]
    running = [subprocess.Popen([sys.executable, "-m", "factcheck", "refs", "add", str(source), "--name", "rates",
                                 "--library", str(library)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                env=environment()) for source in sources]
    for process in running:
        _, told = process.communicate(timeout=300)
        assert (process.returncode, told) == (0, b"")
    opened = References.open(library)
    opened.verify()
    assert [one.as_of.year for one in opened.dataset("rates").snapshots] == [2030, 2031, 2032, 2033]


CELLS = [line.split(",") for line in RATES.splitlines()]
RECORDS = [dict(zip(CELLS[0], row, strict=True)) for row in CELLS[1:]]
FORMATS: dict[str, Callable[[Path], Path]] = {
    "x.tsv": lambda path: put(path, RATES.replace(",", "\t")),
    "x.json": lambda path: put(path, json.dumps(RECORDS)),
    "x.jsonl": lambda path: put(path, "\n".join(map(json.dumps, RECORDS))),
    "x.xlsx": lambda path: workbook(path, CELLS), "x.ods": lambda path: opendocument(path, CELLS),
    "x.parquet": lambda path: parquet(path),
}


def opendocument(path: Path, rows: Sequence[Sequence[str]], *, kind: Mapping[str, str] | None = None) -> Path:
    """A workbook as LibreOffice writes it, with nothing that is not needed; ``kind``: what cells have beside a text."""
    kinds, plain = kind or {}, 'office:value-type="string"'
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
             'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
             'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
    cells = "".join("<table:table-row>" + "".join(
        f'<table:table-cell table:style-name="ce1" {kinds.get(cell, plain)}><text:p>{cell}</text:p></table:table-cell>'
        for cell in row)
        + "</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest '
                         'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        archive.writestr("content.xml", f'<?xml version="1.0"?><office:document-content {names}><office:body>'
                         f'<office:spreadsheet><table:table table:name="Data">{cells}</table:table>'
                         "</office:spreadsheet></office:body></office:document-content>")
    return path


def parquet(path: Path) -> Path:
    import duckdb

    source = put(path.with_suffix(".source.csv"))
    with duckdb.connect() as shell:
        shell.execute(f"COPY (FROM read_csv('{source}')) TO '{path}' (FORMAT parquet)")
    return path


PERCENTAGES = [
    ("as LibreOffice writes it", 'office:value-type="percentage" office:value="0.043" calcext:value-type="percentage"',
     "4.3%", "4.3%"),
    ("what is shown is rounded", 'office:value-type="percentage" office:value="0.04325"', "4%", "4.325%"),
    ("in another order, with a formula",
     "office:value='-0.5' table:formula='of:=[.A1]>2' office:value-type='percentage'", "-50%", "-50%"),
    ("without a value", 'office:value-type="percentage"', "4.3%", "4.3%"),
    ("with a value that is none", 'office:value-type="percentage" office:value="many"', "4.3%", "4.3%"),
    ("a number beside it", 'office:value-type="float" office:value="0.043"', "0.043", "0.043"),
]


@pytest.mark.parametrize(("what", "attributes", "shown", "read"), PERCENTAGES, ids=[case[0] for case in PERCENTAGES])
def test_a_percentage_of_an_opendocument_workbook_is_what_it_shows(
    tmp_path: Path, what: str, attributes: str, shown: str, read: str
) -> None:
    path = opendocument(tmp_path / "x.ods", [("State", "Share"), ("Ohio", shown), ("Utah", "25%")],
                        kind={shown: attributes, "25%": 'office:value-type="percentage" office:value="0.25"'})
    assert read_table(path).rows == (("Ohio", read), ("Utah", "25%"))


def test_an_old_workbook_is_what_it_shows() -> None:
    table = read_table(OLD_WORKBOOK)
    assert table.header == ("State", "Reported", "Unemployment rate", "People")
    assert table.rows == (("Texas", "2024-01-31", "4.1%", "15000000"), ("Texas", "2024-02-29", "4.05%", "15100000"),
                          ("Ohio", "2024-01-31", "3.6%", "5800000"))
    assert (table.sheet, table.sheets) == ("Data", ("Data", "Notes"))
    assert [repair.code for repair in table.repairs] == ["merged_cells"]
    assert read_table(OLD_WORKBOOK, sheet="Notes").rows == (("North", "12"),)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    done = add(FORMATS[name](tmp_path / name))
    assert (done.returncode, done.stderr) == (0, "")
    cells = References.open(tmp_path / "library").cells("x", "2024-12-31")
    assert cells.column("State") == ("Texas", "Ohio", "Texas", "Ohio")
    assert [float(cell) for cell in cells.column("Unemployment rate (%)")] == [4.0, 3.5, 4.1, 3.6]
