"""Archives and reference libraries for the tests: real files, of our own writing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from factcheck.references.locations import builtin

TEXTS = {
    "roster": "As of Wednesday, ICE had 1,000 active 287(g) agreements, held by 831 agencies in 40 states.\n",
    "jobless": "Employers added 500,000 jobs in March 2026, the Labor Department said.\n",
    "prices": "Bakers sold 1,200 loaves on Monday, and 30 percent of them were rye, the owner said.\n",
    "plain": "Nothing in this note says how many there were.\n",
    "wrong": "Florida leads with 402 agencies that signed 287(g) agreements, and Texas has 172 agencies.\n",
}
PUBLISHED = "2025-09-18"


def archive(folder: Path) -> Path:
    """Eight documents in three formats, with a duplicate, an empty one and a line that is no JSON."""
    folder.mkdir()
    lines = [{"id": name, "title": f"On {name}", "text": TEXTS[name], "published": day, "reads": reads}
             for name, day, reads in (("roster", PUBLISHED, 10), ("jobless", "2026-08-05", 900),
                                      ("prices", PUBLISHED, 3))]
    written = [json.dumps(line) for line in lines]
    (folder / "a.jsonl").write_text("\n".join([*written, "{ no JSON", written[0]]) + "\n", encoding="utf-8")
    (folder / "below").mkdir()
    (folder / "below" / "b.txt").write_text(TEXTS["plain"], encoding="utf-8")
    (folder / "c.txt").write_text(f"Published {PUBLISHED}\n\n{TEXTS['wrong']}", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def library(folder: Path, *, without: dict[str, str] | None = None) -> Path:
    """The built-in datasets, some without one of their snapshots."""
    shutil.copytree(builtin(), folder)
    for dataset, snapshot in (without or {}).items():
        path = folder / dataset / "datapackage.json"
        described = json.loads(path.read_text(encoding="utf-8"))
        kept = [one for one in described["resources"] if snapshot not in one["name"]]
        assert len(kept) == len(described["resources"]) - 1
        path.write_text(json.dumps(described | {"resources": kept}), encoding="utf-8")
    return folder


def command(*words: str | Path) -> list[str]:
    """The words of a call of ``factcheck archive``."""
    return [sys.executable, "-m", "factcheck", "archive", *map(str, words)]


def environment() -> dict[str, str]:
    """The environment of a call: no library of the person who runs the tests."""
    return {**os.environ, "FACTCHECK_LIBRARY": os.devnull + "-none", "NO_COLOR": "1"}


def call(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs ``factcheck archive`` and waits for it."""
    return subprocess.run(command(*words), capture_output=True, text=True, env=environment(), check=False, **options)


def rows(out: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the results, in order."""
    from factcheck.archive.results import Results

    order = {"documents": "document", "claims": "document, number", "texts": "document", "changes": "document, claim"}
    with Results.open(out) as results:
        return {table: results.sql(f"SELECT * FROM {table} ORDER BY {by}").fetchall() for table, by in order.items()}
