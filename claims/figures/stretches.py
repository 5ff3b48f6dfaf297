"""Which stretches of a text are taken, asked in time that depends on the stretch alone, never on how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Stretch(Protocol):
    """Anything with offsets: a figure, an exclusion, a mention."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Taken:
    """The characters of a text that are taken: ``Taken(10, [stretch]).meets(2, 4)``."""

    def __init__(self, length: int, stretches: Iterable[Stretch] = ()) -> None:
        self._marks = bytearray(length)
        for stretch in stretches:
            self.add(stretch.start, stretch.end)

    def add(self, start: int, end: int) -> None:
        """Takes a stretch."""
        self._marks[start:end] = b"\x01" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Whether any character of a stretch is taken."""
        return 1 in self._marks[start:end]
