"""Makes the rows of a snapshot from a raw table by a recipe, and says what was mended on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from claims.model import Frozen
from claims.vocabulary import places
from factcheck.errors import InputError
from factcheck.references import cleaning
from factcheck.references.cleaning import CellError, Step
from factcheck.references.deriving import derive
from factcheck.references.model import Repair
from factcheck.references.recipes import Column, Recipe
from factcheck.references.reshaping import blank, complete, fill, widen
from factcheck.references.tables import RawTable
from factcheck.references.totals import omit
from factcheck.references.when import dated

Columns = dict[str, list[str]]
"""Cells by column, all columns equally long."""

Rule = TypeVar("Rule")


class Made(Frozen):
    """The rows of a snapshot and the repairs that they needed."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    repairs: tuple[Repair, ...]


class RefusedError(InputError):
    """A published file that must not become a snapshot: a column is missing, rows are, or a cell cannot be read."""


def make(raw: RawTable, recipe: Recipe, *, as_of: date, where: str) -> Made:
    """The snapshot's rows. ``where`` names the file in errors; RefusedError where it does not fit the recipe."""
    repairs: list[Repair] = []
    if recipe.vintage is not None:
        raw, found = _of_vintage(raw, recipe.vintage, as_of=as_of, where=where)
        repairs += found
    present, taken = _taken(raw, recipe, as_of=as_of, where=where)
    columns: Columns = {}
    for name, cells in taken.items():
        columns[name], found = cleaning.clean(cells, cleaning.TEXT, column=name)
        repairs += found
    columns = _each(recipe.omit, omit, columns, repairs)
    columns = _each([recipe.when] if recipe.when else [], partial(dated, as_of=as_of), columns, repairs)
    if recipe.long:
        columns, found = widen(columns, recipe.long, where=where)
        repairs += found
    for column in present:
        if column.type not in _MADE and column.name in columns:  # a long table's own columns are gone by now
            columns[column.name], found = _typed(columns[column.name], column, columns, where=where)
            repairs += found
    columns, found = _reshaped(columns, present, recipe)
    repairs += found
    kept = [column for column in present if column.keep and not (column.optional and not any(columns[column.name]))]
    rows = list(zip(*(columns[column.name] for column in kept), strict=True))
    _check(columns, kept, recipe, where=where)
    if recipe.long:
        at = [[column.name for column in kept].index(name) for name in recipe.key]
        rows.sort(key=lambda row: [row[i] for i in at])
    return Made(header=tuple(column.name for column in kept), rows=tuple(rows), repairs=tuple(repairs))


def _reshaped(columns: Columns, present: Sequence[Column], recipe: Recipe) -> tuple[Columns, list[Repair]]:
    """With the rows that the source lacks, the columns that are made of others, and without cells that mislead."""
    repairs: list[Repair] = []
    columns = _each(recipe.complete, complete, columns, repairs)
    columns = _each(recipe.gaps, fill, columns, repairs)
    columns = _each(recipe.derive, partial(derive, key=recipe.key), columns, repairs)
    for column in present:
        if column.type in _MADE:
            parts = [columns[name] for name in column.of]
            cells = _classes(parts, column) if column.type == "class" else _MADE[column.type](parts)
            repairs += _told_apart(cells, column)
            columns[column.name], found = cleaning.clean(cells, _whole_steps(column), column=column.name)
            repairs += found
    columns = _each(recipe.blank, blank, columns, repairs)
    return columns, repairs


def _each(rules: Sequence[Rule], apply: Callable[[Columns, Rule], tuple[Columns, list[Repair]]], columns: Columns,
          repairs: list[Repair]) -> Columns:
    """The table after each of the rules; what they mended is added to ``repairs``."""
    for rule in rules:
        columns, found = apply(columns, rule)
        repairs += found
    return columns


def _of_vintage(raw: RawTable, header: str, *, as_of: date, where: str) -> tuple[RawTable, list[Repair]]:
    """The rows of the file that are of the snapshot's vintage."""
    if header not in raw.header:
        raise RefusedError(f"{where} has no column {header!r}, which says of which vintage a row is.")
    at = raw.header.index(header)
    rows = tuple(row for row in raw.rows if row[at].strip() == as_of.isoformat())
    if not rows:
        raise RefusedError(f"{where} has no row of the vintage {as_of}.")
    others = len(raw.rows) - len(rows)
    repair = Repair(code="other_vintage", column=header, rows=others, detail="rows of another vintage left out")
    return raw.model_copy(update={"rows": rows}), [repair] if others else []


def _taken(raw: RawTable, recipe: Recipe, *, as_of: date, where: str) -> tuple[list[Column], Columns]:
    """The recipe's columns that this file must give, and their raw cells."""
    by_header = {header.strip().casefold(): i for i, header in enumerate(raw.header)}
    known = {name.casefold() for column in recipe.columns for name in column.source}
    known |= {recipe.vintage.casefold()} if recipe.vintage else set()
    strange = [header for header in raw.header
               if header.strip().casefold() not in known | {name.casefold() for name in recipe.drop}]
    if strange:
        raise RefusedError(f"{where} has the column {strange[0]!r}, which the recipe neither keeps nor drops: "
                           f"name it there.")
    present, cells, absent = [], {}, set()
    for column in recipe.columns:
        at = next((by_header[name.casefold()] for name in column.source if name.casefold() in by_header), None)
        if at is not None:
            cells[column.name] = [row[at] for row in raw.rows]
        elif column.source and column.since and as_of < column.since:
            absent.add(column.name)
            continue
        elif column.source:
            raise RefusedError(f"{where} has no column {column.source[0]!r}, which every snapshot of this dataset has: "
                               f"it is not the whole table.")
        elif absent & set(column.of):
            continue
        present.append(column)
    return present, cells


def _typed(cells: Sequence[str], column: Column, columns: Columns, *, where: str) -> tuple[list[str], list[Repair]]:
    """The cells of a column in the form of its type; RefusedError for one that has none."""
    steps = [cleaning.FOOTNOTES] if column.footnotes else []
    steps += _STEPS[column.type](column, cells)
    try:
        return cleaning.clean(cells, steps, column=column.name)
    except CellError as error:
        row = next((i for i, cell in enumerate(cells) if cell == str(error)), None)
        at = f"row {row + 1}" if row is not None else "a row"
        raise RefusedError(f"{where} has {str(error)!r} in column {column.name!r} ({at}), which is no {column.type} "
                           f"that the recipe knows: add its spelling to the recipe.") from error


def _place_steps(column: Column, cells: Sequence[str]) -> list[Step]:
    mended = cleaning.Step("place_spelling", "variant or wrong spellings of a place mended",
                           lambda cell: column.spellings.get(cell, cell))
    if column.kind is not None:
        def named(cell: str) -> str:
            place = places.resolve(cell, kind=column.kind)
            return place.name if place is not None and place.kind == column.kind else cell

        return [mended, Step("place_names", f"each {column.kind} given the name that news text gives it", named)]
    known = sorted({place.name for cell in set(cells) if (place := places.resolve(cell))}
                   | {place.name for place in places.STATES})
    spelled = cleaning.canonical_place(known)

    def capitals(cell: str) -> str:
        place = places.resolve(cell)
        return place.name if place and place.name.casefold() == cell.casefold() else cell

    return [Step("place_capitals", "places in capitals given their name", capitals),
            Step("place_spelling", "variant or wrong spellings of a place mended", spelled)]


def _whole_steps(column: Column) -> list[Step]:
    """A made cell says enough to be mended as a whole: "Flager County" is wrong in Florida, not everywhere."""
    whole = Step("spelling", "misspelt names mended", lambda cell: column.spellings.get(cell, cell))
    return [whole] if column.spellings else []


def _text_steps(column: Column, cells: Sequence[str]) -> list[Step]:
    def words(cell: str) -> str:
        return " ".join(column.spellings.get(word, word) for word in cell.split(" "))

    return [Step("spelling", "misspelt words mended", words)] if column.spellings else []


def _quarter(cell: str) -> str:
    """The quarter that a month begins: "2025-07" is "2025Q3"."""
    if not re.fullmatch(r"\d{4}-(01|04|07|10)", cell):
        raise CellError(cell)
    return f"{cell[:4]}Q{int(cell[5:]) // 3 + 1}"


_STEPS: dict[str, Callable[[Column, Sequence[str]], list[Step]]] = {
    "text": _text_steps,
    "place": _place_steps,
    "category": lambda column, cells: [Step("category_spelling", "variant spellings of a value made one",
                                            cleaning.canonical_category(column.values, column.spellings))],
    "date": lambda column, cells: [cleaning.DATE],
    "number": lambda column, cells: [cleaning.NUMBER, cleaning.WHOLE] if column.whole else [cleaning.NUMBER],
    "quarter": lambda column, cells: [Step("quarter", "quarters named as such, not by their first month", _quarter)],
}


def _keys(parts: list[list[str]]) -> list[str]:
    """``Florida|lake county sheriffs office``: places keep their name, the last part is folded."""
    return ["|".join([*row[:-1], cleaning.agency_key(row[-1])]) if row[-1] else "" for row in zip(*parts, strict=True)]


def _joined(parts: list[list[str]]) -> list[str]:
    """``Lake County, Florida``; nothing where the first part is missing."""
    return [", ".join(row) if row[0] else "" for row in zip(*parts, strict=True)]


def _place_kinds(parts: list[list[str]]) -> list[str]:
    kinds = {name: place.kind for name in set(parts[0]) if (place := places.resolve(name))}
    return [kinds.get(name, "") for name in parts[0]]


def _classes(parts: list[list[str]], column: Column) -> list[str]:
    """The class of each cell of another column: by the whole cell, else by the first of the pieces that it has."""
    of = {cell: name for name, cells in column.classes.items() for cell in cells}
    pieces = [(piece, name) for name, held in column.holding.items() for piece in held]

    def class_of(cell: str) -> str:
        lowered = cell.lower()
        return of.get(cell) or next((name for piece, name in pieces if piece in lowered), column.otherwise)

    return [class_of(cell) for cell in parts[0]]


def _told_apart(cells: list[str], column: Column) -> list[Repair]:
    """That a class was told which the source does not tell."""
    counts = Counter(cell for cell in cells if cell != column.otherwise)
    if column.type != "class" or not counts:
        return []
    named = ", ".join(f"{cell} in {counts[cell]}" for cell in (*column.classes, *column.holding) if counts[cell])
    return [Repair(code="classified", column=column.name, rows=counts.total(),
                   detail=f"told apart by {column.of[0]}, which the source does not: {named}; else {column.otherwise}")]


_MADE: dict[str, Callable[[list[list[str]]], list[str]]] = {
    "key": _keys, "joined": _joined, "place_kind": _place_kinds, "class": lambda parts: parts[0],
}


def _check(columns: Columns, kept: Sequence[Column], recipe: Recipe, *, where: str) -> None:
    for column in kept:
        if column.required and "" in columns[column.name]:
            raise RefusedError(f"{where} has no {column.name} in row {columns[column.name].index('') + 1}.")
    names = [name for name in recipe.key if name in columns]
    seen: dict[tuple[str, ...], int] = {}
    for i, key in enumerate(zip(*(columns[name] for name in names), strict=True), 1):
        if key in seen:
            raise RefusedError(f"{where} says the same thing twice, in rows {seen[key]} and {i}: {', '.join(key)}.")
        seen[key] = i

