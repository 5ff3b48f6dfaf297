"""What the terminal can show: its width, and whether colour is wanted."""

from __future__ import annotations

import os
import shutil
import sys

_WIDEST = 100
"""Longer lines are hard to read, however wide the window is."""


def width() -> int:
    """The columns to fill: COLUMNS, else the terminal's width, else 80; at most 100."""
    return max(1, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def wants_color(output: str | None) -> bool:
    """Whether the report may hold colours: on a terminal that knows them, or with FORCE_COLOR; never with NO_COLOR."""
    if output not in (None, "-") or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")
