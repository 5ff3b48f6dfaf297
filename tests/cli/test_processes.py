"""Terminals and signals, with real ones."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.calling import COMMAND, environment
from tests.cli.texts import NO_FIGURE

WANTS_COLOR = "from factcheck.cli.terminals import wants_color; print(wants_color({!r}))"


def on_a_terminal(*command: str, typed: bytes = b"", **changes: str) -> bytes:
    """What a command shows on a terminal of its own, both outputs together."""
    leader, follower = pty.openpty()
    try:
        process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, close_fds=True,
                                   env=environment(**{"TERM": "xterm"} | changes))
        os.close(follower)
        shown = b""
        while select.select([leader], [], [], 60)[0]:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
            if typed and b"Ctrl-D" in shown:
                os.write(leader, typed)
                typed = b""
        process.wait(timeout=60)
        return shown
    finally:
        os.close(leader)


@pytest.mark.parametrize(("output", "changes", "wanted"), [
    (None, {}, True), ("-", {}, True), ("a.txt", {}, False), (None, {"NO_COLOR": "1"}, False),
    (None, {"NO_COLOR": ""}, True), (None, {"TERM": "dumb"}, False), (None, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    (None, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ("a.txt", {"FORCE_COLOR": "1"}, False),
])
def test_colour_on_a_terminal(output: str | None, changes: dict[str, str], wanted: bool) -> None:
    shown = on_a_terminal(sys.executable, "-c", WANTS_COLOR.format(output), **changes)
    assert shown.decode().strip() == str(wanted)


@pytest.mark.parametrize(("changes", "wanted"), [({}, "False"), ({"FORCE_COLOR": "1"}, "True")])
def test_colour_in_a_pipe(changes: dict[str, str], wanted: str) -> None:
    done = subprocess.run([sys.executable, "-c", WANTS_COLOR.format(None)], capture_output=True, check=True,
                          env=environment(**changes))
    assert done.stdout.decode().strip() == wanted


def test_a_person_at_a_terminal_is_told_what_to_do() -> None:
    shown = on_a_terminal(*COMMAND, "extract", typed=b"\x04")
    assert b"Paste the article, then press Ctrl-D." in shown
    assert b"Standard input is empty" in shown


def test_a_reader_that_has_enough_is_no_failed_claim() -> None:
    lines = "".join(json.dumps({"text": f"{NO_FIGURE} {n}"}) + "\n" for n in range(400)).encode()
    process = subprocess.Popen(
        [*COMMAND, "check", "-", "--input-format", "jsonl", "--format", "jsonl"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(lines, timeout=120)
    assert (process.returncode, err) == (141, b"")


def heed_signals() -> None:
    """A shell that starts jobs in the background makes them ignore SIGINT; nohup, SIGHUP."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interrupted_run_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals, status: int) -> None:
    process = subprocess.Popen(
        [*COMMAND, "check", "-", "--input-format", "jsonl", "--format", "jsonl", "--output", "out.jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(),
        preexec_fn=heed_signals)
    assert process.stdin is not None
    process.stdin.write((json.dumps({"id": "a", "text": NO_FIGURE}) + "\n").encode())
    process.stdin.flush()
    deadline = time.monotonic() + 120
    while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    (part,) = tmp_path.iterdir()
    assert part.name.endswith(".part")
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (status, b"")
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("extract",), ("check",), ("extract", "--processes", "2")])
def test_a_line_is_answered_before_the_next_one_is_written(arguments: tuple[str, ...]) -> None:
    process = subprocess.Popen(
        [*COMMAND, *arguments, "-", "--input-format", "jsonl", "--format", "jsonl"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdin is not None and process.stdout is not None
    for number in range(6):
        process.stdin.write((json.dumps({"id": str(number), "text": f"Ohio has {number + 40} mills."}) + "\n").encode())
        process.stdin.flush()
        assert select.select([process.stdout], [], [], 60)[0], f"no answer to line {number + 1}"
        assert json.loads(process.stdout.readline())["id"] == str(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, b"", b"")


def test_processes_write_what_one_writes(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Ohio has {n} mills."}) + "\n" for n in range(150)).encode()
    command = [*COMMAND, "extract", "-", "--input-format", "jsonl", "--format", "jsonl"]
    one, two = (subprocess.run([*command, "--processes", number], input=lines, capture_output=True, check=True,
                               env=environment(), timeout=120) for number in "12")
    assert (two.stdout, two.stderr) == (one.stdout, one.stderr)
