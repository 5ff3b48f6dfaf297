"""The folder of an archive's results: made where there is none, one run's alone, and taken away where nothing came."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from factcheck.archive import parts, published
from factcheck.archive.completeness import require_whole
from factcheck.archive.duck import connect
from factcheck.archive.records import TABLES
from factcheck.archive.state import FILE, State, told
from factcheck.errors import FactcheckError, UsageError

LOCK = "lock"


@contextmanager
def opened(folder: Path) -> Iterator[State]:
    """The state of an archive, which is made where there is none, for this run alone."""
    connect().close()  # that DuckDB is there is asked before any work is done
    with parts.told(folder):
        _require_folder(folder)
        is_new = not (folder / FILE).exists()
        above = _missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    with parts.told(folder):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise UsageError(f"Another run is at work on {folder}; wait for it to end, or name another folder."
                             ) from None
    try:
        state = State(folder)
        try:
            with told(state.path):  # wherever it turns out to be damaged
                _prepare(folder, state)
                require_whole(folder)
                yield state
        except FactcheckError:
            is_new = is_new and state.position == 0
            state.close()
            if is_new:  # a call that is wrong leaves nothing behind
                _remove(folder, above)
            raise
        finally:
            state.close()
    finally:
        lock.release()


def _require_folder(folder: Path) -> None:
    """UsageError where a folder, or one that it is to lie in, is something else: a file, a link to nothing."""
    for one in (folder, *folder.parents):
        if os.path.lexists(one) and not one.is_dir():
            raise UsageError(f"{one} is no folder; name another one for the results.")


def require_apart(folder: Path, sources: Iterable[str]) -> None:
    """UsageError where a source is the folder of the results itself: nothing in it is read as a document."""
    for source in sources:
        with suppress(OSError, ValueError):
            if folder.samefile(source):
                raise UsageError(f"{folder} is the source itself; name another folder for the results, such as "
                                 f"{folder / 'checked'}.")


def _missing(folder: Path) -> list[Path]:
    """The folders that are made for a folder, itself first."""
    return [one for one in (folder, *folder.parents) if not one.exists()]


def _prepare(folder: Path, state: State) -> None:
    with parts.told(folder):
        for table in TABLES:
            (folder / table).mkdir(exist_ok=True)
        (folder / published.FILE).write_text(published.packaged(), encoding="utf-8")
    parts.tidy(folder, state.parts())
    if state.about("told") is None:  # new, or from a version that told at once or never
        state.set_about({"told": str(max(0, state.number("recheck") - bool(state.count_again())))})


def _remove(folder: Path, made: list[Path]) -> None:
    """Takes away what ``_prepare`` made of a folder in which nothing has been done, and the folders made for it."""
    with suppress(OSError):
        for name in (published.FILE, FILE, f"{FILE}-wal", f"{FILE}-shm", LOCK):
            (folder / name).unlink(missing_ok=True)
        for table in (*TABLES, "writing"):
            if (folder / table).is_dir():
                (folder / table).rmdir()
        for one in made:
            one.rmdir()
