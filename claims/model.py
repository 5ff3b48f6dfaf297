"""The types of a claim: a figure and its frame.

Everything here is frozen, needs no language model, and goes to JSON and back without loss. Offsets are code points
into the article's text as given: ``text[claim.start:claim.end] == claim.figure``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def plain_decimal(value: Decimal) -> str:
    """A Decimal in plain notation, whole, without exponent or idle zeros: ``Decimal("1E+3")`` is ``"1000"``."""
    plain = format(value, "f") if value else "0"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


Number = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str, when_used="json")]
"""A Decimal that is written to JSON as a plain string."""


_set = object.__setattr__


class Frozen(BaseModel):
    """Base of every type that crosses a module border."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        defer_build=True,  # a type's validator is built when it is first used: importing costs a third less
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Pydantic's own, without what no type of ours has: other fields, and private ones. A copy is all of a frame's
        work in many steps of matching, and that costs a third.
        """
        if deep:
            return super().model_copy(update=update, deep=True)
        values, stated = self.__dict__.copy(), self.__pydantic_fields_set__.copy()
        if update:
            values.update(update)
            stated.update(update)
        return self._assembled(values, stated)

    @classmethod
    def made(cls, values: dict[str, Any]) -> Self:
        """One of values for all of its fields, in their order, each of its type already: nothing is validated.

        For what is made by the hundred; tests hold that it is what validation makes of it.
        """
        return cls._assembled(values, set(values))

    @classmethod
    def _assembled(cls, values: dict[str, Any], stated: set[str]) -> Self:
        new = cls.__new__(cls)
        _set(new, "__dict__", values)
        _set(new, "__pydantic_fields_set__", stated)
        _set(new, "__pydantic_extra__", None)
        _set(new, "__pydantic_private__", None)
        return new


class Kind(StrEnum):
    """What sort of figure a claim states."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    MONEY = "money"
    MEASURE = "measure"
    CHANGE = "change"
    RATIO = "ratio"
    RANK = "rank"


class Bound(StrEnum):
    """How the stated number is open."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Direction(StrEnum):
    """Which way a change goes."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """In what a change is measured."""

    ABSOLUTE = "absolute"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    MULTIPLE = "multiple"


class Modality(StrEnum):
    """How a claim is put forward. Only asserted claims are facts that a table can settle."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    FORECAST = "forecast"
    HYPOTHETICAL = "hypothetical"
    QUESTION = "question"
    OPINION = "opinion"


class Source(StrEnum):
    """Where a claim has its place or time from."""

    STATED = "stated"
    """Its own sentence says so."""
    CARRIED = "carried"
    """Its sentence leans on one that says so: "It added 40", "the state's rate"."""
    ASSUMED = "assumed"
    """Nothing says so; the story is of that place or time. Shown to readers, never held against a table."""


class Granularity(StrEnum):
    """How fine a stated period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    OTHER = "other"


class Span(Frozen):
    """A stretch of the article: ``article[start:end] == text``."""

    text: str
    start: int
    end: int


class Quantity(Frozen):
    """The number as stated. ``low == high`` but for ranges; ``bound`` says how it is open.

    ``precision`` is the place of the last stated digit: 0.1 for "4.3%", 100000 for "1.2 million", 1 for "1,000" (which
    trailing zeros count as rounding is a matter of policy, not of reading). ``unit`` is singular and spelled out:
    "percent", "percentage point", "dollar", "department", or None.
    """

    low: Number
    high: Number
    bound: Bound = Bound.EXACT
    precision: Number = Decimal(1)
    unit: str | None = None


class Change(Frozen):
    """A change: direction, endpoints and size, each only where the text states it."""

    direction: Direction
    from_: Number | None = Field(default=None, alias="from")
    to: Number | None = None
    by: Number | None = None
    basis: Basis | None = None


class Rank(Frozen):
    """A rank: the position itself is the claim's quantity. ``among`` is the group's noun ("state"), where stated."""

    order: str = Field(pattern="^(highest|lowest)$", description="what the first place has")
    among: str | None = None
    since: Period | None = Field(default=None, description='"the most since 2019"; start is None for "on record"')
    subject: str | None = Field(default=None, description="who holds the rank, as written")


class Place(Frozen):
    """A resolved place. ``code`` is ISO 3166 ("US", "US-FL"); None where there is none (cities, regions)."""

    name: str
    kind: str = Field(description="country, state, territory, region, county, city or world")
    code: str | None = None


class Period(Frozen):
    """A resolved time: an instant (``start == end``) or an interval, both ends included. An open end is None."""

    start: date | None
    end: date | None
    granularity: Granularity = Granularity.OTHER
    text: str | None = Field(default=None, description="the words it was read from")


class Condition(Frozen):
    """What each of the counted things must have: the "at least one clinic" of "40 towns have at least one clinic"."""

    text: str
    counted: str | None
    quantity: Quantity


class Claim(Frozen):
    """A figure and its frame."""

    id: str
    figure: str
    start: int
    end: int
    sentence: Span
    kind: Kind
    quantity: Quantity
    change: Change | None = None
    rank: Rank | None = None
    counted: str | None = Field(default=None, description="the noun phrase that is counted or measured")
    head: str | None = Field(default=None, description="lemma of the counted noun")
    modifiers: tuple[str, ...] = ()
    host: str | None = Field(
        default=None, description='the noun the counted things belong to: "reservations with 70,000 people"'
    )
    predicate: str | None = Field(default=None, description="what is said of the counted things")
    before: str | None = Field(default=None, description="the words that lead to the figure, from the one before it")
    after: str | None = Field(default=None, description="the words that follow the figure, up to the next one")
    shared: str | None = Field(default=None, description="the words before a sentence's first figure, for a later one")
    whole: str | None = Field(default=None, description="for a share: of what")
    whole_quantity: Quantity | None = Field(default=None, description='the 1,000 of "half of the 1,000 permits"')
    condition: Condition | None = None
    categories: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    places_source: Source = Source.STATED
    period: Period | None = None
    period_source: Source = Source.STATED
    speaker: str | None = None
    quoted: bool = False
    modality: Modality = Modality.ASSERTED
    antecedent: str | None = Field(default=None, description="id of the claim this one leans on")
    inherited: bool = Field(default=False, description="what is counted is left out here and taken from the antecedent")
    restates: str | None = Field(default=None, description="for a headline: id of the claim that tells it in full")
    baseline: Period | None = Field(default=None, description="for a change: the time it is counted from")
    start_claim: str | None = Field(default=None, description="for a change: id of the claim that states its start")
    end_claim: str | None = Field(default=None, description="for a change: id of the claim that states its end")
    pattern: str = Field(description="name of the recogniser that found the figure")

    @property
    def within(self) -> tuple[int, int]:
        """Where the figure starts and ends in its sentence, in characters."""
        return self.start - self.sentence.start, self.end - self.sentence.start

    @property
    def ahead(self) -> str:
        """All that its sentence says before the figure."""
        return self.sentence.text[: max(self.start - self.sentence.start, 0)]

    @property
    def behind(self) -> str:
        """All that its sentence says behind the figure."""
        return self.sentence.text[max(self.end - self.sentence.start, 0) :]

    def as_said(self) -> Claim:
        """The claim without the place and time that are only assumed of it: what it can be held to."""
        update: dict[str, object] = {}
        if self.places_source is Source.ASSUMED:
            update |= {"places": (), "places_source": Source.STATED}
        if self.period_source is Source.ASSUMED:
            update |= {"period": None, "period_source": Source.STATED}
        return self.model_copy(update=update) if update else self


class NotClaimReason(StrEnum):
    """Why a number is no claim."""

    ADDRESS = "address"
    BRACKET = "bracket"
    """A group of ages: "aged 20 to 24"."""
    CLASSIFIER = "classifier"
    """What sort of thing it is, as in "two-story house"."""
    CONDITION = "condition"
    """What each of the counted things must have: "states with at least one agency"."""
    COPYRIGHT = "copyright"
    DATE = "date"
    DENOMINATOR = "denominator"
    """What a rate is told by: "per 100,000"."""
    IDENTIFIER = "identifier"
    IDIOM = "idiom"
    INDEX = "index"
    LIST_NUMBER = "list_number"
    MODEL = "model"
    NAME = "name"
    ORDINAL = "ordinal"
    PHONE = "phone"
    PRONOUN = "pronoun"
    SCORE = "score"
    STATUTE = "statute"
    TIME = "time"
    UNREAD = "unread"
    """Digits in a form that no reader knows: nothing is guessed from them."""


class NotClaim(Frozen):
    """A number that is no claim, with the reason, a ``NotClaimReason``: date, time, address, statute, ..."""

    figure: str
    start: int
    end: int
    reason: str


class Extraction(Frozen):
    """All numbers of one text: each is in exactly one of the two lists, in the order of the text."""

    claims: tuple[Claim, ...] = ()
    not_claims: tuple[NotClaim, ...] = ()


Rank.model_rebuild()
