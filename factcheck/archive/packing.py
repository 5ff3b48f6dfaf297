"""What a lot of documents comes to, as a process hands it on: lines of JSON, and a few numbers of each document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.model import Frozen
from factcheck.archive.records import DocumentRow
from factcheck.archive.work import Checked


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document in numbers."""

    document: int
    revision: int
    status: str
    words: int = 0
    passed: int = 0
    failed: int = 0
    unverifiable: int = 0
    duplicate_of: int | None = None
    datasets: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    passing: bool = False
    """Whether its file could not be read for a reason that may pass."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A lot of documents: their outcomes, and the rows of each table as JSON Lines."""

    outcomes: tuple[Outcome, ...]
    tables: dict[str, bytes]


def outcome(row: DocumentRow, *, passing: bool = False) -> Outcome:
    """A document's row in numbers."""
    return Outcome(row.document, row.revision, row.status, row.words, row.passed, row.failed, row.unverifiable,
                   row.duplicate_of, row.datasets, row.asked, passing)


def packed(rows: Iterable[Checked], changes: Iterable[Frozen] = ()) -> Packed:
    """Rows in their order, for another process or the disk."""
    each = tuple(rows)
    return Packed(tuple(outcome(one.row, passing=one.passing) for one in each), {
        "documents": _lines(one.row for one in each),
        "claims": _lines(claim for one in each for claim in one.claims),
        "texts": _lines(one.text for one in each if one.text is not None),
        "changes": _lines(changes)})


def _lines(rows: Iterable[Frozen]) -> bytes:
    return b"".join(row.model_dump_json().encode() + b"\n" for row in rows)
