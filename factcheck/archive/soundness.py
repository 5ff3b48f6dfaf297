"""Whether the state of an archive can be what a run left: asked before anything in it is believed.

A state that was edited, cut short or put together from others would let a run pass over documents, or remove parts of
the results that it does not know of. Nothing here repairs: which documents the rows were of is not known then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from factcheck.articles.formats.kinds import kinds
from factcheck.errors import InputError

MOST = 10**10
"""No archive has so many files, parts or revisions; numbers of documents that are made of them stay far below 2^63."""

_WHOLE = "typeof({0}) = 'integer' AND {0} BETWEEN 0 AND {1}"
_LARGE = 2**62


def require(path: Path, db: sqlite3.Connection, schema: str) -> None:
    """InputError where a state has not the tables of ``schema``, or rows that no run writes."""
    for what in _faults(db, schema):
        raise InputError(f"{path} is damaged ({what}); put it back as it was, or name a new folder for the results.")


def require_file(path: Path) -> None:
    """InputError where a folder, a pipe or a device stands in the place of a state: opening one could wait for ever."""
    if path.exists() and not path.is_file():
        raise InputError(f"{path} is no regular file; move it away, or name another folder.")


def _faults(db: sqlite3.Connection, schema: str) -> Iterator[str]:
    """What is wrong, the first of it first; later questions need what earlier ones found to be there."""
    with closing(sqlite3.connect(":memory:")) as wanted:
        wanted.executescript(schema)
        there = _tables(db)
        for table, columns in _tables(wanted).items():
            if not columns <= there.get(table, set()):
                yield f"its table “{table}” is missing or has not all its columns"
    for table, sound in _SOUND.items():
        row = db.execute(f"SELECT rowid FROM {table} WHERE NOT coalesce({sound}, 0) LIMIT 1").fetchone()
        if row is not None:
            yield f"row {row[0]} of its table “{table}” is none that a run writes"
    known = kinds()
    for (form,) in db.execute("SELECT DISTINCT format FROM files WHERE skipped IS NULL"):
        if form not in known:
            yield f"it lists files of the kind {form!r}, which there is not"
    for what, question in _TOGETHER.items():
        if db.execute(f"SELECT EXISTS ({question})").fetchone() == (1,):
            yield what


def _tables(db: sqlite3.Connection) -> dict[str, set[str]]:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: {row[1] for row in db.execute("SELECT * FROM pragma_table_info(?)", (name,))} for name in names}


def _whole(*names: str, most: int = MOST) -> str:
    return " AND ".join(_WHOLE.format(name, most) for name in names)


def _or_none(sound: str, name: str) -> str:
    return f"({name} IS NULL OR {sound})"


_SOUND = {
    "files": " AND ".join((
        _whole("number"), _whole("size", most=_LARGE), "typeof(path) = 'text'", "typeof(format) = 'text'",
        "typeof(modified) IN ('real', 'integer')", "(skipped IS NULL OR typeof(skipped) = 'text')")),
    "parts": _whole("number"),
    "documents": " AND ".join((
        _whole("document", most=_LARGE), _whole("revision", "words", "passed", "failed", "unverifiable"),
        "typeof(status) = 'text'", *(_or_none(_whole(name, most=_LARGE), name) for name in (
            "duplicate_of", "part", "text_part")))),
    "pending": " AND ".join(f"typeof({name}) = 'blob'" for name in ("documents", "claims", "texts", "changes")),
}
"""What holds for each row of a table."""

_TOGETHER = {
    "its documents lie in parts of the results that it does not know":
        # What waits lies in no part: NULL is not in an empty list, says SQL.
        "SELECT 1 FROM documents WHERE (part IS NOT NULL AND part NOT IN (SELECT number FROM parts)) OR "
        "(text_part IS NOT NULL AND text_part NOT IN (SELECT number FROM parts))",
    "it has documents that are neither written nor wait for it":
        "SELECT 1 FROM documents WHERE part IS NULL AND document NOT IN (SELECT document FROM waiting)",
    "documents wait to be written of which it holds nothing":
        "SELECT 1 FROM waiting WHERE pending NOT IN (SELECT number FROM pending)",
    "documents are to be checked again which it does not know":
        "SELECT 1 FROM again WHERE document NOT IN (SELECT document FROM documents)",
}
"""What holds between tables: the question finds what contradicts it."""
