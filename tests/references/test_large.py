"""A table added by DuckDB is what the same table added in memory is: columns, cells, repairs, changes."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from factcheck.errors import InputError
from factcheck.references import differing, large, library
from factcheck.references.adding import add
from factcheck.references.addition import Addition, Origin, Said
from factcheck.references.columns import Sort
from factcheck.references.drafting import SmallSource
from factcheck.references.large import LargeSource
from factcheck.references.library import References
from factcheck.references.mending import exact_type
from factcheck.references.parquet import read_cells
from factcheck.references.tables import Reading

HEADER = "State,Year,County,Record id,Amount (USD),Contracts,Note"
ROWS = [
    'TEXAS ,2023,Lake County,R1,1.50,"1,204",a', "Texas,2024,Lake  County,R2,-2.25,7,“b”", "Ohio,2023,,R3,n/a,12,N/A",
    "ohio,2024,Dale County,R4,$3.00,(5),c", "Utah,2023,O’Brien County,R5,4,−6,d", "Utah,2024,Erie County,R6,5.125,8,e",
]


def write(path: Path, rows: list[str], header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(params=[50_000, 0], ids=["few values", "many values"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """With 0, every column counts as one of many values, which SQL cleans."""
    monkeypatch.setattr(large, "_FEW", request.param)
    return int(request.param)


def test_the_cells_are_those_of_memory(tmp_path: Path, few: int) -> None:
    path = write(tmp_path / "a.csv", [*ROWS * 30, "Utah,2024,Erie County,R7,1,x,e"])
    small = SmallSource(path, Reading())
    expected = small.keep(small.shape({}, known=False), None).cells
    assert expected is not None
    with closing(LargeSource(path, Reading())) as source:
        shape = source.shape({}, known=False)
        kept = source.keep(shape, tmp_path)
    found = read_cells(kept.content if isinstance(kept.content, Path) else tmp_path)
    assert found.names == expected.names
    names = [name for name in found.names if few or name not in ("State",)]  # places are only found among few values
    numbers = ("Amount (USD)", "Contracts")
    for name in names:
        pairs = zip(found.column(name), expected.column(name), strict=True)
        assert all(one == other or (name in numbers and one and float(one) == float(other)) for one, other in pairs)
    mended = Counter({one.column: one.rows for one in shape.repairs if one.code == "number_form"})
    assert mended["Contracts"] > 0
    codes = {one.code for one in shape.repairs if one.column == "Contracts"}
    assert codes == {"number_form", "unreadable_number"}


def test_what_the_columns_are_is_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ROWS)
    with closing(LargeSource(path, Reading())) as source:
        found = source.shape({}, known=False)
    expected = SmallSource(path, Reading()).shape({}, known=False)
    assert [one.sort for one in found.guesses] == [one.sort for one in expected.guesses]
    assert (found.unique, found.rows) == (expected.unique, expected.rows)
    assert found.first(Sort.PLACE) is not None
    assert {(one.code, one.column, one.rows) for one in found.repairs} == {
        (one.code, one.column, one.rows) for one in expected.repairs}


@pytest.mark.parametrize(("text", "encoding", "header"), [
    ("a;b\nä;1\nö;2\n" * 3, "cp1252", ("a", "b")), ("Title 2024\n\na,b\n\"x\ny\",1\n", "utf-8", ("a", "b")),
    ("a\tb\nä\t1\n", "utf-16", ("a", "b")), ("a,b\nx\ny,2\n", "utf-8", ("a", "b")),
])
def test_encodings_titles_and_ragged_rows(tmp_path: Path, text: str, encoding: str, header: tuple[str, ...]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    small = SmallSource(path, Reading())
    with closing(LargeSource(path, Reading())) as source:
        assert source.header == small.header == header
        found = read_cells(Path(str(source.keep(source.shape({}, known=False), tmp_path).content)))
    expected = small.keep(small.shape({}, known=False), None).cells
    assert expected is not None
    assert list(found.columns.values()) == list(expected.columns.values())


@pytest.mark.parametrize(("text", "message"), [("a,b\n", "no rows"), ("a,a\n1,2\n", "two columns named 'a'")])
def test_what_cannot_be_kept_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        LargeSource(path, Reading())


@pytest.mark.parametrize(("whole", "places", "kind"), [
    (3, 0, "BIGINT"), (5, 2, "DECIMAL(18, 2)"), (17, 2, "DECIMAL(38, 2)"), (20, 0, "DECIMAL(38, 0)")])
def test_numbers_are_kept_exact(whole: int, places: int, kind: str) -> None:
    assert exact_type(whole, places) == kind


def added(path: Path, folder: Path) -> Addition:
    return add(path, folder, said=Said(name="payments"), origin=Origin(retrieved=date(2026, 1, 1)))


def test_a_later_large_file_is_compared_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"Ohio,{year},County {county},R{year}{county},{county}.5,{county},x" for year in (2021, 2022)
            for county in range(50)]
    for module, name in ((large, "LARGE_BYTES"), (library, "LARGE_BYTES")):
        monkeypatch.setattr(module, name, 100)
    first = added(write(tmp_path / "a.csv", rows), tmp_path / "library")
    assert first.snapshot.path.suffix == ".parquet"
    later = ["Ohio,2022,County 3,R20223,9.5,3,x" if row.startswith("Ohio,2022,County 3,") else row for row in rows[1:]]
    second = added(write(tmp_path / "b.csv", [*later, "Ohio,2023,County 1,N,1.5,1,x"]), tmp_path / "library")
    found = second.comparison
    assert found is not None
    assert (found.added_rows, found.gone_rows, found.revised_rows) == (1, 1, 1)
    assert [(one.column, one.before, one.after) for one in found.revised] == [("Amount (USD)", "3.5", "9.5")]
    opened = References.open(tmp_path / "library")
    before, after = (opened.cells("payments", one.snapshot.name) for one in (first, second))
    memory = differing.compare(before, after, key=found.key)
    assert (memory.added_rows, memory.gone_rows, memory.revised_rows) == (1, 1, 1)
    assert opened.large("payments", first.snapshot.name) == first.snapshot.path
    assert opened.values("payments", first.snapshot.name, "State") == ("Ohio",)
    assert opened.columns("payments", first.snapshot.name) == tuple(HEADER.split(","))
