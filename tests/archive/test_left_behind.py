"""What a wrong call leaves behind, and what a recheck that was killed before it could tell of it has changed."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive import making
from tests.archive.conftest import Checked


@pytest.mark.parametrize(("source", "more", "status"), [
    ("nowhere", (), 2), ("nowhere/*.txt", (), 2), ("there", ("--refs", "nothing"), 2)])
def test_a_wrong_call_leaves_nothing_behind(source: str, more: tuple[str, ...], status: int, tmp_path: Path) -> None:
    making.archive(tmp_path / "there")
    for out in (tmp_path / "new" / "er" / "out", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        done = making.call("check", tmp_path / source, "--out", out, *more)
        assert (done.returncode, done.stderr.count("\n")) == (status, 1), done.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "there"]
        assert not list((tmp_path / "empty").iterdir())


def test_a_wrong_call_on_results_leaves_them(checked: Checked, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    assert making.call("check", tmp_path / "nowhere", "--out", out, "--refs", checked.older).returncode == 2
    assert making.rows(out) == making.rows(checked.out)


def test_what_was_changed_and_not_told_is_told_by_the_next(checked: Checked, tmp_path: Path) -> None:
    out, lost = tmp_path / "out", tmp_path / "lost"
    shutil.copytree(checked.out, out)
    shutil.copytree(checked.out, lost)
    words = ("--refs", checked.newer, "--format", "json")
    wanted = json.loads(making.call("recheck", out, *words).stdout)["changes"]
    # Whoever should read it has gone: all was done, and nothing was told.
    reader = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    reader.wait()
    done = subprocess.run(making.command("recheck", lost, *words), stdout=reader.stdin, stderr=subprocess.PIPE,
                          env=making.environment(), check=False)
    assert reader.stdin is not None
    reader.stdin.close()
    assert done.returncode == 141, done.stderr
    told = making.call("recheck", lost, *words)
    assert (told.returncode, json.loads(told.stdout)["changes"]) == (1, wanted)
    again = making.call("recheck", lost, "--refs", checked.newer)
    assert (again.returncode, again.stdout) == (0, "Nothing has changed since the archive was checked.\n")
    # What one recheck changed and the next took back is none that has to be told.
    with closing(sqlite3.connect(lost / "state.sqlite")) as db, db:
        db.execute("UPDATE about SET value = '0' WHERE name = 'told'")
    back = making.call("recheck", lost, "--refs", checked.older, "--format", "json")
    assert (back.returncode, json.loads(back.stdout)["changes"]) == (0, [])


def test_changes_of_a_check_are_told_by_a_recheck(checked: Checked, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    done = making.call("check", checked.source, "--out", out, "--refs", checked.newer)
    assert f"“factcheck archive recheck {out}” tells which claims changed their verdict." in done.stderr
    told = making.call("recheck", out, "--refs", checked.newer)
    assert told.returncode == 1
    assert told.stdout.splitlines()[1] == "Among them is what earlier runs changed, which was not told then."


@pytest.mark.parametrize("name", ["position", "recheck", "told"])
@pytest.mark.parametrize("value", ["abc", "-5", "9" * 30])
def test_a_number_of_the_state_that_is_none(name: str, value: str, checked: Checked, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    with closing(sqlite3.connect(out / "state.sqlite")) as db, db:
        db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))
    done = making.call("check", checked.source, "--out", out, "--refs", checked.older, "--quiet")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert f"is damaged (its {name} is no number)" in done.stderr
