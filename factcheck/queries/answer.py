"""What a query gives: a value, or the reason why there is none."""

from __future__ import annotations

from typing import Literal

from claims.model import Frozen, Number

Reason = Literal["no_rows", "no_column", "incomplete", "ambiguous_rows", "zero_denominator", "negative_base",
                 "bad_cell"]
"""Why a query has no value.

- ``no_rows``: nothing meets the conditions, where the aggregate needs a row, or the table has no such period
- ``no_column``: the snapshot lacks a column that the query needs
- ``incomplete``: a rank, extreme, count or sum over rows or members some of which have no value
- ``ambiguous_rows``: several rows of different values where one is asked for
- ``zero_denominator``, ``negative_base``: a share, percentage or multiple of nothing, or of less than nothing
- ``bad_cell``: a cell that should be a number is none
"""


class Result(Frozen):
    """The value of a query, unrounded, in ``unit`` (singular). Shares and percent changes are in percent: 50 is half.

    ``ties`` is how many others share the position, for ranks and extremes. ``signed``: the table's values are changes
    or deviations themselves, so that their sign says which way.
    """

    kind: Literal["result"] = "result"
    value: Number
    unit: str
    ties: int = 0
    signed: bool = False


class Unanswered(Frozen):
    """No value, and why."""

    kind: Literal["unanswered"] = "unanswered"
    reason: Reason
    detail: str = ""


class Unanswerable(Exception):
    """Carries an ``Unanswered`` up through the parts of a query."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        """``detail`` names the cell, member or period that it turns on."""
        super().__init__(reason, detail)
        self.answer = Unanswered(reason=reason, detail=detail)
