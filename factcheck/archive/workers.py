"""What an engine needs of the processes it hands lots to, on this machine or on the nodes of a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from factcheck.archive.lots import Lot, size_of
from factcheck.archive.serving import Done, Found

AHEAD = 2
"""Lots that a process has in hand, so that it never waits for the next one."""
SECONDS, CHARACTERS = 600.0, 2_000
"""A process that says nothing for so long, and one second more for so many characters of what it has in hand, is ended:
no program knows whether work that goes on and on will end. News goes at some 15,000 characters a second on one core, a
text of nothing but figures at 2,000 to 4,000. So a book of 20 MB has nearly three hours, and needs half of one."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A process was ended, by ``how``, while it had ``lots`` in hand.

    ``blameless``: the machine or the network went with it, so that no document can have been the cause. ``overdue``:
    it was ended because it had said nothing for longer than those lots may take.
    """

    lots: list[Lot]
    how: str
    blameless: bool = False
    overdue: bool = False


class Workers(Protocol):
    """Processes that check, as a context: they end with it."""

    count: int

    @property
    def pids(self) -> list[int]:
        """The ids of the processes, each on its own machine."""

    @property
    def is_ready(self) -> bool:
        """Whether enough of them have loaded what they need for work to begin."""

    def place(self, lot: Lot) -> bool:
        """Hands a lot to the process that has the least to do; False where each has enough."""

    def answer(self, lot: Lot) -> None:
        """Tells the process that has a lot which of its documents repeat earlier ones."""

    def events(self, timeout: float | None) -> Iterable[Found | Done | Ended]:
        """What came back meanwhile; lots carry their contents and results. Raises what ends a run."""

    def __enter__(self) -> Self:
        """The processes themselves."""

    def __exit__(self, *_: object) -> None:
        """Ends the processes, whatever they are doing: they have nothing to lose."""


class Handed(Protocol):
    """A process as whoever hands out lots sees it."""

    lots: dict[int, Lot]
    alone: bool
    since: float
    """When it was last seen to have said something, or to have nothing to do."""


_H = TypeVar("_H", bound=Handed)


def with_least(members: Iterable[_H], lot: Lot) -> _H | None:
    """The process that takes the next lot, if any.

    A lot that ended a process before is handed to one that has nothing else, so that it is known what did it.
    """
    most = 1 if lot.tries else AHEAD
    free = [one for one in members if len(one.lots) < most and not one.alone]
    return min(free, key=lambda one: len(one.lots), default=None)


def holding(members: Iterable[_H], lot: Lot) -> Iterator[tuple[_H, int]]:
    """Whoever has a lot in hand, and under which number."""
    for member in members:
        for number, held in member.lots.items():
            if held is lot:
                yield member, number
                return


def seconds_for(lots: Iterable[Lot]) -> float:
    """How long a process may say nothing while it has these lots in hand."""
    return SECONDS + sum(map(size_of, (item for lot in lots for item in lot.items))) / CHARACTERS


def overdue(members: Iterable[_H], now: float) -> list[_H]:
    """The processes that have worked on what they have in hand for too long. Who waits for an answer does not work."""
    found = []
    for member in members:
        if not any(lot.keys is None or lot.firsts is not None for lot in member.lots.values()):
            member.since = now
        elif now - member.since > seconds_for(member.lots.values()):
            found.append(member)
    return found
