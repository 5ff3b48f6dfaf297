"""Files appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.cli.documents import Document
from factcheck.cli.output import check_writable, opened
from factcheck.errors import OutputError
from factcheck.reports.formats import LINES, LIST, Frame


def test_a_file_appears_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o640)
    with opened(str(target)) as writer:
        writer.write("é\r\n")
        writer.write("new")
        assert target.read_text() == "old"
    assert target.read_bytes() == "é\r\nnew".encode()
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_interrupted_run_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    with pytest.raises(error), opened(str(target)) as writer:
        writer.write("half")
        raise error
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "out.txt"
    target.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    with opened(str(link)) as writer:
        writer.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    check_writable("/dev/null")
    with opened("/dev/null") as writer:
        writer.write("gone")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("name", ["missing/out.txt", "file/out.txt", "."])
def test_places_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"cannot be written|is a folder"):
        check_writable(str(tmp_path / name))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
def test_a_place_that_refuses_even_root() -> None:
    with pytest.raises(OutputError, match=r"^/proc/factcheck\.txt cannot be written"), opened("/proc/factcheck.txt"):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="read-only"):
        check_writable(str(tmp_path / "out.txt"))


@pytest.mark.parametrize(("results", "frame", "expected"), [
    (["1"], LINES, "1\n"), (["1", "2"], LINES, "1\n2\n"), (["1"], LIST, "[\n1\n]\n"),
    (["1", "2"], LIST, "[\n1,\n2\n]\n"),
])
def test_frames(tmp_path: Path, results: list[str], frame: Frame, expected: str) -> None:
    with Document(str(tmp_path / "out"), frame=frame) as document:
        for result in results:
            document.add(result)
    assert (tmp_path / "out").read_text() == expected


def test_no_result_is_no_file(tmp_path: Path) -> None:
    with Document(str(tmp_path / "out")):
        pass
    assert list(tmp_path.iterdir()) == []
