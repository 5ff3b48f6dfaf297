"""A Ray cluster of two nodes on this machine: real ``ray start`` processes, bounded, on loopback addresses only."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HEAD, SECOND = "127.0.0.1", "127.0.0.2"
OBJECTS = 200_000_000
"""Bytes of each node's object store."""
PORTS = 40
"""Ports that the workers of one node may take."""


class Nodes:
    """The head, and a second node, which can be killed and started again."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="fc-ray-"))  # short: Ray's sockets lie below it
        self._base = free_port()
        self.address = f"{HEAD}:{self._base}"
        self._head = self._start(HEAD, 1, "--head", f"--port={self._base}", "--include-dashboard=false",
                                 f"--temp-dir={self._folder}", "--disable-usage-stats")
        wait_for(self._base)
        self._second: subprocess.Popen[bytes] | None = None

    def start_second(self) -> None:
        """Starts the second node, unless it is there."""
        if self._second is None:
            self._second = self._start(SECOND, 2, f"--address={self.address}")

    def kill_second(self) -> None:
        """Kills every process of the second node at once, as when a machine loses its power."""
        assert self._second is not None
        kill(self._second)
        self._second = None

    def checkers(self, node: str) -> list[int]:
        """The processes of a node that check."""
        of = {HEAD: self._head, SECOND: self._second}[node]
        return [pid for pid in descendants(of.pid) if b"ray::Actor" in command_of(pid)] if of is not None else []

    def close(self) -> None:
        """Ends both nodes."""
        for one in (self._second, self._head):
            if one is not None:
                kill(one)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self, host: str, number: int, *words: str) -> subprocess.Popen[bytes]:
        first = self._base + number * PORTS
        return subprocess.Popen(
            [str(Path(sys.executable).with_name("ray")), "start", "--block", f"--node-ip-address={host}",
             "--num-cpus=1", f"--object-store-memory={OBJECTS}", f"--min-worker-port={first}",
             f"--max-worker-port={first + PORTS - 1}", *words],
            env={**os.environ, "RAY_USAGE_STATS_ENABLED": "0", "FACTCHECK_LIBRARY": os.devnull + "-none"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@contextmanager
def cluster() -> Iterator[Nodes]:
    """A cluster, which ends whatever happens."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as when a test run is told to end
    nodes = Nodes()
    try:
        nodes.start_second()
        yield nodes
    finally:
        nodes.close()
        signal.signal(signal.SIGTERM, before)


def free_port() -> int:
    """A port that is free, with free ones behind it most likely."""
    with socket.socket() as one:
        one.bind((HEAD, 0))
        port: int = one.getsockname()[1]
    return min(port, 65_000)


def wait_for(port: int) -> None:
    """Until someone listens."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((HEAD, port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"no cluster at port {port}")


def descendants(pid: int) -> list[int]:
    """The processes below one, the nearest first."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                found += [child, *descendants(child)]
    return found


def command_of(pid: int) -> bytes:
    """How a process is called."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills a process and all below it."""
    for pid in [process.pid, *descendants(process.pid)]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
