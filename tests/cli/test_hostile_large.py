"""Files too large for memory that would be read as something else: refused in one sentence, as small ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import assert_one_sentence, call

ROW = b"Ohio,1234567,abcdefghij\n"
MANY = ROW * (16_100_000 // len(ROW))
"""More than is read into memory."""

HEADER = b"State,Votes,Code\n"

HOSTILE = (
    ("a cell without end", HEADER + MANY + b"Utah," + b"1" * 60_000 + b",b\n", "60000 letters in column 'Votes'"),
    ("NUL", HEADER + MANY + b"Ut\0ah,1,b\n", "NUL bytes"),
    ("a quotation mark that nothing closes", HEADER + MANY + b'"Utah,5,a\n' + ROW * 9, "that nothing closes"),
    ("one at its beginning", HEADER + b'"Utah,5,a\n' + MANY, "quotation marks"),
    ("a row longer than the header", HEADER + MANY + b"Utah,5,a,b,c\n" + ROW * 9, "begins with 'Utah'"),
    ("a longer row right below the header", HEADER + b"Utah,5,a,b,c\n" + MANY, "3 in the header above it"),
    ("UTF-16 with half a letter at its end", (HEADER + MANY[:len(MANY) // 2]).decode().encode("utf-16") + b"x",
     "is not written in utf-16"),
)


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_it_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    library = tmp_path / "library"
    assert_one_sentence(call("refs", "add", str(tmp_path / "a.csv"), "--library", str(library)), said, "a.csv")
    assert not (library / "a").exists()


def test_numbers_beyond_all_types_are_told(tmp_path: Path) -> None:
    rows = "".join(f"Ohio,{number},x\n" for number in range(1_500_000))
    (tmp_path / "a.csv").write_text(f"State,Votes,Code\n{rows}Utah,{'9' * 90},x\nUtah,1e999999999,x\n")
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Votes: 1 row: numbers of too many digits left out" in done.stdout
    assert "'1e999999999'" in done.stdout


def test_a_mark_for_inches_opens_no_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(HEADER + MANY + b'Utah,5,a 5" pipe\n' + ROW)
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["a*", "a?", "a[1]"])
def test_a_name_with_a_pattern_is_one_file(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.csv").write_bytes(HEADER + MANY)
    (tmp_path / "a1.csv").write_bytes(HEADER + MANY)
    done = call("refs", "add", str(tmp_path / f"{name}.csv"), "--library", str(tmp_path / "library"), "--name", "one")
    assert done.returncode == 0, done.stderr
    assert f"{len(MANY) // len(ROW):,} rows" in done.stdout


def test_a_parquet_file_whose_parts_are_damaged(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "a.parquet"
    duckdb.sql(f"COPY (SELECT 'Ohio' AS State, 1 AS Votes) TO '{path}'")
    data = bytearray(path.read_bytes())
    data[4:40] = bytes(255 - byte for byte in data[4:40])
    path.write_bytes(data)
    done = call("refs", "add", str(path), "--library", str(tmp_path / "library"))
    assert_one_sentence(done, "a.parquet is not a readable Parquet file")
