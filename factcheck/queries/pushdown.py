"""Snapshots too large for memory: what a query needs of them is asked of DuckDB, one statement at a time.

``LargeTable`` answers as ``Table`` does, with a ``Filter`` where that has a mask; aggregates ask the filter. Values are
as exact: numbers are stored in exact types, and their sums are exact in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np

from claims.model import plain_decimal
from factcheck.queries.algebra import Condition
from factcheck.queries.answer import Unanswerable
from factcheck.queries.table import EXACT, Coded, Numbers, Table
from factcheck.references.cells import Cells
from factcheck.references.model import Aggregate, Measure
from factcheck.references.parquet import columns_of, connect, file_literal, literal, quoted

Outcome = Decimal | Unanswerable

_EXACT_TYPES = ("BIGINT", "DECIMAL", "INTEGER", "HUGEINT", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER")


class LargeTable(Table):
    """The rows of one large snapshot, which stay on the disk. Safe to use from several threads."""

    def __init__(self, path: Path, rows: int) -> None:
        """``path``: the snapshot's Parquet file, verified; ``rows``: how many it has."""
        super().__init__(Cells({}, rows))
        self._types = columns_of(path)
        self._shell = connect(f"{path} is a large snapshot, which")
        self._shell.execute(f"CREATE VIEW rows AS SELECT * FROM read_parquet({file_literal(path)})")
        self._lock = RLock()

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a statement about the view ``rows``."""
        with self._lock:
            return self._shell.execute(statement).fetchall()

    def has(self, column: str) -> bool:
        """As of ``Table``."""
        return column in self._types

    def text(self, column: str) -> str:
        """The column as text, NULL where there is nothing; Unanswerable where the snapshot lacks it."""
        if column not in self._types:
            raise Unanswerable("no_column", column)
        name = quoted(column)
        return name if self._types[column] == "VARCHAR" else f"CAST({name} AS VARCHAR)"

    def is_exact(self, column: str) -> bool:
        """Whether the column is stored as numbers."""
        return self._types.get(column, "").startswith(_EXACT_TYPES)

    def coded(self, column: str) -> Coded:
        """The column's different values, in their order as text; which row has which stays on the disk."""
        if column not in self._coded:
            values = tuple(row[0] for row in self.ask(
                f"SELECT DISTINCT coalesce({self.text(column)}, '') FROM rows ORDER BY 1"))
            index = {value: i for i, value in enumerate(values)}
            self._coded[column] = Coded(np.zeros(0, dtype=np.int64), values, index)
        return self._coded[column]

    def numbers(self, column: str) -> Numbers:
        """What SQL must know of a column of numbers: its lowest and highest value, and whether some are missing."""
        if column not in self._numbers:
            if not self.is_exact(column):
                self.text(column)
                raise Unanswerable("bad_cell", f"{column} is text")
            [(low, high, filled, rows)] = self.ask(
                f"SELECT min({quoted(column)}), max({quoted(column)}), count({quoted(column)}), count(*) FROM rows")
            ends = [Decimal(0) if end is None else Decimal(end) for end in (low, high)]
            places = max(0, *(-int(end.as_tuple().exponent) for end in ends))
            units = np.array([int(EXACT.scaleb(end, places)) for end in ends], dtype=object)
            self._numbers[column] = Numbers(units, places, np.array([filled < rows]), np.array([False]),
                                            ("",) if filled < rows else (), typed=True)
        return self._numbers[column]

    def mask(self, conditions: Iterable[Condition]) -> Any:
        """The rows that meet all conditions, as a ``Filter``."""
        return Filter(self, " AND ".join(f"({self._meets(one)})" for one in conditions) or "true")

    def members(self, column: str, mask: Any) -> tuple[str, ...]:
        """As of ``Table``, in their order as text."""
        cell = f"coalesce({self.text(column)}, '')"
        return tuple(row[0] for row in self.ask(f"SELECT DISTINCT {cell} FROM rows WHERE {mask.condition} ORDER BY 1"))

    def single(self, column: str, mask: Any) -> bool:
        """As of ``Table``."""
        cell = self.text(column)
        return not self.ask(f"SELECT 1 FROM rows WHERE {mask.condition} AND {cell} <> '' GROUP BY {cell} "
                            f"HAVING count(*) > 1 LIMIT 1")

    def _meets(self, one: Condition) -> str:
        cell = self.text(one.column)
        if one.comparison is not None:
            self.numbers(one.column)  # text is no number, whatever it compares to
            return f"{quoted(one.column)} {one.comparison} {plain_decimal(one.threshold)}"
        values = [literal(value) for value in one.values if value]
        parts = [f"{cell} IN ({', '.join(values)})"] if values else []
        if "" in one.values:
            parts.append(f"{cell} IS NULL OR {cell} = ''")
        met = " OR ".join(parts) or "false"
        return f"NOT coalesce({met}, false)" if one.negated else met


@dataclass(frozen=True)
class Filter:
    """The rows of a large table that meet a condition."""

    table: LargeTable
    condition: str

    def sum(self) -> int:
        """How many rows there are, as ``mask.sum()``."""
        [(rows,)] = self.table.ask(f"SELECT count(*) FROM rows WHERE {self.condition}")
        return int(rows)

    def aggregate(self, measure: Measure) -> Decimal:
        """The measure over these rows, scaled; raises Unanswerable."""
        values = self._asked(measure)
        found = _outcome(measure, values)
        if isinstance(found, Unanswerable):
            raise found
        return found

    def _asked(self, measure: Measure) -> tuple[Any, ...]:
        """What the rows give; where there are none, that comes before a column that holds no numbers."""
        try:
            wanted = self._values(measure)
        except Unanswerable as unanswerable:
            if unanswerable.answer.reason == "bad_cell" and not self.sum():
                raise Unanswerable("no_rows") from None
            raise
        [values] = self.table.ask(f"SELECT {wanted} FROM rows WHERE {self.condition}")
        return values

    def by_member(self, measure: Measure, over: str, *, rows_each: int | None = None) -> dict[str, Outcome]:
        """The measure for each value of ``over`` among these rows; a sum of other than ``rows_each`` is incomplete."""
        cell = self.table.text(over)
        rows = self.table.ask(f"SELECT {cell}, {self._values(measure)} FROM rows WHERE {self.condition} "
                              f"AND {cell} <> '' GROUP BY {cell} ORDER BY {cell}")
        counts = rows_each is None or measure.aggregate in (Aggregate.COUNT, Aggregate.COUNT_DISTINCT)
        return {member: _outcome(measure, (held, *rest)) if counts or held == rows_each else
                Unanswerable("incomplete", f"{held} of {rows_each} rows") for member, held, *rest in rows}

    def _values(self, measure: Measure) -> str:
        """What the outcome is made of: rows, filled cells, and what the aggregate gives of them."""
        if measure.aggregate is Aggregate.COUNT and measure.column is None:
            return "count(*), count(*), count(*)"
        if measure.column is None:
            raise Unanswerable("no_column", f"measure {measure.name} names no column")
        if measure.aggregate in (Aggregate.COUNT, Aggregate.COUNT_DISTINCT):
            cell = f"nullif({self.table.text(measure.column)}, '')"
            distinct = "DISTINCT " if measure.aggregate is Aggregate.COUNT_DISTINCT else ""
            return f"count(*), count(*), count({distinct}{cell})"
        if not self.table.is_exact(measure.column):
            self.table.text(measure.column)
            raise Unanswerable("bad_cell", f"{measure.column} is text")
        cell = quoted(measure.column)
        if measure.aggregate is Aggregate.VALUE:
            return f"count(*), count({cell}), min({cell}), max({cell})"
        function = {Aggregate.MAX: "max", Aggregate.MIN: "min"}.get(measure.aggregate, "sum")
        return f"count(*), count({cell}), {function}({cell})"


def _outcome(measure: Measure, values: Sequence[Any]) -> Outcome:
    """The value, or why there is none: the same reasons, in the same order, as in memory."""
    rows, filled, *found = values
    if measure.aggregate in (Aggregate.COUNT, Aggregate.COUNT_DISTINCT):
        return _scaled(measure, Decimal(found[0]))
    if not rows:
        return Unanswerable("no_rows")
    gaps = rows - filled
    if not filled or (gaps and measure.aggregate is Aggregate.SUM):
        return Unanswerable("incomplete", f"{gaps} of {rows} cells of {measure.column} are empty")
    if measure.aggregate is Aggregate.VALUE and (gaps or found[0] != found[1]):
        return Unanswerable("ambiguous_rows", f"{rows} rows with different values of {measure.column}")
    value = Decimal(found[0])
    return _scaled(measure, EXACT.divide(value, Decimal(filled)) if measure.aggregate is Aggregate.MEAN else value)


def _scaled(measure: Measure, value: Decimal) -> Decimal:
    return value if measure.scale == 1 else EXACT.multiply(value, measure.scale)
