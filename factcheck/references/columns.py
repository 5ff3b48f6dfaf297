"""What a column of a bare table is: read from its header and its cells, cleaned in the same pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Any

from claims.model import Frozen
from claims.vocabulary import places
from factcheck.references import cleaning
from factcheck.references.cleaning import CellError, Step
from factcheck.references.model import Repair
from factcheck.references.times import period_name

_MOSTLY = 0.95  # of the filled cells must be numbers for a column of numbers: the rest are marks we do not know
_PLACES = 0.8  # of the distinct cells must be places; a header that says so needs fewer, as regions are mixed in
_NAMED_PLACES = 0.5


class Sort(StrEnum):
    """What a column is to a reader."""

    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    RANK = "rank"
    CODE = "code"
    TEXT = "text"
    MEASURE = "measure"
    VALUE = "value"
    UNIT = "unit"
    MULTIPLIER = "multiplier"


class Guess(Frozen):
    """A column with what it seems to be, its cells clean. ``kind``: of places, the kind that most of them are."""

    name: str
    sort: Sort
    cells: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    kind: str | None = None

    def distinct(self) -> tuple[str, ...]:
        """The different cells, in order of appearance, without the empty one."""
        return tuple(cell for cell in dict.fromkeys(self.cells) if cell)


@cache
def lists(group: str) -> dict[str, Any]:
    """A table of ``cells.toml``, such as ``lists("headers")``."""
    return dict(cleaning.word_lists()[group])


def plain(header: str) -> str:
    """A header without capitals, brackets and punctuation: "Unit_multiplier (10^n)" is "unit multiplier"."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", re.sub(r"[(\[].*?[)\]]", " ", header.casefold())).split())


def says(header: str, group: str) -> bool:
    """Whether a header is one of the words that such a column is called by."""
    return plain(header) in lists("headers")[group]


def guess(name: str, raw: Sequence[str]) -> Guess:
    """What a column is. Numbers must be numbers, places places and times times; everything else is text."""
    cells, repairs = cleaning.clean(raw, cleaning.TEXT, column=name)
    filled = [cell for cell in cells if cell]
    for attempt in (_as_special, _as_time, _as_number, _as_place):
        found = attempt(name, cells, filled)
        if found is not None:
            return found.model_copy(update={"repairs": (*repairs, *found.repairs)})
    return Guess(name=name, sort=Sort.TEXT, cells=tuple(cells), repairs=tuple(repairs))


def _as_special(name: str, cells: list[str], filled: list[str]) -> Guess | None:
    """Columns of which the header alone says what they are: codes, ranks, multipliers and units."""
    if says(name, "code"):
        return Guess(name=name, sort=Sort.CODE, cells=tuple(cells))
    if says(name, "rank") and filled and _share_of_numbers(filled) >= _MOSTLY:
        return _numbers(name, cells).model_copy(update={"sort": Sort.RANK})
    for group, sort in (("multiplier", Sort.MULTIPLIER), ("unit", Sort.UNIT), ("measure", Sort.MEASURE)):
        if says(name, group) and filled and _share_of_numbers(filled) == 0:
            return Guess(name=name, sort=sort, cells=tuple(cells))
    return None


def _as_time(name: str, cells: list[str], filled: list[str]) -> Guess | None:
    names = {cell: period_name(cell) for cell in set(filled)}
    if not filled or any(value is None for value in names.values()):
        return None
    # "signed" or "born" holds dates of events, not the time that a row's figures are of; bare numbers may be anything.
    if not says(name, "time") and not set(plain(name).split()) & {"year", "date", "period"}:
        return None
    changed = [cell for cell in filled if names[cell] != cell]
    repairs: tuple[Repair, ...] = ()
    if changed:
        example = changed[0]
        repairs = (Repair(code="date_form", column=name, rows=len(changed),
                          detail=f"times named as ISO does, such as {example!r} to {names[example]!r}"),)
    return Guess(name=name, sort=Sort.TIME, cells=tuple(names.get(cell) or "" for cell in cells), repairs=repairs)


def _share_of_numbers(filled: Sequence[str]) -> float:
    hits = sum(_is_number(cell) for cell in filled)
    return hits / len(filled)


def _is_number(cell: str) -> bool:
    try:
        return bool(cleaning.number(cleaning.footnotes(cell)))
    except CellError:
        return False


def _as_number(name: str, cells: list[str], filled: list[str]) -> Guess | None:
    if not filled or _share_of_numbers(filled) < _MOSTLY:
        return None
    found = _numbers(name, cells)
    return found.model_copy(update={"sort": Sort.VALUE}) if says(name, "value") else found


def _numbers(name: str, cells: list[str]) -> Guess:
    def lenient(cell: str) -> str:
        return cell if not cell or _is_number(cell) else ""

    unread = Step("unreadable_number", "cells that are no number in a column of numbers left out", lenient)
    clean, repairs = cleaning.clean(cells, (unread, cleaning.FOOTNOTES, cleaning.NUMBER), column=name)
    return Guess(name=name, sort=Sort.NUMBER, cells=tuple(clean), repairs=tuple(repairs))


def _as_place(name: str, cells: list[str], filled: list[str]) -> Guess | None:
    distinct = set(filled)
    found = {cell: place for cell in distinct if (place := places.resolve(cell))}
    needed = _NAMED_PLACES if says(name, "place") else _PLACES
    if not distinct or len(found) / len(distinct) < needed:
        return None
    kind = Counter(place.kind for place in found.values() if place.kind != "world").most_common(1)
    main = kind[0][0] if kind else "world"
    found |= {cell: place for cell in found if (place := places.resolve(cell, kind=main))}

    def fix(cell: str) -> str:
        return found[cell].name if cell in found else cell

    step = Step("place_spelling", "places given the name we know them by", fix)
    clean, repairs = cleaning.clean(cells, (step,), column=name)
    return Guess(name=name, sort=Sort.PLACE, cells=tuple(clean), repairs=tuple(repairs), kind=main)
