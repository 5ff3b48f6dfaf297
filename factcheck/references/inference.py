"""Guesses what a bare table means: which columns are places, times and categories, what its numbers measure.

The guess is an ordinary Dataset with ``guessed=True``; written to a descriptor it can be corrected. It never looks at
today's clock: a table is as old as the newest period in it or the date that its name or title states.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from claims.model import Frozen
from claims.vocabulary import places
from factcheck.errors import LibraryError
from factcheck.references import measuring, members, times
from factcheck.references.captions import Caption, caption_of
from factcheck.references.cells import Cells
from factcheck.references.columns import Guess, Sort, as_place_code, guess, plain
from factcheck.references.layouts import laid_out
from factcheck.references.model import Dataset, Dimension, Member, Repair, Role, Snapshot, TimeKind, TimeSpec
from factcheck.references.tables import RawTable, read_table

MANY = 500  # members that a guessed descriptor lists; the cells themselves are asked beyond that
UNDATED = date(1900, 1, 1)
"""As-of date of a table that states none, so that it is older than any article; such snapshots are not ``dated``."""


class Shape(Frozen):
    """The columns of a table, sorted by what they are.

    ``unique``: its dimensions and times tell its rows apart. ``combinations`` are the names, units and multipliers of a
    long table that occur together. Both are facts of whole rows, which single columns do not show.
    """

    guesses: tuple[Guess, ...]
    rows: int
    unique: bool
    combinations: tuple[tuple[str, ...], ...] = ()
    caption: Caption | None = None

    def of(self, *sorts: Sort) -> tuple[Guess, ...]:
        """The columns of these sorts, in the order of the table."""
        return tuple(one for one in self.guesses if one.sort in sorts)

    def first(self, sort: Sort) -> Guess | None:
        """The first column of a sort."""
        return next(iter(self.of(sort)), None)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What was mended, column by column."""
        return tuple(repair for one in self.guesses for repair in one.repairs)


class Naming(Frozen):
    """What a guessed dataset is called, and where it is from; None: guessed."""

    name: str
    title: str
    source: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    unit_of_observation: str | None = None


def infer(path: Path, *, name: str | None = None) -> Dataset:
    """The dataset that a table file seems to be; ``name`` defaults to the file's.

    Raises LibraryError where the file is no table or has no rows. ``infer(Path("rates.csv")).guessed is True``
    """
    raw = laid_out(read_table(path))
    if not raw.rows:
        raise LibraryError(f"{path} has a header but no rows: there is nothing to check against.")
    shape = shape_of(raw)
    naming = Naming(name=name or slug(path.stem), title=title_of(path.stem), source=path.name)
    return understand(shape, naming, (_snapshot(path, raw, shape),))


def understand(shape: Shape, naming: Naming, snapshots: tuple[Snapshot, ...]) -> Dataset:
    """The semantic layer of a table with these columns."""
    time = shape.first(Sort.TIME)
    spec = TimeSpec(kind=TimeKind.AS_OF) if time is None else TimeSpec(
        kind=TimeKind.PERIOD, column=time.name, frequency=times.frequency(time.distinct()))
    dimensions = tuple(dimension_of(one, shape.rows) for one in shape.guesses if is_dimension(one))
    return Dataset(
        name=naming.name, title=naming.title, publisher=naming.publisher or naming.source, url=naming.url,
        licence=naming.licence, unit_of_observation=naming.unit_of_observation or _observation(keys_of(shape.guesses)),
        topic=tuple(dict.fromkeys(plain(naming.title).split())), time=spec, dimensions=dimensions,
        measures=measuring.measures(shape.guesses, title=naming.title, rows=shape.rows, unique=shape.unique,
                                    combinations=shape.combinations, caption=shape.caption),
        snapshots=snapshots, guessed=True)


def shape_of(raw: RawTable) -> Shape:
    """The columns of a raw table with what they seem to be. Only the table as a whole shows what is long, and when."""
    guesses = settled([guess(name, [row[i] for row in raw.rows]) for i, name in enumerate(raw.header)])
    return with_rows(guesses, len(raw.rows)).model_copy(update={"caption": caption_of(raw.above)})


def with_rows(guesses: Sequence[Guess], rows: int) -> Shape:
    """The shape of columns whose cells are all there."""
    keys, by = keys_of(guesses), measuring.naming(guesses)
    found = list(zip(*(one.cells for one in keys), strict=True)) if keys else []
    return Shape(guesses=tuple(guesses), rows=rows, unique=not keys or len(set(found)) == len(found),
                 combinations=tuple(dict.fromkeys(zip(*(one.cells for one in by), strict=True))) if by else ())


def settled(guesses: Sequence[Guess]) -> list[Guess]:
    """The guesses corrected by one another: there is one time, and a long table has a value and what names it.

    Where no column holds places by name, one of their codes does.
    """
    has_value = any(one.sort is Sort.VALUE for one in guesses)
    names = any(one.sort in (Sort.MEASURE, Sort.UNIT, Sort.MULTIPLIER) for one in guesses)
    result: list[Guess] = []
    for one in guesses:
        demoted = one.sort
        if one.sort in (Sort.MEASURE, Sort.UNIT, Sort.MULTIPLIER) and not has_value:
            demoted = Sort.TEXT
        elif one.sort is Sort.VALUE and not names:
            demoted = Sort.NUMBER
        elif one.sort is Sort.TIME and any(other.sort is Sort.TIME for other in result):
            demoted = Sort.TEXT
        result.append(one.model_copy(update={"sort": demoted}))
    if not any(one.sort is Sort.PLACE for one in result):
        for i, one in enumerate(result):
            place = as_place_code(one) if one.sort is Sort.CODE else None
            if place is not None:
                result[i] = place
                break
    return result


def clean_cells(path: Path) -> Cells:
    """The rows of a bare table, its cells cleaned as ``infer`` read them."""
    shape = shape_of(laid_out(read_table(path)))
    return Cells.of({one.name: one.cells for one in shape.guesses})


def keys_of(guesses: Sequence[Guess]) -> list[Guess]:
    """The columns that tell rows apart: the time and the dimensions."""
    return [one for one in guesses if one.sort is Sort.TIME or is_dimension(one)]


def is_dimension(one: Guess) -> bool:
    """Whether rows differ by this column."""
    return one.sort in (Sort.PLACE, Sort.TEXT)


def dimension_of(one: Guess, rows: int) -> Dimension:
    """The dimension that a column of places, categories or names is."""
    values = one.distinct()
    noun = measuring.singular(plain(one.name)) or one.name.casefold()
    text = Role.ENTITY if one.unique(rows) and not one.category else Role.CATEGORY
    return Dimension(name=one.name, role=Role.PLACE if one.sort is Sort.PLACE else text, title=noun, nouns=(noun,),
                     total=_total(one, values), place_kinds=(one.kind,) if one.kind else (),
                     members=tuple(_member(one, value) for value in values[:MANY]))


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
    return members.total_of(one.name, values)


def _observation(keys: list[Guess]) -> str:
    names = [plain(one.name) or one.name for one in keys]
    return "one row" if not names else "one " + " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _snapshot(path: Path, raw: RawTable, shape: Shape) -> Snapshot:
    data = path.read_bytes()
    as_of, basis = as_of_date(path.stem, " ".join(raw.above), shape.first(Sort.TIME))
    target = path.resolve()
    return Snapshot(name=as_of.isoformat() if as_of else "undated", path=target, location=path.name,
                    title=title_of(path.stem), as_of=as_of or UNDATED, as_of_basis=basis, retrieved=as_of or UNDATED,
                    dated=as_of is not None, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), rows=shape.rows,
                    repairs=(*raw.repairs, *shape.repairs))


def as_of_date(stem: str, above: str, time: Guess | None) -> tuple[date | None, str]:
    """The day that a table is of and how that is known: its name, the title over it, or its newest period."""
    if stated := times.stated_date(stem):
        return stated, "date in the file's name"
    if stated := times.stated_date(above):
        return stated, "date in the title over the table"
    newest = max((day for name in (time.distinct() if time else ()) if (day := times.last_day(name))), default=None)
    if newest is None and (named := times.stated_period(stem)):
        return named, "end of the period in the file's name"
    return newest, "end of the newest period in the table" if newest else "the table states no date"


def title_of(stem: str) -> str:
    """A file's name as a title: "net_migration" is "net migration"."""
    return " ".join(re.sub(r"[_-]+", " ", stem).split()) or stem


def slug(stem: str) -> str:
    """A file's name as the name of a dataset."""
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "table"
