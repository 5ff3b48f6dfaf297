"""Where results go: standard output, or a file that is written beside its place and renamed when it is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from factcheck.errors import OutputError, UsageError


class Writer(Protocol):
    """Takes text, or bytes, as they are made."""

    def write(self, text: str | bytes) -> None:
        """Writes ``text``, exactly."""


class _Encoded:
    """Text to bytes without any change of line ends."""

    def __init__(self, stream: BinaryIO, encoding: str, *, flush: bool = False) -> None:
        self._stream, self._encoding, self._flush = stream, encoding, flush

    def write(self, text: str | bytes) -> None:
        """Writes ``text``; a letter that the encoding lacks becomes a question mark."""
        self._stream.write(text if isinstance(text, bytes) else text.encode(self._encoding, "replace"))
        if self._flush:
            self._stream.flush()


@contextlib.contextmanager
def opened(path: str | None, *, readable: bool = False) -> Iterator[Writer]:
    """A writer to ``path``, or to standard output for None and "-". Check with ``check_writable`` long before.

    A file appears under its name only when everything was written; else it stays what it was. Files, and JSON on
    standard output, are UTF-8; ``readable`` text on standard output is in the terminal's encoding. OutputError where
    it cannot be written.
    """
    if path is None or path == "-":
        yield _stdout(readable=readable)
    elif _is_device(Path(path)):
        with _told(path), Path(path).open("wb") as stream:
            yield _Encoded(stream, "utf-8")
    else:
        with _beside(path) as stream:
            yield _Encoded(stream, "utf-8")


@contextlib.contextmanager
def renamed(path: str) -> Iterator[str]:
    """The name of a file beside ``path``, for what writes by itself; it takes its place when all went well."""
    target = Path(path).resolve()
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        yield str(part)
        with _told(path):
            if target.exists():
                shutil.copymode(target, part)
            with part.open("rb+") as stream:
                os.fsync(stream.fileno())
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def check_writable(path: str | None) -> None:
    """OutputError where ``path`` cannot be written, said before the work and not after it."""
    if path is None or path == "-" or _is_device(Path(path)):
        return
    if not path:
        raise OutputError("--output names no file; give a path, or - for standard output.")
    target = Path(path)
    with _told(path):
        is_folder, folder = target.is_dir(), target.resolve().parent
        target.exists()  # a name that is too long fails here
    if is_folder:
        raise OutputError(f"{path} is a folder; name a file in it for --output.")
    if not folder.is_dir():
        raise OutputError(f"{path} cannot be written: the folder {folder} does not exist; make it first.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{path} cannot be written: the folder {folder} is read-only; name another one.")


def check_file(form: str, path: str | None) -> None:
    """UsageError where a format that is no text has no file to go to, and would fill a terminal."""
    if path is None or path == "-" or _is_terminal(path):
        raise UsageError(f"--format {form} writes a file that is no text; name it with --output.")


def check_apart(path: str | None, sources: Sequence[str]) -> None:
    """OutputError where the result would take the place of an input."""
    if path is None or path == "-" or _is_device(Path(path)):
        return
    for source in sources:
        with contextlib.suppress(OSError, ValueError):
            if Path(path).samefile(source):
                raise OutputError(f"{path} is the input {source} itself; name another file for --output.")


def _stdout(*, readable: bool) -> Writer:
    if sys.stdout is None:
        raise OutputError("Standard output is closed; name a file with --output.")
    sys.stdout.flush()
    encoding = (sys.stdout.encoding or "utf-8") if readable else "utf-8"
    # A pipe is served after each result: the next program in line need not wait for the last article.
    return _Encoded(sys.stdout.buffer, encoding, flush=True)


def _is_terminal(path: str) -> bool:
    if not _is_device(Path(path)):
        return False
    try:
        number = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.isatty(number)
    finally:
        os.close(number)


def _is_device(path: Path) -> bool:
    """/dev/stdout, /dev/null, a named pipe: nothing that one may rename over."""
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def _beside(path: str) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place at the end; a link keeps pointing to what it pointed to."""
    target = Path(path).resolve()
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        with _told(path), part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with _told(path):
            if target.exists():
                shutil.copymode(target, part)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    """Failures of the disk as one sentence. Errors of reading are ours already, and pass."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}); name another file with --output."
                          ) from None
