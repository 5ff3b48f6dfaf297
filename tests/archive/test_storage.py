"""Results on other storage: what lies there is a whole archive, from which any machine goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factcheck.archive import storage
from factcheck.archive.chosen import readable
from factcheck.archive.reporting import Asked, report
from factcheck.archive.run import Outcome, Plan, Watch, check, recheck
from factcheck.archive.storage import working_folder
from factcheck.archive.work import Setup
from factcheck.errors import InputError, OutputError, UsageError
from tests.archive import making
from tests.archive.conftest import Checked

fsspec = pytest.importorskip("fsspec")
PLACE = "memory://results/checked"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    return tmp_path / "home"


def run(checked: Checked, folder: Path, watch: Watch | None = None) -> Outcome:
    return check([str(checked.source)], folder, Plan(Setup(refs=(str(checked.older),)), part=2), watch)


def fetched(tmp_path: Path, name: str) -> Path:
    """What lies in the storage, as another machine gets it."""
    fsspec.filesystem("memory").get("/results/checked", str(tmp_path / name), recursive=True)
    return tmp_path / name


def test_what_lies_there_is_what_was_made_here(checked: Checked, home: Path, tmp_path: Path) -> None:
    with working_folder(PLACE) as folder:
        assert run(checked, folder).complete
    assert making.rows(fetched(tmp_path, "there")) == making.rows(checked.out)


def test_another_machine_goes_on_behind_the_last_copy(checked: Checked, home: Path, tmp_path: Path) -> None:
    asked = False

    def progress(_: object) -> None:
        nonlocal asked
        asked = True

    with working_folder(PLACE) as folder:
        assert not run(checked, folder, Watch(progress=progress, stopping=lambda: asked)).complete
    shutil.rmtree(home)
    with working_folder(PLACE) as folder:
        assert (folder / "state.sqlite").exists()
        assert run(checked, folder).complete
    assert making.rows(fetched(tmp_path, "there")) == making.rows(checked.out)


def test_a_folder_that_another_machine_left_behind_is_fetched_anew(checked: Checked, home: Path) -> None:
    with working_folder(PLACE) as folder:
        run(checked, folder)
    (folder / storage.SIGN).write_text("of an older copy", encoding="ascii")
    (folder / "texts" / "part-00000099.parquet").write_bytes(b"not there")
    with working_folder(PLACE) as folder:
        assert making.rows(folder) == making.rows(checked.out)


def test_what_is_past_is_gone_there_too(checked: Checked, home: Path, tmp_path: Path) -> None:
    with working_folder(PLACE) as folder:
        run(checked, folder)
    with working_folder(PLACE) as folder:
        assert recheck(folder, Plan(Setup(refs=(str(checked.newer),)), part=2)).again
    there = fetched(tmp_path, "there")
    assert making.rows(there) == making.rows(folder)
    for table in ("documents", "claims", "texts", "changes"):
        assert names(there / table) == names(folder / table)


def test_results_are_read_where_they_lie(checked: Checked, home: Path, tmp_path: Path) -> None:
    with working_folder(PLACE) as folder:
        run(checked, folder)
    shutil.rmtree(home)
    fsspec.filesystem("memory").pipe_file("/results/checked/claims/part-of-others.parquet", b"mine")
    assert making.rows(PLACE) == making.rows(checked.out) == making.rows(f"file://{checked.out}")
    places = (("there", PLACE), ("here", checked.out))
    pages = [report(place, Asked(), beside=tmp_path / name) for name, place in places]
    assert pages[0][1] == pages[1][1] > 0
    assert pages[0][0].model_copy(update={"name": ""}) == pages[1][0].model_copy(update={"name": ""})
    assert [one.name for one, _ in pages] == ["checked", "out"]
    assert not home.exists()


def test_results_elsewhere_that_are_not_there_or_damaged(checked: Checked, home: Path) -> None:
    with pytest.raises(UsageError, match="memory://results/checked holds no checked archive"):
        making.rows(PLACE)
    with working_folder(PLACE) as folder:
        run(checked, folder)
    fsspec.filesystem("memory").pipe_file("/results/checked/claims/part-00000001.parquet", b"PAR1 and no more")
    with pytest.raises(InputError, match="The results in memory://results/checked cannot be read"), readable(PLACE):
        making.rows(PLACE)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.parquet"))


def test_a_second_run_of_this_machine_is_told(home: Path) -> None:
    with working_folder(PLACE), \
            pytest.raises(UsageError, match="Another run is at work on memory"), working_folder(PLACE):
        pass


def test_a_storage_that_cannot_be_written_is_told(checked: Checked, home: Path, monkeypatch: pytest.MonkeyPatch
                                                  ) -> None:
    fsspec.filesystem("memory").pipe_file("/results", b"a file where a folder should be")
    with pytest.raises(OutputError, match="memory://results/checked cannot be read or written"), \
            working_folder(PLACE) as folder:
        run(checked, folder)


def test_a_file_address_is_that_folder(tmp_path: Path) -> None:
    with working_folder(f"file://{tmp_path}/out") as folder:
        assert folder == tmp_path / "out"
