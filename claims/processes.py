"""Reading in several processes, each of which loads the language model for itself.

For each process there is a thread on this side, which hands it a lot of texts and waits for what was read in them: so
the processes stay busy while the caller works on results, and what goes wrong in one comes out as the error of a call.
A process ends when its pipe does, however this side went away.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self

from claims.errors import ClaimsError, WorkerError
from claims.streams import Stream, Text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from claims.model import Extraction

AHEAD = 2
"""So many lots for each process are under way or wait for the caller: a slow caller makes no memory grow."""

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What the libraries behind numpy look at. The model's matrices are small: the processes are the threads."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection

    def read(self, lot: Sequence[Text]) -> list[Extraction]:
        """What the process reads in a lot; the error that it met."""
        try:
            self.connection.send(lot)
            answer = self.connection.recv()
        except (EOFError, OSError):
            raise self._gone() from None
        if isinstance(answer, ClaimsError):
            raise answer
        extractions: list[Extraction] = answer
        return extractions

    def _gone(self) -> WorkerError:
        self.process.join()
        status = self.process.exitcode or 0
        if status < 0:
            return WorkerError(f"A process that reads texts was ended by signal {-status}; give it more memory, or use "
                               "fewer processes.")
        return WorkerError(f"A process that reads texts did not start (exit status {status}); a script that uses "
                           'several must do so under if __name__ == "__main__".')

    def end(self) -> None:
        """Ends the process, whatever it is doing: it has nothing to lose."""
        self.process.terminate()
        self.process.join()


class Workers:
    """So many processes that read texts, as a context: they end with it."""

    def __init__(self, count: int) -> None:
        """Starts them; they load the language model while the first texts come in."""
        self._most = AHEAD * count
        with inherited():
            self._workers = [_started() for _ in range(count)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="claims")

    def read(self, stream: Stream) -> Iterator[Extraction]:
        """What is read in the texts of a stream, in their order."""
        pending: deque[Future[list[Extraction]]] = deque()
        for lot in stream.lots():
            pending.append(self._threads.submit(self._read, lot))
            # Where no text waits, none may come for long: what was read so far is not kept back.
            while pending and (len(pending) >= self._most or pending[0].done() or not stream.ready()):
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
        if stream.broken is not None:
            raise stream.broken

    def _read(self, lot: Sequence[Text]) -> list[Extraction]:
        worker = self._idle.get()
        try:
            return worker.read(lot)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        """The workers themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends them, and drops what they were reading."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.end()
        self._threads.shutdown()
        for worker in self._workers:
            worker.connection.close()


def _started() -> _Worker:
    context = get_context("spawn")  # a copy of this process would share its threads' locks
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def inherited() -> Iterator[None]:
    """What processes that start meanwhile have from this one: one thread each, and Ctrl-C left to this one."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    mask = getattr(signal, "pthread_sigmask", None)  # Windows has none
    blocked = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, blocked)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve(connection: Connection) -> None:
    """What a worker does: it reads the lots that it is handed, until no one is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            lot: list[Text] = connection.recv()
            connection.send(_answer(lot))
        except (EOFError, OSError):  # the other side has gone
            return


def _answer(lot: Sequence[Text]) -> list[Extraction] | ClaimsError:
    from claims.extraction import read_stream

    try:
        return list(read_stream(Stream(lot), first=len(lot)))
    except ClaimsError as error:
        return error
    except Exception as error:
        met = WorkerError(f"A process that reads texts failed on one ({type(error).__name__}: {error}); read them in "
                          "one process to see where.")
        met.add_note(traceback.format_exc())
        return met
