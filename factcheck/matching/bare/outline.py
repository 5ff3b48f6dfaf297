"""A list of things laid out for reading sentences: which words stand in which cells, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from claims.model import Place
from claims.vocabulary import places
from factcheck.matching.bare.text import cell_words, fold, is_month, words
from factcheck.matching.bare.vocabulary import data, is_small, listed, same
from factcheck.queries.numbers import is_missing, number
from factcheck.references.cells import Cells
from factcheck.references.columns import lists
from factcheck.references.model import Dataset

_BRACKETS = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ITEMS = re.compile(r"\s*[,;/&]\s*|\s+and\s+")
_MOSTLY = 0.8
_LONGEST = 400
"""Cells longer than this are prose: their words name nothing."""

Stems = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Column:
    """A column with its header's words and the cell of each row."""

    name: str
    rows: tuple[str, ...]

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Its different cells, in the order of the rows."""
        return tuple(cell for cell in dict.fromkeys(self.rows) if cell)

    @cached_property
    def header(self) -> frozenset[str]:
        """What the header calls it, by the words that stand for it: without brackets and units, where more is left."""
        bare = _meaning(_BRACKETS.sub(" ", self.name)) - listed("units")
        return bare or _meaning(self.name)

    @cached_property
    def header_words(self) -> frozenset[str]:
        """All words of the header, brackets and units too."""
        return _meaning(self.name)

    @cached_property
    def header_stems(self) -> frozenset[str]:
        """The words of the header themselves."""
        return frozenset(word.stem for word in words(self.name))

    @cached_property
    def stems(self) -> Mapping[str, Stems]:
        """The words of each cell."""
        return {cell: tuple(word.stem for word in cell_words(cell[:_LONGEST])) for cell in self.cells}

    @cached_property
    def holding(self) -> Mapping[str, frozenset[str]]:
        """The cells in which a word stands."""
        found: dict[str, set[str]] = {}
        for cell, stems in self.stems.items():
            for stem in stems:
                found.setdefault(stem, set()).add(cell)
        return {stem: frozenset(cells) for stem, cells in found.items()}

    @cached_property
    def numbers(self) -> Mapping[str, Decimal]:
        """The number of each cell that states one."""
        return {cell: value for cell in self.cells if (value := number(cell)) is not None}

    @cached_property
    def numeric(self) -> bool:
        """Whether every cell that says anything states a number."""
        return bool(self.numbers) and all(cell in self.numbers or is_missing(cell) for cell in self.cells)

    @cached_property
    def holds_numbers(self) -> bool:
        """Whether most cells have a number in them, though perhaps among words: "3-1", "Ann Lee (21)"."""
        hits = sum(any(word.value is not None for word in words(cell)) for cell in self.cells)
        return bool(self.cells) and hits >= _MOSTLY * len(self.cells) and not self.dated

    @cached_property
    def yearly(self) -> bool:
        """Whether its numbers are years."""
        years = sum(value == int(value) and 1000 < value < 2200 for value in self.numbers.values())
        return self.numeric and years >= (_MOSTLY if "year" in self.header_words else 1) * len(self.numbers)

    @cached_property
    def ordinal(self) -> bool:
        """Whether its numbers only tell the rows apart, one after another: games, weeks, ranks. None adds them up."""
        values = set(self.numbers.values())
        alone = len(values) == sum(cell in self.numbers for cell in self.rows) > 2
        whole = self.numeric and alone and all(value == int(value) for value in values)
        return whole and max(values) - min(values) + 1 == len(values)

    @cached_property
    def extra(self) -> int:
        """How many words the header has beside those that name it."""
        return max(0, len(words(self.name)) - len(self.header))

    @cached_property
    def dated(self) -> bool:
        """Whether its cells are days, months or seasons."""
        hits = sum(any(is_month(stem) or _YEAR.fullmatch(stem) for stem in stems)
                   for stems in self.stems.values())
        return bool(self.cells) and hits >= _MOSTLY * len(self.cells)

    @cached_property
    def places(self) -> Mapping[str, frozenset[str]]:
        """The cells that name a place, by its name; empty where most cells are none."""
        if self.numeric or self.dated:
            return {}
        found: dict[str, set[str]] = {}
        hits = 0
        for cell in self.cells:
            place = _place(cell) or _place(cell.rpartition(",")[2].strip())
            if place is not None:
                hits += 1
                found.setdefault(place.name, set()).add(cell)
        return {} if hits < _MOSTLY * len(self.cells) else {name: frozenset(cells) for name, cells in found.items()}

    @cached_property
    def named_places(self) -> bool:
        """Whether its cells are the names of places, and not of places within them: "Kiel", not "Kiel, Germany"."""
        return sum("," in cell for cell in self.cells) * 2 < len(self.cells)

    @cached_property
    def outcomes(self) -> Mapping[str, frozenset[str]]:
        """The cells that tell a win, loss or draw by how they begin; empty where the column tells none."""
        found: dict[str, set[str]] = {}
        for cell, stems in self.stems.items():
            first = fold(words(cell)[0].text) if words(cell) else ""
            for name, one in data()["outcomes"].items():
                if stems and first in one["cells"]:
                    found.setdefault(name, set()).add(cell)
        told = sum(map(len, found.values()))
        return {} if told < _MOSTLY * len(self.cells) else {name: frozenset(cells) for name, cells in found.items()}

    @cached_property
    def years(self) -> Mapping[str, int]:
        """The first year that each cell names, of those that name one."""
        found = {}
        for cell, stems in self.stems.items():
            first = next((int(stem) for stem in stems if _YEAR.fullmatch(stem)), None)
            if first is not None:
                found[cell] = first
        return found

    def items(self, run: Stems) -> frozenset[str]:
        """The cells in whose lists these words are one thing: "Ann Lee" in "Ann Lee & Bo Dahl"."""
        if not any(stem.isalpha() for stem in run):
            return frozenset()
        return frozenset(cell for cell in self.holding.get(run[0], ())
                         if any(tuple(word.stem for word in words(item)) == run
                                for item in _ITEMS.split(_BRACKETS.sub(" ", cell))))

    @cached_property
    def answers(self) -> Mapping[str, frozenset[str]]:
        """The cells that answer yes or no; empty where the column does not answer a question."""
        found = {answer: frozenset(cell for cell in self.cells if fold(cell) in said)
                 for answer, said in data()["answers"].items()}
        return found if self.cells and sum(map(len, found.values())) >= _MOSTLY * len(self.cells) else {}


@dataclass(frozen=True, eq=False)
class Outline:
    """A list of things: its columns, in their order, and all words of its headers and cells."""

    dataset: Dataset
    columns: tuple[Column, ...]
    rows: int

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a header or a cell."""
        found = {stem for column in self.columns for stem in column.holding}
        return frozenset(found.union(*(column.header_words for column in self.columns)))

    @cached_property
    def spellings(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """The words of letters alone, by their first letter and length."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self.vocabulary):
            if word.isalpha():
                found.setdefault((word[0], len(word)), []).append(word)
        return {key: tuple(same_size) for key, same_size in found.items()}

    @cached_property
    def totals(self) -> Mapping[str, str]:
        """The columns with a row that is the total of the others, by name, with the cell that says so.

        A row is one where a cell says so and a number of it is the sum of the others: there is a company named Total.
        """
        found = {}
        for column in self.columns:
            at = [row for row, cell in enumerate(column.rows) if fold(cell) in lists("totals")["members"]]
            if len(at) == 1 and any(_adds_up(other, at[0]) for other in self.columns if other.numeric):
                found[column.name] = column.rows[at[0]]
        return found

    @cached_property
    def headers(self) -> frozenset[str]:
        """Every word of a header, by the word that stands for it."""
        return frozenset[str]().union(*(column.header_words for column in self.columns))

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def _place(cell: str) -> Place | None:
    return places.resolve(cell) or (places.resolve(cell.upper()) if len(cell) <= 3 else None)


def outlined(dataset: Dataset, cells: Cells) -> Outline:
    """The outline of a table's newest snapshot."""
    columns = tuple(Column(name, tuple(cells.column(name))) for name in cells.names)
    return Outline(dataset, columns, cells.rows)


def _adds_up(column: Column, row: int) -> bool:
    whole = column.numbers.get(column.rows[row])
    parts = [column.numbers[cell] for at, cell in enumerate(column.rows) if at != row and cell in column.numbers]
    return whole is not None and len(parts) > 1 and sum(parts) == whole


def _meaning(text: str) -> frozenset[str]:
    return frozenset(_kept(same(word.stem) for word in words(text)))


def _kept(stems: Iterable[str]) -> Iterable[str]:
    return (stem for stem in stems if not is_small(stem))
