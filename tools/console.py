"""Runs the commands that a document shows, and writes below each what it prints.

    python tools/console.py README.md

A fenced block of the language ``console`` holds commands, each after ``$ ``, and below each its output, both streams.
The commands of a block run in one shell, in a folder that holds ``examples/`` as a checkout does and nothing else.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?P<open>^```console\n)(?P<body>.*?)(?P<close>^```$)", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[str]:
    """The bodies of the console blocks of a document."""
    return [found["body"] for found in BLOCK.finditer(text)]


def commands(body: str) -> list[str]:
    """The commands of a block: ``["factcheck --version"]``."""
    return re.findall(r"^\$ (.*)$", body, flags=re.MULTILINE)


def ran(body: str) -> str:
    """The block with what its commands print now."""
    lines = commands(body)
    # A NUL parts the outputs; the status of each command is there for an `echo $?` that comes after it.
    script = "".join(f"{line}\nstatus=$?; printf '\\0'; (exit $status)\n" for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        search = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        environment = {**os.environ, "PATH": search, "NO_COLOR": "1", "COLUMNS": "100",
                       "FACTCHECK_LIBRARY": str(Path(folder) / "library")}
        done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, encoding="utf-8", check=False)
    outputs = done.stdout.split("\0")
    return "".join(f"$ {line}\n{output}" for line, output in zip(lines, outputs, strict=False))


def refreshed(text: str) -> str:
    """The document with every console block run anew."""
    return BLOCK.sub(lambda found: found["open"] + ran(found["body"]) + found["close"], text)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
