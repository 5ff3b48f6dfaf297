"""Changes the editor's library so that it is either as it was or as it shall be, whatever happens in between.

A new dataset is made in a hidden folder and renamed. A new snapshot of a dataset is written beside and renamed, its
descriptor last: until that is done, nobody reads the snapshot. A note of what is under way lets the next change remove
what a crash left behind. One change goes on at a time; the next one waits.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.errors import OutputError
from factcheck.references import descriptors

LOCK = ".lock"
_UNDER_WAY = ".adding"
_WAIT_SECONDS = 600.0
_TRIES = 20  # to lock a folder that other calls make and take away

Content = bytes | Path
"""What a file shall hold: bytes, or a file made on the same disk, which is moved."""


@contextlib.contextmanager
def locked(library: Path, *, wait: float = _WAIT_SECONDS) -> Iterator[None]:
    """Nobody else changes the library meanwhile. OutputError where that takes longer than ``wait`` seconds.

    The folder is made where it is missing. What an earlier change that was killed left behind is removed first.
    """
    from filelock import FileLock, Timeout

    made = False
    with _told(library):
        lock = FileLock(library / LOCK, timeout=wait)
        for _ in range(_TRIES):
            made = not library.exists()
            library.mkdir(parents=True, exist_ok=True)
            try:
                with contextlib.suppress(FileNotFoundError):
                    lock.acquire()
            except Timeout:
                raise OutputError(f"{library} is being changed by another call for more than {wait:.0f} seconds: wait "
                                  f"for it to end, and try again.") from None
            if lock.is_locked and (library / LOCK).exists():
                break
            lock.release()  # another call has just taken away the folder that it had made
        else:
            raise OutputError(f"{library} is taken away by other calls again and again: try again later.")
    try:
        with _told(library):
            _sweep(library)
        yield
    except BaseException:
        if made:
            _unmake(library)
        raise
    finally:
        lock.release()


def _unmake(library: Path) -> None:
    """Takes away the folder of a library in which nothing was kept. The lock is still held."""
    with contextlib.suppress(OSError):  # Windows removes no file that is open
        if [one.name for one in library.iterdir()] == [LOCK]:
            (library / LOCK).unlink()
            library.rmdir()


@contextlib.contextmanager
def workplace(library: Path, of: str = "work") -> Iterator[Path]:
    """A hidden folder on the library's disk for files under way; gone afterwards. Hold the lock."""
    folder = library / f"{_UNDER_WAY}-{of}-{os.getpid()}"
    with _told(library):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def store(library: Path, name: str, files: Mapping[str, Content], descriptor: bytes) -> Path:
    """Puts files and a descriptor into the dataset ``name``, all of it or nothing; the dataset's folder.

    Hold the lock. OutputError where the disk refuses; then everything is as it was.
    """
    folder = library / name
    with _told(folder), workplace(library, "new") as made:
        for file, content in files.items():
            _write(made / file, content)
        _write(made / descriptors.FILE, descriptor)
        if folder.exists():
            _place(folder, made, list(files))
        else:
            _replace(made, folder)
        _sync(library)
    return folder


def put(library: Path, name: str, content: bytes) -> Path:
    """Puts one file into the library's folder, whole or not at all; its path. Hold the lock; errors as of ``store``."""
    path = library / name
    with _told(path), workplace(library, "file") as made:
        _write(made / name, content)
        _replace(made / name, path)
        _sync(library)
    return path


def _place(folder: Path, made: Path, files: list[str]) -> None:
    """Moves the files to their places, the descriptor last; takes them back where that fails."""
    note = folder / _UNDER_WAY
    _write(note, json.dumps(files).encode())
    placed: list[Path] = []
    try:
        for file in files:
            if (folder / file).exists():
                raise OutputError(f"{folder / file} is already there: move it away, no descriptor speaks of it.")
            _replace(made / file, folder / file)
            placed.append(folder / file)
        _sync(folder)
        _replace(made / descriptors.FILE, folder / descriptors.FILE)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    finally:
        note.unlink(missing_ok=True)
    _sync(folder)


def _sweep(library: Path) -> None:
    """Removes what killed changes left: their folders, and the files that were placed without their descriptor."""
    for left in library.glob(f"{_UNDER_WAY}-*"):
        shutil.rmtree(left, ignore_errors=True)
    for note in library.glob(f"*/{_UNDER_WAY}"):
        known = _listed(note.parent)
        with contextlib.suppress(ValueError):
            for file in json.loads(note.read_bytes()):
                if known is not None and file not in known and Path(file).name == file:
                    (note.parent / file).unlink(missing_ok=True)
        note.unlink(missing_ok=True)


def _listed(folder: Path) -> set[str] | None:
    try:
        return {str(one["path"]) for one in json.loads((folder / descriptors.FILE).read_bytes())["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, content: Content) -> None:
    if isinstance(content, Path):
        _replace(content, path)
        return
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(source: Path, target: Path) -> None:
    source.replace(target)


def _sync(folder: Path) -> None:
    """The names in a folder reach the disk, where the system can do that for folders."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _told(where: Path) -> Iterator[None]:
    """Failures of the disk as one sentence."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{where} cannot be written ({error.strerror or error}); the library is as it was."
                          ) from error
