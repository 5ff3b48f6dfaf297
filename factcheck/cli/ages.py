"""How old a dataset is on a day, and which day that is.

An age is counted on the day that ``--as-of`` names, else on that of the newest snapshot that is listed: the same call
on the same data gives the same answer next year. Only ``--as-of today`` asks the machine's clock, as its name says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from claims.model import Frozen
from factcheck.errors import UsageError
from factcheck.references.model import Dataset, Snapshot

TODAY = "today"


class Age(Frozen):
    """``snapshot`` is the newest that is as of ``on`` or before, ``days`` how much before; None where there is none."""

    on: date
    snapshot: str | None = None
    days: int | None = None
    limit: int | None = None

    @property
    def stale(self) -> bool:
        """Whether it is older than a claim of that day may be held against."""
        return self.days is not None and self.limit is not None and self.days > self.limit

    def said(self) -> str:
        """In words: "11 days on 2025-09-28"."""
        if self.days is None:
            return f"no snapshot as of {self.on} or before"
        days = f"{self.days} {'day' if self.days == 1 else 'days'} on {self.on}"
        return days + (f", past its limit of {self.limit}" if self.stale else "")


def day_of(as_of: str | None, datasets: Iterable[Dataset]) -> date:
    """The day that ages are counted on. UsageError where ``as_of`` is neither a date nor "today"."""
    if as_of == TODAY:
        return datetime.now(UTC).date()
    if as_of is not None:
        try:
            return date.fromisoformat(as_of)
        except ValueError:
            raise UsageError(f"--as-of {as_of!r} is no date; write it as 2025-09-17, or {TODAY}.") from None
    return max((one.as_of for dataset in datasets for one in _dated(dataset)), default=date.min)


def age_of(dataset: Dataset, on: date) -> Age:
    """The age of a dataset on a day."""
    known = [one for one in _dated(dataset) if one.as_of <= on]
    newest = max(known, key=lambda one: (one.as_of, one.name), default=None)
    limit = dataset.time.max_age_days
    if newest is None:
        return Age(on=on, limit=limit)
    return Age(on=on, snapshot=newest.name, days=(on - newest.as_of).days, limit=limit)


def _dated(dataset: Dataset) -> list[Snapshot]:
    return [one for one in dataset.snapshots if one.dated]
