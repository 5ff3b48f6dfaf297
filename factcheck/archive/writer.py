"""Writes what waits as parts of the results, in a thread of its own, while the next lots come in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from factcheck.archive import parts
from factcheck.archive.state import State, told

DOCUMENTS = 1024
"""A part is written when so many documents wait."""


class Writer:
    """The parts of one archive. ``close`` writes what still waits."""

    def __init__(self, folder: Path, state: State, *, documents: int = DOCUMENTS) -> None:
        self._folder, self._state, self._documents = folder, state, documents
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="parts")
        self._under_way: tuple[Future[None], int, int] | None = None
        self._waiting = state.waiting

    def add(self, count: int) -> None:
        """So many more documents wait: a part is begun where they are enough, unless one is being written."""
        self._waiting += count
        if self._under_way is not None and (self._under_way[0].done() or self._waiting > 4 * self._documents):
            self._finish()
        if self._under_way is None and self._waiting >= self._documents:
            self._begin()

    def flush(self) -> None:
        """Writes all that waits."""
        self._finish()
        if self._state.waiting:
            self._begin()
            self._finish()

    def close(self) -> None:
        """Ends the thread; what it was writing is left to the next run."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _begin(self) -> None:
        part, up_to = max(self._state.parts(), default=-1) + 1, self._state.last_pending()
        lots = _pending_lots(self._state.path, up_to=up_to)
        self._under_way = self._thread.submit(parts.write, self._folder, part, lots), part, up_to
        self._waiting = 0

    def _finish(self) -> None:
        if self._under_way is not None:
            written, part, up_to = self._under_way
            self._under_way = None
            written.result()
            self._state.written(part, up_to=up_to)


def _pending_lots(state: Path, *, up_to: int) -> Iterator[dict[str, bytes]]:
    """The lots that wait to be written, in their order; in any thread."""
    with told(state), closing(sqlite3.connect(state)) as db:
        for row in db.execute("SELECT documents, claims, texts, changes FROM pending WHERE number <= ? "
                              "ORDER BY number", (up_to,)):
            yield dict(zip(("documents", "claims", "texts", "changes"), row, strict=True))
