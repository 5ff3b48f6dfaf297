"""A deadline that also ends a read that is under way.

A socket's own timeout starts again with each byte: a server that sends one now and then would hold us for days.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from time import monotonic
from types import TracebackType
from typing import Self


class Deadline:
    """So many seconds from its making. Used as a context; every socket that it watches is shut when they are over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    @property
    def remaining(self) -> float:
        """Seconds that are left; 0 when it is over."""
        return max(0.0, self._end - monotonic())

    @property
    def over(self) -> bool:
        """Whether the time is up: what was read since may be cut off."""
        return not self.remaining

    def watch(self, connected: socket.socket) -> None:
        """Shuts the socket when the time is up."""
        with self._lock:
            self._sockets.append(connected)
        if self.over:
            self._shut()

    def _shut(self) -> None:
        with self._lock:
            for one in self._sockets:
                with contextlib.suppress(OSError):
                    # Not the socket's own method: that of TLS takes its state away under the thread that reads.
                    socket.socket.shutdown(one, socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        """Starts the clock that shuts the sockets."""
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """Stops it."""
        self._timer.cancel()
