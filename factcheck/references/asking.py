"""Which datasets were asked while something was worked out: who keeps a result knows by them when it may be past.

A dataset is *weighed* where its words lead to it, and *asked* where what its snapshots hold made a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asked:
    """The names of datasets; all that were asked were weighed."""

    weighed: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def noting() -> Iterator[Asked]:
    """The datasets that are weighed and asked meanwhile, in this thread."""
    names = Asked()
    token = _asked.set(names)
    try:
        yield names
    finally:
        _asked.reset(token)


def weighed(names: Iterable[str]) -> None:
    """Says that the words of a text led to these datasets, to whoever wants to know."""
    noted = _asked.get()
    if noted is not None:
        noted.weighed.update(names)


def asked(name: str) -> None:
    """Says that a dataset's snapshots were looked at."""
    noted = _asked.get()
    if noted is not None:
        noted.weighed.add(name)
        noted.asked.add(name)
