"""A year in one column and its month or quarter in another made one time, "2024" and "3" to "2024-03"."""

from __future__ import annotations

import re
from collections.abc import Collection

from factcheck.references.columns import plain
from factcheck.references.grid import RawTable
from factcheck.references.model import Repair
from factcheck.references.times import period_name

_PARTS = {"month": re.compile(r"0?[1-9]|1[0-2]|[A-Za-z]{3,9}\.?"), "quarter": re.compile(r"[Qq]?[1-4]")}


def joined(raw: RawTable, *, fixed: Collection[str] = ()) -> RawTable:
    """The table with the year and the month, or quarter, in the column of the year; ``fixed`` columns stay."""
    heads = [plain(name) for name in raw.header]
    if heads.count("year") != 1:
        return raw
    at = heads.index("year")
    for word, form in _PARTS.items():
        if heads.count(word) != 1 or raw.header[at] in fixed or raw.header[heads.index(word)] in fixed:
            continue
        part = heads.index(word)
        cells = [_joined(row[at].strip(), row[part].strip(), word, form) for row in raw.rows]
        if not cells or None in cells:
            continue
        kept = [i for i in range(len(heads)) if i != part]
        rows = tuple(tuple(str(cell) if i == at else row[i] for i in kept)
                     for row, cell in zip(raw.rows, cells, strict=True))
        told = Repair(code="time_joined", column=raw.header[at], rows=len(rows),
                      detail=f"joined with the column {raw.header[part]!r}, such as {raw.rows[0][at]!r} and "
                             f"{raw.rows[0][part]!r} to {cells[0]!r}")
        return raw.model_copy(update={"header": tuple(raw.header[i] for i in kept), "rows": rows,
                                      "repairs": (*raw.repairs, told)})
    return raw


def _joined(year: str, part: str, word: str, form: re.Pattern[str]) -> str | None:
    if not re.fullmatch(r"(?:1[5-9]|20)\d\d", year):
        return None
    if not part:
        return year  # the year as a whole
    if not form.fullmatch(part):
        return None
    if word == "quarter":
        return f"{year}Q{part[-1]}"
    return f"{year}-{int(part):02}" if part.isdigit() else period_name(f"{part} {year}")
