"""Files are opened so that nothing waits and nothing swells: regular files only, and what is packed within bounds."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

from factcheck.articles.formats.kinds import is_packed
from factcheck.articles.formats.model import SourceFile
from factcheck.articles.formats.remote import has_scheme, open_remote
from factcheck.errors import ArticleError

_FREE = 100_000_000
_RATIO = 200
"""What is packed may grow by so much, and so many bytes beside: text grows three to tenfold, a bomb a thousandfold."""

_BUFFER = 1 << 16


class Unreached(ArticleError):
    """A file cannot be opened: it has gone, may not be read, or its storage does not answer."""


@contextlib.contextmanager
def opened(file: SourceFile, *, unpack: bool = True) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where its name says that it is gzipped. ArticleError where it cannot be opened."""
    try:
        raw = open_remote(file.path) if has_scheme(file.path) else open_regular(file.path)
    except OSError as error:
        raise Unreached(f"{file.path} cannot be read ({_why(error)}).") from None
    with raw:
        if unpack and is_packed(file.path):
            with gzip.GzipFile(fileobj=raw) as inner:
                yield io.BufferedReader(_Unpacked(inner, name=file.path, packed=file.size), _BUFFER)
        else:
            yield raw


def open_regular(path: str) -> BinaryIO:
    """A file of this machine. OSError where it cannot be opened; a pipe or device is never waited for."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(None, "it is no regular file")
    except OSError:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def _why(error: OSError) -> str:
    return {FileNotFoundError: "it is no longer there", PermissionError: "permission denied"}.get(
        type(error), error.strerror or str(error))


class _Unpacked(io.RawIOBase):
    """Reads on while what comes out stays in proportion to what was packed."""

    def __init__(self, inner: gzip.GzipFile, *, name: str, packed: int) -> None:
        self._inner, self._name = inner, name
        self._left = _FREE + _RATIO * packed

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """The next bytes."""
        count = self._inner.readinto(buffer)
        self._left -= count
        if self._left < 0:
            raise ArticleError(f"{self._name} unpacks to more than {_RATIO} times its size and was given up; it is no "
                               "gzipped text.")
        return count
