"""The processes that check: each holds the language model once. One that is ended from outside is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import TYPE_CHECKING, Self

from claims.processes import inherited
from factcheck.archive import serving
from factcheck.archive.lots import Lot
from factcheck.archive.serving import Done, Failed, Firsts, Found, Ready, Task
from factcheck.archive.work import Setup
from factcheck.archive.workers import Ended, holding, overdue, with_least
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

FAILED_STARTS = 3
"""So often a process may be ended from outside while it starts; more often, and there is something wrong."""


@dataclass(slots=True, eq=False)
class _Member:
    process: SpawnProcess
    connection: Connection
    lots: dict[int, Lot] = field(default_factory=dict)
    ready: bool = False
    alone: bool = False
    since: float = field(default_factory=monotonic)

    def send(self, message: object) -> None:
        with suppress(OSError):  # it has ended: that is seen where its answers are awaited
            self.connection.send(message)


class Pool:
    """So many processes, as a context: they end with it."""

    def __init__(self, count: int, setup: Setup, *, kind: str = "checker") -> None:
        """Starts them; ``kind`` is one of ``serving.WORKERS``."""
        self._setup, self._kind, self.count = setup, kind, count
        self._number = self._failed_starts = 0
        self._members: list[_Member] = []
        self._start(count)

    def _start(self, count: int) -> None:
        with inherited():
            self._members += [self._started() for _ in range(count)]

    def _started(self) -> _Member:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serving.serve, args=(theirs, self._setup, self._kind), daemon=True)
        process.start()
        theirs.close()
        return _Member(process, ours)

    @property
    def pids(self) -> list[int]:
        """The ids of the processes."""
        return [member.process.pid for member in self._members if member.process.pid is not None]

    @property
    def is_ready(self) -> bool:
        """Whether all have loaded what they need."""
        return all(member.ready for member in self._members)

    def place(self, lot: Lot) -> bool:
        """Hands a lot to the process that has the least to do; False where each has enough.

        A lot that ended a process before is handed to one that has nothing else, so that it is known what did it.
        """
        member = with_least(self._members, lot)
        if member is None:
            return False
        self._number += 1
        if not member.lots:
            member.since = monotonic()
        member.lots[self._number] = lot
        member.alone = bool(lot.tries)
        member.send(Task(self._number, lot.items))
        return True

    def answer(self, lot: Lot) -> None:
        """Tells the process that has a lot which of its documents repeat earlier ones."""
        for member, number in holding(self._members, lot):
            member.since = monotonic()
            member.send(Firsts(number, lot.firsts or {}))

    def events(self, timeout: float | None) -> Iterator[Found | Done | Ended]:
        """What came back meanwhile; lots carry their contents and results. Raises what ends a run."""
        waited = wait([member.connection for member in self._members], timeout)
        for member in [one for one in self._members if one.connection in waited]:
            member.since = monotonic()
            try:
                message = member.connection.recv()
            except (EOFError, OSError):
                yield self._replaced(member)
                continue
            if isinstance(message, Failed):
                raise message.error
            if isinstance(message, Ready):
                member.ready = True
            elif isinstance(message, Found):
                lot = member.lots[message.number]
                lot.keys = message.keys
                yield message
                if lot.firsts is not None:  # it was judged before its process was ended
                    member.send(Firsts(message.number, lot.firsts))
            else:
                lot = member.lots.pop(message.number)
                lot.packed = message.packed
                member.alone = False
                yield message
        for member in overdue([one for one in self._members if one.ready], monotonic()):
            member.process.kill()
            yield self._replaced(member, is_overdue=True)

    def _replaced(self, member: _Member, *, is_overdue: bool = False) -> Ended:
        member.process.join()
        how = _how(member.process.exitcode or 0)
        self._members.remove(member)
        member.connection.close()
        self._failed_starts += not member.ready
        if not member.ready and (how.startswith("exit") or self._failed_starts > FAILED_STARTS):
            raise UsageError(f"A process that checks did not start ({how}); see that there is memory for it, or use "
                             "fewer with --processes.")
        self._start(1)
        return Ended(list(member.lots.values()), how, overdue=is_overdue)

    def __enter__(self) -> Self:
        """The pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the processes, whatever they are doing: they have nothing to lose."""
        for member in self._members:
            member.process.terminate()
        for member in self._members:
            member.process.join()
            member.connection.close()


def _how(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"
