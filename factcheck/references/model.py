"""The types of the reference library: datasets, their semantic layer, and their dated snapshots."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field

from claims.model import Frozen, Number
from factcheck.references.derived import ChangeOf, Derived


class Role(StrEnum):
    """What a dimension is to a reader."""

    PLACE = "place"
    TIME = "time"
    CATEGORY = "category"
    ENTITY = "entity"


class Aggregate(StrEnum):
    """How the rows of a selection become one value."""

    COUNT = "count"
    COUNT_DISTINCT = "count_distinct"
    SUM = "sum"
    MEAN = "mean"
    MAX = "max"
    MIN = "min"
    VALUE = "value"


class TimeKind(StrEnum):
    """``as_of``: one snapshot is one moment (a roster). ``period``: a column says when (a series)."""

    AS_OF = "as_of"
    PERIOD = "period"


class Member(Frozen):
    """One value of a dimension and the words people use for it."""

    value: str
    words: tuple[str, ...] = ()
    kind: str | None = Field(default=None, description="for a place: state, territory, country, ...")


class Group(Frozen):
    """Members of a dimension that are spoken of together: "the South", "all states". Their total is their sum."""

    value: str
    members: tuple[str, ...]
    words: tuple[str, ...] = ()


class Dimension(Frozen):
    """A column by which rows differ.

    ``nouns`` are the words for one of its members ("state"; "model", "type"), so that "40 states" counts members.
    ``total`` is the member that stands for all others together; None where a total is made by aggregating rows.
    ``told_with``: words beside a figure that make it one of a member, whether or not it is named ("won 5,000 votes").
    """

    name: str
    role: Role
    title: str
    nouns: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    groups: tuple[Group, ...] = ()
    total: str | None = None
    carried: bool = Field(default=False, description="what a sentence names of it holds for its other figures as well")
    told_with: tuple[str, ...] = ()
    place_kinds: tuple[str, ...] = Field(default=(), description="for places: which kinds are peers in a ranking")


LONGEST_DAYS = 36_500
"""A century: no lag and no age of a table is longer."""


class TimeSpec(Frozen):
    """When a dataset's values hold."""

    kind: TimeKind
    column: str | None = None
    frequency: str | None = Field(
        default=None, description="irregular, daily, weekly, monthly, quarterly, annual or quadrennial"
    )
    release_lag_days: int = Field(default=0, ge=0, le=LONGEST_DAYS)
    release_lag_at_most_days: int | None = Field(
        default=None, ge=0, le=LONGEST_DAYS, description="how long it takes at most, where that varies"
    )
    late: tuple[tuple[str, date], ...] = Field(
        default=(), description="periods published out of the ordinary, and on which day"
    )
    max_age_days: int | None = Field(
        default=None, ge=0, le=LONGEST_DAYS, description="older than this, a claim cannot be held against it"
    )
    quoted_days: int | None = Field(
        default=None, ge=0, le=LONGEST_DAYS, description="so long the newest figure is told as that of the day"
    )
    instant: bool = Field(default=False, description="values are stocks at a moment, not flows over a period")
    anchor: str | None = Field(default=None, description='month and day an annual stock is of, or a flow ends: "07-01"')


class Measure(Frozen):
    """Something a dataset can say.

    ``words`` name it in running text. A word may stand in several measures ("jurisdictions"): then it admits each of
    them. ``additive`` lists the dimensions over which values may be summed. ``revision`` is the usual size of later
    revisions, in ``unit``.
    """

    name: str
    title: str = Field(description='a plural noun phrase: "agencies with an agreement"')
    aggregate: Aggregate
    column: str | None = None
    where: tuple[tuple[str, str], ...] = Field(default=(), description="fixed conditions: the name in a long table")
    unit: str
    scale: Number = Decimal(1)
    words: tuple[str, ...] = ()
    requires: tuple[str, ...] = Field(default=(), description="one of these must be in the claim's context")
    headlined: bool = Field(default=False, description="the headline may be where one of these stands")
    beside: tuple[str, ...] = Field(default=(), description="one of these must stand right beside the figure")
    excludes: tuple[str, ...] = Field(default=(), description="modifiers that make it another measure")
    excludes_clause: tuple[str, ...] = Field(default=(), description="words of its clause that make it another measure")
    told_with: tuple[str, ...] = Field(
        default=(), description='verbs that tell its change of a place without naming it: "Texas grew by 473,453"'
    )
    changed_by: str | None = Field(default=None, description="the measure that states its change from time to time")
    places_own: tuple[str, ...] = Field(
        default=(), description='what a place has of its own, told by its name before it: the "Texas Senate"'
    )
    additive: tuple[str, ...] = ()
    margin: bool = Field(default=False, description='a lead, told by its words after "by": "won by 537 votes"')
    rounding_column: str | None = Field(default=None, description="column that says to what it is rounded")
    rounding_percent: Number | None = Field(default=None, description="the same, as a percentage of the value")
    rounding_points: Number | None = Field(
        default=None, description="how wide the band of its newest change in percent is, in points"
    )
    rank_column: str | None = Field(default=None, description="column that states its rank among all, 1 the highest")
    concept: str | None = Field(default=None, description="the same concept in two datasets is the same fact")
    mistaken_for: tuple[str, ...] = Field(
        default=(), description="other measures of the dataset that writers confuse it with: offenses with their rate"
    )
    revision: Number | None = None
    revision_percent: Number | None = Field(default=None, description="the same, as a percentage of the value")
    revision_later: Number | None = Field(
        default=None, description="the same in its unit, once benchmarks and seasonal factors were made anew for years"
    )
    revision_basis: str | None = Field(default=None, description="how that size is known")
    revision_days: int | None = Field(
        default=None, ge=1, description="for how many days after its time it is revised; if not given, for ever"
    )
    moves_percent: Number | None = Field(
        default=None, description="how far it moves in thirty days at most, in percent"
    )
    moves_basis: str | None = Field(default=None, description="how that is known")
    time: TimeSpec | None = Field(default=None, description="when it holds, if not as the dataset says")
    derived: Derived | None = Field(default=None, description="how it follows from others; with a column, it is stated")
    apart: Number | None = Field(default=None, description="how far sound sources lie apart, in its unit")
    apart_percent: Number | None = Field(default=None, description="the same, as a percentage of the value")
    apart_basis: str | None = Field(default=None, description="why they do, and how that size is known")
    counted_in: tuple[str, ...] = Field(
        default=(), description="periods of which another official count tells the same: the years of a census")
    counted_percent: Number | None = Field(
        default=None, description="how far such a count lies from the value, as a percentage of it")
    told_by: tuple[str, ...] = Field(
        default=(), description="words for who publishes these very figures: told by them, no other source is meant")
    told_by_others: tuple[str, ...] = Field(default=(), description="words for the other sound sources")
    compared: Literal["always", "same_season", "never"] = Field(
        default="always", description="values of which two times say how much it has changed"
    )
    averaged: bool = Field(default=False, description="over a longer time it is the mean of its periods")
    unpublished: tuple[str, ...] = Field(
        default=(), description="periods for which no value was ever published: a record is one of all the others")
    deviation: bool = Field(default=False, description="its values are told by how far they are above or below a norm")

    @property
    def computed(self) -> bool:
        """Whether its values are worked out from other measures: it is derived, and no column states them."""
        return self.derived is not None and self.column is None

    @property
    def signed(self) -> bool:
        """Whether the sign of its values says which way something went."""
        return self.deviation or isinstance(self.derived, ChangeOf)

    def usual_revision(self, value: Decimal, *, later: bool = False) -> Decimal | None:
        """The usual size of later revisions of ``value``, in ``unit``; None where none are known.

        ``later``: years lie between the value as first told and the one that is known.
        """
        sizes = [size for size in (self.revision, self.revision_percent and abs(value) * self.revision_percent / 100,
                                   self.revision_later if later else None) if size is not None]
        return max(sizes, default=None)

    def usually_apart(self, value: Decimal, *, counted: bool = False) -> Decimal | None:
        """How far another sound source's figure may lie from ``value``, in ``unit``; None where there is one source.

        ``counted``: the value is of a period in which it was counted as well.
        """
        shares = (self.apart_percent, self.counted_percent if counted else None)
        sizes = [size for size in (self.apart, *(share and abs(value) * share / 100 for share in shares))
                 if size is not None]
        return max(sizes, default=None)


class Via(Frozen):
    """The carrier that the bytes came through, and their hash as they came."""

    url: str
    path: str | None = None
    commit: str | None = None
    sha256: str | None = None
    extract_sha256: str | None = Field(default=None, description="of the table imported, if only an extract")
    etag: str | None = Field(default=None, description="the server's own name of these bytes")
    last_modified: str | None = Field(default=None, description="when the server says that they were last changed")


class Repair(Frozen):
    """One kind of dirt that was mended when the snapshot was made."""

    code: str
    column: str | None = None
    rows: int
    detail: str


class Snapshot(Frozen):
    """One dated file of a dataset. Never edited: a correction is a new one that ``supersedes`` the old."""

    name: str
    path: Path = Field(description="absolute path of the file")
    location: str = Field(description="path as the reports and the SQL name it: dataset folder / file")
    title: str
    as_of: date
    as_of_basis: str
    retrieved: date
    released: date | None = None
    origin_url: str | None = None
    archive_url: str | None = None
    via: Via | None = None
    sha256: str
    bytes: int = Field(ge=0)
    rows: int | None = Field(default=None, ge=0)
    supersedes: str | None = None
    repairs: tuple[Repair, ...] = ()
    attestation: str | None = Field(default=None, description="what else vouches for these figures")
    dated: bool = Field(default=True, description="False: the table states no date and holds for any")


class Dataset(Frozen):
    """A table through time, with what it counts, of what, where and when."""

    name: str
    title: str
    publisher: str
    url: str | None = None
    licence: str | None = None
    unit_of_observation: str
    topic: tuple[str, ...] = Field(default=(), description="words that say what the table is about")
    inert: tuple[str, ...] = Field(default=(),
                                   description="words that limit nothing here: every agreement is cooperative")
    topic_required: bool = Field(default=False, description="a claim must touch a topic word to be matched here")
    scope: str | None = Field(default=None, description='what its totals cover: "United States"')
    precedence: int = Field(default=0, description="among datasets that hold the same fact, the higher is asked first")
    time: TimeSpec
    dimensions: tuple[Dimension, ...] = ()
    measures: tuple[Measure, ...]
    snapshots: tuple[Snapshot, ...]
    guessed: bool = Field(default=False, description="the descriptor was inferred from a bare table")

    def measure(self, name: str) -> Measure:
        """The measure of that name; KeyError where there is none."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        raise KeyError(name)

    def dimension(self, name: str) -> Dimension:
        """The dimension of that column; KeyError where there is none."""
        for dimension in self.dimensions:
            if dimension.name == name:
                return dimension
        raise KeyError(name)

    def snapshot(self, name: str) -> Snapshot:
        """The snapshot of that name; KeyError where there is none."""
        for snapshot in self.snapshots:
            if snapshot.name == name:
                return snapshot
        raise KeyError(name)

    def time_of(self, measure: str) -> TimeSpec:
        """When the values of that measure hold: its own ``time``, or the dataset's."""
        return self.measure(measure).time or self.time
