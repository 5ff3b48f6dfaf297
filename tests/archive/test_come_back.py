"""Files that cannot be reached for a while, and results in a place where nothing can be written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.archive.feeding import feed
from factcheck.archive.folder import opened
from factcheck.archive.progress import Progress
from factcheck.archive.results import Results
from factcheck.archive.run import Plan, Watch, check
from factcheck.archive.standing import standing
from factcheck.archive.state import State, Totals
from factcheck.archive.work import Setup
from factcheck.articles.collection import Columns, list_files
from factcheck.errors import UsageError
from tests.archive import making
from tests.archive.conftest import Checked


def test_a_file_that_was_not_there_for_a_while_is_read_when_it_is(checked: Checked, tmp_path: Path) -> None:
    source, out, aside = making.archive(tmp_path / "source"), tmp_path / "out", tmp_path / "aside"
    plan = Plan(setup=Setup(refs=(str(checked.older),)))
    aside.mkdir()
    away = [source / "a.jsonl", source / "c.txt"]

    def unplug(_: object) -> None:
        for path in away:
            path.rename(aside / path.name)  # as a network share that is lost behind the listing of its files

    first = check([str(source)], out, plan, Watch(started=unplug)).totals
    for path in away:
        (aside / path.name).rename(path)  # with the size and the time of change that it had
    second = check([str(source)], out, plan).totals
    third = check([str(source)], out, plan).totals
    whole = check([str(source)], tmp_path / "whole", plan).totals
    assert first.unreadable > whole.unreadable
    assert second == third == whole
    for totals in (first, second):
        assert totals.documents == totals.checked + totals.duplicates + totals.unreadable


def test_what_a_run_tells_adds_up_where_files_were_replaced(tmp_path: Path) -> None:
    source, out = making.archive(tmp_path / "source"), tmp_path / "out"
    said = []
    for text in ("Nobody counted more than 40 boats.", "Nobody counted more than 50 boats in the harbor."):
        (source / "c.txt").write_text(text, encoding="utf-8")
        done = making.call("check", source, "--out", out)
        assert done.returncode == 0, done.stderr
        said.append(done.stderr.splitlines()[-1].partition(" Claims")[0])
    assert said[0] == said[1]


@pytest.fixture
def nobody() -> Iterator[None]:
    """Not root, who may write everywhere, while the test runs."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)


@pytest.fixture
def shut(checked: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results in a folder that nobody may write to."""
    folder = tmp_path_factory.mktemp("shut") / "out"
    shutil.copytree(checked.out, folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in folder.parents:
        if path.stat().st_uid == os.geteuid() and path.stat().st_mode & 0o005 != 0o005:
            path.chmod(0o755)
    return folder


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no permissions of this kind here")
def test_how_results_stand_is_read_where_nothing_can_be_written(shut: Path, nobody: None) -> None:
    with pytest.raises(OSError, match="denied"):
        (shut / "new").touch()
    assert standing(shut).complete


def test_how_far_a_run_has_got_ends_at_all_that_there_is(tmp_path: Path) -> None:
    source = making.archive(tmp_path / "source")
    with opened(tmp_path / "out") as state:
        state.list_files(list_files([str(source)]))
        reached = [one.reached for one in feed(state)]
        assert reached == sorted(reached)
        assert 0 < reached[-1] <= state.weight_from(0)
        assert isinstance(state, State)
        assert state.totals() == Totals()


def test_half_an_archive_is_not_read_by_other_columns_than_the_rest(checked: Checked, tmp_path: Path) -> None:
    source, out = making.archive(tmp_path / "source"), tmp_path / "out"
    plan, other = (Plan(setup=Setup(refs=(str(checked.older),), columns=columns))
                   for columns in (None, Columns.parse("text=title")))
    lots: list[Progress] = []
    stopped = check([str(source)], out, plan, Watch(progress=lots.append, stopping=lambda: bool(lots)))
    assert not stopped.complete
    with pytest.raises(UsageError, match="was begun with no --columns; go on with the same"):
        check([str(source)], out, other)
    ended = check([str(source)], out, plan)
    assert ended.complete
    assert check([str(source)], out, other).totals == ended.totals


def test_files_that_are_said_to_be_of_another_kind_are_read_again(checked: Checked, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("<p>Nobody counted more than 40 boats.</p>", encoding="utf-8")
    setup = Setup(refs=(str(checked.older),))
    for kind in (None, "markdown", "markdown", None):
        check([str(source)], tmp_path / "out", Plan(setup=setup, input_format=kind))
        with Results.open(tmp_path / "out") as results:
            (text,) = results.sql("SELECT text FROM documents JOIN texts USING (document) WHERE status = 'checked'"
                                  ).fetchone() or ("",)
        assert text.startswith("<p>") == (kind is None)
