"""The processes that check, on the nodes of a Ray cluster (extra ``cluster``): actors that hold the model.

They take the place of ``pool.Pool`` under the same engine, so that lots, their order, duplicates, tries and state are
those of one machine. A process whose node dies is waited for elsewhere, while the others go on.
"""

from __future__ import annotations

import importlib
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from typing import Any, Self

from claims.processes import ONE_THREAD
from factcheck.archive.actor import Actor, Missing, Opened, is_there
from factcheck.archive.lots import Lot
from factcheck.archive.serving import Done, Failed, Firsts, Found, Task
from factcheck.archive.work import Setup
from factcheck.archive.workers import Ended, holding, overdue, with_least
from factcheck.errors import UsageError

LONGEST_START = 600.0
"""Seconds in which at least one process of a cluster must have loaded what it needs."""
REACH = 10.0
"""Seconds in which a cluster must answer."""
FAILED_STARTS = 8
"""So often in a row a process may be lost while it starts; more often, and there is something wrong."""


@dataclass(slots=True, eq=False)
class Member:
    """A process: ``pid`` on the node that Ray calls ``node``, both unknown until it has loaded what it needs."""

    actor: Any
    lots: dict[int, Lot] = field(default_factory=dict)
    alone: bool = False
    since: float = field(default_factory=monotonic)
    pid: int | None = None
    node: str | None = None


class Cluster:
    """So many processes of a cluster (None: one for each of its processors), as a context: they end with it."""

    def __init__(self, address: str, count: int | None, setup: Setup, *, kind: str = "checker") -> None:
        """Starts them; UsageError where Ray is not installed or there is no such cluster."""
        self._ray, self._address = _connected(address), address
        self._setup, self._kind = setup, kind
        self._class = self._ray.remote(Actor)
        processors = int(self._ray.cluster_resources().get("CPU", 0))
        if not processors:
            raise UsageError(f"The cluster at {address} offers no processors; start a node with “ray start "
                             f"--address={address}”.")
        self.count = count or processors
        self._number = self._failed_starts = 0
        self._idle_since = monotonic()
        self._members: list[Member] = []
        self._calls: dict[Any, Member] = {}
        for _ in range(self.count):
            self._start()

    def _start(self) -> None:
        """Asks for one more process, wherever there is room for it."""
        actor = self._class.options(
            num_cpus=1, max_restarts=0, max_task_retries=0, scheduling_strategy="SPREAD",
            runtime_env={"env_vars": dict.fromkeys(ONE_THREAD, "1")}).remote()
        member = Member(actor)
        self._members.append(member)
        self._calls[actor.open.remote(self._setup, self._kind, str(Path.cwd()))] = member

    @property
    def pids(self) -> list[int]:
        """The ids of the processes, each on its own node."""
        return [member.pid for member in self._members if member.pid is not None]

    @property
    def ready(self) -> list[Member]:
        """Those that have loaded what they need."""
        return [member for member in self._members if member.pid is not None]

    @property
    def is_ready(self) -> bool:
        """Whether one has loaded what it needs: nodes may come later."""
        return bool(self.ready)

    def place(self, lot: Lot) -> bool:
        """Hands a lot to the process that has the least to do; False where each has enough."""
        member = with_least(self.ready, lot)
        if member is None:
            return False
        self._number += 1
        if not member.lots:
            member.since = monotonic()
        member.lots[self._number] = lot
        member.alone = bool(lot.tries)
        self._find(member, self._number)
        return True

    def _find(self, member: Member, number: int, *, gone: bool = False) -> None:
        self._calls[member.actor.find.remote(Task(number, member.lots[number].items), gone)] = member

    def answer(self, lot: Lot) -> None:
        """Tells the process that has a lot which of its documents repeat earlier ones."""
        for member, number in holding(self._members, lot):
            member.since = monotonic()
            self._finish(member, number)

    def _finish(self, member: Member, number: int) -> None:
        self._calls[member.actor.finish.remote(Firsts(number, member.lots[number].firsts or {}))] = member

    def events(self, timeout: float | None) -> Iterator[Found | Done | Ended]:
        """What came back meanwhile; lots carry their contents and results. Raises what ends a run."""
        self._look_whether_any_is_left()
        calls = list(self._calls)
        self._ray.wait(calls, num_returns=1, timeout=timeout)
        for call in self._ray.wait(calls, num_returns=len(calls), timeout=0)[0]:
            member = self._calls.pop(call, None)
            if member is None:  # of a process that was lost meanwhile
                continue
            try:
                message = self._ray.get(call)
            except self._ray.exceptions.RayError as error:
                yield self._replaced(member, error)
                continue
            if isinstance(message, Failed):
                raise message.error
            member.since = monotonic()
            yield from self._taken(member, message)
        for member in overdue(self.ready, monotonic()):
            lots = list(member.lots.values())
            self._replaced(member, TimeoutError())
            yield Ended(lots, "", overdue=True)

    def _taken(self, member: Member, message: Opened | Missing | Found | Done) -> Iterator[Found | Done]:
        if isinstance(message, Opened):
            member.pid, member.node = message.pid, message.node
            self._failed_starts = 0
        elif isinstance(message, Missing):
            here = [path for path in message.paths if is_there(path)]
            if here:
                raise UsageError(f"The node {message.host} has no {here[0]}; the sources must lie on a path that all "
                                 "nodes share, or on object storage.")
            self._find(member, message.number, gone=True)
        elif isinstance(message, Found):
            lot = member.lots[message.number]
            lot.keys = message.keys
            yield message
            if lot.firsts is not None:  # it was judged before its process was lost
                self._finish(member, message.number)
        else:
            member.lots.pop(message.number).packed = message.packed
            member.alone = False
            yield message

    def _replaced(self, member: Member, error: Exception) -> Ended:
        """Takes a process that was lost out, and asks for another."""
        self._members.remove(member)
        self._calls = {call: one for call, one in self._calls.items() if one is not member}
        with suppress(Exception):  # it may live, and only be out of reach
            self._ray.kill(member.actor)
        self._failed_starts += member.pid is None
        if self._failed_starts > FAILED_STARTS:
            raise UsageError(f"The processes on the cluster at {self._address} do not start ({_short(error)}); see "
                             "that factcheck-desk is installed on every node, and that there is memory for it.")
        self._start()
        blameless = isinstance(error, self._ray.exceptions.ActorUnavailableError) or not self._lives(member.node)
        return Ended(list(member.lots.values()), "its node was lost" if blameless else "it was ended", blameless)

    def _lives(self, node: str | None) -> bool:
        return any(one["Alive"] for one in self._ray.nodes() if one["NodeID"] == node)

    def _look_whether_any_is_left(self) -> None:
        if self.is_ready:
            self._idle_since = monotonic()
        elif monotonic() - self._idle_since > LONGEST_START:
            raise UsageError(f"No node of the cluster at {self._address} took up a checking process for "
                             f"{LONGEST_START / 60:.0f} minutes; see “ray status”, and start the same command again: "
                             "it goes on where it stopped.")

    def __enter__(self) -> Self:
        """The processes themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the processes, whatever they are doing: they have nothing to lose."""
        for member in self._members:
            with suppress(Exception):
                self._ray.kill(member.actor)
        self._members.clear()
        self._calls.clear()
        self._ray.shutdown()


def _connected(address: str) -> Any:
    """Ray, with this process in the cluster at an address. Nothing is told to anyone about its use, and
    what Ray has to say of lost processes does not get between the results on standard output.
    """
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS_SKIP_REGEX": "^"}
    try:
        ray = importlib.import_module("ray")
    except ImportError:
        raise UsageError("--engine ray needs Ray; install it with: pip install 'factcheck-desk[cluster]'") from None
    try:
        _reach(address)
        with _own_signals():
            ray.init(address=address, log_to_driver=False, logging_level="ERROR", configure_logging=False)
    except (ValueError, RuntimeError, OSError, OverflowError) as error:
        raise UsageError(f"No Ray cluster can be joined at {address} ({_short(error)}); start a node here with “ray "
                         "start --head” or “ray start --address=HOST:PORT”.") from None
    return ray


def _reach(address: str) -> None:
    """Fails at once where nobody listens: Ray would try for minutes."""
    host, _, port = address.rpartition(":")
    if host:
        if not port.isdecimal() or "/" in host:
            raise ValueError("an address is HOST:PORT, or auto")
        socket.create_connection((host.strip("[]"), int(port)), timeout=REACH).close()


@contextmanager
def _own_signals() -> Iterator[None]:
    """Ray takes SIGTERM for itself, which asks a run to finish what it has in hand."""
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _short(error: Exception) -> str:
    lines = str(getattr(error, "strerror", None) or error).strip().splitlines() or [type(error).__name__]
    return lines[0].strip().rstrip(".: ")[:200]
