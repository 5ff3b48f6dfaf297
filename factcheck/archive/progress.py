"""How a run is getting on, as numbers that whoever shows it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from time import monotonic

from factcheck.archive.packing import Outcome
from factcheck.archive.records import CHECKED, DUPLICATE, UNREADABLE
from factcheck.archive.state import Totals

FEW, EARLY = 20, 30.0
"""No time left is told before a twentieth is done, or so many seconds have passed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """So much of ``total`` (``weight`` of sources, or documents that are checked again) is done, after so many seconds.

    ``totals`` are those of the whole archive, ``documents`` and ``words`` those of this run.
    """

    totals: Totals
    documents: int = 0
    words: int = 0
    done: int = 0
    total: int = 0
    seconds: float = 0.0
    again: bool = False

    @property
    def documents_per_second(self) -> float:
        """Documents a second since the run began."""
        return self.documents / self.seconds if self.seconds else 0.0

    @property
    def words_per_second(self) -> float:
        """Words of checked documents a second."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it will still take, if it goes on like this; None while that cannot be told.

        The first documents wait for their processes to start: an estimate by them would be several times too long.
        """
        if not self.done or self.done > self.total or not self.seconds:
            return None
        if self.done * FEW < self.total and self.seconds < EARLY:
            return None
        return self.seconds * (self.total - self.done) / self.done


@dataclass(slots=True)
class Meter:
    """Counts what is taken in, and tells whoever watches."""

    totals: Totals
    watch: Callable[[Progress], None]
    total: int
    again: bool = False
    _done: int = 0
    _documents: int = 0
    _words: int = 0
    _start: float = field(default_factory=monotonic)

    def add(self, outcomes: Iterable[Outcome], *, done: int | None = None) -> None:
        """Counts documents; ``done`` is how much of the total is done now, by default one for each document."""
        for one in outcomes:
            self._documents += 1
            self._words += one.words if one.status == CHECKED else 0
            if not self.again:
                self.totals = _with(self.totals, one)
        self._done = self._documents if done is None else done
        self.tell()

    def tell(self) -> None:
        """Tells how it stands, also where nothing was taken in since; whoever watches decides how often it is shown."""
        self.watch(Progress(self.totals, self._documents, self._words, self._done, self.total,
                            monotonic() - self._start, self.again))


def _with(totals: Totals, one: Outcome) -> Totals:
    return replace(
        totals, documents=totals.documents + 1, checked=totals.checked + (one.status == CHECKED),
        duplicates=totals.duplicates + (one.status == DUPLICATE),
        unreadable=totals.unreadable + (one.status == UNREADABLE),
        words=totals.words + (one.words if one.status == CHECKED else 0), passed=totals.passed + one.passed,
        failed=totals.failed + one.failed, unverifiable=totals.unverifiable + one.unverifiable)
