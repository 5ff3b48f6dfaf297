"""How far an archive has got, for who reads its results while a run may be at work on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from factcheck.archive import soundness
from factcheck.archive.state import FILE, PER_FILE
from factcheck.errors import InputError


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether all of the sources was worked through, and what is still to be done."""

    complete: bool = True
    files: int = 0
    """How many files the sources have."""
    reached: int = 0
    """How many of them were begun."""
    again: int = 0
    """How many documents are to be checked again."""

    @property
    def told(self) -> tuple[str, ...]:
        """What a reader of the results should know, as sentences."""
        files = f"{self.files:,} {'file' if self.files == 1 else 'files'}"
        half = (f"The check of this archive has not ended: it has got to number {self.reached:,} of {files}. What "
                "stands here is what was written so far.")
        past = (f"{self.again:,} {'document is' if self.again == 1 else 'documents are'} still to be checked again "
                "after a change of the references or of the program; what stands here of them is past.")
        return (*(() if self.complete else (half,)), *((past,) if self.again else ()))


def reading(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing.

    Where nothing can be written, SQLite opens only what it is told that no one changes; and no run is at work there.
    """
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        db.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        db = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    return db


def standing(folder: Path) -> Standing:
    """How far the archive in a folder has got; nothing is changed there, and no run is disturbed.

    Results without their state, copied from elsewhere, count as complete.
    """
    path = folder / FILE
    if not path.exists():
        return Standing()
    soundness.require_file(path)
    try:
        with closing(reading(path)) as db:
            about = dict(db.execute("SELECT name, value FROM about"))
            (files,) = db.execute("SELECT count(*) FROM files").fetchone()
            (again,) = db.execute("SELECT count(*) FROM again").fetchone()
    except sqlite3.DatabaseError as error:
        raise InputError(f"{path} cannot be read ({error}); if no run is at work on the folder, check the archive anew "
                         "into another one.") from error
    position = about.get("position", "0")
    if not (isinstance(position, str) and position.isascii() and position.isdigit()):
        raise InputError(f"{path} is damaged (its position is no number); put it back as it was, or check the archive "
                         "anew into another folder.")
    reached = min(int(files), int(position) // PER_FILE + 1) if files else 0
    return Standing(complete=about.get("complete") == "1", files=int(files), reached=reached, again=int(again))
