"""Input that comes slowly, through real pipes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from factcheck.articles.live import LiveInput


@pytest.fixture
def pipe() -> Iterator[tuple[LiveInput, BinaryIO]]:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream, os.fdopen(writing, "wb", buffering=0) as writer:
        yield LiveInput(stream), writer


def test_lines_and_their_end(pipe: tuple[LiveInput, BinaryIO]) -> None:
    live, writer = pipe
    writer.write(b"one\n\ntwo\r\nlast")
    writer.close()
    assert [live.readline(100) for _ in range(5)] == [b"one\n", b"\n", b"two\r\n", b"last", b""]


def test_a_long_line_comes_in_parts(pipe: tuple[LiveInput, BinaryIO]) -> None:
    live, writer = pipe
    writer.write(b"abcdef\ng\n")
    writer.close()
    assert [live.readline(4) for _ in range(4)] == [b"abcd", b"ef\n", b"g\n", b""]


@pytest.mark.parametrize(("size", "expected"), [(4, b"abc\n"), (100, b"abc\ndef"), (0, b"")])
def test_all_at_once(pipe: tuple[LiveInput, BinaryIO], size: int, expected: bytes) -> None:
    live, writer = pipe
    writer.write(b"abc\ndef")
    writer.close()
    assert live.read(size) == expected


def test_it_is_ready_when_a_whole_line_is_there_or_the_end(pipe: tuple[LiveInput, BinaryIO]) -> None:
    live, writer = pipe
    assert live.ready(), "nobody waits for the first line"
    writer.write(b"one\ntwo\nthr")
    assert live.readline(100) == b"one\n"
    assert live.ready()
    assert live.readline(100) == b"two\n"
    assert not live.ready()
    writer.write(b"ee\n")
    assert live.ready()
    assert live.readline(100) == b"three\n"
    assert not live.ready()
    writer.close()
    assert live.ready()
    assert live.readline(100) == b""


def test_what_is_no_file_cannot_be_live() -> None:
    with pytest.raises(OSError, match="fileno"):
        LiveInput(io.BytesIO(b"one\n"))
