"""What opening the references costs against loading the language model, and how the look-up of a claim grows with them.

    python benchmarks/library.py [--runs 5] [--sizes 100 1000 10000]

Prints one JSON object. ``open_ratio`` is the median time, each run in a new process, of opening the built-in
references, hashing them and making their phrasebook, over that of loading the language model (spaCy being imported):
lower is better; ``open_speed`` is its inverse. For each of ``--sizes`` a folder of so many made-up datasets is opened,
and claims about some of them are matched, each for the first time: ``lookup_seconds`` are medians for one claim.
``sublinear`` is how many times more datasets the largest folder has than the smallest, over how many times longer a
look-up in it takes: 1 would be linear, higher is better. ``open_seconds`` is what each folder took to open.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy reads it when it is imported

ASKED = 60
"""Claims for each folder."""

THINGS = ("permit", "license", "inspection", "complaint", "citation", "grant", "clinic", "vessel", "orchard", "dam")
SYLLABLES = ("bor", "cal", "den", "fir", "gol", "hab", "kor", "lum", "mar", "nov", "pel", "qua", "rud", "sol", "tam",
             "vor", "wex", "zan")
STATES = ("Alabama", "Florida", "Georgia", "Ohio", "Texas", "Utah")


def once() -> dict[str, float]:
    """Seconds of this process: the references and what a claim is looked up in, and the model."""
    import spacy  # noqa: F401

    import claims.reading  # noqa: F401
    from claims.language import load
    from factcheck.matching.words.phrasebook import phrasebook
    from factcheck.references.library import References

    # What the imports left behind is collected first: else that falls due in one of the two parts, by chance. What each
    # part allocates itself it still pays for.
    gc.collect()
    start = perf_counter()
    references = References.open()
    opened = perf_counter()
    phrasebook(references)
    assert references.sha256
    ready = perf_counter()
    gc.collect()
    loading = perf_counter()
    load()
    return {"open": opened - start, "ready": ready - start, "model": perf_counter() - loading}


def names(count: int) -> list[str]:
    """So many made-up words, the same each time."""
    chosen = random.Random(1)
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(chosen.choices(SYLLABLES, k=4))] = None
    return list(made)


def generate(folder: Path, words: list[str]) -> None:
    """One dataset for each word: its permits, or licenses, by state and year."""
    from factcheck.references import descriptors
    from factcheck.references.model import (
        Aggregate,
        Dataset,
        Dimension,
        Measure,
        Member,
        Role,
        Snapshot,
        TimeKind,
        TimeSpec,
    )

    lines = [f"{state},{year},{100 * at + year}" for at, state in enumerate(STATES) for year in (2022, 2023, 2024)]
    data = ("state,year,value\n" + "\n".join(lines) + "\n").encode()
    digest = hashlib.sha256(data).hexdigest()
    for at, word in enumerate(words):
        thing, home = THINGS[at % len(THINGS)], folder / f"{word}-{at}"
        home.mkdir()
        (home / "2024.csv").write_bytes(data)
        snapshot = Snapshot(name="2024", path=home / "2024.csv", location=f"{home.name}/2024.csv", title="2024",
                            as_of=date(2024, 12, 31), as_of_basis="made up", retrieved=date(2024, 12, 31),
                            sha256=digest, bytes=len(data), rows=len(lines))
        measure = Measure(name=f"{thing}s", title=f"{word} {thing}s", aggregate=Aggregate.VALUE, column="value",
                          unit=thing, words=(f"{word} {thing}", thing, f"{thing} for {word}"), requires=(word,))
        dataset = Dataset(
            name=home.name, title=f"{word.title()} {thing}s", publisher=f"Office of {word.title()}",
            unit_of_observation="one state and year", topic=(word, f"{word} act", f"office of {word}"),
            topic_required=True, inert=("new", "issued", word),
            time=TimeSpec(kind=TimeKind.PERIOD, column="year", frequency="annual"),
            dimensions=(Dimension(name="state", role=Role.PLACE, title="state", nouns=("state",),
                                  members=tuple(Member(value=state, kind="state") for state in STATES),
                                  place_kinds=("state",)),),
            measures=(measure,), snapshots=(snapshot,))
        (home / descriptors.FILE).write_text(descriptors.dump(descriptors.build(dataset)), encoding="utf-8")


def look_ups(folder: Path, words: list[str]) -> dict[str, float]:
    """Seconds to open the folder, and to look up one claim in it."""
    from claims.extraction import read
    from factcheck.articles.model import Article
    from factcheck.matching.article import match_claims
    from factcheck.matching.model import Match
    from factcheck.matching.words.phrasebook import phrasebook
    from factcheck.references.library import References

    start = perf_counter()
    references = References.open(folder)
    opened = perf_counter() - start
    phrasebook(references)
    ready = perf_counter() - start
    taken, matched = [], 0
    for at in random.Random(2).sample(range(len(words)), ASKED):
        thing = THINGS[at % len(THINGS)]
        text = f"In 2023, Ohio issued 2,323 {words[at]} {thing}s, and 40 states had some."
        article = Article(id=str(at), text=text)
        found = read(text).claims
        start = perf_counter()
        matches = match_claims(article, found, references)
        taken.append(perf_counter() - start)
        matched += any(isinstance(match, Match) for match in matches.values())
    if 2 * matched < ASKED:
        sys.exit(f"only {matched} of {ASKED} claims about made-up datasets were matched: the look-up times say nothing")
    return {"open": opened, "ready": ready, "lookup": statistics.median(taken)}


def at_each(sizes: list[int], generate: Callable[[Path, list[str]], None],
            look_ups: Callable[[Path, list[str]], dict[str, float]]) -> dict[int, dict[str, float]]:
    """What ``look_ups`` takes in a library of each size that ``generate`` makes, in seconds."""
    found = {}
    for size in sizes:
        words = names(size)
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), words)
            found[size] = look_ups(Path(folder), words)
    return found


def measure(runs: int, sizes: list[int]) -> dict[str, object]:
    """Everything that is printed."""
    alone = [json.loads(subprocess.run((sys.executable, __file__, "--once"), capture_output=True, text=True,
                                       check=True).stdout) for _ in range(runs + 1)][1:]
    middle = {key: statistics.median(one[key] for one in alone) for key in alone[0]}
    found = at_each(sizes, generate, look_ups)
    few, many = min(sizes), max(sizes)
    grown = found[many]["lookup"] / found[few]["lookup"]
    return {
        "benchmark": "library", "runs": runs,
        "built_in_seconds": {key: round(value, 4) for key, value in middle.items()},
        "open_ratio": round(middle["ready"] / middle["model"], 3),
        "open_speed": round(middle["model"] / middle["ready"], 2),
        "sizes": sizes, "lookup_seconds": [round(found[size]["lookup"], 5) for size in sizes],
        "open_seconds": [round(found[size]["open"], 3) for size in sizes],
        "ready_seconds": [round(found[size]["ready"], 3) for size in sizes],
        "sublinear": round(many / few / grown, 1),
    }


def main() -> None:
    """Reads the options, measures, prints."""
    options = argparse.ArgumentParser(description="Measures opening the references, and looking claims up in many.")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    options.add_argument("--once", action="store_true", help="one run of the first measurement, for itself")
    given = options.parse_args()
    print(json.dumps(once() if given.once else measure(given.runs, given.sizes)))


if __name__ == "__main__":
    main()
