"""``python -m factcheck`` is the command ``factcheck``."""

from __future__ import annotations

import sys

from factcheck.cli import command

if __name__ == "__main__":
    sys.exit(command())
