"""Lots of documents on their way through the processes, and in which order what came of them is taken in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from factcheck.archive.packing import Packed
from factcheck.archive.work import InFile, Item, Kept, Numbered, Unread

MOST, CHARACTERS, BYTES = 32, 48_000, 1_000_000
"""A lot ends with so many documents, so much text, or so many bytes of files."""


@dataclass(slots=True, eq=False)
class Lot:
    """Some documents that a process works on together, and how far it has got with them.

    ``keys`` are the contents that it found; ``firsts`` says which of its documents repeat which earlier ones.
    """

    items: list[Item]
    position: int
    """The document behind its last one."""
    reached: int = 0
    """``weight`` of the sources up to there."""
    tries: int = 0
    losses: int = 0
    """How often a machine was lost that had it in hand."""
    keys: list[tuple[int, bytes]] | None = None
    firsts: dict[int, int] | None = None
    packed: Packed | None = None
    news: dict[bytes, int] = field(default_factory=dict)

    def split(self) -> list[Lot]:
        """One lot for each document: to find the one that ends a process."""
        ends = [item.row.document if isinstance(item, Kept) else item.document for item in self.items[1:]]
        pairs = zip(self.items, [*ends, self.position], strict=True)
        return [Lot([item], position, self.reached, tries=1, losses=self.losses) for item, position in pairs]


@dataclass(frozen=True, slots=True)
class Fed:
    """An item, the position behind it, and the ``weight`` of the sources up to there."""

    item: Item
    position: int
    reached: int = 0


def size_of(item: Item) -> int:
    """Characters of an item's text, or bytes of its file."""
    if isinstance(item, InFile):
        return item.file.size
    if isinstance(item, Numbered):
        return len(item.article.text)
    return len(item.text.text) if isinstance(item, Kept) else 0


def lots(items: Iterable[Fed]) -> Iterator[Lot]:
    """Items in lots; the first ones are small, so that something is seen soon."""
    lot: list[Item] = []
    size = weight = 0
    most, last = 4, Fed(Unread(0, "", ""), 0)
    for last in items:
        item = last.item
        lot.append(item)
        if isinstance(item, InFile):
            weight += item.file.size
        elif isinstance(item, Numbered):
            size += len(item.article.text)
        elif isinstance(item, Kept):
            size += len(item.text.text) if item.anew else 0
        if len(lot) >= most or size >= CHARACTERS or weight >= BYTES:
            yield Lot(lot, last.position, last.reached)
            lot, size, weight, most = [], 0, 0, min(MOST, 2 * most)
    if lot:
        yield Lot(lot, last.position, last.reached)


class Order:
    """The lots under way, in their order: what came of one is taken in when all before it are."""

    def __init__(self) -> None:
        self._lots: deque[Lot] = deque()

    def __len__(self) -> int:
        """How many lots are under way."""
        return len(self._lots)

    def add(self, lot: Lot) -> None:
        """Adds the next lot."""
        self._lots.append(lot)

    def replace(self, lot: Lot, by: Iterable[Lot]) -> None:
        """Puts other lots in a lot's place."""
        at = self._lots.index(lot)
        self._lots.remove(lot)
        for offset, one in enumerate(by):
            self._lots.insert(at + offset, one)

    def cut(self, lot: Lot) -> None:
        """Forgets a lot and all behind it."""
        while lot in self._lots:
            self._lots.pop()

    def unanswered(self) -> Iterator[Lot]:
        """The lots whose contents are known, as are those of all before them, and were not judged yet."""
        for lot in list(self._lots):
            if lot.keys is None and lot.firsts is None:
                return
            if lot.firsts is None:
                yield lot

    def done(self) -> Iterator[Lot]:
        """The lots that are done, as are all before them; they leave the order."""
        while self._lots and self._lots[0].packed is not None:
            yield self._lots.popleft()
