"""Values that no table can hold: counts below zero, shares outside 0 to 100 percent."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from claims.model import Frozen
from claims.vocabulary import units
from claims.vocabulary.words import tokens
from factcheck.references.model import Measure
from factcheck.references.questions import Rows

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
    """Whether a measure has a direction, as changes, leads and net flows have: it may be below zero."""
    return measure.margin or measure.signed or _says(measure, _words("signed"))


def impossible(measure: Measure, rows: Rows) -> Impossible | None:
    """What a measure's column holds that cannot be; None where all can, and where the measure's title does not say."""
    needed = (measure.column, *(name for name, _ in measure.where))
    if measure.column is None or signed(measure) or not all(name in rows.names for name in needed):
        return None
    if measure.unit == "percent":
        if not _says(measure, _words("share")):
            return None
        code: Literal["negative_count", "impossible_share"] = "impossible_share"
    elif measure.aggregate.value in ("sum", "value") and _counts(measure):
        code = "negative_count"
    else:
        return None
    high = _HUNDRED if code == "impossible_share" else None
    found = rows.outside(measure.column, measure.where, scale=measure.scale, low=Decimal(0), high=high)
    return Impossible(code=code, rows=found.rows, example=found.example) if found.rows else None


def _says(measure: Measure, words: tuple[str, ...]) -> bool:
    said = " ".join([measure.name.replace("_", " "), measure.title]).casefold()
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", said) is not None


def _counts(measure: Measure) -> bool:
    """Whether the unit is a thing that is counted ("person", "agency"), not one of measure ("dollar", "degree")."""
    return not any(units.lookup(token.text) for token in tokens(measure.unit))
