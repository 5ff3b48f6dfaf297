"""Several results in one output: what stands before, between and after them in each format."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import chain
from types import TracebackType
from typing import Self

from claims.model import Frozen
from factcheck.cli.output import Writer, check_writable, opened


class Frame(Frozen):
    """What stands around the results: ``each`` ends one of them, and is written with it."""

    before: str = ""
    between: str = ""
    each: str = ""
    after: str = ""


HELD = 1 << 20
"""Characters of a result that are held before they are written."""

LINES = Frame(each="\n")
"""Who reads a line of a pipe waits for its end, and must not wait for the next result."""
LIST = Frame(before="[\n", between=",\n", after="\n]\n")


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

    def add(self, pieces: str | Iterable[str]) -> None:
        """Writes one result, whole or piece by piece, and flushes it where it goes to standard output."""
        lead = self._frame.between
        if self._writer is None:
            self._writer = self._stack.enter_context(opened(self._path, readable=self._readable))
            lead = self._frame.before
        whole = [pieces] if isinstance(pieces, str) else pieces
        for written in _joined(chain([lead], whole, [self._frame.each])):
            self._writer.write(written)

    def __enter__(self) -> Self:
        """The document itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """Ends the document, or, after an exception, drops it."""
        if self._writer is not None and error is None:
            self._writer.write(self._frame.after)
        self._stack.__exit__(kind, error, trace)


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Small pieces put together, so that a short result is written at once and a long one is never held whole."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= HELD:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)
