"""What looking up a claim costs where nobody described the tables, and how it grows with their number.

    python benchmarks/bare_tables.py [--sizes 61 1000 10000]

For each of ``--sizes`` a folder of so many made-up CSV files is opened, each the series of one quantity by country and
year; claims about some of them are matched, each as an article of its own. Prints one JSON object: ``median_ms`` and
``worst_ms`` of a claim for each size, ``open_seconds`` what opening the folder took and ``first_ms`` what the first
claim takes, for which every table is read once. ``sublinear`` is how many times more tables the largest folder has than
the smallest, over how many times longer a claim takes in it: 1 would be linear, higher is better.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
from pathlib import Path
from time import perf_counter

from library import ASKED, THINGS, at_each

COUNTRIES = ("Austria", "Chile", "Ghana", "Japan", "Norway", "Peru", "Portugal", "Vietnam")
YEARS = (2018, 2020, 2022)


def generate(folder: Path, words: list[str]) -> None:
    """One table for each word: its permits, or licenses, by country and year."""
    for at, word in enumerate(words):
        measure = f"{word.title()} {THINGS[at % len(THINGS)]}s"
        lines = ["Reference area,Measure,Unit of measure,Year,Value"]
        lines += [f"{country},{measure},Percentage of population,{year},{row}.{year % 7}"
                  for row, country in enumerate(COUNTRIES, start=10) for year in YEARS]
        (folder / f"{word}-{at}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def look_ups(folder: Path, words: list[str]) -> dict[str, float]:
    """Seconds to open the folder, for the first claim, and for the others."""
    from claims.extraction import read
    from factcheck.articles.model import Article
    from factcheck.matching.article import match_claims
    from factcheck.matching.model import Match
    from factcheck.references.library import References

    asked = []
    for at in random.Random(2).choices(range(len(words)), k=ASKED + 1):
        text = f"{words[at].title()} {THINGS[at % len(THINGS)]}s in Ghana rose from 3% in 2018 to 12% in 2022."
        asked.append((Article(id=str(at), text=text), read(text).claims))
    start = perf_counter()
    references = References.open(folder)
    opened = perf_counter() - start
    taken, matched = [], 0
    for article, found in asked:
        start = perf_counter()
        matches = match_claims(article, found, references)
        taken.append((perf_counter() - start) / max(1, len(found)))
        matched += any(isinstance(match, Match) for match in matches.values())
    if 2 * matched < ASKED:
        sys.exit(f"only {matched} of {ASKED} claims about made-up tables were matched: the look-up times say nothing")
    first, *others = taken
    return {"open": opened, "first": first, "median": statistics.median(others), "worst": max(others)}


def measure(sizes: list[int]) -> dict[str, object]:
    """Everything that is printed."""
    found = at_each(sizes, generate, look_ups)
    few, many = min(sizes), max(sizes)
    grown = found[many]["median"] / found[few]["median"]
    milliseconds = {f"{key}_ms": [round(1000 * found[size][key], 2) for size in sizes]
                    for key in ("median", "worst", "first")}
    return {"benchmark": "bare_tables", "sizes": sizes, **milliseconds,
            "open_seconds": [round(found[size]["open"], 2) for size in sizes],
            "sublinear": round(many / few / grown, 1)}


def main() -> None:
    """Reads the options, measures, prints."""
    options = argparse.ArgumentParser(description="Measures looking claims up in many tables that nobody described.")
    options.add_argument("--sizes", type=int, nargs="+", default=[61, 1_000, 10_000])
    print(json.dumps(measure(options.parse_args().sizes)))


if __name__ == "__main__":
    main()
