"""How the time of reading grows with the length of a text, and what a question to a table costs.

    python benchmarks/scaling.py [--characters 50000] [--sentence 200000]

Prints one JSON object. Each ratio is of times measured in this run, and is 1 where eight (or four, or twenty) times the
length take eight (four, twenty) times as long; a square would be as much again. ``linear_pieces`` is the inverse of the
worst of them over texts that are one piece again and again, which is where patterns run wild (``worst_piece`` names
it); ``linear_lines`` the same for whole readings of one line of figures. ``news_seconds`` are those of made-up news of
one, two and four times ``--characters``, ``linear_news`` the inverse of the growth; ``sentence_seconds`` and
``sentence_megabytes`` are what one sentence of ``--sentence`` characters takes and adds. ``query`` is a bare pass over
a thousand rows against a query's evaluation on them, in one run: higher is better.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy reads it when it is imported

from stream import texts
from throughput import resident

PIECES = (
    "1", "1-", "1 ", "a", "A", "-", "$1 ", "1.2.", "1,234,", "2019-01-", "twenty-", "one ", "Abc ", "half a ",
    "more than ", "1 to ", "A1-", "aged ", "won ", "the most ", "per 12 ", "x@", "http://", "(a)", "5 percent ",
    "the second ", "mid-", "12:34:", "+12 345 ", "5-", "5%", "1\u200b", "1e", "1^",
)
"""Each of them, again and again, is a text for the figure reader."""

NUMBERS = (
    "1", "one ", "hundred ", "a million ", "1,234,", "1.2.", "half a ", "1/", "-", "twenty-", "one hundred and ",
    "one in ", "dozens of ", "five thousand million ",
)
"""The same for the number reader."""

LINES = ("the 12 cows of ", "7 ", "5% ", "5-", "rose from 5 to 6 to 7, ")
SMALLEST = 0.01
"""Seconds; a shorter time says nothing of its growth."""

SUSPECT = 1.3
ROUNDS = 31


def seconds(read: Callable[[str], object], text: str) -> float:
    """How long one reading takes."""
    start = perf_counter()
    read(text)
    return perf_counter() - start


def growth(read: Callable[[str], object], piece: str, *, short: int, times: int) -> float:
    """By how much more than ``times`` the time grows when the text does: 1 is linear, ``times`` a square.

    Where it seems to grow, it is measured again: a machine that pauses is no property of the text.
    """
    few, many = ((piece * length)[:length] for length in (short, short * times))
    seconds(read, few)

    def once() -> float:
        return seconds(read, many) / (times * max(seconds(read, few), SMALLEST))

    first = once()
    return first if first < SUSPECT else min(first, once(), once())


def pieces() -> Iterator[tuple[str, float]]:
    """Each piece with the growth of its reading."""
    from claims.figures import reader
    from claims.vocabulary import numbers

    for piece in PIECES:
        yield piece, growth(reader.read, piece, short=5_000, times=8)
    for piece in NUMBERS:
        yield piece, growth(numbers.find, piece, short=10_000, times=20)


def news(characters: int) -> list[float]:
    """Seconds for news of one, two and four times so many characters, each as one text."""
    from claims.extraction import read

    stream, made = texts(100_000, seed=1), ""
    found = []
    for length in (characters, 2 * characters, 4 * characters):
        while len(made) < length:
            made += next(stream) + "\n"
        found.append(round(seconds(read, made[:length]), 2))
    return found


def lines() -> list[float]:
    """The growth of reading one line of figures."""
    from claims.extraction import read

    return [growth(read, piece, short=8_000, times=4) for piece in LINES]


def sentence(characters: int) -> tuple[float, float]:
    """Seconds and megabytes that one sentence of so many characters takes and adds."""
    from claims.extraction import read

    before = resident()
    taken = seconds(read, ("the county counted 12 cows and the town " * characters)[:characters])
    return round(taken, 2), round(resident() - before, 1)


def query() -> float:
    """A bare pass over the thousand rows of a roster, against one evaluation of a query on them: medians of one run."""
    from factcheck import References
    from factcheck.queries.algebra import Rank, Selection
    from factcheck.queries.evaluation import evaluate

    library = References.open()
    of = Selection(dataset="ice-287g", snapshot="2025-09-17", measure="agencies", as_of="2025-09-17")
    asked = Rank(of=of, over="state", member="Florida")
    evaluate(asked, library)
    cells = library.cells(of.dataset, of.snapshot)
    states, agencies = cells.column("state"), cells.column("agency_key")
    bare, ours = [], []
    for _ in range(ROUNDS):
        start = perf_counter()
        counted: dict[str, set[str]] = {}
        for state, agency in zip(states, agencies, strict=True):
            counted.setdefault(state, set()).add(agency)
        sorted(counted, key=lambda state: -len(counted[state]))
        bare.append(perf_counter() - start)
        start = perf_counter()
        evaluate(asked, library)
        ours.append(perf_counter() - start)
    return statistics.median(bare) / statistics.median(ours)


def inverse(grown: Sequence[float]) -> float:
    """The worst of several growths as a number that rises when it gets better; 1 at best."""
    return round(1 / max(*grown, 1.0), 3)


def main() -> None:
    """Reads the options, measures, prints."""
    options = argparse.ArgumentParser(description="Measures how the time of reading grows with the length of a text.")
    options.add_argument("--characters", type=int, default=50_000)
    options.add_argument("--sentence", type=int, default=200_000)
    given = options.parse_args()
    from claims.extraction import read

    read("Texas has 135 agencies.")
    grown = dict(pieces())
    made = news(given.characters)
    taken, added = sentence(given.sentence)
    worst = max(grown, key=lambda piece: grown[piece])
    print(json.dumps({
        "benchmark": "scaling",
        "linear_pieces": inverse(list(grown.values())), "worst_piece": worst,
        "linear_lines": inverse(lines()),
        "linear_news": inverse([made[2] / (4 * made[0])]), "characters": given.characters, "news_seconds": made,
        "sentence_seconds": taken, "sentence_megabytes": added,
        "query": round(query(), 3),
    }))


if __name__ == "__main__":
    main()
