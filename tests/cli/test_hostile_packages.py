"""Data Packages that somebody else wrote: what is wrong in them is one sentence, and the library stays as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck.references import storing
from tests.cli.calling import assert_one_sentence, call

DATA = b"State,Votes\nOhio,1\nUtah,2\nTexas,3\n"
Change = Callable[[dict[str, Any]], object]


def nested(levels: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(levels):
        found = {"a": found}
    return found


def foreign(folder: Path) -> Path:
    """A package of one table, without a block of ours."""
    folder.mkdir()
    (folder / "t.csv").write_bytes(DATA)
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "votes", "resources": [{"name": "t", "path": "t.csv"}]}))
    return path


def ours(folder: Path) -> Path:
    """A package as this program writes it."""
    table = folder.parent / "votes_2024-01-01.csv"
    table.write_bytes(DATA)
    assert call("refs", "add", str(table), "--library", str(folder), "--name", "votes").returncode == 0
    return folder / "votes" / "datapackage.json"


def change(path: Path, how: Change) -> None:
    descriptor = json.loads(path.read_text())
    how(descriptor)
    path.write_text(json.dumps(descriptor))


FOREIGN: tuple[tuple[str, Change, str], ...] = (
    ("no list of resources", lambda d: d.update(resources=5), "field resources must be a list"),
    ("a delimiter of two letters", lambda d: d["resources"][0].update(dialect={"delimiter": "ab"}),
     "cannot be separated by 'ab'"),
    ("a quotation mark for a delimiter", lambda d: d["resources"][0].update(dialect={"delimiter": '"'}),
     "cannot be separated"),
    ("NUL for an encoding", lambda d: d["resources"][0].update(encoding="\0"), "there is no encoding"),
    ("an encoding of host names", lambda d: d["resources"][0].update(encoding="idna"), "there is no encoding"),
    ("an encoding of bytes", lambda d: d["resources"][0].update(encoding="zlib"), "there is no encoding"),
    ("half a letter", lambda d: d.update(title="\ud800"), "half a letter"),
    ("nested without end", lambda d: d.update(extra=nested(400)), "nests more than 60"),
    ("a text without end", lambda d: d.update(title="x" * 200_000), "a text of 200000 letters"),
    ("its own folder", lambda d: d["resources"][0].update(path="."), "names its own folder"),
    ("no path", lambda d: d["resources"][0].update(path=""), "names its own folder"),
    ("a path of very many letters", lambda d: d["resources"][0].update(path="x" * 5000), "by 5000 letters"),
    ("a name too long for a file", lambda d: d["resources"][0].update(path="x" * 400), "no file can be called"),
    ("a device for a name", lambda d: d.update(name="aux.csv"), "device of Windows"),
    ("a name that ends in a dot", lambda d: d.update(name="a."), "cannot name a dataset"),
    ("bytes that are none", lambda d: d["resources"][0].update(bytes="3"), "bytes must be a whole number"),
    ("an empty list of resources", lambda d: d.update(resources=[5]), "a resource that is no object"),
)

OURS: tuple[tuple[str, Change, str], ...] = (
    ("rows without end", lambda d: d["resources"][0]["factcheck"].update(rows=10**30), "has 3 rows"),
    ("a column that is not there", lambda d: d["factcheck"]["measures"][0].update(column="Nothing"),
     "the column “Nothing”"),
    ("half a letter", lambda d: d.update(title="\ud800"), "half a letter"),
    ("nested without end", lambda d: d["factcheck"].update(extra=nested(400)), "nests more than 60"),
    ("a schema that is a number", lambda d: d["resources"][0].update(schema=5), "schema must be an object"),
    ("sources that are text", lambda d: d.update(sources="abc"), "sources must be a list"),
    ("fields of another type", lambda d: d["resources"][0]["schema"].update(fields=["a", 5]), "must be an object"),
    ("a device for a name", lambda d: d.update(name="nul"), "device of Windows"),
    ("bytes below zero", lambda d: d["resources"][0].update(bytes=-1), "bytes"),
)


@pytest.mark.parametrize(("how", "said"), [case[1:] for case in FOREIGN], ids=[case[0] for case in FOREIGN])
def test_a_package_of_others(tmp_path: Path, how: Change, said: str) -> None:
    path = foreign(tmp_path / "package")
    change(path, how)
    done = call("refs", "add", str(path.parent), "--library", str(tmp_path / "library"))
    assert_one_sentence(done, said)
    assert len(done.stderr) < 500
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize(("how", "said"), [case[1:] for case in OURS], ids=[case[0] for case in OURS])
def test_a_package_of_ours(tmp_path: Path, how: Change, said: str) -> None:
    path = ours(tmp_path / "package")
    change(path, how)
    done = call("refs", "add", str(path.parent), "--library", str(tmp_path / "library"))
    assert_one_sentence(done, said)
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("word", ["NaN", "1" + "0" * 5000])
def test_numbers_that_are_none(tmp_path: Path, word: str) -> None:
    path = ours(tmp_path / "library")
    path.write_text(path.read_text().replace('"rows": 3', f'"rows": {word}'))
    done = call("refs", "list", "--library", str(tmp_path / "library"))
    assert_one_sentence(done, "a number that is none", status=3)
    assert "sys." not in done.stderr


def test_a_file_named_like_a_device_gets_another_name(tmp_path: Path) -> None:
    (tmp_path / "con.csv").write_bytes(DATA)
    done = call("refs", "add", str(tmp_path / "con.csv"), "--library", str(tmp_path / "library"))
    assert (done.returncode, done.stdout.partition(":")[0]) == (0, "con-table")


@pytest.mark.parametrize("name", ["con", "lpt1.x", "a."])
def test_a_name_that_is_no_folder_everywhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.csv").write_bytes(DATA)
    done = call("refs", "add", str(tmp_path / "a.csv"), "--library", str(tmp_path / "library"), "--name", name)
    assert_one_sentence(done, "cannot name a dataset")


def test_a_refused_table_leaves_the_library_that_was_there(tmp_path: Path) -> None:
    library = tmp_path / "library"
    path = ours(library)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    (tmp_path / "b.csv").write_text("Votes\n")
    assert call("refs", "add", str(tmp_path / "b.csv"), "--library", str(library)).returncode == 2
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_folder_made_for_nothing_is_taken_away_while_others_wait_for_it(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    library = tmp_path / "library"

    def once(number: int) -> bool:
        try:
            with storing.locked(library):
                if number % 2:
                    raise ValueError(number)
                storing.store(library, f"set{number}", {"a.csv": DATA}, b"{}")
        except ValueError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        kept = sum(pool.map(once, range(40)))
    assert kept == len(list(library.glob("set*/a.csv"))) == 20
    with pytest.raises(ValueError, match="5"), storing.locked(tmp_path / "other"):
        raise ValueError(5)
    assert not (tmp_path / "other").exists()
