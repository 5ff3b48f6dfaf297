"""Runs that are ended, politely or not, and go on: the results are those of a run that nothing disturbed."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

from factcheck.archive.state import State
from tests.archive import making
from tests.archive.conftest import Checked


def start(checked: Checked, out: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(making.command("check", checked.source, "--out", out, "--refs", checked.older, *words),
                            env=making.environment(), stderr=subprocess.PIPE, text=True)


def finished(checked: Checked, out: Path) -> int:
    run = start(checked, out)
    run.communicate()
    return run.returncode


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def test_killed_at_random_moments_and_started_again(checked: Checked, tmp_path: Path) -> None:
    dice = random.Random(1)
    for _ in range(3):
        run = start(checked, tmp_path, "--processes", "2")
        time.sleep(dice.uniform(0.5, 6))
        run.kill()
        run.communicate()
    assert finished(checked, tmp_path) == 0
    assert making.rows(tmp_path) == making.rows(checked.out)


def test_what_was_taken_in_is_not_done_again_and_nothing_is_half_written(checked: Checked, tmp_path: Path) -> None:
    run = start(checked, tmp_path)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and run.poll() is None:
        if (tmp_path / "state.sqlite").exists() and taken_in(tmp_path):
            break
        time.sleep(0.02)
    run.kill()
    run.communicate()
    before = taken_in(tmp_path)
    assert before
    (tmp_path / "documents" / "part-00000000.parquet").write_bytes(b"PAR1 half")  # as a kill between files leaves it
    assert finished(checked, tmp_path) == 0
    assert making.rows(tmp_path) == making.rows(checked.out)


def taken_in(folder: Path) -> int:
    state = State(folder)
    try:
        return state.totals().documents
    finally:
        state.close()


def test_a_process_that_is_killed_is_replaced(checked: Checked, tmp_path: Path) -> None:
    run = start(checked, tmp_path)
    deadline = time.monotonic() + 60
    holding: list[int] = []
    while not holding and time.monotonic() < deadline:
        time.sleep(0.02)
        holding = [pid for pid in children(run.pid) if pages(pid) > WITH_MODEL]
    os.kill(holding[-1], signal.SIGKILL)
    _, said = run.communicate()
    assert run.returncode == 0, said
    assert making.rows(tmp_path) == making.rows(checked.out)


WITH_MODEL = 18_000
"""More pages of memory than a process holds that has not begun to load a language model."""


def pages(pid: int) -> int:
    """How much memory a process holds; none where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_says_how_to_go_on(checked: Checked, tmp_path: Path, number: signal.Signals) -> None:
    run = start(checked, tmp_path)
    deadline = time.monotonic() + 60
    while not (tmp_path / "state.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    run.send_signal(number)
    _, said = run.communicate()
    assert run.returncode == 130
    assert said.splitlines()[-1].startswith("factcheck: stopped; the same command goes on behind the ")
    assert "Traceback" not in said
    assert finished(checked, tmp_path) == 0
    assert making.rows(tmp_path) == making.rows(checked.out)


def test_a_disk_without_room_is_told_and_nothing_is_lost(checked: Checked, tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

    run = subprocess.run(making.command("check", checked.source, "--out", tmp_path, "--refs", checked.older),
                         env=making.environment(), capture_output=True, text=True, check=False,
                         preexec_fn=little_room)
    assert run.returncode == 2
    assert "cannot be written" in run.stderr and "goes on where it stopped" in run.stderr
    assert "Traceback" not in run.stderr
    assert finished(checked, tmp_path) == 0
    assert making.rows(tmp_path) == making.rows(checked.out)
