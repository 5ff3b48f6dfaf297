"""Twice as many figures in one line ask for about twice the work; counted in calls, which no busy machine changes."""

from __future__ import annotations

import subprocess
import sys

COUNTED = """
import sys
from factcheck import References, check

references, count = References.open(), 0


def counted(frame, event, argument):
    global count
    count += event == "call"


def calls(figures):
    global count
    count = 0
    text = " ".join(str(number * 37 % 9973) for number in range(figures))
    sys.setprofile(counted)
    check(text, refs=references)
    sys.setprofile(None)
    return count


calls(10)  # what is loaded once is not counted
print(calls(200), calls(400))
"""
"""Run in a process of its own: there nothing that other tests have left behind is counted, or in the way."""


def test_the_work_grows_with_the_figures() -> None:
    done = subprocess.run((sys.executable, "-c", COUNTED), capture_output=True, text=True, check=True, timeout=300)
    once, twice = map(int, done.stdout.split())
    assert once > 1000
    assert twice < 2.6 * once
