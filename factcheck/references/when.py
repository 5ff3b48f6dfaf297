"""Several files of one office in one table: whole periods out of their parts, and only what was known on a day."""

from __future__ import annotations

import re
from datetime import date

from factcheck.errors import InputError
from factcheck.references.model import Repair
from factcheck.references.recipes import When
from factcheck.references.times import last_day, period_name
from factcheck.references.totals import Columns, known

FIRST_MONTH = 10
"""The month in which the fiscal year of the United States begins, in the calendar year before."""

UNKNOWN = "rows of files that came after the day of this snapshot"
UNFINISHED = "months and years that were not over on the day of their file"
RESTATED = "what a later file states anew"


def dated(columns: Columns, rule: When, *, as_of: date) -> tuple[Columns, list[Repair]]:
    """The table as it was known on a day, with whole periods. InputError where a column or a fiscal year is missing."""
    known(columns, [rule.part, rule.fiscal_year, rule.day, *rule.restated])
    kept: dict[tuple[str, ...], tuple[str, ...]] = {}
    out = {UNKNOWN: 0, UNFINISHED: 0, RESTATED: 0}
    names = list(columns)
    at = {name: names.index(name) for name in (rule.part, rule.fiscal_year, rule.day)}
    same = [i for i, name in enumerate(names) if name not in (*rule.restated, rule.day)]
    for number, cells in enumerate(zip(*columns.values(), strict=True), 1):
        row, day = list(cells), cells[at[rule.day]]
        if day > as_of.isoformat():
            out[UNKNOWN] += 1
            continue
        if row[at[rule.part]] in rule.moments:
            row[at[rule.part]] = ""
            kept[(day, *(row[i] for i in same))] = tuple(row)
            continue
        period = row[at[rule.part]] = _period(row[at[rule.part]], row[at[rule.fiscal_year]], rule, number)
        ends = last_day(period)
        if ends is None or ends.isoformat() >= day:
            out[UNFINISHED] += 1
            continue
        key = ("", *(row[i] for i in same))
        out[RESTATED] += key in kept
        if key not in kept or kept[key][at[rule.day]] < day:
            kept[key] = tuple(row)
    result = {name: [row[i] for row in kept.values()] for i, name in enumerate(names)}
    result[rule.day] = [day if not part else "" for day, part in zip(result[rule.day], result[rule.part], strict=True)]
    repairs = [Repair(code="left_out", rows=rows, detail=reason) for reason, rows in out.items() if rows]
    form = "periods told in parts made whole: the month, its fiscal year, the day of its file"
    return result, [*repairs, Repair(code="period_form", column=rule.part, rows=len(kept), detail=form)]


def _period(part: str, fiscal_year: str, rule: When, number: int) -> str:
    """ "Oct" of "FY2025" is "2024-10"; a part that is neither a month nor a whole year stays as it is."""
    year = re.fullmatch(r"(?:FY)?(\d{4})", fiscal_year)
    if year is None:
        raise InputError(f"The recipe reads fiscal years in {rule.fiscal_year!r}, and row {number} has none: "
                         f"{fiscal_year!r}.")
    if part in rule.wholes:
        return f"FY{year[1]}"
    month = re.fullmatch(r"\d{4}-(\d\d)", period_name(f"{part} {year[1]}") or "")
    return f"{int(year[1]) - (int(month[1]) >= FIRST_MONTH)}-{month[1]}" if month else part
