"""What a column of a bare table is: read from its header and its cells, cleaned in the same pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from claims.model import Frozen, Place
from claims.vocabulary import places
from claims.vocabulary.localities import locality
from factcheck.references import cleaning, marks, times
from factcheck.references.cleaning import Step
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
    CATEGORY = "category"  # only said by a person, and then a text whose members are no entities
    MEASURE = "measure"
    VALUE = "value"
    UNIT = "unit"
    MULTIPLIER = "multiplier"


class Guess(Frozen):
    """A column with what it seems to be, its cells clean. ``kind``: of places, the kind that most of them are.

    ``sign`` is what its numbers are dressed in: "%", "$". ``weights`` says in how many rows each cell stands, where the
    cells are without their repetitions. ``category``: a person calls it one.
    """

    name: str
    sort: Sort
    cells: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    kind: str | None = None
    sign: str | None = None
    weights: tuple[int, ...] | None = None
    category: bool = False

    def distinct(self) -> tuple[str, ...]:
        """The different cells, in order of appearance, without the empty one."""
        return tuple(cell for cell in dict.fromkeys(self.cells) if cell)

    def unique(self, rows: int) -> bool:
        """Whether each of ``rows`` rows has a cell of its own."""
        filled = [cell for cell in self.cells if cell]
        return len(set(filled)) == rows > 1 and (self.weights is None or max(self.weights, default=1) == 1)


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


def guess(name: str, raw: Sequence[str], *, weights: Sequence[int] | None = None) -> Guess:
    """What a column is. Numbers must be numbers, places places and times times; everything else is text."""
    column = _cleaned(name, raw, weights)
    for attempt in (_as_special, _as_time, _as_number, _as_place):
        found = attempt(column)
        if found is not None:
            return found
    return column.guess(Sort.TEXT)


def read_as(name: str, raw: Sequence[str], sort: Sort, *, weights: Sequence[int] | None = None,
            kind: str | None = None) -> Guess:
    """The column read as what somebody says it is; cells that are not that stay as they are, numbers become empty."""
    column = _cleaned(name, raw, weights)
    if sort in (Sort.NUMBER, Sort.VALUE, Sort.RANK):
        return _numbers(column, sort)
    if sort is Sort.TIME:
        return _times(column)
    if sort is Sort.PLACE:
        return _places(column, _resolved(column, fips=True), kind=kind)
    if sort is Sort.CATEGORY:
        return column.guess(Sort.TEXT).model_copy(update={"category": True})
    return column.guess(sort)


class _Column(NamedTuple):
    """A column on its way to a guess: its cells after the fixes that every text needs."""

    name: str
    cells: list[str]
    weights: tuple[int, ...] | None
    repairs: tuple[Repair, ...]

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]

    @property
    def counts(self) -> Counter[str]:
        """In how many rows each cell stands, without the empty one."""
        found: Counter[str] = Counter()
        for cell, rows in zip(self.cells, self.weights or [1] * len(self.cells), strict=True):
            if cell:
                found[cell] += rows
        return found

    def guess(self, sort: Sort, *steps: Step, kind: str | None = None, sign: str | None = None) -> Guess:
        """The column after more steps."""
        clean, repairs = cleaning.clean(self.cells, steps, column=self.name, weights=self.weights)
        return Guess(name=self.name, sort=sort, cells=tuple(clean), repairs=(*self.repairs, *repairs), kind=kind,
                     sign=sign, weights=self.weights)


def _cleaned(name: str, raw: Sequence[str], weights: Sequence[int] | None) -> _Column:
    cells, repairs = cleaning.clean(raw, cleaning.TEXT, column=name, weights=weights)
    return _Column(name, cells, None if weights is None else tuple(weights), tuple(repairs))


def _as_special(column: _Column) -> Guess | None:
    """Columns of which the header alone says what they are: codes, ranks, multipliers and units."""
    filled = column.filled
    if set(plain(column.name).split()) & {"state", "fips"} and filled and all(cell.isdigit() for cell in filled):
        found = _resolved(column, fips=True)
        if len(found) == len(set(filled)) > 1:  # census codes leave out 3, 7 and 14: a mere count does not
            return _places(column, found, kind=None)
    if says(column.name, "code"):
        return column.guess(Sort.CODE)
    if says(column.name, "rank") and filled and _share_of_numbers(column) >= _MOSTLY:
        return _numbers(column, Sort.RANK)
    for group, sort in (("multiplier", Sort.MULTIPLIER), ("unit", Sort.UNIT), ("measure", Sort.MEASURE)):
        if says(column.name, group) and filled and _share_of_numbers(column) == 0:
            return column.guess(sort)
    return None


def _as_time(column: _Column) -> Guess | None:
    filled = set(column.filled)
    # "signed" or "born" holds dates of events, not the time that a row's figures are of; bare numbers may be anything.
    if not says(column.name, "time") and not set(plain(column.name).split()) & {"year", "date", "period"}:
        return None
    turned = times.turned if times.day_first(filled) else str
    if not filled or any(period_name(turned(cell)) is None for cell in filled):
        return None
    return _times(column)


def _times(column: _Column) -> Guess:
    filled = set(column.filled)
    order = times.day_first(filled)
    turned = times.turned if order else str
    step = Step("date_form", "times named as ISO does",
                lambda cell: (period_name(turned(cell)) or cell) if cell else cell)
    if order:
        step = step._replace(detail="dates read with the day first, as one of them shows, and named as ISO does")
    elif order is None and any(map(times.slashed, filled)):
        step = step._replace(code="date_order_guessed", detail="dates read with the month first, as nothing in the "
                             "column says otherwise; if the day is first, write them as 2025-01-31")
    if times.first_days(step.fix(cell) for cell in filled):
        months = Step("month_form", "first days of months taken for the months", lambda cell: cell[:7])
        return column.guess(Sort.TIME, step, months)
    return column.guess(Sort.TIME, step)


def _share_of_numbers(column: _Column) -> float:
    """The part of the rows with something in them that hold a number."""
    rows = hits = 0
    known: dict[str, bool] = {}
    fixes = marks.steps(column.counts)
    for i, cell in enumerate(column.cells):
        if cell:
            weight = 1 if column.weights is None else column.weights[i]
            rows += weight
            if cell not in known:
                mended = marks.applied(cell, fixes)
                known[cell] = not mended or marks.is_number(mended)
            hits += weight * known[cell]
    return hits / rows


def _as_number(column: _Column) -> Guess | None:
    filled = column.filled
    if not filled or _share_of_numbers(column) < _MOSTLY:
        return None
    return _numbers(column, Sort.VALUE if says(column.name, "value") else Sort.NUMBER)


def _numbers(column: _Column, sort: Sort) -> Guess:
    def lenient(cell: str) -> str:
        return cell if not cell or marks.is_number(cell) else ""

    unread = Step("unreadable_number", "cells that are no number in a column of numbers left out", lenient)
    filled = column.filled
    signs = Counter(sign for cell in filled for sign in lists("signs")["signs"] if sign in cell)
    main = next((sign for sign, rows in signs.most_common(1) if rows >= _MOSTLY * len(filled)), None)
    return column.guess(sort, *marks.steps(column.counts), unread, cleaning.FOOTNOTES, cleaning.NUMBER, sign=main)


def _as_place(column: _Column) -> Guess | None:
    distinct = set(column.filled)
    named = says(column.name, "place")
    needed = _NAMED_PLACES if named else _PLACES
    found = _resolved(column, fips=named)
    if not distinct or len(found) / len(distinct) < needed:
        local = {cell: place for cell in distinct if (place := locality(cell))}
        if not distinct or len(local) / len(distinct) < needed:
            return None
        return _places(column, local, kind=None)
    return _places(column, found, kind=None)


def _resolved(column: _Column, *, fips: bool) -> dict[str, Place]:
    return {cell: place for cell in set(column.filled) if (place := places.resolve(cell, fips=fips))}


def _places(column: _Column, found: dict[str, Place], *, kind: str | None) -> Guess:
    kinds = Counter(place.kind for place in found.values() if place.kind != "world").most_common(1)
    main = kind or (kinds[0][0] if kinds else "world")
    if main not in ("county", "city"):
        found |= {cell: place for cell in found if (place := places.resolve(cell, kind=main))}

    def fix(cell: str) -> str:
        return found[cell].name if cell in found else cell

    return column.guess(Sort.PLACE, Step("place_spelling", "places given the name we know them by", fix), kind=main)


def as_place_code(one: Guess) -> Guess | None:
    """A column of codes whose codes are those of places (FIPS, ISO, postal), as a column of places; else None."""
    distinct = one.distinct()
    header = plain(one.name)
    fips = "fips" in header or says(one.name, "place")
    found = {cell: place for cell in distinct if (place := places.resolve(cell, fips=fips))
             and (not cell.isdigit() or fips)}
    if len(distinct) < 2 or len(found) / len(distinct) < _PLACES:
        return None
    return _places(_Column(one.name, list(one.cells), one.weights, one.repairs), found, kind=None)
