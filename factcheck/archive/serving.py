"""What a process that checks does: lots come in, the contents of their documents go out, then their rows.

A thread takes in what comes, so that whoever sends never waits for a process that is busy.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Protocol

from factcheck.archive.again import checked_again
from factcheck.archive.collecting import LOTS, collect, settle
from factcheck.archive.packing import Packed, packed
from factcheck.archive.work import (
    Checked,
    Desk,
    Item,
    Kept,
    Numbered,
    Setup,
    Unread,
    content_key,
    duplicate_row,
    read_item,
    unread_row,
)
from factcheck.errors import FactcheckError


@dataclass(frozen=True, slots=True)
class Task:
    """A lot to work on."""

    number: int
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Firsts:
    """Which documents of a lot repeat which earlier ones."""

    number: int
    firsts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """The contents of the documents of a lot that could be read."""

    number: int
    keys: list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a lot."""

    number: int
    packed: Packed


@dataclass(frozen=True, slots=True)
class Failed:
    """What ends the run: damaged reference data, no language model."""

    error: Exception


class Ready:
    """The process has opened what it needs."""


Work = Sequence[Numbered | Unread | Kept]


class Worker(Protocol):
    """What works on the documents of a lot."""

    def read(self, item: Item) -> Numbered | Unread | Kept:
        """The article of an item."""

    def rows(self, work: Work, firsts: dict[int, int]) -> Packed:
        """What is kept of the documents."""


class Checker:
    """Checks what it is handed at a desk."""

    def __init__(self, setup: Setup) -> None:
        self._desk, self._recheck = Desk(setup), setup.recheck
        if not setup.kept_only:
            self._desk.warm()

    def read(self, item: Item) -> Numbered | Unread | Kept:
        """The article of an item: files are read here, not where lots are handed out."""
        return read_item(item, columns=self._desk.setup.columns)

    def rows(self, work: Work, firsts: dict[int, int]) -> Packed:
        """The rows of all documents of a lot, in their order; those checked before with what changed."""
        kept = [one for one in work if isinstance(one, Kept)]
        if kept:  # they come in lots of their own
            return checked_again(self._desk, kept, recheck=self._recheck)
        new = [one for one in work if isinstance(one, Numbered) and one.document not in firsts]
        fresh = iter(self._desk.check(new))
        rows: list[Checked] = []
        for one in work:
            if isinstance(one, Unread):
                rows.append(Checked(unread_row(one), passing=one.passing))
            elif isinstance(one, Numbered) and one.document in firsts:
                rows.append(Checked(duplicate_row(one, firsts[one.document])))
            else:
                found = next(fresh)
                rows.append(found if isinstance(found, Checked) else Checked(unread_row(found)))
        return packed(rows)


class Idle:
    """Does nothing with a document but say that it was there: what handing out lots costs by itself."""

    def __init__(self, setup: Setup) -> None:
        self._columns = setup.columns

    def read(self, item: Item) -> Numbered | Unread | Kept:
        """The article of an item."""
        return read_item(item, columns=self._columns)

    def rows(self, work: Work, firsts: dict[int, int]) -> Packed:
        """Rows without claims."""
        return packed(Checked(unread_row(Unread(one.document, "", ""))) for one in work if not isinstance(one, Kept))


WORKERS: dict[str, type[Checker] | type[Idle]] = {"checker": Checker, "idle": Idle}


def serve(connection: Connection, setup: Setup, kind: str) -> None:
    """Works on lots until no one is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever hands out lots decides when to stop
    try:
        worker: Worker = WORKERS[kind](setup)
        settle()
        connection.send(Ready())
        _work(connection, worker)
    except (EOFError, OSError):  # the other side has gone
        return
    except Exception as error:
        error.add_note(traceback.format_exc())
        _tell(connection, error)


class Bench:
    """The lots that a worker has in hand: first their contents are found, then their rows are made."""

    def __init__(self, worker: Worker) -> None:
        self._worker, self._finished = worker, 0
        self._read: dict[int, list[Numbered | Unread | Kept]] = {}

    def find(self, task: Task) -> Found:
        """Reads a lot."""
        work = self._read[task.number] = [self._worker.read(item) for item in task.items]
        return Found(task.number, [(one.document, content_key(one.article)) for one in work
                                   if isinstance(one, Numbered)])

    def finish(self, firsts: Firsts) -> Done:
        """Makes the rows of a lot that was read, which is let go."""
        done = Done(firsts.number, self._worker.rows(self._read.pop(firsts.number), firsts.firsts))
        self._finished += 1
        if self._finished % LOTS == 0:
            collect()
        return done


def _work(connection: Connection, worker: Worker) -> None:
    inbox: SimpleQueue[Task | Firsts | None] = SimpleQueue()
    Thread(target=_take_in, args=(connection, inbox), daemon=True).start()
    bench = Bench(worker)
    while (message := inbox.get()) is not None:
        connection.send(bench.find(message) if isinstance(message, Task) else bench.finish(message))


def _take_in(connection: Connection, inbox: SimpleQueue[Task | Firsts | None]) -> None:
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        inbox.put(None)


def _tell(connection: Connection, error: Exception) -> None:
    with suppress(OSError, ValueError, TypeError):
        connection.send(Failed(as_sent(error)))


def as_sent(error: Exception) -> Exception:
    """An error as one that can be sent; of ours as it is."""
    if isinstance(error, FactcheckError) or type(error).__module__ == "claims.errors":
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")
