"""An article as it is checked."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property

from pydantic import Field

from claims.model import Frozen


class Article(Frozen):
    """A text with what is known of it. Offsets of claims are into ``text`` exactly as it stands here."""

    text: str
    id: str | None = None
    title: str | None = None
    published: date | None = None
    published_basis: str | None = Field(default=None, description="given, dateline, metadata, or None where open")
    url: str | None = None
    author: str | None = None
    section: str | None = Field(default=None, description="the part of the outlet it appeared in: politics, sports")
    outlet: str | None = Field(default=None, description="the newspaper or site that it appeared in")
    reads: int | None = Field(default=None, ge=0, description="how often it was read: page views")
    location: str | None = Field(default=None, description="where in an archive it stands: “a.csv#row 7”")
    notes: tuple[str, ...] = Field(default=(), description="what a reader should know: repairs, a missing date")
    original: bytes | None = Field(default=None, exclude=True, repr=False, description="the file that the text was "
                                   "taken from, where a report is to be written into a copy of it")

    @cached_property
    def sha256(self) -> str:
        """Hash of the text, UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
