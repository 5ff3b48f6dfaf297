"""A state that was edited is told before a run believes it: else documents are passed over, or results removed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.archive import parts
from factcheck.archive.state import State
from factcheck.errors import InputError
from tests.archive import making
from tests.archive.conftest import Checked

LARGE = 10**18


@pytest.fixture
def out(checked: Checked, tmp_path: Path) -> Path:
    shutil.copytree(checked.out, tmp_path / "out")
    return tmp_path / "out"


def _change(out: Path, statement: str) -> None:
    with closing(sqlite3.connect(out / "state.sqlite")) as db, db:
        db.execute(statement)


@pytest.mark.parametrize(("statement", "said"), [
    ("DROP TABLE files", "its table “files” is missing"),
    ("DROP TABLE contents", "its table “contents” is missing"),
    ("ALTER TABLE documents DROP COLUMN words", "its table “documents” is missing or has not all its columns"),
    (f"UPDATE files SET number = {LARGE} WHERE number = 1", f"row {LARGE} of its table “files” is none"),
    ("UPDATE files SET number = -1 WHERE number = 1", "row -1 of its table “files” is none"),
    ("UPDATE files SET size = 'large'", "row 0 of its table “files” is none"),
    ("UPDATE files SET path = x'ff'", "row 0 of its table “files” is none"),
    ("UPDATE files SET format = 'stone' WHERE skipped IS NULL", "it lists files of the kind 'stone'"),
    (f"UPDATE documents SET revision = {LARGE}", "of its table “documents” is none"),
    ("UPDATE documents SET words = 'many'", "of its table “documents” is none"),
    ("INSERT INTO pending VALUES (1, 'a', 'b', 'c', 'd')", "row 1 of its table “pending” is none"),
    ("DELETE FROM parts", "its documents lie in parts of the results that it does not know"),
    ("UPDATE documents SET part = NULL", "it has documents that are neither written nor wait for it"),
    ("INSERT INTO waiting VALUES (0, 7, 1)", "documents wait to be written of which it holds nothing"),
    (f"INSERT INTO again VALUES ({LARGE}, 0)", "documents are to be checked again which it does not know"),
    ("UPDATE about SET value = '999999999999999999' WHERE name = 'position'", "its position lies behind its last file"),
])
def test_rows_that_no_run_writes(statement: str, said: str, out: Path) -> None:
    before = {table: parts.files_of(out, table) for table in ("documents", "texts")}
    _change(out, statement)
    for _ in range(2):  # the first call must not make the state look sound to the second
        with pytest.raises(InputError) as caught:
            State(out).close()
        assert said in str(caught.value)
        assert "put it back as it was" in str(caught.value)
    assert {table: parts.files_of(out, table) for table in before} == before


def test_what_a_run_left_is_sound(out: Path) -> None:
    State(out).close()


def test_what_waits_for_its_first_part_is_sound(out: Path) -> None:
    _change(out, "INSERT INTO waiting SELECT document, 1, 1 FROM documents")
    _change(out, "INSERT INTO pending VALUES (1, x'', x'', x'', x'')")
    _change(out, "UPDATE documents SET part = NULL, text_part = NULL")
    _change(out, "DELETE FROM parts")
    State(out).close()


def test_a_run_removes_no_part_that_the_state_was_made_to_forget(out: Path, checked: Checked) -> None:
    before = making.rows(out)
    _change(out, "DELETE FROM parts")
    done = making.call("recheck", out, "--refs", checked.newer)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert making.rows(out) == before


@pytest.mark.parametrize("command", [("recheck",), ("report", "--output", "-")])
def test_a_pipe_is_no_state(command: tuple[str, ...], out: Path) -> None:
    for path in out.glob("state.sqlite*"):
        path.unlink()
    os.mkfifo(out / "state.sqlite")
    done = making.call(command[0], out, *command[1:])
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "state.sqlite is no regular file" in done.stderr
