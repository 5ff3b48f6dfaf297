"""How fast a stream of texts is read, against what the language model alone takes, and whether memory stays flat.

    python benchmarks/throughput.py [--texts 20000] [--rounds 5] [--seed 1]

Both readers have the same model, the same matrix operations and one thread, and take turns on the same texts; the bare
one runs every component of the model on each text, ours is ``claims.extraction.read_many``. Prints one JSON object:
``ratio`` is the median of our words a second over those of the bare model (higher is better). ``memory_slope`` is how
many megabytes a fresh process grows by for each 1,000 texts, after the first 2,000 (lower is better; the cached words
and patterns are in place by then), ``flatness`` the same as a number that rises: 1 where nothing grows, 0.5 where a
megabyte is added for each 1,000 texts. ``memory_peak`` is the highest resident size.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy reads it when it is imported

from stream import texts

TEXTS, ROUNDS, SEED = 20_000, 5, 1
TIMED = 120
"""Texts of one timed round."""
STEP, SETTLED = 1_000, 2_000
BATCH = 32
MEGABYTE = 1_048_576


def readers() -> tuple[Callable[[list[str]], None], Callable[[list[str]], None]]:
    """The bare model and ours, each of which reads a list of texts."""
    from claims import language
    from claims.extraction import read_many

    language.load()  # it also sets the matrix operations, for both
    import spacy

    nlp = spacy.load(language.model_name())

    def bare(batch: list[str]) -> None:
        for first in range(0, len(batch), BATCH):
            with nlp.memory_zone():
                for _ in nlp.pipe(batch[first:first + BATCH], batch_size=BATCH):
                    pass

    def ours(batch: list[str]) -> None:
        for _ in read_many((text, None) for text in batch):
            pass

    return bare, ours


def speed(*, rounds: int, seed: int) -> dict[str, object]:
    """Words a second of both, taking turns; the first round, in which vocabularies are built, is not counted."""
    bare, ours = readers()
    speeds: dict[str, list[int]] = {"bare": [], "ours": []}
    for number in range(rounds + 1):
        batch = list(texts(TIMED, seed=seed + number))
        words = sum(len(text.split()) for text in batch)
        for name, read in (("bare", bare), ("ours", ours)):
            start = perf_counter()
            read(batch)
            if number:
                speeds[name].append(round(words / (perf_counter() - start)))
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    return {"rounds": rounds, "words_per_second_bare": speeds["bare"], "words_per_second": speeds["ours"],
            "ratio": round(medians["ours"] / medians["bare"], 3)}


def resident() -> float:
    """The resident size of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def sizes(count: int, *, seed: int) -> Iterator[float]:
    """The resident size after each ``STEP`` texts of a stream."""
    from claims.extraction import read_many

    stream = ((text, None) for text in texts(count, seed=seed, sentences=5))
    for number, _ in enumerate(read_many(stream), 1):
        if number % STEP == 0:
            yield round(resident(), 1)


def slope(values: list[float]) -> float:
    """By how much values that are one step apart rise with each step: the line of least squares."""
    return statistics.linear_regression(range(len(values)), values).slope


def memory(count: int, *, seed: int) -> dict[str, object]:
    """What ``--memory-only`` measures, in a process of its own, so that nothing else is counted."""
    command = (sys.executable, __file__, "--memory-only", "--texts", str(count), "--seed", str(seed))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    measured = json.loads(done.stdout)
    growth = slope(measured[SETTLED // STEP - 1:])
    return {"texts": count, "memory": measured, "memory_peak": max(measured), "memory_slope": round(growth, 3),
            "flatness": round(1 / (1 + max(growth, 0)), 3)}


def main() -> None:
    """Reads the options, measures, prints."""
    options = argparse.ArgumentParser(description="Measures how fast a stream is read, and whether memory stays flat.")
    options.add_argument("--texts", type=int, default=TEXTS, help="texts over which memory is watched; at least 4000")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--memory-only", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.memory_only:
        print(json.dumps(list(sizes(given.texts, seed=given.seed))))
        return
    result: dict[str, object] = {"benchmark": "throughput"}
    print(json.dumps(result | speed(rounds=given.rounds, seed=given.seed) | memory(given.texts, seed=given.seed)))


if __name__ == "__main__":
    main()
