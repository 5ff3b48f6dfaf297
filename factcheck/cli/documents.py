"""Several results in one output: what stands before, between and after them in each format."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import chain
from types import TracebackType
from typing import Self

from factcheck.cli.output import Writer, check_writable, opened
from factcheck.reports.formats import LINES, Frame

HELD = 1 << 20
"""Characters of a result that are held before they are written."""

class Document:
    """An output that is opened with its first result: a call that gives none leaves no file behind.

    Used as a context; what was written to a file stands there only if the block ends without an exception.
    """

    def __init__(self, path: str | None, *, frame: Frame = LINES, readable: bool = False) -> None:
        """``path`` and ``readable`` as of ``output.opened``; OutputError at once where ``path`` cannot be written."""
        check_writable(path)
        self._path, self._frame, self._readable = path, frame, readable
        self._stack = contextlib.ExitStack()
        self._writer: Writer | None = None
        self._between = ""

    def add(self, result: str | bytes | Iterable[str]) -> None:
        """Writes one result, whole or piece by piece, and flushes it where it goes to standard output.

        A result of no characters takes no room: nothing stands between it and the next.
        """
        if self._writer is None:
            self._writer = self._stack.enter_context(opened(self._path, readable=self._readable))
            self._writer.write(self._frame.before)
        pieces: Iterator[str | bytes] = iter([result] if isinstance(result, str | bytes) else result)
        first = next((piece for piece in pieces if piece), None)
        if first is not None:
            for written in _joined(chain([self._between, first], pieces, [self._frame.each])):
                self._writer.write(written)
            self._between = self._frame.between

    def __enter__(self) -> Self:
        """The document itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """Ends the document, or, after an exception, drops it."""
        if self._writer is not None and error is None:
            self._writer.write(self._frame.after)
        self._stack.__exit__(kind, error, trace)


def _joined(pieces: Iterable[str | bytes]) -> Iterator[str | bytes]:
    """Small pieces put together, so that a short result is written at once and a long one is never held whole."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, bytes):
            yield "".join(held)
            yield piece
            held, size = [], 0
            continue
        held.append(piece)
        size += len(piece)
        if size >= HELD:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)
