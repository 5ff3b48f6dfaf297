"""Whether a web archive breaks off behind the last record that was met: its reader says nothing of that.

A download that was cut, a disk that was full: what is missing would else be missing from the results without a word.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO

_MEMBER = b"\x1f\x8b\x08"
_HEAD = 1 << 16
"""No record's head is longer."""

_PIECE = 1 << 20
_MOST = 1000
"""Nothing packs better; of what is said to unpack to more, the end is not looked for."""


def breaks_off(stream: BinaryIO, last: int, length: int) -> bool:
    """Whether a file that is not packed ends in the head of its last record, or goes on behind it.

    That record begins at ``last``; only empty lines may follow its ``length`` bytes.
    """
    stream.seek(last)
    head = stream.read(_HEAD)
    ends = [head.find(mark) + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if mark in head]
    if not ends:
        return len(head) < _HEAD
    if length < 0:
        return False
    stream.seek(last + min(ends) + length)
    return bool(stream.read(_HEAD).strip())


def member_breaks_off(stream: BinaryIO, start: int) -> bool:
    """Whether the file ends within a gzipped member; looked at are those from ``start`` on, or all.

    What follows a member and is none is told by whoever reads it.
    """
    stream.seek(start)
    if stream.read(len(_MEMBER)) != _MEMBER:
        start = 0
    stream.seek(start)
    held = stream.read(_PIECE)
    while held.startswith(_MEMBER) or 0 < len(held) < len(_MEMBER):
        member, unpacked, packed = zlib.decompressobj(zlib.MAX_WBITS | 16), 0, 0
        while not member.eof:
            if not held:
                return True
            try:
                unpacked += len(member.decompress(held, _PIECE))
            except zlib.error:
                return False
            packed += len(held) - len(member.unconsumed_tail)
            if unpacked > _MOST * (packed + _PIECE):
                return False
            held = member.unconsumed_tail or member.unused_data or stream.read(_PIECE)
        held = member.unused_data or stream.read(_PIECE)
    return False
