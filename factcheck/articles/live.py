"""Input that comes slowly: it says whether its next line is there, so that no result waits for it."""

from __future__ import annotations

import os
from select import select
from typing import BinaryIO, Protocol

_PIECE = 1 << 16
_LOOKED_AHEAD = 1 << 20
"""A line that is longer than this is waited for: what is looked at ahead must not grow without end."""


class ByteStream(Protocol):
    """As much of a file as the readers of documents use."""

    @property
    def closed(self) -> bool:
        """Whether nothing can be read from it."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, or all there are."""

    def readline(self, size: int, /) -> bytes:
        """The next line with its line end, or so many bytes of it; empty at the end."""


class LiveInput:
    """A pipe, a terminal or a file that is open already. What it reads ahead it keeps: nothing else may read it."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        """OSError where the stream has no file descriptor."""
        self._descriptor = stream.fileno()
        self._held = bytearray()
        self._begun = self._ended = False

    def read(self, size: int, /) -> bytes:
        """So many bytes, or all there are."""
        while len(self._held) < size and not self._ended:
            self._read()
        return self._taken(size)

    def readline(self, size: int, /) -> bytes:
        """The next line with its line end, or so many bytes of it; empty at the end."""
        self._begun = True
        end = self._held.find(b"\n")
        while end < 0 and len(self._held) < size and not self._ended:
            end = self._read()
        return self._taken(min(end + 1, size) if end >= 0 else size)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def ready(self) -> bool:
        """Whether the next line, or the end, is there without waiting; before the first line no one asks for it."""
        if not self._begun:
            return True
        end = self._held.find(b"\n")
        while end < 0 and len(self._held) < _LOOKED_AHEAD and not self._ended:
            if not self._waits():
                return False
            end = self._read()
        return True

    def _waits(self) -> bool:
        try:
            return bool(select([self._descriptor], [], [], 0)[0])
        except (OSError, ValueError):  # Windows can ask this of sockets alone
            return True

    def _read(self) -> int:
        """Takes what is there, and waits for it; where in all that is held the first new line ends, or -1."""
        piece = os.read(self._descriptor, _PIECE)
        self._ended = not piece
        self._held += piece
        found = piece.find(b"\n")
        return found if found < 0 else len(self._held) - len(piece) + found
