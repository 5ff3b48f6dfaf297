"""From exceptions to exit statuses. No traceback reaches a user, unless FACTCHECK_DEBUG asks for it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType

import click

from factcheck import require_own_claims
from factcheck.cli import INTERRUPTED
from factcheck.cli.commands import factcheck
from factcheck.cli.speaking import say
from factcheck.errors import FactcheckError

WRONG_CALL = 2
_BROKEN_PIPE = 141
_SIGNALLED = 128


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit status; what went wrong is one sentence on standard error.

    FACTCHECK_DEBUG=1 adds the traceback of whatever error ended the command.
    """
    _clean_up_when_terminated()
    # The model's matrices are small: a second thread costs as much as it computes. numpy reads this at its import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        require_own_claims()
        # Not click's own main: it ends with status 1, "a claim failed", when a pipe closes.
        given = list(sys.argv[1:] if arguments is None else arguments)
        with factcheck.make_context("factcheck", given) as context:
            status = factcheck.invoke(context)
        _flush()
        return int(status or 0)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        say(str(error) or "interrupted; nothing was written to files.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader ("| head") has what it wanted. Python would complain again while it shuts down.
        _silence_stdout()
        return _BROKEN_PIPE
    except Exception as error:
        _debug()
        return _status_of(error)


def _status_of(error: Exception) -> int:
    """The exit status of an error, after its one sentence was said."""
    match error:
        case ImportError() if error.name == "claims":
            say(str(error))
        # By its name: the package cannot be imported where another one of that name stands before it.
        case _ if type(error).__module__ == "claims.errors":
            say(str(error))
        case FactcheckError():
            say(str(error))
            return error.exit_status
        case click.exceptions.NoArgsIsHelpError():
            say(error.format_message(), as_it_is=True)
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "factcheck"
            say(f"{error.format_message().rstrip('.')}; see “{command} --help”.")
        case click.ClickException():
            say(error.format_message())
        case OSError() if sys.stdout is not None and error.filename is None and error.errno is not None:
            say(f"the result cannot be written to standard output ({error.strerror}).")
            _silence_stdout()
        case _:
            say(f"an unexpected error, {type(error).__name__}: {error}; run again with FACTCHECK_DEBUG=1 for its "
                "traceback, and report it.")
    return WRONG_CALL


def _debug() -> None:
    if os.environ.get("FACTCHECK_DEBUG", "0") not in ("", "0"):
        say(traceback.format_exc(), as_it_is=True)


def _flush() -> None:
    """What is still buffered is written now, where an error can be told."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def _silence_stdout() -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _clean_up_when_terminated() -> None:
    """SIGTERM, and a closed terminal, unwind like any exception, so that half-written files are removed."""
    with contextlib.suppress(ValueError):  # only the main thread may; elsewhere the caller handles signals
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # "nohup" ignores it for us
                signal.signal(number, _terminate)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(_SIGNALLED + number)
