"""The series of a library's bare tables by the words of their cells: what a row is of, apart from place and time."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from claims.model import Period
from claims.vocabulary import places
from claims.vocabulary.periods import parse_cell
from claims.vocabulary.words import tokens
from factcheck.matching.bare.series_model import Series, is_broken, is_of_places, is_whole, words_of
from factcheck.matching.bare.tables import series_tables
from factcheck.references.library import References
from factcheck.references.model import Dataset, Role

OPENED = re.compile(r"(?P<name>[^()]*[^() ]) ?\([^()]*\)")
"""A name with brackets behind it: "Euro area (20 countries)"."""
BRACKET = re.compile(r"\s?\((?=[^()]*\d)")
"""Behind a name: which of several that bear it is meant, by a number."""

UNKNOWN = 0.5
"""The weight of a word that stands in no table against that of one in a single table: most are verbs, or ways to tell
it; those that limit what is measured are looked for by where they stand."""
POSTINGS = 20_000
"""How many entries of the index are looked through for one sentence, its rarest words first."""


def short(name: str) -> str:
    """A name without the brackets behind it."""
    found = OPENED.match(name)
    return found["name"] if found else name


class SeriesIndex:
    """All series of a library's bare tables."""

    def __init__(self, library: References) -> None:
        """Reads every bare table of values once; those too large for memory are left out."""
        self.series: list[Series] = []
        self.cells: dict[tuple[str, ...], set[str]] = {}
        self.short: dict[tuple[str, ...], set[str]] = {}
        self._periods: dict[str, Period | None] = {}
        self._totals: dict[int, float] = {}
        for dataset in series_tables(library):
            snapshot = dataset.snapshots[-1].name
            if library.large(dataset.name, snapshot) is None:
                self._read(library, dataset, snapshot)
        self.postings: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.series):
            for word in one.words:
                self.postings[word].append(number)

    def _read(self, library: References, dataset: Dataset, snapshot: str) -> None:
        cells = library.cells(dataset.name, snapshot)
        subject = next((d.name for d in dataset.dimensions if d.role is Role.PLACE), None)
        others = [d for d in dataset.dimensions if d.name != subject and d.role is not Role.TIME]
        naming = tuple(dict.fromkeys(column for measure in dataset.measures for column, _ in measure.where))
        measures = {tuple(dict(measure.where).get(column, "") for column in naming): measure
                    for measure in dataset.measures if measure.where}
        columns = [cells.column(name) for name in (*naming, *(d.name for d in others))]
        times = cells.column(dataset.time.column) if dataset.time.column else ("",) * cells.rows
        subjects = cells.column(subject) if subject else ("",) * cells.rows
        constant = frozenset(d.name for d in others if len(library.values(dataset.name, snapshot, d.name)) < 2)
        column = next(one.column for one in dataset.measures if one.where and one.column)
        values = cells.column(column)
        placed = [at for at, d in enumerate(others) if d.role is Role.PLACE or is_of_places(d.name)]
        unscaled: set[str] = set()
        found: dict[tuple[str, ...], Series] = {}
        for at in range(cells.rows):
            key = tuple(column[at] for column in columns)
            one = found.get(key)
            if one is None:
                named = measures.get(key[: len(naming)])
                if named is None:
                    continue
                limits = tuple((d.name, cell) for d, cell in zip(others, key[len(naming) :], strict=True))
                parts = tuple(limits[at][1] for at in placed if not is_whole(limits[at][1], others[at].total))
                words = words_of(dataset, named, limits, constant)
                one = found[key] = Series(dataset, named, limits, words, parts=parts)
            if one.measure.scale == 1 and is_broken(one.measure, values[at]):
                unscaled.add(one.measure.unit)
            one.rows.setdefault(subjects[at], set()).add(times[at])
        beside: dict[str, dict[tuple[str, str], set[str]]] = {}
        for one in found.values():
            one.unscaled = one.measure.unit in unscaled and one.measure.scale == 1
            one.beside = beside.setdefault(one.measure.name, {})
            for place in one.rows:
                for category, cell in one.where:
                    one.beside.setdefault((place, category), set()).add(cell)
        self.series += found.values()
        for cell in set(subjects):
            self._name(cell)

    def _name(self, cell: str) -> None:
        """A cell is found by its own words, and by any other name of the place that it is.

        "Euro area (20 countries) in 2023" is also "the euro area (20 countries)", and in short "the euro area".
        """
        known = places.resolve(cell)
        opened = OPENED.match(cell)
        names = (cell, *((known.name,) if known else ()), *((opened.group(),) if opened else ()))
        for name in names:
            self.cells.setdefault(_stems(name), set()).add(cell)
        if opened and not known:
            self.short.setdefault(_stems(opened["name"]), set()).add(cell)

    def subjects(self, text: str) -> dict[str, tuple[int, int]]:
        """The cells of places that a text names, each with where it does."""
        found: dict[str, tuple[int, int]] = {}
        all_tokens = tokens(text)
        longest = max(map(len, (*self.cells, *self.short)), default=0)
        for at, token in enumerate(all_tokens):
            for size in range(min(longest, len(all_tokens) - at), 0, -1):
                last = all_tokens[at + size - 1]
                stems = tuple(one.stem for one in all_tokens[at : at + size])
                for cell in self.cells.get(stems, ()):
                    found.setdefault(cell, (token.start, last.end))
                for cell in () if BRACKET.match(text, last.end) else self.short.get(stems, ()):
                    found.setdefault(cell, (token.start, last.end))
        for mention in places.find(text):
            for cell in self.cells.get(tuple(token.stem for token in tokens(mention.place.name)), ()):
                found.setdefault(cell, (mention.start, mention.end))
        return found

    def weight(self, word: str) -> float:
        """How much a word tells: the rarer, the more; of a word that no table has, nobody knows what it tells."""
        known = len(self.postings.get(word, ()))
        return math.log(1 + len(self.series) / (1 + known)) * (1.0 if known else UNKNOWN)

    def total(self, number: int) -> float:
        """How much all words of a series tell together."""
        if number not in self._totals:
            one = self.series[number]
            self._totals[number] = sum(self.weight(word) * weight for word, weight in one.words.items())
        return self._totals[number]

    def near(self, words: Iterable[str]) -> dict[int, float]:
        """The series that share words with a sentence, each with the weight of these words."""
        found: dict[int, float] = defaultdict(float)
        looked = 0
        for word in sorted(words, key=lambda one: (len(self.postings.get(one, ())), one)):
            entries = self.postings.get(word, ())
            looked += len(entries)
            if looked > POSTINGS and found:
                break
            weight = self.weight(word)
            for number in entries:
                found[number] += weight * self.series[number].words[word]
        return found

    def period(self, cell: str) -> Period | None:
        """The period that a cell of time states."""
        if cell not in self._periods:
            self._periods[cell] = parse_cell(cell)
        return self._periods[cell]


def _stems(name: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens(name))


_INDEXES: WeakKeyDictionary[References, SeriesIndex] = WeakKeyDictionary()


def series_index(library: References) -> SeriesIndex:
    """The index of a library, made once."""
    if library not in _INDEXES:
        _INDEXES[library] = SeriesIndex(library)
    return _INDEXES[library]
