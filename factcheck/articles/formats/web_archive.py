"""WARC files, also gzipped, by fastwarc: the HTML pages that web servers answered with."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from factcheck.articles.formats.archive_ends import breaks_off, member_breaks_off
from factcheck.articles.formats.documents import page_article
from factcheck.articles.formats.guarding import need, short
from factcheck.articles.formats.model import Known, Unreadable
from factcheck.articles.model import Article
from factcheck.articles.reading import MAX_BYTES, check_size
from factcheck.errors import ArticleError, InputError

_PAGES = ("text/html", "application/xhtml+xml")
_PACKED = b"\x1f\x8b"
_MEMBER, _RECORD = b"\x1f\x8b\x08", b"\nWARC/1."
"""How a record begins in a gzipped file, and in one that is not."""

_PIECE = 1 << 20
_HEAD = 1 << 10
_LARGEST = 2 * MAX_BYTES
_CUT = "it is cut off"
_FAILURES = (OSError, ValueError, EOFError, RuntimeError)


def read_web_archive(stream: BinaryIO, *, name: str) -> Iterator[Article | Unreadable]:
    """The articles of a web archive, in order; records are numbered from 1, those that are no pages too.

    Behind a damaged record reading goes on with the next one that begins in sound form.
    """
    walk = _Walk(need("fastwarc.warc", name=name, what="a web archive"), stream, name)
    start: int | None = 0
    while start is not None:
        yield from walk.records(start)
        if walk.last is None and start:
            # What was taken for the beginning of a record is the damaged one.
            walk.damage = walk.failure or walk.damage or _CUT
            yield walk.told_damage()
            start = walk.next_record(start + 1)
            continue
        if not walk.number and not walk.packed and walk.failure:
            raise ArticleError(f"{name} is no web archive ({walk.failure}).")
        start = walk.next_record((walk.last or 0) + 1) if walk.failure or walk.torn or walk.packed else None
        walk.damage = None if walk.torn else walk.failure
        if start is None and walk.damage:
            yield walk.told_damage()
        elif start is None and walk.number and walk.breaks_off():
            yield walk.told_end()
    if not walk.number:
        raise ArticleError(f"{name} holds no WARC records.")


class _Walk:
    """Where the reading of a web archive stands: how many records were met, and what became of the last one."""

    def __init__(self, warc: Any, stream: BinaryIO, name: str) -> None:
        self._warc, self._stream, self._name = warc, stream, name
        self.packed = stream.read(len(_PACKED)) == _PACKED
        self.number = 0
        self.last: int | None = None
        self._length = 0
        self.failure: str | None = None
        self.damage: str | None = None
        """What is wrong with a record that was not told yet."""
        self.torn = False
        """Whether the last record was told as damaged, so that what follows it may not be found by its length."""

    def records(self, start: int) -> Iterator[Article | Unreadable]:
        """The articles from a place on, until the end or a damage. ``last`` is where the last record begins."""
        self._stream.seek(start)
        self.last = self.failure = None
        try:
            for record in self._warc.ArchiveIterator(self._stream, record_types=self._warc.any_type, parse_http=False):
                if self.damage is not None:
                    yield self.told_damage()
                self.number += 1
                self.last, self._length = record.stream_pos, record.content_length
                item = self._item(record)
                if item is not None:
                    yield item
        except _FAILURES as error:
            self.failure = short(error)

    def told_damage(self) -> Unreadable:
        """The record that could not be read, counted."""
        self.number += 1
        why, self.damage = self.damage, None
        return Unreadable(location=f"{self._name}#record {self.number}",
                          reason=f"{self._name}, record {self.number} is damaged ({why}).")

    def breaks_off(self) -> bool:
        """Whether the file ends in the midst of what follows the last record, which was told as sound."""
        if self.torn or self.last is None:
            return False
        return member_breaks_off(self._stream, self.last) if self.packed else \
            breaks_off(self._stream, self.last, self._length)

    def told_end(self) -> Unreadable:
        """That the file ends too early, counted as the record that it ends in."""
        behind, self.damage = self.number, _CUT
        return self.told_damage().model_copy(update={
            "reason": f"{self._name} breaks off in record {behind} or behind it: what followed is missing; get the "
                      "file again."})

    def _item(self, record: Any) -> Article | Unreadable | None:
        """The article of a record; None where it is no page that a server answered with."""
        location, called = f"{self._name}#record {self.number}", f"{self._name}, record {self.number}"
        self.torn = False
        if record.record_type != self._warc.WarcRecordType.response:
            return None
        try:
            data = _page(record, called)
            if data is None:
                return None
            return page_article(data, name=called, location=location, known=Known(
                id=record.record_id, url=record.headers.get("WARC-Target-URI", "").strip("<>") or None))
        except InputError as error:
            self.torn = isinstance(error, _Torn)
            return Unreadable(location=location, reason=str(error))

    def next_record(self, position: int) -> int | None:
        """Where from ``position`` on a record begins; None where none does."""
        return _next_record(self._stream, position, packed=self.packed)


class _Torn(ArticleError):
    """A record is not what its head says: the reader may not find the next one by its length."""


def _page(record: Any, called: str) -> bytes | None:
    """The page of a record, unpacked; None where it holds none."""
    length = record.content_length
    whole = 0 <= length <= _LARGEST
    try:
        if whole:
            record.freeze()  # a record whose head lies about its length must never be: so much memory is taken at once
            if record.content_length < length:
                raise _Torn(f"{called} is damaged ({_CUT}).")
        record.parse_http(auto_decode="all" if whole else "none")
        headers = record.http_headers
        if headers is None or (record.http_content_type or "").lower() not in _PAGES or headers.status_code != 200:
            return None
        if not whole:
            raise _Torn(f"{called} says that it is larger than {_LARGEST // 1_000_000} MB, the most that is read as "
                        "one page.")
        data = bytes(record.reader.read(MAX_BYTES + 1))
    except _FAILURES as error:
        raise _Torn(f"{called} is damaged ({short(error)}).") from None
    check_size(len(data), name=called)
    if not data.strip():
        raise ArticleError(f"{called} is an empty page.")
    return data


def _next_record(stream: BinaryIO, position: int, *, packed: bool) -> int | None:
    """Where behind ``position`` a record begins; None where none does."""
    mark = _MEMBER if packed else _RECORD
    held, offset = b"", position
    while True:
        stream.seek(offset)
        piece = stream.read(_PIECE)
        if not piece:
            return None
        held += piece
        offset += len(piece)
        found = held.find(mark)
        while found >= 0:
            place = offset - len(held) + found
            if not packed:
                return place + 1
            stream.seek(place)
            if _holds_record(stream.read(_HEAD)):
                return place
            found = held.find(mark, found + 1)
        held = held[-len(mark):]


def _holds_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
