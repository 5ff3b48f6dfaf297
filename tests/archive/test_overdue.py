"""A document that no process comes to the end of is given up, and only that one."""

from __future__ import annotations

import os
import time
from typing import Any, cast

import pytest

from factcheck.archive import workers
from factcheck.archive.engine import Engine
from factcheck.archive.lots import Fed, Lot, lots
from factcheck.archive.pool import Pool
from factcheck.archive.work import Item, Numbered, Setup, Unread
from factcheck.articles.model import Article


class Endless:
    """An item that only the process which made it can handle; every other one works on it for ever."""

    location = "endless.txt"

    def __init__(self, number: int) -> None:
        self._number, self._process = number, os.getpid()

    @property
    def document(self) -> int:
        while os.getpid() != self._process:
            time.sleep(0.1)
        return self._number


@pytest.mark.parametrize("endless", [{3}, {0, 7, 8}])
def test_what_never_ends_is_given_up_by_itself(endless: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS", 3.0)
    items = [cast(Item, Endless(number)) if number in endless else Unread(number, f"{number}.txt", "")
             for number in range(10)]
    taken: list[Lot] = []
    with Pool(2, Setup(), kind="idle") as pool:
        engine = Engine(pool, taken.append, first_with=lambda _: None, stopping=lambda: False)
        assert engine.run(lots(Fed(item, number + 1) for number, item in enumerate(items)))
    outcomes: list[Any] = [one for lot in taken if lot.packed for one in lot.packed.outcomes]
    assert [one.document for one in outcomes] == list(range(10))
    told = b"".join(lot.packed.tables["documents"] for lot in taken if lot.packed).decode()
    assert told.count("endless.txt took longer than 0 minutes and was given up; split it") == len(endless)


def test_long_texts_have_more_time() -> None:
    long = Numbered(0, Article(text="5 towns " * 50_000))
    assert workers.seconds_for([Lot([long, Unread(1, "", "")], 2), Lot([long], 3)]) == workers.SECONDS + 400
