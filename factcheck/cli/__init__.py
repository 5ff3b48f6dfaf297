"""The command line: words to calls, results to files and terminals, exceptions to an exit status and one sentence.

``main`` is the entry point of ``factcheck`` and of ``python -m factcheck``. Nothing here decides anything about a
claim; importing it costs click and no more, so that ``--help`` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status: 0, 1 (a claim failed), 2 (call or input), 3 (reference data)."""
    try:
        from factcheck.cli.running import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
