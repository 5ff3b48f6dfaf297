"""Kills a run over an archive at random moments, again and again, and compares its results with an undisturbed run's.

    python benchmarks/archive_kills.py [--kills 30] [--documents 400] [--seed 1]

Every kill is a ``kill -9``: of the process that hands out the work, or of one of the two that check. The archive is
made of texts of our own in several formats, with duplicates and documents that cannot be read; parts are small, so that
kills meet the writing of parts, too. Prints one JSON object: ``kills`` and of whom, ``runs`` it took, ``equal``: 1
where every row of every table is the same, else 0.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from stream import texts

KILLS, DOCUMENTS, SEED = 30, 400, 1
PART = 48


def make(folder: Path, documents: int, *, seed: int) -> None:
    """An archive: JSON Lines, text files and pages in folders; every tenth document is a duplicate, some unreadable."""
    folder.mkdir()
    made = list(texts(documents, seed=seed, sentences=8))
    lines = []
    for number, text in enumerate(made):
        text = made[number // 2] if number % 10 == 9 else text
        if number % 3 == 0:
            lines.append(json.dumps({"id": f"a{number}", "text": text, "published": "2025-09-17", "reads": number}))
        elif number % 3 == 1:
            place = folder / f"{number % 7}"
            place.mkdir(exist_ok=True)
            (place / f"{number}.txt").write_text(text if number % 50 else "", encoding="utf-8")
        else:
            paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
            (folder / f"{number}.html").write_text(
                f"<html><head><title>No. {number}</title></head><body><article>{paragraphs}</article></body></html>",
                encoding="utf-8")
    lines.insert(len(lines) // 2, "{ this is no JSON")
    (folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")


def run(source: Path, out: Path, processes: int) -> None:
    """What ``--run`` does: one run, to its end."""
    from factcheck.archive.run import Plan, check

    check([str(source)], out, Plan(processes=processes, part=PART))


def rows(out: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in order."""
    from factcheck.archive.results import Results

    with Results.open(out) as results:
        order = {"documents": "document", "claims": "document, number", "texts": "document",
                 "changes": "document, claim"}
        return {table: results.sql(f"SELECT * FROM {table} ORDER BY {by}").fetchall() for table, by in order.items()}


def command(source: Path, out: Path, processes: int) -> list[str]:
    """How a run is started in a process of its own."""
    return [sys.executable, __file__, "--run", str(source), str(out), str(processes)]


def disturbed(source: Path, out: Path, kills: int, dice: random.Random) -> dict[str, int]:
    """Runs until all is done, killing on the way; it is begun anew in the same folder until enough were killed."""
    count = {"kills": 0, "parent": 0, "worker": 0, "runs": 0}
    while True:
        count["runs"] += 1
        process = subprocess.Popen(command(source, out, 2), stderr=subprocess.PIPE)
        while count["kills"] < kills:
            try:
                process.wait(dice.uniform(0.3, 9.0))
                break
            except subprocess.TimeoutExpired:
                pass
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
            count["kills"] += 1
            if children and dice.random() < 0.3:
                count["worker"] += 1
                with suppress(ProcessLookupError):
                    os.kill(int(dice.choice(children)), signal.SIGKILL)
                continue
            count["parent"] += 1
            process.kill()
            break
        _, said = process.communicate()
        if process.returncode == 0:
            return count
        if process.returncode != -signal.SIGKILL:
            print(said.decode(), file=sys.stderr)
            if b"did not start" not in said:  # a process that is killed while it starts ends the run, as it should
                raise SystemExit(f"A run ended with {process.returncode}.")


def main() -> None:
    """Reads the options, runs, compares, prints."""
    options = argparse.ArgumentParser(description="Kills runs over an archive and compares what comes of it.")
    options.add_argument("--kills", type=int, default=KILLS)
    options.add_argument("--documents", type=int, default=DOCUMENTS)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.run:
        run(Path(given.run[0]), Path(given.run[1]), int(given.run[2]))
        return
    dice = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        source, still = Path(folder, "source"), Path(folder, "still")
        make(source, given.documents, seed=given.seed)
        start = time.monotonic()
        subprocess.run(command(source, still, 1), check=True)
        seconds = time.monotonic() - start
        expected = rows(still)
        total: dict[str, int] = {}
        equal, round_ = 1, 0
        while total.get("kills", 0) < given.kills:
            round_ += 1
            out = Path(folder, f"out{round_}")
            for key, value in disturbed(source, out, given.kills - total.get("kills", 0), dice).items():
                total[key] = total.get(key, 0) + value
            equal = min(equal, int(rows(out) == expected))
    print(json.dumps({"benchmark": "archive_kills", **total, "rounds": round_, "documents": len(expected["documents"]),
                      "claims": len(expected["claims"]), "seconds_undisturbed": round(seconds, 1), "equal": equal}))


if __name__ == "__main__":
    main()
