"""How much faster two processes read than one.

    python benchmarks/processes.py [--rounds 5] [--seed 1]

Both read the same texts, taking turns; carrying texts and results from process to process is counted, and so is what
the reader does with the results, here to count claims. That the language model is loaded is not: a first round comes
before. Prints one JSON object: ``two_processes`` is the median over the rounds of the seconds of one process over those
of two (higher is better; 2 at best), ``load`` how many processes wanted the machine meanwhile, of which it can run
``cores``.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
from time import perf_counter

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy reads it when it is imported

from stream import texts

TEXTS, ROUNDS, SEED = 300, 5, 1


def compare(*, rounds: int, seed: int) -> dict[str, object]:
    """Seconds of one and of two processes, taking turns; the first round, which loads the model, is not counted."""
    from claims.extraction import read_stream
    from claims.processes import Workers
    from claims.streams import Stream

    seconds: dict[str, list[float]] = {"one": [], "two": []}
    with Workers(2) as workers:
        for number in range(rounds + 1):
            batch = [(text, None) for text in texts(TEXTS, seed=seed + number)]
            found = set()
            for name, read in (("one", read_stream), ("two", workers.read)):
                start = perf_counter()
                found.add(sum(len(each.claims) for each in read(Stream(batch))))
                if number:
                    seconds[name].append(round(perf_counter() - start, 3))
            if len(found) != 1:
                raise SystemExit(f"One process and two found different numbers of claims: {sorted(found)}.")
    ratios = [one / two for one, two in zip(seconds["one"], seconds["two"], strict=True)]
    return {"rounds": rounds, "seconds_one": seconds["one"], "seconds_two": seconds["two"],
            "two_processes": round(statistics.median(ratios), 3), "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1)}


def main() -> None:
    """Reads the options, measures, prints."""
    options = argparse.ArgumentParser(description="Measures how much faster two processes read than one.")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--seed", type=int, default=SEED)
    given = options.parse_args()
    print(json.dumps({"benchmark": "processes"} | compare(rounds=given.rounds, seed=given.seed)))


if __name__ == "__main__":
    main()
