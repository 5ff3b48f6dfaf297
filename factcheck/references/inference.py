"""Guesses what a bare table means: which columns are places, times and categories, what its numbers measure.

The guess is an ordinary Dataset with ``guessed=True``; written to a descriptor it can be corrected. It never looks at
today's clock: a table is as old as the newest period in it or the date that its name or title states.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

from claims.model import Frozen
from claims.vocabulary import places
from factcheck.errors import LibraryError
from factcheck.references import measuring, times
from factcheck.references.cells import Cells
from factcheck.references.columns import Guess, Sort, guess, lists, plain
from factcheck.references.model import Dataset, Dimension, Member, Repair, Role, Snapshot, TimeKind, TimeSpec
from factcheck.references.tables import RawTable, read_table

_MANY = 500  # members that a guessed descriptor lists; the cells themselves are asked beyond that
UNDATED = date(1900, 1, 1)
"""As-of date of a table that states none, so that it is older than any article; such snapshots are not ``dated``."""


class Shape(Frozen):
    """The columns of a table, sorted by what they are."""

    guesses: tuple[Guess, ...]

    def of(self, *sorts: Sort) -> tuple[Guess, ...]:
        """The columns of these sorts, in the order of the table."""
        return tuple(one for one in self.guesses if one.sort in sorts)

    def first(self, sort: Sort) -> Guess | None:
        """The first column of a sort."""
        return next(iter(self.of(sort)), None)


def infer(path: Path, *, name: str | None = None) -> Dataset:
    """The dataset that a table file seems to be; ``name`` defaults to the file's.

    Raises LibraryError where the file is no table or has no rows. ``infer(Path("rates.csv")).guessed is True``
    """
    raw = read_table(path)
    if not raw.rows:
        raise LibraryError(f"{path} has a header but no rows: there is nothing to check against.")
    shape = shape_of(raw)
    title = _title(path)
    time = shape.first(Sort.TIME)
    spec = TimeSpec(kind=TimeKind.AS_OF) if time is None else TimeSpec(
        kind=TimeKind.PERIOD, column=time.name, frequency=times.frequency(time.distinct()))
    dimensions = tuple(_dimension(one, len(raw.rows)) for one in shape.guesses if _is_dimension(one, time))
    keys = [one for one in shape.guesses if one is time or _is_dimension(one, time)]
    return Dataset(
        name=name or _slug(path.stem), title=title, publisher=path.name,
        unit_of_observation=_observation(keys), topic=tuple(dict.fromkeys(plain(title).split())), time=spec,
        dimensions=dimensions, measures=measuring.measures(shape.guesses, keys, title=title),
        snapshots=(_snapshot(path, raw, shape, time),), guessed=True)


def shape_of(raw: RawTable) -> Shape:
    """The columns of a raw table with what they seem to be. Only the table as a whole shows what is long, and when."""
    guesses = [guess(name, [row[i] for row in raw.rows]) for i, name in enumerate(raw.header)]
    has_value = any(one.sort is Sort.VALUE for one in guesses)
    seen_time = False
    for i, one in enumerate(guesses):
        demoted = one.sort
        if one.sort in (Sort.MEASURE, Sort.UNIT, Sort.MULTIPLIER) and not has_value:
            demoted = Sort.TEXT
        elif one.sort is Sort.VALUE and not any(other.sort is Sort.MEASURE for other in guesses):
            demoted = Sort.NUMBER
        elif one.sort is Sort.TIME and seen_time:
            demoted = Sort.TEXT
        seen_time = seen_time or one.sort is Sort.TIME
        guesses[i] = one.model_copy(update={"sort": demoted})
    return Shape(guesses=tuple(guesses))


def clean_cells(path: Path) -> Cells:
    """The rows of a bare table, its cells cleaned as ``infer`` read them."""
    shape = shape_of(read_table(path))
    return Cells.of({one.name: one.cells for one in shape.guesses})


def _is_dimension(one: Guess, time: Guess | None) -> bool:
    return one.sort in (Sort.PLACE, Sort.TEXT) and one is not time


def _dimension(one: Guess, rows: int) -> Dimension:
    values = one.distinct()
    noun = measuring.singular(plain(one.name)) or one.name.casefold()
    text = Role.ENTITY if len(values) == rows and rows > 1 else Role.CATEGORY
    return Dimension(name=one.name, role=Role.PLACE if one.sort is Sort.PLACE else text, title=noun, nouns=(noun,),
                     total=_total(one, values), place_kinds=(one.kind,) if one.kind else (),
                     members=tuple(_member(one, value) for value in values[:_MANY]))


def _member(one: Guess, value: str) -> Member:
    if one.sort is Sort.PLACE:
        place = places.resolve(value, kind=one.kind)
        return Member(value=value, kind=place.kind if place else None)
    return Member(value=value, words=(value.casefold(),))


def _total(one: Guess, values: tuple[str, ...]) -> str | None:
    """The member that stands for all others: a nation among its states, the world among countries, "Total"."""
    if one.sort is Sort.PLACE and len(values) > 1:
        whole = {"state": places.UNITED_STATES, "country": places.WORLD}.get(one.kind or "")
        if whole and whole.name in values:
            return whole.name
    folded = {value.casefold(): value for value in values}
    return next((folded[word] for word in lists("totals")["members"] if word in folded), None)


def _observation(keys: list[Guess]) -> str:
    names = [plain(one.name) or one.name for one in keys]
    return "one row" if not names else "one " + " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _snapshot(path: Path, raw: RawTable, shape: Shape, time: Guess | None) -> Snapshot:
    data = path.read_bytes()
    as_of, basis = _as_of(path, raw, time)
    repairs: tuple[Repair, ...] = tuple(repair for one in shape.guesses for repair in one.repairs)
    target = path.resolve()
    return Snapshot(name=as_of.isoformat() if as_of else "undated", path=target, location=path.name, title=_title(path),
                    as_of=as_of or UNDATED, as_of_basis=basis, retrieved=as_of or UNDATED, dated=as_of is not None,
                    sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), rows=len(raw.rows), repairs=repairs)


def _as_of(path: Path, raw: RawTable, time: Guess | None) -> tuple[date | None, str]:
    if stated := times.stated_date(path.stem):
        return stated, "date in the file's name"
    if stated := times.stated_date(" ".join(raw.above)):
        return stated, "date in the title over the table"
    newest = max((day for name in (time.distinct() if time else ()) if (day := times.last_day(name))), default=None)
    return newest, "end of the newest period in the table" if newest else "the table states no date"


def _title(path: Path) -> str:
    return " ".join(re.sub(r"[_-]+", " ", path.stem).split()) or path.stem


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "table"
