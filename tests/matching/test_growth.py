"""Twice as many figures in one line ask for about twice the work; counted in calls, which no busy machine changes."""

from __future__ import annotations

import sys
from types import FrameType

from factcheck import References, check


def _calls(figures: int, references: References) -> int:
    text = " ".join(str(number * 37 % 9973) for number in range(figures))
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        check(text, refs=references)
    finally:
        sys.setprofile(None)
    return count


def test_the_work_grows_with_the_figures() -> None:
    references = References.open()
    _calls(10, references)  # what is loaded once is not counted
    assert _calls(400, references) < 2.6 * _calls(200, references)
