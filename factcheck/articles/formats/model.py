"""What goes between the list of files, their readers, and who asks for their articles."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from claims.model import Frozen


class SourceFile(Frozen):
    """One file of an archive. ``path`` is where it lies, with a scheme where it is not on this machine."""

    path: str
    format: str
    size: int
    modified: float
    """Seconds since 1970; 0 where the storage does not say."""


class SkipKind(StrEnum):
    """Why a file is passed over."""

    MISSING = "missing"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class Skipped(Frozen):
    """A file or folder of an archive that is not read, and why in one sentence."""

    path: str
    reason: str
    kind: SkipKind


class Unreadable(Frozen):
    """A document that could not be read, and why in one sentence."""

    location: str
    reason: str
    passing: bool = False
    """Whether it lies with the storage and not with the file, which may be read another time."""


class Known(Frozen):
    """What a file says of a document beside its text."""

    id: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    outlet: str | None = None
    reads: int | None = None
    notes: tuple[str, ...] = ()
