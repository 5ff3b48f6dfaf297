"""One series of a bare table: a quantity with its categories, and the words that a sentence can name it by."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.vocabulary import places
from claims.vocabulary.words import content_words, tokens
from factcheck.matching.bare.ages import is_age
from factcheck.matching.bare.terms import tables, terms
from factcheck.references.columns import lists, plain
from factcheck.references.model import Dataset, Measure

CATEGORY_WEIGHT = 0.5
UNIT_WEIGHT = 0.25
"""What the words of a category and of a unit count for: a table names them in full where a sentence hardly does."""

@dataclass(slots=True)
class Series:
    """One quantity of one table with its categories: at which places and times the table has it.

    ``rows``: place cell → period cells. ``where``: the cells of its categories. ``unscaled``: the numbers of its unit
    are no whole people or plain money, and the table does not say in what multiples they are. ``parts``: those of its
    categories that name places, too: provinces, partner countries. ``beside``: the cells of each category that the
    table has for the measure, by place.
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
            if is_whole(cell, total) or terms(cell) & said or any(is_age(word, (cell,)) for word in said):
                continue
            if total in self.beside.get((place, column), ()) or (_divides(column) and self._is_one_of_several(column)):
                return cell
        return None

    def _is_one_of_several(self, column: str) -> bool:
        """Whether the table has the measure of several of a category's cells."""
        return len(set().union(*(cells for (_, other), cells in self.beside.items() if other == column))) > 1


def words_of(dataset: Dataset, measure: Measure, limits: tuple[tuple[str, str], ...],
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
    """Whether a column tells of which part of a whole a row is: of men, of one industry."""
    return plain(header) in tables()["dividing"]["headers"]


def is_of_places(header: str) -> bool:
    """Whether a column's header says that it names places: "Counterpart area"."""
    return plain(header).split()[-1:] in ([one] for one in lists("headers")["place"])


def is_whole(cell: str, total: str | None) -> bool:
    """Whether a cell limits nothing: it is empty, or stands for all others, as "World" and "Not applicable" do."""
    plainly = cell.casefold()
    return (cell in (total, "", places.WORLD.name) or plainly.startswith(("all ", "total "))
            or plainly in (*lists("totals")["members"], "unspecified"))


_WHOLE = ("person", "people", "employee", "worker", "dollar", "euro", "currency", "currencies", "yen", "pound")
"""Units of which a table in ones has no thousandth parts."""


def is_broken(measure: Measure, cell: str) -> bool:
    """Whether a cell has a fraction that its unit does not have: 105.178 people are thousands of them."""
    unit = measure.unit.casefold()
    if " per " in unit or not any(one in unit for one in _WHOLE):
        return False
    return "." in cell and len(cell.rpartition(".")[2].rstrip("0")) > 0
