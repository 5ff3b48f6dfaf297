"""How a command's process ends: at once, and yet with all that was asked for at its end."""

from __future__ import annotations

import subprocess
import sys

import pytest

LASTING = """
import atexit, sys, threading, time
from factcheck.cli.ending import end

class Lasting:
    def __del__(self):
        sys.__stdout__.write("taken apart\\n")

lasting = Lasting()
atexit.register(print, "closed")
print("written")
"""


def ended(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run((sys.executable, "-c", LASTING + code), capture_output=True, text=True, check=False)


def test_what_was_written_and_registered_is_done_and_nothing_is_taken_apart() -> None:
    done = ended("end(3)")
    assert (done.returncode, done.stdout, done.stderr) == (3, "written\nclosed\n", "")


def test_a_thread_that_still_works_is_waited_for() -> None:
    done = ended("threading.Thread(target=lambda: (time.sleep(0.3), print('worked'))).start()\nend(3)\nsys.exit(4)")
    assert done.returncode == 4
    assert done.stdout.splitlines()[:2] == ["written", "worked"]
    assert "closed" in done.stdout and "taken apart" in done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux's")
def test_output_that_cannot_be_written_is_left_to_the_interpreter() -> None:
    code = "sys.stdout = open('/dev/full', 'w'); print('more'); end(0); sys.__stdout__.write('came back'); sys.exit(4)"
    done = ended(code)
    assert "came back" in done.stdout
    assert done.returncode != 0
