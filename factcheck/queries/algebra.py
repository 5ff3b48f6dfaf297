"""The closed algebra of queries: what a claim can mean.

Every query is data. It prints itself as an English sentence (``words``), as SQL that gives the same value in a plain
DuckDB shell (``sql``), and is evaluated on a snapshot (``evaluation``).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from claims.model import Basis, Frozen, Number
from factcheck.references.model import Aggregate

Comparison = Literal[">=", ">", "<=", "<", "="]


class Condition(Frozen):
    """``column`` is one of ``values`` (all strings, as the cleaned cells have them), ``negated``: none of them.

    Or, with a ``comparison``: the number in ``column`` compares so with ``threshold``. A cell that states no number
    does not.
    """

    column: str
    values: tuple[str, ...] = ()
    negated: bool = False
    comparison: Comparison | None = None
    threshold: Number = Decimal(0)


class Selection(Frozen):
    """One measure over the rows of one snapshot that meet all conditions.

    ``period`` is the row's value in the dataset's time column (None for a roster, where the snapshot is the time);
    ``as_of`` is the date that the value is of, for reading. ``column`` and ``aggregate``: another column of the table,
    or another way to make one value of the rows, than those of the measure. ``multiples``: the table does not say in
    what multiples its numbers are, and they are read as so many each.
    """

    dataset: str
    snapshot: str
    measure: str
    where: tuple[Condition, ...] = ()
    period: str | None = None
    as_of: date
    column: str | None = None
    aggregate: Aggregate | None = None
    multiples: int = 1


class Value(Frozen):
    """The measure itself."""

    op: Literal["value"] = "value"
    of: Selection


class Share(Frozen):
    """``part`` as a percentage of ``whole``."""

    op: Literal["share"] = "share"
    part: Selection
    whole: Selection


class Change(Frozen):
    """From ``start`` to ``end``, in the unit that ``basis`` says; a multiple is end / start.

    ``per_year``: a change in percent is told as the yearly rate that so many of them in a row add up to.
    ``years``: it is told as the yearly rate that adds up to it in so many years. ``decimals``: to how many its
    publisher tells it, who rounds it before anyone can quote it.
    """

    op: Literal["change"] = "change"
    start: Selection
    end: Selection
    basis: Basis
    per_year: int | None = None
    years: int | None = None
    decimals: int | None = None


class Ratio(Frozen):
    """``numerator`` / ``denominator``, ``times`` so much: 100,000 for a rate per 100,000."""

    op: Literal["ratio"] = "ratio"
    numerator: Selection
    denominator: Selection
    times: Number = Decimal(1)


class Difference(Frozen):
    """``left`` - ``right``."""

    op: Literal["difference"] = "difference"
    left: Selection
    right: Selection


class Rank(Frozen):
    """The position of ``member`` among the ``group`` of values of ``over``; ties share the better position.

    A condition of ``of`` on ``over`` itself is left aside: ``member`` takes its place. ``column`` states the position,
    the highest first, in the member's own row; None: it is worked out from the values of the group.
    """

    op: Literal["rank"] = "rank"
    of: Selection
    over: str
    member: str
    order: Literal["highest", "lowest"] = "highest"
    group: tuple[str, ...] = Field(default=(), description="the peers; empty: every value but the total")
    column: str | None = None


class Extreme(Frozen):
    """1 where the value of ``of`` is the highest (lowest) of its series since ``since``, else its position in it.

    ``since`` and ``until`` are a year, month or day ("2019", "2019-07", "2019-07-04"). ``since`` itself is left out:
    "the highest since 2019" says that something in 2019 was as high. None: from the beginning. Nothing after ``until``
    is looked at; None: nothing after the period (the snapshot) of ``of``.
    """

    op: Literal["extreme"] = "extreme"
    of: Selection
    order: Literal["highest", "lowest"] = "highest"
    since: str | None = None
    until: str | None = None


class Streak(Frozen):
    """How many periods in a row, of which that of ``of`` is the last, the value rose or fell (``moves``), or met the
    comparison: "its eighth straight weekly drop", "under 7% for two years running".

    A series that begins within the run does not say how long it is.
    """

    op: Literal["streak"] = "streak"
    of: Selection
    moves: Literal["rises", "falls"] | None = None
    comparison: Comparison = "<"
    threshold: Number = Decimal(0)


class CountWhere(Frozen):
    """How many members of ``over`` have a value of ``of`` that meets the comparison."""

    op: Literal["count_where"] = "count_where"
    of: Selection
    over: str
    comparison: Comparison = ">="
    threshold: Number
    group: tuple[str, ...] = Field(default=(), description="the members that count; empty: every value but the total")


Query = Annotated[
    Value | Share | Change | Ratio | Difference | Rank | Extreme | Streak | CountWhere, Field(discriminator="op")
]


def selections(query: Query) -> tuple[Selection, ...]:
    """The selections that a query is made of, the main one (its latest, its part, its subject) first."""
    match query:
        case Value(of=of) | Rank(of=of) | Extreme(of=of) | Streak(of=of) | CountWhere(of=of):
            return (of,)
        case Share(part=part, whole=whole):
            return (part, whole)
        case Change(start=start, end=end):
            return (end, start)
        case Ratio(numerator=first, denominator=second) | Difference(left=first, right=second):
            return (first, second)
