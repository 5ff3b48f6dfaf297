"""How long one check takes from nothing, against the least that its language model needs.

    python benchmarks/cold_start.py [ARTICLE]

Each run is a new process. The two kinds come in pairs, one straight after the other and each first in turn, so that
whatever else the machine does falls on both; one run of each comes first and is not counted, for the file cache. Prints
one JSON object: ``ratio`` is the median, over the pairs, of the wall time of ``factcheck check`` over that of
``bare_spacy.py`` (lower is better), ``speed`` its inverse (higher is better). A slow stretch of the machine spoils the
pairs that it falls into, and not, as with a ratio of two medians, whichever median lies in it.
"""

from __future__ import annotations

import compileall
import json
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).resolve().parent
ARTICLE = HERE.parent / "examples" / "article.txt"
RUNS = 15
"""Of each kind: a shared machine has slow stretches of several seconds, which fewer would not even out."""


def seconds(*command: str) -> float:
    """The wall time of one command, in seconds. Exits where it fails: a broken run must not count as a fast one."""
    start = perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    taken = perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return taken


def measure(article: Path, *, runs: int = RUNS) -> dict[str, object]:
    """Times both commands on the article, ``runs`` times each, alternating."""
    # An installer compiles what it installs, as it did spaCy; a checkout is compiled here, so that both are alike.
    for package in ("claims", "factcheck"):
        compileall.compile_dir(HERE.parent / package, quiet=1)
    bare = (sys.executable, str(HERE / "bare_spacy.py"), str(article))
    check = (sys.executable, "-m", "factcheck", "check", str(article), "--fail-on", "never")
    for command in (bare, check):
        seconds(*command)
    bare_times: list[float] = []
    check_times: list[float] = []
    for run in range(runs):
        for command, times in ((bare, bare_times), (check, check_times))[:: 1 if run % 2 == 0 else -1]:
            times.append(round(seconds(*command), 3))
    ratio = statistics.median(ours / least for least, ours in zip(bare_times, check_times, strict=True))
    return {
        "benchmark": "cold_start",
        "runs": runs,
        "bare_seconds": bare_times,
        "check_seconds": check_times,
        "bare_median": statistics.median(bare_times),
        "check_median": statistics.median(check_times),
        "ratio": round(ratio, 3),
        "speed": round(1 / ratio, 3),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTICLE)))
