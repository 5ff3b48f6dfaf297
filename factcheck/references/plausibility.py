"""Values that no table can hold: counts below zero, shares outside 0 to 100 percent."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Literal

from claims.model import Frozen
from claims.vocabulary import units
from claims.vocabulary.words import tokens
from factcheck.references.cells import Cells
from factcheck.references.model import Measure

_HUNDRED = Decimal(100)


class Impossible(Frozen):
    """So many cells of a measure cannot be; ``example`` is one of them as the table has it."""

    code: Literal["negative_count", "impossible_share"]
    rows: int
    example: str


@cache
def _words(of: str) -> tuple[str, ...]:
    text = (files("factcheck.references") / "data" / "plausibility.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[of]["words"])


def signed(measure: Measure) -> bool:
    """Whether a measure's title says that it has a direction, as changes and net flows have: it may be below zero."""
    return _says(measure, _words("signed"))


def impossible(measure: Measure, cells: Cells) -> Impossible | None:
    """What a measure's column holds that cannot be; None where all can, and where the measure's title does not say."""
    if measure.column is None or measure.column not in cells.columns or signed(measure):
        return None
    if measure.unit == "percent":
        if not _says(measure, _words("share")):
            return None
        code: Literal["negative_count", "impossible_share"] = "impossible_share"
    elif measure.aggregate.value in ("sum", "value") and _counts(measure):
        code = "negative_count"
    else:
        return None
    low, high = Decimal(0), _HUNDRED if code == "impossible_share" else None
    wrong = {cell for cell in set(cells.column(measure.column)) if _outside(cell, measure.scale, low, high)}
    if not wrong:
        return None
    rows = [cell for cell in _own(measure, cells) if cell in wrong]
    return Impossible(code=code, rows=len(rows), example=rows[0]) if rows else None


def _own(measure: Measure, cells: Cells) -> list[str]:
    """The measure's cells: of a long table those of its rows."""
    assert measure.column is not None
    own = list(cells.column(measure.column))
    for name, value in measure.where:
        if name not in cells.columns:
            return []
        own = [cell if label == value else "" for cell, label in zip(own, cells.column(name), strict=True)]
    return own


def _says(measure: Measure, words: tuple[str, ...]) -> bool:
    said = " ".join([measure.name.replace("_", " "), measure.title]).casefold()
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", said) is not None


def _counts(measure: Measure) -> bool:
    """Whether the unit is a thing that is counted ("person", "agency"), not one of measure ("dollar", "degree")."""
    return not any(units.lookup(token.text) for token in tokens(measure.unit))


def _outside(cell: str, scale: Decimal, low: Decimal, high: Decimal | None) -> bool:
    try:
        value = Decimal(cell) * scale
    except InvalidOperation:
        return False
    return value.is_finite() and (value < low or (high is not None and value > high))
