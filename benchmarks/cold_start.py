"""How long one check takes from nothing, against the least that its language model needs.

    python benchmarks/cold_start.py [ARTICLE]

Each run is a new process. The two kinds alternate, so that whatever else the machine does falls on both; one run of
each comes first and is not counted, for the file cache. Prints one JSON object: ``ratio`` is the median wall time of
``factcheck check`` over that of ``bare_spacy.py`` (lower is better), ``speed`` its inverse (higher is better).
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
    pairs = [(seconds(*bare), seconds(*check)) for _ in range(runs)]
    bare_times, check_times = ([round(pair[side], 3) for pair in pairs] for side in (0, 1))
    ratio = statistics.median(check_times) / statistics.median(bare_times)
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
