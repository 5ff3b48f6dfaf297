"""Periods that a source tells in parts, as the months of a fiscal year beside it."""

from __future__ import annotations

import re

from factcheck.errors import InputError
from factcheck.references.model import Repair
from factcheck.references.recipes import When
from factcheck.references.times import period_name
from factcheck.references.totals import Columns, known

FIRST_MONTH = 10
"""The month in which the fiscal year of the United States begins, in the calendar year before."""


def dated(columns: Columns, rule: When) -> tuple[Columns, list[Repair]]:
    """The table with whole periods; a part that is no month of the rule stays as it is. InputError: no such column."""
    known(columns, [rule.part, rule.fiscal_year, rule.day])
    result = {name: list(cells) for name, cells in columns.items()}
    for i, part in enumerate(columns[rule.part]):
        if part in rule.moments:
            result[rule.part][i] = ""
            continue
        result[rule.day][i] = ""
        year = re.fullmatch(r"(?:FY)?(\d{4})", columns[rule.fiscal_year][i])
        if year is None:
            raise InputError(f"The recipe reads fiscal years in {rule.fiscal_year!r}, and row {i + 1} has none: "
                             f"{columns[rule.fiscal_year][i]!r}.")
        if part in rule.wholes:
            result[rule.part][i] = f"FY{year[1]}"
        elif month := re.fullmatch(r"\d{4}-(\d\d)", period_name(f"{part} {year[1]}") or ""):
            result[rule.part][i] = f"{int(year[1]) - (int(month[1]) >= FIRST_MONTH)}-{month[1]}"
    detail = f"periods told in parts made whole, such as {columns[rule.part][0]!r}"
    return result, [Repair(code="period_form", column=rule.part, rows=len(columns[rule.part]), detail=detail)]
