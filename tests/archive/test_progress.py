"""How a run stands is told while its first documents are still worked on, and not only when some of them are done."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import cast

from factcheck.archive.engine import Engine
from factcheck.archive.lots import Fed, lots
from factcheck.archive.pool import Pool
from factcheck.archive.progress import Meter, Progress
from factcheck.archive.state import Totals
from factcheck.archive.work import Item, Setup, Unread


class Slow(Unread):
    """An item that another process than the one which made it works on until a file is there."""

    __slots__ = ("_made", "_until")

    def __init__(self, number: int, until: Path) -> None:
        super().__init__(number, "slow.txt", "")
        object.__setattr__(self, "_until", str(until))
        object.__setattr__(self, "_made", os.getpid())

    def __reduce__(self) -> tuple[object, ...]:
        return _arrived, (self.document, self._until)


def _arrived(number: int, until: str) -> Unread:
    """What the other process gets, once the file is there."""
    while not Path(until).exists():
        time.sleep(0.05)
    return Unread(number, "slow.txt", "")


def test_it_is_told_before_anything_is_done(tmp_path: Path) -> None:
    seen: list[Progress] = []
    told = tmp_path / "told"

    def watch(now: Progress) -> None:
        seen.append(now)
        if len(seen) == 3:  # only then the first document can be done
            told.touch()

    meter = Meter(Totals(), watch, 2)
    items = [cast(Item, Slow(0, told)), Unread(1, "b.txt", "")]
    with Pool(1, Setup(), kind="idle") as pool:
        engine = Engine(pool, lambda lot: meter.add(lot.packed.outcomes if lot.packed else ()),
                        first_with=lambda _: None, stopping=lambda: False, waiting=meter.tell)
        assert engine.run(lots(Fed(item, number + 1) for number, item in enumerate(items)))
    assert [one.documents for one in seen[:3]] == [0, 0, 0]
    assert seen[0].seconds_left is None
    assert seen[-1].documents == 2
