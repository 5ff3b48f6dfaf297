"""Values of queries in words: "831 agencies", "an increase of 524.8%", "first", "as of 17 September 2025"."""

from __future__ import annotations

from decimal import Decimal

from claims.model import Basis, Change, Claim, Direction, Kind
from factcheck.queries.algebra import Change as ChangeQuery
from factcheck.queries.algebra import Difference, Extreme, Query, Rank, Selection, Streak, Value, selections
from factcheck.queries.algebra import Ratio as RatioQuery
from factcheck.queries.answer import Result
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.periods import day, spoken
from factcheck.queries.phrases import countable, span
from factcheck.references.model import Aggregate, TimeKind
from factcheck.verification.formatting import great_sum, ordinal, plain, plural, with_unit


def said(query: Query, answer: Result) -> str:
    """The value as a sentence would have it: "831 agencies", "a decrease of 2.1%", "second"."""
    match query:
        case Rank():
            return ordinal(answer.value)
        case Extreme():
            return query.order if answer.value == 1 else f"{ordinal(answer.value)}-{query.order}"
        case RatioQuery() | ChangeQuery(basis=Basis.MULTIPLE):
            return f"{plain(answer.value, place=Decimal('0.1'))} times"
        case ChangeQuery():
            if answer.value == 0:
                return "no change"
            return f"{_article(answer.value > 0)} of {with_unit(abs(answer.value), answer.unit)}"
    if answer.signed and answer.value < 0:
        return f"{_article(False)} of {with_unit(abs(answer.value), answer.unit)}"
    return great_sum(answer.value, answer.unit) or with_unit(answer.value, answer.unit)


def claimed_direction(claim: Claim) -> str:
    """The direction of a claim as a noun: "an increase"."""
    return _article(claim.change is None or claim.change.direction is not Direction.DOWN)


def _article(up: bool) -> str:
    return "an increase" if up else "a decrease"


def when(query: Query, library: Library) -> str:
    """The time of a query's value, with a leading space: " as of 17 September 2025", " for 2025-08"."""
    parts = selections(query)
    if isinstance(query, ChangeQuery):
        return f" from {moment(parts[1], library)} to {moment(parts[0], library)}"
    if isinstance(query, Streak):
        return f" up to {moment(parts[0], library)}"
    dataset = library.dataset(parts[0].dataset)
    time = dataset.time_of(parts[0].measure)
    if (ends := span(parts[0], library)) is not None:
        extremes = {Aggregate.MAX: "at the highest", Aggregate.MIN: "at the lowest"}
        lead = extremes.get(parts[0].aggregate or Aggregate.MEAN, "on average")
        return f" {lead} from {ends[0]} to {ends[1]}"
    if parts[0].period is None and not dataset.snapshot(parts[0].snapshot).dated:
        return ""
    word = "as of" if time.kind is TimeKind.AS_OF or time.instant or parts[0].period is None else "for"
    return f" {word} {moment(parts[0], library)}"


def moment(selection: Selection, library: Library) -> str:
    """The time of one selection: its period as the table has it, or the date of its snapshot."""
    if selection.period is None:
        return day(selection.as_of)
    name = spoken(selection.period)
    return f"the {name}" if " quarter of " in name else name


def kind_for(claim: Claim, query: Query) -> Kind:
    """The kind as which the figure is read beside this query: a position is a rank, a quotient a ratio."""
    match query:
        case Rank() | Extreme():
            return Kind.RANK
        case RatioQuery() | ChangeQuery(basis=Basis.MULTIPLE):
            return Kind.RATIO
        case Streak():
            return Kind.COUNT  # "its eighth straight drop" is the eighth of eight
        case Value() if claim.kind is Kind.RATIO:
            return Kind.COUNT  # "won it four times": a level is no multiple
    return claim.kind


def noun(selection: Selection, other: Selection, library: Library) -> str:
    """What a selection counts, so that it differs from the other: "agreements"; its title where the unit says less."""
    measure = measure_of(selection, library)
    against = measure_of(other, library)
    shared = measure.unit == against.unit or measure.unit in ("percent", "person", "")
    return measure.title if shared or not countable(measure) else plural(measure.unit)


def change_of(claim: Claim, query: Query, answer: Result) -> Change | None:
    """The direction in which claim and value are compared; None where the value is a plain level.

    A level ("fell to 4.3%") has no sign to compare. A table whose values are changes themselves shows that by a
    negative value.
    """
    match query:
        case ChangeQuery(basis=basis):
            stated = claim.change or Change(direction=Direction.UNKNOWN)
            return stated.model_copy(update={"basis": basis})
        case Difference(left=left) if left.column is not None:
            return Change(direction=Direction.UP, basis=Basis.ABSOLUTE)  # two cells, the one that has more by the words
        case Difference():
            stated = claim.change or Change(direction=Direction.UNKNOWN)
            return stated.model_copy(update={"basis": Basis.ABSOLUTE})
        case Value() if answer.signed and claim.kind is Kind.CHANGE and claim.change is not None:
            # "Employers added 22,000 jobs": where no other way is said, it is meant as a gain.
            up = claim.change.direction is Direction.UNKNOWN
            direction = Direction.UP if up else claim.change.direction
            return claim.change.model_copy(update={"basis": Basis.ABSOLUTE, "direction": direction})
        case Value() if claim.kind is Kind.CHANGE and claim.change is not None and answer.value < 0:
            return claim.change.model_copy(update={"basis": Basis.ABSOLUTE})
    return None
