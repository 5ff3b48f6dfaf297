"""The program as its users call it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

COMMAND = (sys.executable, "-m", "factcheck")


def environment(**changes: str) -> dict[str, str]:
    """Ours without what a developer may have set, and with no library of the developer's own."""
    kept = {name: value for name, value in os.environ.items()
            if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "FACTCHECK_DEBUG", "FACTCHECK_LIBRARY")}
    return kept | {"FACTCHECK_LIBRARY": "/nowhere", "PYTHONWARNINGS": "error"} | changes


def call(*arguments: str, stdin: bytes | None = b"", cwd: Path | None = None, command: Sequence[str] = COMMAND,
         **changes: str) -> subprocess.CompletedProcess[str]:
    """Runs ``factcheck`` with arguments; both outputs are decoded as UTF-8."""
    done = subprocess.run([*command, *arguments], input=stdin, capture_output=True, cwd=cwd, check=False,
                          env=environment(**changes), timeout=300)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str, status: int = 2) -> None:
    """Nothing on standard output, one sentence on standard error that has these words, and the exit status."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("factcheck: ")
    assert line.endswith(".")
    assert "Traceback" not in line
    for word in words:
        assert word in line
