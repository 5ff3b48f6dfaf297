"""One snapshot, laid out for asking: coded text columns and exact number columns, kept as long as its library lives."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cached_property
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from factcheck.queries.algebra import Comparison, Condition, Selection
from factcheck.queries.answer import Unanswerable, Unanswered
from factcheck.queries.library import Library
from factcheck.queries.numbers import is_missing, number
from factcheck.references.cells import Cells

Mask = npt.NDArray[np.bool_]
EXACT = Context(prec=60)
_INT64 = 2**62
_REMEMBERED = 256
_VALUES = 4096

COMPARISONS: dict[Comparison, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "=": operator.eq}

T = TypeVar("T")


@dataclass(frozen=True)
class Coded:
    """A text column: ``values[codes[row]]`` is the cell; ``index`` finds a value's code."""

    codes: npt.NDArray[np.int64]
    values: tuple[str, ...]
    index: dict[str, int]

    @cached_property
    def empty(self) -> int:
        """The code of the empty cell, -1 where there is none."""
        return self.index.get("", -1)


@dataclass(frozen=True)
class Numbers:
    """A number column, exact: a row's value is ``units[row]`` / 10 ** ``places``.

    Sums of fractions such as 0.1 and 0.2 must not differ from 0.3, or ranks would tie or not by accident.
    """

    units: npt.NDArray[np.int64] | npt.NDArray[np.object_]
    places: int
    missing: Mask
    bad: Mask
    texts: tuple[str, ...]
    """The distinct cells."""
    typed: bool = False
    """Whether the file stores numbers, not text that states them."""

    def decimal(self, units: int) -> Decimal:
        """Units as the number they stand for."""
        return EXACT.scaleb(Decimal(units), -self.places)


class Table:
    """The rows of one snapshot. Columns are prepared when first asked for."""

    def __init__(self, cells: Cells) -> None:
        """``cells``: the snapshot's rows as its library gives them."""
        self.cells = cells
        self.rows = cells.rows
        self._coded: dict[str, Coded] = {}
        self._numbers: dict[str, Numbers] = {}
        self._remembered: dict[Hashable, Any] = {}
        self._values: dict[Selection, Decimal | Unanswered] = {}

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gave for this key the last time: whoever holds a rank, the ranking is the same."""
        if key not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = make()
        found: T = self._remembered[key]
        return found

    def value(self, selection: Selection, make: Callable[[], Decimal | Unanswered]) -> Decimal | Unanswered:
        """What ``make`` gave for this selection the last time: many claims are about one table's newest values."""
        found = self._values.get(selection)
        if found is None:
            if len(self._values) >= _VALUES:
                self._values.clear()
            found = self._values[selection] = make()
        return found

    def has(self, column: str) -> bool:
        """Whether the snapshot has the column."""
        return column in self.cells.columns

    def is_exact(self, column: str) -> bool:
        """Whether the column is stored as numbers: never, in a file of text."""
        del column
        return False

    def coded(self, column: str) -> Coded:
        """The column as text; Unanswerable where the snapshot lacks it."""
        if column not in self._coded:
            if not self.has(column):
                raise Unanswerable("no_column", column)
            index: dict[str, int] = {}
            codes = [index.setdefault(cell, len(index)) for cell in self.cells.column(column)]
            self._coded[column] = Coded(np.array(codes, dtype=np.int64), tuple(index), index)
        return self._coded[column]

    def numbers(self, column: str) -> Numbers:
        """The column as numbers; Unanswerable where the snapshot lacks it."""
        if column not in self._numbers:
            self._numbers[column] = _numbers(self.coded(column), self.rows)
        return self._numbers[column]

    def mask(self, conditions: Iterable[Condition]) -> Mask:
        """The rows that meet all conditions."""
        mask = np.ones(self.rows, dtype=bool)
        for condition in conditions:
            if condition.comparison is not None:
                mask &= self._compared(condition.column, condition.comparison, condition.threshold)
                continue
            coded = self.coded(condition.column)
            wanted = [coded.index[value] for value in condition.values if value in coded.index]
            met = coded.codes == wanted[0] if len(wanted) == 1 else np.isin(coded.codes, wanted)
            mask &= ~met if condition.negated else met
        return mask

    def _compared(self, column: str, comparison: Comparison, threshold: Decimal) -> Mask:
        """The rows whose number in the column compares so."""
        numbers = self.numbers(column)
        meets = COMPARISONS[comparison]
        known = {units: meets(numbers.decimal(units), threshold) for units in set(numbers.units.tolist())}
        met = np.array([known[units] for units in numbers.units.tolist()], dtype=bool)
        return met & ~numbers.missing & ~numbers.bad

    def members(self, column: str, mask: Mask) -> tuple[str, ...]:
        """The different values of the column in the rows of ``mask``, in the order of the rows."""
        coded = self.coded(column)
        return tuple(coded.values[code] for code in dict.fromkeys(coded.codes[mask].tolist()))

    def single(self, column: str, mask: Mask) -> bool:
        """Whether no value of the column but the empty one stands in two rows of ``mask``."""
        coded = self.coded(column)
        codes = coded.codes[mask & (coded.codes != coded.empty)]
        return len(set(codes.tolist())) == len(codes)


def _numbers(coded: Coded, rows: int) -> Numbers:
    read = [number(value) for value in coded.values]
    missing = np.array([value is None and is_missing(text) for value, text in zip(read, coded.values, strict=True)],
                       dtype=bool)
    bad = np.array([value is None for value in read], dtype=bool) & ~missing
    places = max((-int(value.as_tuple().exponent) for value in read if value is not None), default=0)
    places = max(places, 0)
    units = [0 if value is None else int(EXACT.scaleb(value, places)) for value in read]
    fits = max(map(abs, units), default=0) * max(rows, 1) < _INT64
    by_value = np.array(units, dtype=np.int64 if fits else object)
    if not coded.values:
        return Numbers(by_value, places, np.zeros(0, bool), np.zeros(0, bool), ())
    return Numbers(by_value[coded.codes], places, missing[coded.codes], bad[coded.codes], coded.values)


_TABLES: WeakKeyDictionary[Library, dict[tuple[str, str], Table]] = WeakKeyDictionary()


def table(library: Library, dataset: str, snapshot: str) -> Table:
    """The snapshot's table, prepared once per library."""
    tables = _TABLES.setdefault(library, {})
    key = dataset, snapshot
    if key not in tables:
        large = getattr(library, "large", None)  # a library of tests need not know of large snapshots
        path = large(dataset, snapshot) if large is not None else None
        if path is None:
            tables[key] = Table(library.cells(dataset, snapshot))
        else:
            from factcheck.queries.pushdown import LargeTable

            tables[key] = LargeTable(path, library.dataset(dataset).snapshot(snapshot).rows or 0)
    return tables[key]
