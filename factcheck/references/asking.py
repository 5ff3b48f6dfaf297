"""Which datasets were asked while something was worked out: who keeps a result knows by them when it may be past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_asked: ContextVar[set[str] | None] = ContextVar("asked", default=None)


@contextmanager
def noting() -> Iterator[set[str]]:
    """The names of the datasets that are asked meanwhile, in this thread."""
    names: set[str] = set()
    token = _asked.set(names)
    try:
        yield names
    finally:
        _asked.reset(token)


def note(names: Iterable[str]) -> None:
    """Says that these datasets were asked, to whoever wants to know."""
    asked = _asked.get()
    if asked is not None:
        asked.update(names)
