"""What is worked out from two values: quotients, changes, positions. Numbers in, a number out; no table is asked."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from claims.model import Basis
from factcheck.queries.algebra import Change, Difference, Ratio, Selection, Share, Streak
from factcheck.queries.answer import Unanswerable
from factcheck.queries.table import COMPARISONS, EXACT


def combined(query: Share | Change | Ratio | Difference, value_of: Callable[[Selection], Decimal]) -> Decimal:
    """The value of a query over two selections, in its unit; Unanswerable where it has none."""
    match query:
        case Share(part=part, whole=whole):
            return 100 * quotient(value_of(part), value_of(whole))
        case Ratio(numerator=numerator, denominator=denominator, times=times):
            return times * quotient(value_of(numerator), value_of(denominator))
        case Difference(left=left, right=right):
            return EXACT.subtract(value_of(left), value_of(right))
        case Change(start=start, end=end):
            return change(query, value_of(start), value_of(end))


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """Part by whole; Unanswerable where there is no whole."""
    if not whole:
        raise Unanswerable("zero_denominator")
    return part / whole


def change(query: Change, start: Decimal, end: Decimal) -> Decimal:
    """From one value to another, in the basis of the query."""
    difference = EXACT.subtract(end, start)
    if query.basis in (Basis.ABSOLUTE, Basis.PERCENTAGE_POINTS):
        return difference
    if start < 0:
        raise Unanswerable("negative_base", f"the starting value is {start}")
    if query.basis is not Basis.PERCENT:
        return quotient(end, start)
    if query.per_year is None and query.years is None:
        percent = 100 * quotient(difference, start)
        return percent if query.decimals is None else rounded(percent, query.decimals)
    if query.years is not None and end < 0:
        raise Unanswerable("negative_base", f"the last value is {end}")  # a root of less than nothing
    power = Decimal(query.per_year or 1) / (query.years or 1)
    return 100 * (quotient(end, start) ** power - 1)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """To so many decimals, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def run_length(values: Sequence[Decimal | None], query: Streak) -> Decimal:
    """How many of the last values, in order, meet the condition; Unanswerable where one has none or all of them do."""
    meets = COMPARISONS[query.comparison]
    for count, at in enumerate(range(len(values) - 1, -1, -1)):
        own, before = values[at], values[at - 1] if at else None
        if own is None or (query.moves is not None and before is None):
            break
        if query.moves is None or before is None:
            holds = meets(own, query.threshold)
        else:
            holds = own > before if query.moves == "rises" else own < before
        if not holds:
            return Decimal(count)
    raise Unanswerable("incomplete", "the run reaches beyond what the series holds")


def position(values: Mapping[str, Decimal], member: str, order: str) -> tuple[Decimal, int]:
    """The place of a member, ties sharing the better one, and how many share it; Unanswerable where it is not there."""
    if member not in values:
        raise Unanswerable("no_rows", f"{member} is not among those compared")
    own = values[member]
    better = operator.gt if order == "highest" else operator.lt
    ahead = sum(better(value, own) for value in values.values())
    ties = sum(value == own for value in values.values()) - 1
    return Decimal(1 + ahead), ties
