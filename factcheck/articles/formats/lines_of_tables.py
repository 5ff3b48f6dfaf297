"""The lines of a table's file for ``csv.reader``, which can be taken back where a row turns out to be none."""

from __future__ import annotations

from collections import deque
from typing import BinaryIO

from factcheck.articles.decoding import refuse_binary
from factcheck.articles.reading import MAX_BYTES
from factcheck.errors import ArticleError

LONGEST = MAX_BYTES
"""Of a row, in bytes of a line and in characters of all its lines."""

_HEAD = 4096
_WIDEST = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Unclosed(Exception):
    """A quotation mark embraces more than a row may hold."""


class TooLong(Exception):
    """A single line is longer than a row may be."""


class Lines:
    """The lines of a file. Those of the row under way are kept, so that they can be read again as rows of their own."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._again: deque[str | None] = deque()
        """Lines that were read ahead; None is one that was too long."""
        self._row: list[str] = []
        self._size = 0
        self._wide: str | None = None
        self._first = True
        self._returns = False
        """Whether lines end with a carriage return alone, as on old Macs."""
        self.recoded = False
        """Whether a line of the row under way was not UTF-8."""
        self.ended = False

    def __iter__(self) -> Lines:
        """Itself."""
        return self

    def __next__(self) -> str:
        """The next line. ``TooLong`` or ``Unclosed`` where the row under way becomes larger than one may be."""
        line = self._again.popleft() if self._again else self._read()
        if line == "":
            self.ended = True
            raise StopIteration
        if line is None:
            if not self._row:
                raise TooLong
            self._again.appendleft(None)
            raise Unclosed
        self._row.append(line)
        self._size += len(line)
        if self._size > LONGEST:
            raise Unclosed
        return line

    def begin(self) -> None:
        """From here on a new row is read."""
        self._row = []
        self._size = 0
        self.recoded = False

    def row(self) -> list[str]:
        """The lines of the row under way."""
        return self._row

    def put_back(self) -> None:
        """All lines of the row under way are read again."""
        self._again.extendleft(reversed(self._row))
        self.ended = False
        self.begin()

    def drop_first(self) -> None:
        """The first line of the row under way is given up, the others are read again."""
        self._row = self._row[1:]
        self.put_back()

    def _read(self) -> str | None:
        line = self._stream.readline(LONGEST + 1)
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(LONGEST + 1)
            return None
        if self._first:
            self._first = False
            line = self._begun(line)
        text = self._wide_text(line) if self._wide else self._text(line)
        if self._returns:
            text, *others = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True) or [""]
            self._again.extend(others)
        return text

    def _begun(self, line: bytes) -> bytes:
        if line.startswith(_WIDEST):
            raise ArticleError(f"{self._name} is written in UTF-32; save it again as UTF-8.")
        for mark, encoding in _WIDE:
            if line.startswith(mark):
                self._wide = encoding
                return line[len(mark):]
        refuse_binary(line[:_HEAD], name=self._name)
        self._returns = b"\r" in line.rstrip(b"\r\n")
        return line.removeprefix(b"\xef\xbb\xbf")

    def _text(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.recoded = True
            return line.decode("cp1252", "replace")

    def _wide_text(self, line: bytes) -> str:
        """A line of UTF-16 ends with two bytes, and a byte that looks like its end may be half of a letter."""
        end = "\n".encode(str(self._wide))
        while line and len(line) <= LONGEST and (len(line) % 2 or not line.endswith(end)):
            more = self._stream.read(1) if len(line) % 2 else self._stream.readline(LONGEST)
            if not more:
                break
            line += more
        return line.decode(str(self._wide), "replace")
