"""Whether all parts that a run wrote are still there: rows that went with a file would be missing without a word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from factcheck.archive import parts, soundness
from factcheck.archive.standing import reading
from factcheck.archive.state import FILE
from factcheck.errors import InputError

_WRITTEN = {
    "documents": "SELECT DISTINCT part FROM documents WHERE part IS NOT NULL",
    "claims": "SELECT DISTINCT part FROM documents WHERE part IS NOT NULL AND passed + failed + unverifiable > 0",
    "texts": "SELECT DISTINCT text_part FROM documents WHERE text_part IS NOT NULL AND status = 'checked'",
}
"""The parts of each table that hold something of a document at its newest revision."""


def require_whole(folder: Path) -> None:
    """InputError where a part is missing that the state knows of; results without their state count as whole."""
    path = folder / FILE
    if not path.exists():
        return
    soundness.require_file(path)
    try:
        with closing(reading(path)) as db:
            missing = next(_missing(folder, db), None)
    except sqlite3.DatabaseError:  # told by whoever needs more of it than this
        return
    if missing is not None:
        raise InputError(f"The results in {folder} are not whole: {missing.relative_to(folder)} is missing; put it "
                         "back, or check the archive into a new folder.")


def _missing(folder: Path, db: sqlite3.Connection) -> Iterator[Path]:
    for table, question in _WRITTEN.items():
        there = parts.files_of(folder, table)
        for (part,) in db.execute(f"{question} ORDER BY 1"):
            if part not in there and not parts.path_of(folder, table, part).exists():
                yield parts.path_of(folder, table, part)
