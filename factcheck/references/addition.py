"""What goes into an addition to the library, and what comes out, as plain values."""

from __future__ import annotations

from datetime import date

from claims.model import Frozen
from factcheck.references.columns import Sort
from factcheck.references.comparing import Comparison
from factcheck.references.model import Dataset, Snapshot, Via
from factcheck.references.tables import Reading


class Said(Frozen):
    """What a person says of a file, so that it need not be guessed; None or empty: not said.

    ``dataset`` names one that exists; ``name`` one that may. ``roles`` and ``units`` are of columns, by header.
    ``force``: what would be questioned is meant.
    """

    dataset: str | None = None
    name: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    unit_of_observation: str | None = None
    as_of: date | None = None
    released: date | None = None
    roles: tuple[tuple[str, Sort], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    reading: Reading = Reading()
    force: bool = False


class Origin(Frozen):
    """Where the bytes of a file came from, and when. ``via`` carries their hash; without it they are hashed here."""

    retrieved: date
    url: str | None = None
    archive_url: str | None = None
    via: Via | None = None


class ColumnView(Frozen):
    """One column as it was understood: ``role`` for a reader, ``detail`` what it holds."""

    name: str
    role: str
    unit: str = ""
    detail: str = ""


class Addition(Frozen):
    """What adding a file does, or did. ``already``: the snapshot that holds the same; then nothing was changed.

    ``doubts`` are what was questioned and is meant nevertheless. ``files`` are what was written, the descriptor last.
    """

    dataset: Dataset
    snapshot: Snapshot
    new: bool
    found: str
    columns: tuple[ColumnView, ...] = ()
    already: str | None = None
    before: str | None = None
    comparison: Comparison | None = None
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
