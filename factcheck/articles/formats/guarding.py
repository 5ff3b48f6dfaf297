"""What a document may cost, and the packages that its kind needs."""

from __future__ import annotations

import ctypes
import importlib
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from factcheck.errors import ArticleError

SECONDS = 60.0
"""A document that takes longer is given up. The slowest honest ones, thousand-page PDFs, take half of it."""

_AGAIN = 0.5
"""A package may swallow the alarm; it rings again after so many seconds."""

T = TypeVar("T")


class _Alarm(BaseException):
    """Time is up. No ``Exception``: packages that catch those must not catch this."""


class _Clock:
    """Rings an alarm in the thread that made it, in the midst of whatever Python code runs there."""

    def __init__(self, seconds: float) -> None:
        self._thread = threading.get_ident()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._rung = False
        threading.Thread(target=self._wait, args=(seconds,), daemon=True).start()

    def _wait(self, seconds: float) -> None:
        while not self._stopped.wait(seconds):
            with self._lock:
                if self._stopped.is_set():
                    return
                self._rung = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(_Alarm))
            seconds = _AGAIN

    def stop(self) -> None:
        """From here on nothing rings; an alarm that was set and did not go off is taken back."""
        self._stopped.set()
        with self._lock:
            if self._rung:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), None)


@contextmanager
def _in_silence() -> Iterator[None]:
    """While it lasts, an alarm that goes off where Python lets nothing out, in a destructor, prints no traceback."""
    before = sys.unraisablehook

    def told(unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.exc_type is not _Alarm:
            before(unraisable)

    sys.unraisablehook = told
    try:
        yield
    finally:
        sys.unraisablehook = before


def within(work: Callable[[], T], *, name: str, seconds: float | None = None) -> T:
    """What ``work`` gives; ArticleError where it takes longer than ``seconds`` (``SECONDS``).

    For work in Python: a single call into C is not ended before it returns.
    """
    seconds = SECONDS if seconds is None else seconds
    clock = _Clock(seconds)
    try:
        with _in_silence():
            try:
                return work()
            finally:
                clock.stop()
    except RecursionError:
        raise ArticleError(f"{name} is nested too deeply to be read; give its text as a .txt file.") from None
    except _Alarm:
        clock.stop()
        raise ArticleError(f"{name} takes longer than {seconds:.0f} seconds to read and was given up; give its text as "
                           "a .txt file.") from None


def need(module: str, *, name: str, what: str, extra: str = "documents") -> Any:
    """A package that a kind of file needs; ArticleError says which extra brings it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ArticleError(f"{name} is {what}; reading those needs an extra: pip install "
                           f"'factcheck-desk[{extra}]'.") from None


def short(error: BaseException) -> str:
    """The first line of an error's message, for the inside of a sentence."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].strip().rstrip(".: ")[:200]
