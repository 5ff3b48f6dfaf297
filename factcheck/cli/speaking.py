"""What the command line says beside its result, on standard error."""

from __future__ import annotations

import contextlib
import re
import sys
from typing import TextIO

# File names and texts may hold escape sequences and line ends; an error is one line.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


_LONGEST = 2000
"""Letters of a message: cells and names that it quotes may be longer, and what to do stands at its end."""


def say(message: str, *, as_it_is: bool = False) -> None:
    """One line on standard error, where there is one. ``as_it_is`` keeps line ends (tracebacks)."""
    if len(message) > _LONGEST and not as_it_is:
        message = f"{message[:_LONGEST * 3 // 4]} … {message[-_LONGEST // 4:]}"
    tell(sys.stderr, message if as_it_is else f"factcheck: {on_one_line(message)}")


def hint(message: str) -> None:
    """A line for a person at a terminal, without the program's name."""
    tell(sys.stderr, message)


def tell(stream: TextIO | None, text: str, *, end: str = "\n") -> None:
    """Says something beside the result: that no one can hear it any more ends no work."""
    if stream is not None:
        with contextlib.suppress(OSError, ValueError):
            print(text, end=end, file=stream, flush=True)


def on_one_line(text: str) -> str:
    """A text, or a name in it, without what would move a terminal's cursor."""
    return _CONTROL.sub(" ", text).strip()
