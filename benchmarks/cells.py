"""Values asked of the reference files as they lie on disk, so that what is true is not taken from the product.

    <operation> <dataset>[/<snapshot>] <column> <key>=<value>&<key>=<value>

Operations: ``value``; ``percent``, ``rise``, ``times``, ``share``, for which one key has two values, ``2023..2024``:
from the first to the second, or the first as a share of the second (``*``: whatever value). A column may be ``rows``
(how many there are), ``distinct:agency_key``, ``rank:population`` or ``bottom:population`` (the place among its like),
and ``payrolls*1000`` is told in thousands. A dataset of one file needs no snapshot.

    value("value us-state-population population place=Utah&year=2024")     3503613
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "reference_data"
ANY = "*"


def value(question: str) -> Decimal:
    """The value, unrounded; LookupError where the files have none, or several."""
    operation, name, column, keys = question.split(maxsplit=3)
    if operation == "value":
        return _cell(name, column, dict(pair.split("=", 1) for pair in keys.split("&")))
    first, second = map(value, ends(question))
    match operation:
        case "percent":
            return (second - first) / first * 100
        case "rise":
            return second - first
        case "times":
            return second / first
        case "share":
            return first / second * 100
    raise LookupError(f"{question!r} asks for {operation!r}, which is none of the operations.")


def ends(question: str) -> tuple[str, str]:
    """The two questions for a value each that an operation on two values is made of."""
    _, name, column, keys = question.split(maxsplit=3)
    pairs = [pair.split("=", 1) for pair in keys.split("&")]
    first, second = ("&".join(f"{key}={_end(text, at)}" for key, text in pairs) for at in (0, 1))
    return f"value {name} {column} {first}", f"value {name} {column} {second}"


def _end(text: str, at: int) -> str:
    return text.split("..")[at] if ".." in text else text


def _cell(name: str, column: str, where: Mapping[str, str]) -> Decimal:
    column, _, factor = column.partition("*")
    rows = [row for row in _rows(name) if all(text in (ANY, row[key]) for key, text in where.items())]
    how, _, of = column.rpartition(":")
    if column == "rows":
        return Decimal(len(rows))
    if how == "distinct":
        return Decimal(len({row[of] for row in rows}))
    if how in ("rank", "bottom"):
        return _rank(name, of, where, lowest_first=how == "bottom")
    if len(rows) != 1 or not rows[0][column]:
        raise LookupError(f"{name} has {len(rows)} rows where {dict(where)}, or no {column} there.")
    return Decimal(rows[0][column]) * Decimal(factor or 1)


def _rank(name: str, column: str, where: Mapping[str, str], *, lowest_first: bool) -> Decimal:
    mine = _cell(name, column, where)
    like = {key: text for key, text in where.items() if key != "place"}
    others = [Decimal(row[column]) for row in _rows(name) if row[column]
              and all(row[key] == text for key, text in like.items())]
    return Decimal(1 + sum(other < mine if lowest_first else other > mine for other in others))


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    dataset, _, snapshot = name.partition("/")
    paths = sorted((DATA / dataset).glob(f"{snapshot or '*'}.csv"))
    if len(paths) != 1:
        raise LookupError(f"{name} names {len(paths)} files of the reference data, not one.")
    with paths[0].open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
