"""What a recipe can say: how the file that an office publishes becomes a snapshot of ours. Data, read from JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from claims.model import Frozen, Number


class Column(Frozen):
    """One column of the snapshot and where it comes from.

    ``source`` lists the headers it has had (any capitals); empty: the column is made (``key``, ``joined``,
    ``place_kind``, ``class``) or comes from the long table. ``since``: the office publishes it only since that day; a
    snapshot of an earlier day is made without it. ``optional``: a snapshot of which it has no cell is made without it.
    """

    name: str
    source: tuple[str, ...] = ()
    type: Literal["text", "place", "category", "date", "number", "quarter", "key", "joined", "place_kind",
                  "class"] = "text"
    kind: str | None = Field(default=None, description='of places: what they are, as in "country": Georgia is two')
    classes: dict[str, tuple[str, ...]] = Field(default_factory=dict,
                                                description="of a class: which cells of the other column are in it")
    holding: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="of a class: what the cells of the "
                                                "other column that are in it have a piece of, in lower case")
    otherwise: str = Field(default="", description="of a class: what all other cells are")
    values: tuple[str, ...] = Field(default=(), description="of a category: all that there are")
    spellings: dict[str, str] = Field(default_factory=dict,
                                      description="wrong to right: words of a text, whole values of all others")
    of: tuple[str, ...] = Field(default=(), description="of a made column: the columns it is made from")
    since: date | None = None
    optional: bool = False
    keep: bool = Field(default=True, description="False: only other columns are made from it")
    footnotes: bool = False
    whole: bool = Field(default=False, description='of numbers: all are whole, "12.0" is 12')
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


class Gaps(Frozen):
    """Periods that a regular series lacks, entered with no value: nothing was published for them.

    ``by``: the columns that tell its series apart. Each series is filled between its first and its last period.
    """

    column: str
    months: int = Field(ge=1)
    by: tuple[str, ...] = ()
    reason: str


class Blank(Frozen):
    """Cells that must not be used as they stand: emptied, with the reason. ``before``: only those before a period."""

    columns: tuple[str, ...]
    where: dict[str, str] = Field(default_factory=dict)
    before: dict[str, str] = Field(default_factory=dict)
    unless: dict[str, str] = Field(default_factory=dict)
    reason: str


class When(Frozen):
    """Several files of one office in one table: periods that it tells in parts, and what was known on which day.

    ``day`` is the day of the file that a row is of; a snapshot knows only the files up to its own day. ``part`` is the
    month of the ``fiscal_year`` ("Oct" of "FY2025" is 2024-10), or one of ``moments`` (a value of that very day, whose
    period is empty) or ``wholes`` (the fiscal year). A period that was not over on the day of its file is left out, and
    of what several files state the last is kept; ``restated`` are the columns in which they differ. Of what is no
    moment, ``day`` is emptied.
    """

    part: str
    fiscal_year: str
    day: str
    moments: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    restated: tuple[str, ...] = ()


class Omit(Frozen):
    """Rows of the source that are left out, with the reason. ``where``: the values that they have, by column."""

    where: dict[str, tuple[str, ...]]
    reason: str


class Total(Frozen):
    """Rows that are the sum of others: a nation of its regions, a fiscal year of its twelve months.

    Rows that agree in the key but for ``over``, and in what ``into`` names, make one: ``"FY{fiscal_year}"`` is the row
    of a fiscal year. ``rows`` says how many there must be, if that is known; where some are missing, the total has no
    value.
    """

    op: Literal["total"] = "total"
    over: str
    into: str
    of: tuple[str, ...] = Field(default=(), description="the members added up; empty: all")
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="the only rows added up")
    rows: int | None = None
    columns: tuple[str, ...]
    reason: str


class Correct(Frozen):
    """Cells of one row that the source has wrong or not at all, with the reason and where the right value stands."""

    op: Literal["correct"] = "correct"
    where: dict[str, str]
    values: dict[str, str]
    reason: str


class Lead(Frozen):
    """How far the largest value of ``column`` among some members of ``over`` is ahead, and the others are behind it.

    ``to`` is the lead over the second, negative for all but the first; ``first`` is 1 for the first, else 0, and 0 in
    the rows ``uncounted`` says.
    """

    op: Literal["lead"] = "lead"
    over: str
    among: tuple[str, ...]
    column: str
    to: str | None = None
    first: str | None = None
    uncounted: dict[str, str] = Field(default_factory=dict)
    reason: str


class Copy(Frozen):
    """A column once more, to be corrected in another sense: seats of a party, and of those who vote with it."""

    op: Literal["copy"] = "copy"
    column: str
    to: str
    reason: str


class Rate(Frozen):
    """``column`` for so many of ``per``: offenses per 100,000 residents, in ``to``."""

    op: Literal["rate"] = "rate"
    column: str
    per: str
    times: Number
    places: int
    to: str
    reason: str


class Within(Frozen):
    """In ``to`` the width of the band that the true value of ``column`` lies in, as a percentage of it."""

    op: Literal["within"] = "within"
    column: str
    to: str
    percent: Number
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    reason: str


Step = Annotated[Total | Correct | Copy | Lead | Rate | Within, Field(discriminator="op")]


class Recipe(Frozen):
    """How a snapshot is made. ``key``: the columns that tell its rows apart.

    ``vintage``: the column of a file of several vintages that says of which each row is; a snapshot takes those of its
    own ``as_of``.
    """

    sheet: str | None = None
    vintage: str | None = None
    columns: tuple[Column, ...]
    drop: tuple[str, ...] = Field(default=(), description="headers of the source that nobody needs")
    key: tuple[str, ...]
    omit: tuple[Omit, ...] = ()
    when: When | None = None
    long: Long | None = None
    complete: tuple[Complete, ...] = ()
    gaps: tuple[Gaps, ...] = ()
    derive: tuple[Step, ...] = Field(default=(), description="done one after the other")
    blank: tuple[Blank, ...] = ()
