"""Texts are read many at a time, and long ones in parts: neither may change what is read, nor in which order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Thread

import pytest

from claims import extraction, read, read_many
from claims.model import Extraction

TEXTS: list[tuple[str, date | None]] = [
    ("Ohio has 40 mills. Another 12 are planned.\nThat is up from 31 last year.", date(2025, 9, 17)),
    ("", None),
    ("No figure here.\n\nNor here.", None),
    ("In May the port had 400 cranes.\n\nThat number has since risen 30%. Iowa has 3.", None),
    ("On July 18 Utah had 309 wells. Maine had 118.\r\nMore than half of the 90 bridges are old.", date(2024, 2, 29)),
    ("Call 555-0143 on Oct. 1.", None),
    ("The rate fell from 6.5% in 2021 to 4%.\n\nIt fell by 2 points over the same period.\n\nSince then, 3% more.",
     None),
]


def _alone(text: str, published: date | None) -> Extraction:
    return read(text, published=published)


@pytest.mark.parametrize("repeated", [1, 13])
def test_many_together_give_what_each_gives_alone(repeated: int) -> None:
    alone = [_alone(*each) for each in TEXTS]
    assert list(read_many(TEXTS * repeated)) == alone * repeated


@pytest.mark.parametrize("characters", [1, 40, 100])
def test_a_text_read_in_parts_gives_what_it_gives_whole(characters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [_alone(*each) for each in TEXTS]
    monkeypatch.setattr(extraction, "CHARACTERS", characters)
    assert list(read_many(TEXTS)) == whole


def test_a_stream_that_breaks_off_gives_what_came_before() -> None:
    def broken() -> Iterator[tuple[str, date | None]]:
        yield from TEXTS[:3]
        raise OSError("the disk is gone")

    results = read_many(broken())
    assert [next(results) for _ in range(3)] == [_alone(*each) for each in TEXTS[:3]]
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


def test_the_first_result_waits_for_no_second_text() -> None:
    def endless() -> Iterator[tuple[str, date | None]]:
        yield TEXTS[0]
        raise AssertionError("asked for more")

    assert next(read_many(endless())) == _alone(*TEXTS[0])


def test_other_texts_may_be_read_between_two_results() -> None:
    found = []
    for each, (text, published) in zip(read_many(TEXTS), TEXTS, strict=True):
        assert each == read(text, published=published)
        found.append(each)
    assert len(found) == len(TEXTS)


def test_threads_read_beside_one_another() -> None:
    expected = [_alone(*each) for each in TEXTS]
    found: dict[int, list[Extraction]] = {}
    threads = [Thread(target=lambda n=n: found.update({n: list(read_many(TEXTS))})) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [expected] * 3
