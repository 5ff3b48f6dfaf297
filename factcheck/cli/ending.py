"""How a command's process ends: at once, when all that it wrote is out and all that it opened is closed."""

from __future__ import annotations

import atexit
import os
import sys
import threading


def end(status: int) -> None:
    """Ends the process with that status, without taking apart first what the system frees in one go.

    A language model, its vocabulary and some hundred modules are taken apart object by object where the interpreter
    ends by itself, a tenth of the time of a whole check. What others ask for at the end (temporary files, worker
    processes) is done all the same. Returns, for the interpreter to end as usual, where a thread still works or the
    output cannot be written: it knows how to wait, and what to say.
    """
    if threading.active_count() > 1:
        return
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except (OSError, ValueError):
        return
    atexit._run_exitfuncs()
    os._exit(status)
