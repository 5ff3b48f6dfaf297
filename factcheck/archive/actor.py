"""A process that checks on a node of a Ray cluster: the same bench as in a process of this machine, as an actor.

What it was not able to do comes back as a value, so that it is told as one sentence wherever the work is handed out.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.archive.collecting import settle
from factcheck.archive.serving import WORKERS, Bench, Done, Failed, Firsts, Found, Task, as_sent
from factcheck.archive.work import InFile, Item, Setup
from factcheck.articles.formats.remote import file_system, has_scheme


@dataclass(frozen=True, slots=True)
class Opened:
    """A process has opened what it needs: its number on a node, and Ray's name of that."""

    pid: int
    node: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Files of a lot that are not to be found on a node; the lot was not begun."""

    number: int
    host: str
    paths: tuple[str, ...]


class Actor:
    """What Ray makes a process of. Its methods run one at a time, in the order in which they were called."""

    def open(self, setup: Setup, kind: str, folder: str) -> Opened | Failed:
        """Loads what it needs; ``folder`` is where relative paths begin, if this node has it."""
        with suppress(OSError):
            os.chdir(folder)
        try:
            self._bench = Bench(WORKERS[kind](replace(setup, where=f"The node {_host()}")))
        except Exception as error:
            return Failed(as_sent(error))
        settle()
        return Opened(os.getpid(), importlib.import_module("ray").get_runtime_context().get_node_id())

    def find(self, task: Task, gone: bool) -> Found | Missing | Failed:
        """Finds the contents of a lot; ``gone``: what is missing here is missing everywhere."""
        try:
            missing = () if gone else tuple(_missing(task.items))
            return Missing(task.number, _host(), missing) if missing else self._bench.find(task)
        except Exception as error:
            return Failed(as_sent(error))

    def finish(self, firsts: Firsts) -> Done | Failed:
        """Makes the rows of a lot."""
        try:
            return self._bench.finish(firsts)
        except Exception as error:
            return Failed(as_sent(error))


def is_there(path: str) -> bool:
    """Whether a file is there, as this process sees it; what lies on object storage every process sees."""
    if not has_scheme(path):
        return Path(path).exists()
    if not path.startswith(("file://", "memory://")):
        return True
    system, inner = file_system(path)
    return bool(system.exists(inner))


def _missing(items: Iterable[Item]) -> Iterator[str]:
    return (item.file.path for item in items if isinstance(item, InFile) and not is_there(item.file.path))


def _host() -> str:
    return os.uname().nodename
