"""A column that says what another one is multiplied by, row by row: done where the table is read, so that rows agree.

Words in a long table ("Thousands") that are one for each measure and unit stay as they are: they are its scale.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from factcheck.references.cleaning import CellError, missing, number
from factcheck.references.columns import Sort, guess, says
from factcheck.references.grid import RawTable
from factcheck.references.headings import scale_of
from factcheck.references.marks import times
from factcheck.references.model import Repair

_EXPONENTS = frozenset({"0", "2", "3", "6", "9", "12"})
_NUMBERS = (Sort.NUMBER, Sort.VALUE)


def multiplied(raw: RawTable, *, roles: Mapping[str, Sort], fixed: Collection[str] = ()) -> RawTable:
    """The table without its column of multipliers, its values multiplied; as it is where no column of them must be.

    ``roles`` are the columns of which a person said what they are, ``fixed`` those that stay as they are. Where several
    columns of numbers stand beside it nobody knows which is meant: that is told, and nothing done.
    """
    at = next((i for i, name in enumerate(raw.header) if roles.get(name) is Sort.MULTIPLIER), None)
    if at is None:
        at = next((i for i, name in enumerate(raw.header) if says(name, "multiplier") and name not in fixed), None)
    if at is None or not raw.rows:
        return raw
    cells = [missing(row[at].strip()) for row in raw.rows]
    factors = {cell: _factor(cell) for cell in cells if cell}
    if not factors or None in factors.values():
        return raw
    values = [i for i, name in enumerate(raw.header) if i != at and _measures(raw, i, roles)]
    stated = [i for i in values if says(raw.header[i], "value") or roles.get(raw.header[i]) is Sort.VALUE]
    if stated and not any(cell.isdigit() for cell in factors) and _settled(raw, at):
        return raw
    chosen = stated[:1] or values
    if len(chosen) != 1:
        named = ", ".join(raw.header[i] for i in values) or "no column of numbers"
        told = Repair(code="not_multiplied", column=raw.header[at], rows=len(raw.rows),
                      detail=f"it is not known which column it multiplies ({named}): nothing was multiplied; give "
                             f"that one --role COLUMN=value")
        return raw.model_copy(update={"repairs": (*raw.repairs, told)})
    return _without(raw, at, chosen[0], {cell: factor for cell, factor in factors.items() if factor is not None})


def _factor(cell: str) -> Decimal | None:
    """What a cell says to multiply by; digits are a power of ten ("1000") or, as SDMX has it, its exponent ("3")."""
    digits = cell.replace(",", "")
    if digits in _EXPONENTS:
        return Decimal(10) ** int(digits)
    return Decimal(digits) if re.fullmatch("10*", digits) else scale_of(cell)


def _measures(raw: RawTable, at: int, roles: Mapping[str, Sort]) -> bool:
    name = raw.header[at]
    if name in roles:
        return roles[name] in _NUMBERS
    return guess(name, [row[at] for row in raw.rows]).sort in _NUMBERS


def _settled(raw: RawTable, at: int) -> bool:
    """Whether each measure and unit has one multiplier, so that it is the scale of a measure and no matter of rows."""
    by = [i for i, name in enumerate(raw.header) if says(name, "measure") or says(name, "unit")]
    found: dict[tuple[str, ...], set[str]] = {}
    for row in raw.rows:
        found.setdefault(tuple(row[i].strip() for i in by), set()).add(row[at].strip())
    return all(len(own) == 1 for own in found.values())


def _without(raw: RawTable, at: int, value: int, factors: Mapping[str, Decimal]) -> RawTable:
    rows, changed, example = [], 0, ""
    for row in raw.rows:
        cell, factor = row[value].strip(), factors.get(missing(row[at].strip()), Decimal(1))
        own = list(row)
        try:
            digits = number(missing(cell))
        except CellError:
            digits = ""
        if digits and factor != 1:
            own[value] = times(digits, factor)
            changed += 1
            example = example or f", such as {cell!r} to {own[value]!r}"
        rows.append(tuple(part for i, part in enumerate(own) if i != at))
    told = Repair(code="multiplied", column=raw.header[value], rows=changed,
                  detail=f"multiplied by the column {raw.header[at]!r}{example}")
    return raw.model_copy(update={"header": tuple(name for i, name in enumerate(raw.header) if i != at),
                                  "rows": tuple(rows), "repairs": (*raw.repairs, told)})
