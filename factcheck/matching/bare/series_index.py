"""The series of a library's bare tables by the words of their cells: what a row is of, apart from place and time."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from claims.model import Period
from claims.vocabulary import places
from claims.vocabulary.periods import parse_cell
from claims.vocabulary.words import content_words, tokens
from factcheck.matching.bare.ages import is_age
from factcheck.matching.bare.tables import series_tables
from factcheck.matching.bare.terms import tables, terms
from factcheck.references.columns import lists, plain
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure, Role

CATEGORY_WEIGHT = 0.5
UNIT_WEIGHT = 0.25
"""What the words of a category and of a unit count for: a table names them in full where a sentence hardly does."""

OPENED = re.compile(r"(?P<name>[^()]*[^() ]) ?\([^()]*\)")
"""A name with brackets behind it: "Euro area (20 countries)"."""
BRACKET = re.compile(r"\s?\((?=[^()]*\d)")
"""Behind a name: which of several that bear it is meant, by a number."""

POSTINGS = 20_000
"""How many entries of the index are looked through for one sentence, its rarest words first."""


@dataclass(slots=True)
class Series:
    """One quantity of one table with its categories: at which places and times the table has it.

    ``rows``: place cell → period cells. ``where``: the cells of its categories. ``unscaled``: the numbers of
    its unit are no whole people or plain money, and the table does not say in what multiples they are. ``parts``: those of its categories that
    name places, too: provinces, partner countries. ``beside``: the cells of each category
    that the table has for the measure, by place.
    """

    dataset: Dataset
    measure: Measure
    where: tuple[tuple[str, str], ...]
    words: dict[str, float]
    unscaled: bool = False
    parts: tuple[str, ...] = ()
    beside: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    rows: dict[str, set[str]] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[str]:
        """The words of what it measures and of whom, without those of its unit."""
        return terms(self.measure.title).union(*(terms(cell) for _, cell in self.where))

    def unnamed(self, text: str) -> tuple[str, ...]:
        """The places among its categories that a sentence does not name: what it tells is not told of them."""
        said = {token.stem for token in tokens(text)}
        found = {mention.place for mention in places.find(text)}
        return tuple(cell for cell in self.parts if places.resolve(cell) not in found
                     and not any(token.stem in said and content_words(token.text) for token in tokens(cell)))

    def unsaid(self, place: str, said: set[str]) -> str | None:
        """A category of which a sentence says nothing, where the table also has all of them together for the place."""
        totals = {d.name: d.total for d in self.dataset.dimensions}
        for column, cell in self.where:
            total = totals[column]
            if _is_whole(cell, total) or terms(cell) & said or any(is_age(word, (cell,)) for word in said):
                continue
            if total in self.beside.get((place, column), ()) or (_divides(column) and self._is_one_of_several(column)):
                return cell
        return None

    def _is_one_of_several(self, column: str) -> bool:
        """Whether the table has the measure of several of a category's cells."""
        return len(set().union(*(cells for (_, other), cells in self.beside.items() if other == column))) > 1


class SeriesIndex:
    """All series of a library's bare tables."""

    def __init__(self, library: References) -> None:
        """Reads every bare table of values once; those too large for memory are left out."""
        self.series: list[Series] = []
        self.cells: dict[tuple[str, ...], set[str]] = {}
        self.short: dict[tuple[str, ...], set[str]] = {}
        self._periods: dict[str, Period | None] = {}
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
        placed = [at for at, d in enumerate(others) if d.role is Role.PLACE or _of_places(d.name)]
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
                parts = tuple(limits[at][1] for at in placed if not _is_whole(limits[at][1], others[at].total))
                one = found[key] = Series(dataset, named, limits, _words(dataset, named, limits, constant), parts=parts)
            if one.measure.scale == 1 and _broken(one.measure, values[at]):
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
        for found, names in ((self.cells, names), (self.short, (opened["name"],) if opened and not known else ())):
            for name in names:
                stems = tuple(token.stem for token in tokens(name))
                if stems:
                    found.setdefault(stems, set()).add(cell)

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
        """How much a word tells: the rarer, the more."""
        return math.log(1 + len(self.series) / (1 + len(self.postings.get(word, ()))))

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


def _words(dataset: Dataset, measure: Measure, limits: tuple[tuple[str, str], ...],
           constant: frozenset[str]) -> dict[str, float]:
    """The words of a series with what they count for. ``constant``: columns that tell no series of the table apart."""
    totals = {d.name: d.total for d in dataset.dimensions}
    named = {column: cell for column, cell in measure.where if cell}
    unnamed = not any(cell.casefold().startswith(measure.name.casefold()[:8]) for cell in named.values())
    found = dict.fromkeys(terms(measure.title), UNIT_WEIGHT if unnamed else 1.0)
    for column, cell in limits:
        if cell != totals[column]:
            for word in terms(cell):
                found.setdefault(word, UNIT_WEIGHT if column in constant else CATEGORY_WEIGHT)
    for text in (measure.unit, *named.values()):
        for word in terms(text):
            found.setdefault(word, 1.0 if unnamed else UNIT_WEIGHT)
    return found


def _divides(header: str) -> bool:
    """Whether a column tells of which part of a whole a row is: of men, of one industry. Others say how it was counted."""
    return plain(header) in tables()["dividing"]["headers"]


def _of_places(header: str) -> bool:
    return plain(header).split()[-1:] in ([one] for one in lists("headers")["place"])


def _is_whole(cell: str, total: str | None) -> bool:
    """Whether a cell limits nothing: it is empty, or stands for all others, as "World" and "Not applicable" do."""
    plainly = cell.casefold()
    return (cell in (total, "", places.WORLD.name) or plainly.startswith(("all ", "total "))
            or plainly in (*lists("totals")["members"], "unspecified"))


_WHOLE = ("person", "people", "employee", "worker", "dollar", "euro", "currency", "currencies", "yen", "pound")
"""Units of which a table in ones has no thousandth parts."""


def _broken(measure: Measure, cell: str) -> bool:
    """Whether a cell has a fraction that its unit does not have: 105.178 people are thousands of them."""
    unit = measure.unit.casefold()
    if " per " in unit or not any(one in unit for one in _WHOLE):
        return False
    return "." in cell and len(cell.rpartition(".")[2].rstrip("0")) > 0


_INDEXES: WeakKeyDictionary[References, SeriesIndex] = WeakKeyDictionary()


def series_index(library: References) -> SeriesIndex:
    """The index of a library, made once."""
    if library not in _INDEXES:
        _INDEXES[library] = SeriesIndex(library)
    return _INDEXES[library]
