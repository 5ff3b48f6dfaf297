"""A folder of results that others have had their hands in: nothing of theirs goes, and nothing ends in a traceback."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive import making
from tests.archive.conftest import Checked


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("part-*.parquet"))


def _part(out: Path, table: str) -> Path:
    return next((out / table).glob("part-*.parquet"))


def _without_state(out: Path) -> None:
    for path in out.glob("state.sqlite*"):
        path.unlink()


def _empty_state(out: Path) -> None:
    _without_state(out)
    (out / "state.sqlite").touch()


def _scribbled_state(out: Path) -> None:
    state = out / "state.sqlite"
    content = state.read_bytes()
    state.write_bytes(content[:4096] + b"\x5a" * (len(content) - 4096))


def _change(out: Path, *statements: str) -> None:
    with closing(sqlite3.connect(out / "state.sqlite")) as db, db:
        for statement in statements:
            db.execute(statement)


def _newer_state(out: Path) -> None:
    _change(out, "UPDATE about SET value = '999' WHERE name = 'version'", "DROP INDEX documents_part",
            "ALTER TABLE documents RENAME COLUMN part TO place")


def _other_fingerprint(out: Path) -> None:
    _change(out, "UPDATE about SET value = '{}' WHERE name = 'fingerprint'")


def _cut_off(out: Path) -> None:
    path = _part(out, "documents")
    path.write_bytes(path.read_bytes()[:200])


def _gone(out: Path) -> None:
    _part(out, "texts").unlink()


def _folder_for_lock(out: Path) -> None:
    (out / "lock").unlink(missing_ok=True)
    (out / "lock").mkdir()


@pytest.mark.parametrize(("harm", "said"), [
    (_without_state, "holds results without their state: state.sqlite is missing or empty"),
    (_empty_state, "holds results without their state: state.sqlite is missing or empty"),
    (_scribbled_state, "state.sqlite is damaged"),
    (_newer_state, "was made by another version of this program"),
    (_other_fingerprint, "state.sqlite is damaged (what the results were made with is not readable)"),
    (_cut_off, "is damaged (Invalid Input Error"),
    (_gone, "are not whole: texts/part-00000000.parquet is missing"),
    (_folder_for_lock, "cannot be written (Is a directory)"),
])
def test_a_damaged_folder_is_told_in_one_sentence_and_kept(harm: Callable[[Path], None], said: str, checked: Checked,
                                                           tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    harm(out)
    before = _files(out)
    for _ in range(2):  # the first call must not make the folder look sound to the second
        done = making.call("recheck", out, "--refs", checked.newer, "--quiet")
        assert done.returncode == 2
        assert said in done.stderr and done.stderr.count("\n") == 1, done.stderr
        assert _files(out) == before


@pytest.mark.parametrize("table", ["documents", "claims", "texts"])
@pytest.mark.parametrize("words", [("check", "SOURCE", "--out", "OUT"), ("recheck", "OUT"), ("export", "OUT"),
                                   ("report", "OUT", "--output", "-")])
def test_a_part_that_has_gone_is_missed(words: tuple[str, ...], table: str, checked: Checked, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    part = _part(out, table)
    part.unlink()
    library = () if words[0] == "export" else ("--refs", checked.older)
    named = {"SOURCE": checked.source, "OUT": out}
    done = making.call(*(named.get(word, word) for word in words), *library)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (f"factcheck: The results in {out} are not whole: {table}/{part.name} is missing; put it "
                           "back, or check the archive into a new folder.\n")


def test_files_of_others_are_neither_read_nor_removed(checked: Checked, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(checked.out, out)
    (out / "writing").mkdir(exist_ok=True)
    others = [out / "documents" / "part-abc.parquet", out / "documents" / "mine.parquet",
              out / "texts" / "part-1.parquet", out / "writing" / "notes.txt"]
    for path in others:
        path.write_text("mine", encoding="utf-8")
    (out / "writing" / "folder").mkdir()
    done = making.call("recheck", out, "--refs", checked.newer, "--quiet")
    assert done.returncode in (0, 1), done.stderr
    assert [path.read_text(encoding="utf-8") for path in others] == ["mine"] * len(others)
    assert making.rows(out)["documents"]


def test_results_among_their_sources_are_no_sources(checked: Checked, tmp_path: Path) -> None:
    source = making.archive(tmp_path / "source")
    wanted = len(making.rows(checked.out)["documents"])
    for sources in (source, source, f"{source}/**/*"):
        done = making.call("check", sources, "--out", source / "out", "--refs", checked.older, "--quiet")
        assert done.returncode == 0, done.stderr
        assert len(making.rows(source / "out")["documents"]) == wanted


def test_other_results_among_the_sources_are_told_and_their_texts_are_no_articles(checked: Checked, tmp_path: Path
                                                                                  ) -> None:
    source = making.archive(tmp_path / "source")
    shutil.copytree(checked.out, source / "last year")
    done = making.call("check", source, "--out", tmp_path / "out", "--refs", checked.older, "--quiet")
    assert done.returncode == 0, done.stderr
    rows = making.rows(tmp_path / "out")["documents"]
    assert len(rows) == len(making.rows(checked.out)["documents"]) + 1
    assert any(f"{source / 'last year'} holds the results of “factcheck archive check”" in str(row) for row in rows)


def test_a_folder_whose_name_is_not_utf8_is_told_before_the_work(checked: Checked, tmp_path: Path) -> None:
    words: list[bytes] = [os.fsencode(word) for word in making.command("check", checked.source, "--out")]
    done = subprocess.run([*words, os.fsencode(tmp_path) + b"/out\xff"], capture_output=True, check=False,
                          env=making.environment())
    assert done.returncode == 2
    assert b"is no name in UTF-8" in done.stderr and done.stderr.count(b"\n") == 1
    assert not list(tmp_path.iterdir())
