"""Which sign parts the decimals of a table, "1.234,5" or "1,234.5": as its own cells show, else as its separator does.

A cell such as "3,402" may be three and a half or three thousand. Other cells of its column decide, then those of the
table, then whether the file parts its cells with ";", as where the comma is taken for decimals. Where cells of one
column speak for both, those that could be either are left out. In other files one odd cell ("12,34") turns no column
of thousands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.references.grid import RawTable
from factcheck.references.model import Repair

_DRESSED = r"(?P<before>[-+−–(]?\s*[$€£]?\s*)(?P<digits>{})(?P<after>\s*[%€$£]?\)?\D{{0,2}})"
_NUMBER = re.compile(_DRESSED.format(r"\d[\d.,]*"))
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3}){2,}")
_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3}){2,}")
_EITHER = re.compile(r"\d{1,3}[.,]\d{3}")


def pointed(raw: RawTable) -> RawTable:
    """The table with a point before decimals and nothing between thousands, where its cells have a comma for it."""
    columns = [[row[i].strip() for row in raw.rows] for i in range(len(raw.header))]
    shown = [_shown(column) for column in columns]
    commas, points = sum(bool(one[0]) for one in shown), sum(bool(one[1]) for one in shown)
    parted = raw.delimiter == ";" and not points
    repairs: list[Repair] = []
    for i, (comma, point) in enumerate(shown):
        name = raw.header[i]
        if comma and point:
            columns[i], told = _mixed(columns[i], name)
        elif parted or (comma and (raw.delimiter == ";" or comma > _unsure(columns[i]))):
            columns[i], told = _turned(columns[i], name, sure=bool(comma) or commas > 0)
        else:
            continue
        repairs += told
    if not repairs:
        return raw
    rows = tuple(zip(*columns, strict=True))
    return raw.model_copy(update={"rows": rows, "repairs": (*raw.repairs, *repairs)})


def _digits(cell: str) -> str:
    found = _NUMBER.fullmatch(cell)
    return found["digits"] if found else ""


def _shown(column: Sequence[str]) -> tuple[int, int]:
    """How many cells show that a comma parts decimals, and how many that a point does."""
    digits = [found for cell in set(column) if (found := _digits(cell))]
    return sum(bool(_COMMA.fullmatch(one)) for one in digits), sum(bool(_POINT.fullmatch(one)) for one in digits)


def _unsure(column: Sequence[str]) -> int:
    """How many cells could be thousands as well."""
    return sum(bool(_EITHER.fullmatch(_digits(cell))) and not _digits(cell).startswith("0") for cell in set(column))


def _turn(cell: str) -> str:
    found = _NUMBER.fullmatch(cell)
    if found is None or not re.search("[.,]", found["digits"]):
        return cell
    digits = found["digits"]
    if not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+", digits):
        return cell  # a date, an address: no number of this form
    return found["before"] + digits.replace(".", "").replace(",", ".") + found["after"]


def _turned(column: Sequence[str], name: str, *, sure: bool) -> tuple[list[str], list[Repair]]:
    turned = [_turn(cell) for cell in column]
    changed = [(before, after) for before, after in zip(column, turned, strict=True) if before != after]
    if not changed:
        return turned, []
    why = "as other cells of the file show" if sure else (
        "as in other files that part their cells by a semicolon; if it parts thousands, write the numbers without it")
    before, after = min(changed)
    return turned, [Repair(code="decimal_comma" if sure else "decimal_comma_guessed", column=name, rows=len(changed),
                           detail=f"the comma taken for the decimal sign, {why}, such as {before!r} to {after!r}")]


def _mixed(column: Sequence[str], name: str) -> tuple[list[str], list[Repair]]:
    """A column with both forms: each cell as it alone can be read; what could be either is left out."""
    either = [cell for cell in column if _EITHER.fullmatch(_digits(cell)) and not _COMMA.fullmatch(_digits(cell))
              and not _POINT.fullmatch(_digits(cell))]
    read = ["" if cell in either else _turn(cell) if _COMMA.fullmatch(_digits(cell)) else cell for cell in column]
    turned = sum(_COMMA.fullmatch(_digits(cell)) is not None for cell in column)
    told = [Repair(code="decimal_comma", column=name, rows=turned,
                   detail="cells with a decimal comma among cells with a decimal point, each read by its own form")]
    if either:
        told.append(Repair(code="ambiguous_number", column=name, rows=len(either),
                           detail=f"cells that either form could mean left out, such as {min(either)!r}"))
    return read, told
