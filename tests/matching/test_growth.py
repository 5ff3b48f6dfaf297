"""Twice as many figures ask for about twice the work; counted in calls, which no busy machine changes."""

from __future__ import annotations

import subprocess
import sys

import pytest

COUNTED = """
import sys
from factcheck import References, check

references, count = References.open(), 0
TEXTS = {
    "one line": lambda n: " ".join(str(i * 37 % 9973) for i in range(n)),
    "ranks": lambda n: " ".join(f"Ohio ranks {i % 50 + 1}th with {i + 100} agreements." for i in range(n)),
    "changes": lambda n: " ".join(f"Unemployment rose to {i % 9 + 1}.4% from {i % 7}.2%." for i in range(n)),
    "table": lambda n: "\\n".join(f"Iowa | {i + 1} | {i % 90}.5%" for i in range(n)),
}


def counted(frame, event, argument):
    global count
    count += event == "call"


def calls(text):
    global count
    count = 0
    sys.setprofile(counted)
    check(text, published="2025-09-17", refs=references)
    sys.setprofile(None)
    return count


made = TEXTS[sys.argv[1]]
calls(made(10))  # what is loaded once is not counted
print(calls(made(100)), calls(made(200)), calls(made(400)))
"""
"""Run in a process of its own: there nothing that other tests have left behind is counted, or in the way."""


@pytest.mark.parametrize("text", ["one line", "ranks", "changes", "table"])
def test_the_work_grows_with_the_figures(text: str) -> None:
    command = sys.executable, "-c", COUNTED, text
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    once, twice, four = map(int, done.stdout.split())
    assert once > 1000
    assert twice < 2.6 * once
    assert four < 2.6 * twice
