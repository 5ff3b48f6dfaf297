"""Hands lots of documents to processes, and takes in what comes of them in the order of the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factcheck.archive.again import no_longer
from factcheck.archive.lots import Lot, Order
from factcheck.archive.packing import packed
from factcheck.archive.records import DocumentRow
from factcheck.archive.work import Checked, InFile, Item, Kept, Numbered, Unread, unread_row
from factcheck.archive.workers import Ended, Workers, seconds_for

PATIENCE = 0.5
"""Seconds after which it is looked whether someone wants to stop."""
TRIES = 2
"""A document that ended so many processes by itself is given up."""
LOSSES = 8
"""So many lost machines are no document's fault; behind that it is tried whether one of them is."""


class Engine:
    """One run through lots. ``first_with`` knows which document had a content first, of all that were taken in."""

    def __init__(self, pool: Workers, take_in: Callable[[Lot], None], *, first_with: Callable[[bytes], int | None],
                 stopping: Callable[[], bool], ready: Callable[[], None] = lambda: None,
                 waiting: Callable[[], None] = lambda: None) -> None:
        self._pool, self._take_in = pool, take_in
        self._first_with, self._stopping, self._ready = first_with, stopping, ready
        self._waiting = waiting  # called now and then while nothing comes: the first documents can take a while
        self._order = Order()
        self._retries: list[Lot] = []
        self._seen: dict[bytes, int] = {}

    def run(self, lots: Iterator[Lot]) -> bool:
        """Works through all lots; False where it was stopped before, with all that was in hand taken in."""
        more: Lot | None = next(lots, None)
        if more is None or not self._are_ready():
            return more is None
        while True:
            stopping = self._stopping()
            if stopping:
                self._let_go()
            else:
                more = self._hand_out(more, lots)
            if not len(self._order):
                return more is None and not stopping
            for event in self._pool.events(PATIENCE):
                if isinstance(event, Ended):
                    self._after_end(event)
            self._waiting()
            self._judge_contents()
            for lot in self._order.done():
                self._take_in(lot)
                for key in lot.news:
                    self._seen.pop(key, None)

    def _are_ready(self) -> bool:
        """Waits until the processes have loaded what they need; False where it was stopped before."""
        while not self._pool.is_ready:
            for _ in self._pool.events(PATIENCE):
                pass
            self._waiting()
            if self._stopping():
                return False
        self._ready()
        return True

    def _hand_out(self, more: Lot | None, lots: Iterator[Lot]) -> Lot | None:
        while self._retries and self._pool.place(self._retries[0]):
            self._retries.pop(0)
        while more is not None and len(self._order) < 4 * self._pool.count + 4 and self._pool.place(more):
            self._order.add(more)
            more = next(lots, None)
        return more

    def _let_go(self) -> None:
        """Forgets what no process has in hand, and what comes behind it: it is as if it had not been begun."""
        for lot in self._retries:
            self._order.cut(lot)
        self._retries.clear()

    def _judge_contents(self) -> None:
        """Says of each lot which of its documents repeat earlier ones, in the order of the documents."""
        for lot in self._order.unanswered():
            lot.firsts = {}
            for document, key in lot.keys or ():
                first = self._seen.get(key)
                if first is None:
                    first = self._first_with(key)
                if first is None:
                    self._seen[key] = lot.news[key] = document
                elif first != document:
                    lot.firsts[document] = first
            self._pool.answer(lot)

    def _after_end(self, event: Ended) -> None:
        """What a process had in hand when it was ended is tried again, at last each document by itself."""
        for lot in event.lots:
            if event.blameless and lot.losses < LOSSES:
                lot.losses += 1
                self._retries.append(lot)
                continue
            # Of an overdue process with one lot in hand it is known which; of others, each is tried by itself.
            lot.tries = TRIES if event.overdue and (len(lot.items) > 1 or len(event.lots) == 1) else lot.tries + 1
            if lot.tries < TRIES:
                self._retries.append(lot)
            elif len(lot.items) > 1:
                ones = lot.split()
                self._order.replace(lot, ones)
                self._retries += ones
            else:
                lot.firsts = lot.firsts or {}
                lot.packed = packed([Checked(_given_up(lot.items[0], event))])


def _given_up(item: Item, event: Ended) -> DocumentRow:
    """The row of a document that no process survives, or that none comes to the end of."""
    if isinstance(item, Kept):
        location = item.row.location
    elif isinstance(item, InFile):
        location = item.file.path
    else:
        location = (item.article.location if isinstance(item, Numbered) else item.location) or "A document"
    reason = f"{location} ended each process that checked it ({event.how}); it may need more memory than there is."
    if event.overdue:
        reason = (f"{location} took longer than {seconds_for(event.lots) / 60:,.0f} minutes and was given up; split "
                  "it, or give its text on its own to “factcheck check”.")
    if isinstance(item, Kept):
        return no_longer(item.row, reason)
    return unread_row(Unread(item.document, location, reason))
