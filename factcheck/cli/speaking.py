"""What the command line says beside its result, on standard error."""

from __future__ import annotations

import contextlib
import re
import sys

# File names and texts may hold escape sequences and line ends; an error is one line.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


_LONGEST = 2000
"""Letters of a message: cells and names that it quotes may be longer, and what to do stands at its end."""


def say(message: str, *, as_it_is: bool = False) -> None:
    """One line on standard error, where there is one. ``as_it_is`` keeps line ends (tracebacks)."""
    if len(message) > _LONGEST and not as_it_is:
        message = f"{message[:_LONGEST * 3 // 4]} … {message[-_LONGEST // 4:]}"
    line = message if as_it_is else f"factcheck: {_CONTROL.sub(' ', message).strip()}"
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(line, file=sys.stderr, flush=True)


def hint(message: str) -> None:
    """A line for a person at a terminal, without the program's name."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(message, file=sys.stderr, flush=True)
