"""How fast an archive is checked, against what the language model alone takes, and what its processes hold.

    python benchmarks/archive.py [--articles FILE] [--rounds 5] [--texts 20000] [--seed 1] [--only PART]

Both sides have the same model, the same matrix operations and as many processes, take turns on the same articles, and
have loaded what they need before the clock starts. The bare side runs every component of the model on each text in
batches of 32; ours is ``factcheck.archive.run.check``: reading, extraction, matching, judging, and the results in
Parquet. Prints one JSON object:

``ratio``, ``ratio_two``  seconds of the bare model over ours, with one process and with two (median of the rounds)
``cpu_ratio``             the same of what processors did for one process, its parent counted: other work on the machine
                          does not disturb it
``two_processes``         seconds of one of our processes over those of two
``recheck``               seconds of a check over those of a recheck with a new snapshot of one dataset, as commands,
                          starting included; ``recheck_cpu`` the same of what processors did; ``rechecked`` is how many
                          documents it concerned: one in fifty
``handed_out``            documents a second where the processes do nothing; ``handled``: where one of them checks;
                          ``serves``: how many times more, which is how many processes one parent can keep busy
``memory_slope``          megabytes by which a process that checks grows for each 1,000 texts, after the first 2,000
``flatness``              the same as a number that rises: 1 where nothing grows
``memory_ratio``          its highest size over that of a process with the bare model; ``leanness`` is one over it

``--articles`` is JSON Lines with ``text``, ``title``, ``published``; else texts of ``stream.py`` are taken. ``--only``
is speed, handing, memory or recheck.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy reads it when it is imported

from stream import texts

ROUNDS, SEED, TEXTS = 5, 1, 20_000
TIMED = 300
"""Articles of one timed round."""
BATCH = 32
RENEWED = "ice-287g"
"""The dataset whose newest snapshot comes after the check."""
RENEWED_TEXT = ("Florida has 262 agencies with 287(g) agreements, and 40 states have at least one such agency, "
                "the department said.")
ABOUT = 50
"""One article in so many is about it."""
DOCUMENTS = 4_000
"""Articles of the archive that is checked again."""
STEP, SETTLED = 1_000, 2_000
MEGABYTE = 1_048_576


class Bare:
    """Processes that hold the bare model and read what they are told to."""

    def __init__(self, count: int) -> None:
        command = (sys.executable, __file__, "--bare")
        self._processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                           for _ in range(count)]
        for process in self._processes:
            self._line(process)

    @property
    def pids(self) -> list[int]:
        """The ids of the processes."""
        return [process.pid for process in self._processes]

    def seconds(self, articles: list[dict[str, Any]]) -> float:
        """How long they take for articles that they share."""
        shares = [articles[first::len(self._processes)] for first in range(len(self._processes))]
        lines = [json.dumps([one["text"] for one in share]) + "\n" for share in shares]
        start = perf_counter()
        for process, line in zip(self._processes, lines, strict=True):
            assert process.stdin is not None
            process.stdin.write(line)
            process.stdin.flush()
        for process in self._processes:
            self._line(process)
        return perf_counter() - start

    def work(self) -> float:
        """What processors did for them so far, in seconds."""
        return sum(map(worked, self.pids))

    def end(self) -> None:
        """Ends them."""
        for process in self._processes:
            process.kill()
            process.communicate()

    @staticmethod
    def _line(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise SystemExit("A process with the bare model has ended.")
        return line


def bare() -> None:
    """What ``--bare`` does: one list of texts a line, each run through all components."""
    from claims import language

    language.load()  # it also sets the matrix operations
    import spacy

    nlp = spacy.load(language.model_name())
    print("ready", flush=True)
    for line in sys.stdin:
        batch = json.loads(line)
        for first in range(0, len(batch), BATCH):
            with nlp.memory_zone():
                for _ in nlp.pipe(batch[first:first + BATCH], batch_size=BATCH):
                    pass
        print("done", flush=True)


def worked(pid: int) -> float:
    """What processors did for a process so far, in seconds."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Work:
    """What processors did for a run: its processes, from when they were ready, and their parent."""

    pids: list[int] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0

    def look(self) -> float:
        """Until now."""
        return sum(map(worked, self.pids)) + process_time()


def ours(articles: list[dict[str, Any]], folder: Path, processes: int, *, kind: str = "checker",
         started: Callable[[Any], None] = lambda _: None, progress: Callable[[Any], None] = lambda _: None,
         work: Work | None = None, refs: tuple[str, ...] = ()) -> float:
    """Seconds of a check, from when its processes have loaded what they need to when its results are written."""
    from factcheck.archive.run import Plan, Watch, check
    from factcheck.archive.work import Setup

    source = folder.with_suffix(".jsonl")
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in articles)
    began: list[float] = []
    work = work or Work()

    def ready() -> None:
        work.before = work.look()
        began.append(perf_counter())

    def moved(now: Any) -> None:
        work.after = work.look()
        progress(now)

    def start(pool: Any) -> None:
        work.pids = pool.pids
        started(pool)

    watch = Watch(ready=ready, started=start, progress=moved)
    outcome = check([str(source)], folder, Plan(Setup(refs=refs), processes=processes, kind=kind), watch)
    if not outcome.complete or outcome.totals.documents != len(articles):
        raise SystemExit(f"{outcome.totals.documents} of {len(articles)} articles were checked.")
    return perf_counter() - began[0]


def rounds_of(given: argparse.Namespace) -> list[list[dict[str, Any]]]:
    """The articles of each round; the first one only warms up."""
    if given.articles:
        with Path(given.articles).open(encoding="utf-8") as file:
            every = [json.loads(line) for line in file if line.strip()]
        size = max(1, len(every) // (given.rounds + 1))
        return [every[number * size:(number + 1) * size] for number in range(given.rounds + 1)]
    return [[{"text": text, "published": "2025-09-17"} for text in texts(TIMED, seed=given.seed + number)]
            for number in range(given.rounds + 1)]


def speed(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Seconds of all sides, taking turns."""
    found: dict[str, list[float]] = {"bare_one": [], "bare_two": [], "one": [], "two": [],
                                     "bare_cpu": [], "cpu": []}
    sides = {"bare_one": Bare(1), "bare_two": Bare(2)}
    batches = rounds_of(given)
    for number, batch in enumerate(batches):
        before, taken = sides["bare_one"].work(), {}
        for name, side in sides.items():
            taken[name] = side.seconds(batch)
        taken["bare_cpu"] = sides["bare_one"].work() - before
        for name, processes in (("one", 1), ("two", 2)):
            work = Work()
            taken[name] = ours(batch, folder / f"{name}{number}", processes, work=work)
            taken.setdefault("cpu", work.after - work.before)
        if number:
            for name, seconds in taken.items():
                found[name].append(round(seconds, 2))
    for side in sides.values():
        side.end()

    def ratio(above: str, below: str) -> float:
        return round(statistics.median(a / b for a, b in zip(found[above], found[below], strict=True)), 3)

    words = [sum(len(one["text"].split()) for one in batch) for batch in batches[1:]]
    return {"articles": len(batches[1]), "words": words, "seconds": found, "ratio": ratio("bare_one", "one"),
            "cpu_ratio": ratio("bare_cpu", "cpu"), "ratio_two": ratio("bare_two", "two"),
            "two_processes": ratio("one", "two"),
            "words_per_second": round(statistics.median(w / s for w, s in zip(words, found["one"], strict=True))),
            "load": round(os.getloadavg()[0], 1), "cores": os.cpu_count()}


def handing(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """What one parent can serve: processes that do nothing."""
    articles = [{"text": text, "published": "2025-09-17"} for text in texts(5_000, seed=given.seed)]
    few = articles[:200]
    idle = len(articles) / ours(articles, folder / "handing", 2, kind="idle")
    busy = len(few) / ours(few, folder / "handled", 1)
    return {"handed_out": round(idle, 1), "handled": round(busy, 1), "serves": round(idle / busy, 1)}


def resident(pid: int) -> float:
    """The resident size of a process, in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def older_library(folder: Path) -> str:
    """The built-in references without the newest snapshot of one dataset."""
    shutil.copytree(builtin_references(), folder)
    path = folder / RENEWED / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(described | {"resources": described["resources"][:-1]}), encoding="utf-8")
    return str(folder)


def recheck(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Seconds of a check and of a recheck with a new snapshot, each a command of its own, in one process."""
    source, out = folder / "recheck.jsonl", folder / "rechecked"
    with source.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts(given.documents, seed=given.seed)):
            whole = text if number % ABOUT else f"{text}\n\n{RENEWED_TEXT}"
            file.write(json.dumps({"text": whole, "published": "2026-06-17", "reads": number}) + "\n")

    def run(*words: str) -> tuple[float, float, str]:
        start, before = perf_counter(), os.times()
        done = subprocess.run((sys.executable, "-m", "factcheck", "archive", *words), capture_output=True, text=True,
                              check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"archive {' '.join(words)} ended with {done.returncode}: {done.stderr}")
        after = os.times()
        work = after.children_user + after.children_system - before.children_user - before.children_system
        return perf_counter() - start, work, done.stdout

    seconds, work, _ = run("check", str(source), "--out", str(out), "--refs", older_library(folder / "older"))
    again, work_again, said = run("recheck", str(out), "--format", "json", "--refs", str(builtin_references()))
    told = json.loads(said)
    return {"documents": given.documents, "seconds_check": round(seconds, 1), "seconds_recheck": round(again, 2),
            "recheck": round(seconds / again, 1), "recheck_cpu": round(work / work_again, 1),
            "rechecked": told["documents"], "changed": len(told["changes"])}


def builtin_references() -> Path:
    """The built-in references."""
    from factcheck.references.locations import builtin

    return builtin()


def memory(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """The sizes of a process that checks, of the parent, and of one with the bare model."""
    made = list(texts(given.texts, seed=given.seed, sentences=5))
    side = Bare(1)
    held = []
    for first in range(0, min(4_000, len(made)), 500):
        side.seconds([{"text": text} for text in made[first:first + 500]])
        held.append(resident(side.pids[0]))
    side.end()
    sizes: list[float] = []
    parent: list[float] = []
    pids: list[int] = []

    def progress(now: Any) -> None:
        if now.documents >= STEP * (len(sizes) + 1):
            sizes.append(round(resident(pids[0]), 1))
            parent.append(round(resident(os.getpid()), 1))

    articles = [{"text": text, "published": "2025-09-17"} for text in made]
    ours(articles, folder / "memory", 1, started=lambda pool: pids.extend(pool.pids), progress=progress)
    growth = statistics.linear_regression(range(len(sizes[SETTLED // STEP - 1:])), sizes[SETTLED // STEP - 1:]).slope
    ratio = max(sizes) / max(held)
    return {"texts": given.texts, "memory": sizes, "memory_parent": parent, "memory_bare": round(max(held), 1),
            "memory_peak": max(sizes), "memory_slope": round(growth, 3), "flatness": round(1 / (1 + max(growth, 0)), 3),
            "memory_ratio": round(ratio, 3), "leanness": round(1 / ratio, 3)}


def main() -> None:
    """Reads the options, measures, prints."""
    options = argparse.ArgumentParser(description="Measures how an archive is checked.")
    options.add_argument("--articles", help="JSON Lines to take articles from")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--texts", type=int, default=TEXTS, help="texts over which memory is watched; at least 4000")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--only", choices=("speed", "handing", "memory", "recheck"))
    options.add_argument("--documents", type=int, default=DOCUMENTS, help="articles of the archive for a recheck")
    options.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.bare:
        bare()
        return
    parts = {"speed": speed, "handing": handing, "memory": memory, "recheck": recheck}
    result: dict[str, object] = {"benchmark": "archive"}
    with tempfile.TemporaryDirectory() as folder:
        for name, measure in parts.items():
            if given.only in (None, name):
                result |= measure(given, Path(folder))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
