"""What a recipe can say: how the file that an office publishes becomes a snapshot of ours. Data, read from JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from claims.model import Frozen


class Column(Frozen):
    """One column of the snapshot and where it comes from.

    ``source`` lists the headers it has had (any capitals); empty: the column is made (``key``, ``joined``,
    ``place_kind``) or comes from the long table. ``since``: the office publishes it only since that day; a snapshot of
    an earlier day is made without it.
    """

    name: str
    source: tuple[str, ...] = ()
    type: Literal["text", "place", "category", "date", "number", "key", "joined", "place_kind"] = "text"
    values: tuple[str, ...] = Field(default=(), description="of a category: all that there are")
    spellings: dict[str, str] = Field(default_factory=dict,
                                      description="wrong to right: words of a text, whole values of all others")
    of: tuple[str, ...] = Field(default=(), description="of a made column: the columns it is made from")
    since: date | None = None
    keep: bool = Field(default=True, description="False: only other columns are made from it")
    footnotes: bool = False
    required: bool = Field(default=False, description="no cell may be empty")
    title: str | None = None


class Spread(Frozen):
    """One measure of a long table: the column its values go to, and the dimension values that its name hides."""

    measure: str
    to: str
    where: dict[str, str] = Field(default_factory=dict)


class Long(Frozen):
    """A long table to be made wide: a row for each ``by``; dimensions that it does not name take their ``totals``."""

    measure: str = "measure"
    value: str = "value"
    by: tuple[str, ...]
    totals: dict[str, str] = Field(default_factory=dict)
    spread: tuple[Spread, ...]
    drop: tuple[str, ...] = Field(default=(), description="measures that are left out")


class Complete(Frozen):
    """Rows that the source leaves out since nothing is there: every place of a kind at every time, with ``values``."""

    over: str
    kinds: tuple[str, ...]
    times: str
    where: dict[str, str] = Field(default_factory=dict)
    values: dict[str, str]
    reason: str


class Blank(Frozen):
    """Cells that must not be used as they stand: emptied, with the reason."""

    columns: tuple[str, ...]
    where: dict[str, str]
    reason: str


class Omit(Frozen):
    """Rows of the source that are left out, with the reason. ``where``: the values that they have, by column."""

    where: dict[str, tuple[str, ...]]
    reason: str


class Total(Frozen):
    """Rows that are the sum of others: a nation of its regions, a fiscal year of its twelve months.

    Rows that agree in the key but for ``over``, and in what ``into`` names, make one: ``"FY{fiscal_year}"`` is the row
    of a fiscal year. ``rows`` says how many there must be; where some are missing, the total has no value.
    """

    over: str
    into: str
    of: tuple[str, ...] = Field(default=(), description="the members added up; empty: all")
    rows: int
    columns: tuple[str, ...]
    reason: str


class Recipe(Frozen):
    """How a snapshot is made. ``key``: the columns that tell its rows apart."""

    sheet: str | None = None
    columns: tuple[Column, ...]
    drop: tuple[str, ...] = Field(default=(), description="headers of the source that nobody needs")
    key: tuple[str, ...]
    long: Long | None = None
    omit: tuple[Omit, ...] = ()
    complete: tuple[Complete, ...] = ()
    total: tuple[Total, ...] = ()
    blank: tuple[Blank, ...] = ()
