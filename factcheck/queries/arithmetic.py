"""What is worked out from two values: quotients, changes, positions. Numbers in, a number out; no table is asked."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from claims.model import Basis
from factcheck.queries.algebra import Change, Difference, Ratio, Selection, Share
from factcheck.queries.answer import Unanswerable
from factcheck.queries.table import EXACT


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
    if query.per_year is None:
        return 100 * quotient(difference, start)
    return 100 * (quotient(end, start) ** query.per_year - 1)


def position(values: Mapping[str, Decimal], member: str, order: str) -> tuple[Decimal, int]:
    """The place of a member, ties sharing the better one, and how many share it; Unanswerable where it is not there."""
    if member not in values:
        raise Unanswerable("no_rows", f"{member} is not among those compared")
    own = values[member]
    better = operator.gt if order == "highest" else operator.lt
    ahead = sum(better(value, own) for value in values.values())
    ties = sum(value == own for value in values.values()) - 1
    return Decimal(1 + ahead), ties
