"""The command line: words to calls, results to files and terminals, exceptions to an exit status and one sentence.

``command`` is the entry point of ``factcheck`` and of ``python -m factcheck``; ``main`` is for those who call it from a
program of their own, which goes on. Nothing here decides anything about a
claim; importing it costs click and no more, so that ``--help`` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence

INTERRUPTED = 130
MOST_PROCESSES = 1024
"""No machine has memory for more, and starting them could not be stopped."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status: 0, 1 (a claim failed), 2 (call or input), 3 (reference data)."""
    try:
        from factcheck.cli.running import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def command() -> int:
    """``main`` as a process of its own, which ends with its status; returns the status where it cannot end at once."""
    from factcheck.cli.ending import end

    status = main()
    end(status)
    return status
