"""How long the report and the exports of a large archive take, and what they hold.

    python benchmarks/archive_reading.py FOLDER [--claims 1000000] [--only csv parquet ...]

FOLDER holds the results of a checked archive, of any size (``mixed_archive.py`` makes one to check). Its rows are
repeated, each time as other documents, until there are so many claims; then ``archive report`` and each form of
``archive export`` run as processes of their own. Prints one JSON object: seconds, the highest size of the process in
megabytes, and the size of what was written, for each.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from factcheck.archive.duck import connect, literal
from factcheck.archive.records import TABLES, columns
from factcheck.archive.results import Results

COPIES = 50
"""So many copies of the rows make a part."""
FORMS = ("report", "parquet", "csv", "jsonl", "claimreview")
MEGABYTE = 1_048_576


def repeat(source: Path, target: Path, claims: int) -> int:
    """Writes results with at least so many claims; gives how many."""
    with Results.open(source) as results:
        (own, last), = results.sql("SELECT (SELECT count(*) FROM claims), max(document) + 1 FROM documents").fetchall()
    copies = -(-claims // own)
    with connect() as duck:
        for table, row in TABLES.items():
            (target / table).mkdir(parents=True)
            files = sorted((source / table).glob("*.parquet"))
            if not files:
                continue
            moved = [f'"{name}" + {last} * copy AS "{name}"' if name in ("document", "duplicate_of") else f'"{name}"'
                     for name in columns(row)]
            listed = ", ".join(map(literal, files))
            for part, first in enumerate(range(0, copies, COPIES)):
                file = literal(target / table / f"part-{part:08}.parquet")
                duck.execute(
                    f"COPY (SELECT {', '.join(moved)} FROM range({first}, {min(first + COPIES, copies)}) r(copy), "
                    f"read_parquet([{listed}]) ORDER BY document) TO {file} "
                    "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192)")
    return int(own * copies)


def measured(folder: Path, form: str, target: Path) -> dict[str, float]:
    """Seconds and megabytes of one command."""
    words = (["report", str(folder), "--output", str(target), "--articles", "none"] if form == "report" else
             ["export", str(folder), "--format", form, "--output", str(target)])
    start = perf_counter()
    process = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-m", "factcheck", "archive", *words])
    _, status, usage = os.wait4(process, 0)
    assert status == 0, form
    found = {"seconds": round(perf_counter() - start, 1), "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1),
             "megabytes": round(usage.ru_maxrss * 1024 / MEGABYTE), "written": round(target.stat().st_size / MEGABYTE)}
    target.unlink()
    return found


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", choices=FORMS, default=FORMS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        large = Path(place) / "large"
        found: dict[str, object] = {"claims": repeat(asked.folder, large, asked.claims)}
        for form in asked.only:
            found[form] = measured(large, form, Path(place) / f"all.{form}")
            print(form, json.dumps(found[form]), file=sys.stderr)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
