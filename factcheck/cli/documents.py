"""Several results in one output: what stands before, between and after them in each format."""

from __future__ import annotations

import contextlib
from types import TracebackType
from typing import Self

from claims.model import Frozen
from factcheck.cli.output import Writer, check_writable, opened


class Frame(Frozen):
    """What stands around the results."""

    before: str = ""
    between: str = "\n"
    after: str = "\n"


LINES = Frame()
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

    def add(self, text: str) -> None:
        """Writes one result, and flushes it where it goes to standard output."""
        if self._writer is None:
            self._writer = self._stack.enter_context(opened(self._path, readable=self._readable))
            self._writer.write(self._frame.before + text)
        else:
            self._writer.write(self._frame.between + text)

    def __enter__(self) -> Self:
        """The document itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """Ends the document, or, after an exception, drops it."""
        if self._writer is not None and error is None:
            self._writer.write(self._frame.after)
        self._stack.__exit__(kind, error, trace)
