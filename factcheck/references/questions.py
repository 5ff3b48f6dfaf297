"""What an inspection asks of a snapshot's rows: answered in memory, or by DuckDB where they are too many for it.

Both answer alike; a property test holds them together. ``Found(rows=2, example="-3")``: two cells, -3 is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from claims.model import Frozen
from factcheck.references import schemas
from factcheck.references.cells import Cells
from factcheck.references.parquet import columns_of, connect, file_literal, literal, quoted

Where = Sequence[tuple[str, str]]
"""Columns, each with the value that it has in the rows that are meant."""

_SHOWN = 120


class Found(Frozen):
    """How many rows are so, and an example: the least of their cells, or the first row as text."""

    rows: int = 0
    example: str = ""


class Rows(Protocol):
    """The rows of one snapshot. Columns that are named must be there."""

    names: tuple[str, ...]
    rows: int

    def repeated(self, names: Sequence[str]) -> Found:
        """Rows that have in these columns what another row has, too: all of such a group but one."""
        ...

    def unfit(self, column: str, kind: str) -> Found:
        """Cells that are not of a type of Table Schema; empty ones are of any."""
        ...

    def empty(self, column: str) -> int:
        """How many cells are empty."""
        ...

    def outside(self, column: str, where: Where, *, scale: Decimal, low: Decimal, high: Decimal | None) -> Found:
        """Numbers that, scaled, are below ``low`` or above ``high``. Cells that are none do not count."""
        ...

    def values(self, column: str) -> tuple[str, ...]:
        """The different cells, sorted, without the empty one."""
        ...

    def series(self, column: str, keys: Sequence[str]) -> Iterable[tuple[tuple[str, ...], str]] | None:
        """Each row's key and its cell of ``column``; None where they are too many to go through."""
        ...


class InMemory:
    """Rows that are there."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self.names, self.rows = cells.names, cells.rows

    def repeated(self, names: Sequence[str]) -> Found:
        """As of ``Rows``."""
        seen: set[tuple[str, ...]] = set()
        repeated: list[tuple[str, ...]] = []
        for row in zip(*(self._cells.column(name) for name in names), strict=True):
            if row in seen:
                repeated.append(row)
            seen.add(row)
        return Found(rows=len(repeated), example=_shown(min(repeated, default=())))

    def unfit(self, column: str, kind: str) -> Found:
        """As of ``Rows``."""
        own = self._cells.column(column)
        wrong = {cell for cell in set(own) if cell and not schemas.fits(cell, kind)}
        return Found(rows=sum(cell in wrong for cell in own), example=min(wrong, default=""))

    def empty(self, column: str) -> int:
        """As of ``Rows``."""
        return self._cells.column(column).count("")

    def outside(self, column: str, where: Where, *, scale: Decimal, low: Decimal, high: Decimal | None) -> Found:
        """As of ``Rows``."""
        own = self._cells.column(column)
        wrong = {cell for cell in set(own) if _outside(cell, scale, low, high)}
        if not wrong:
            return Found()
        kept = [cell for at, cell in enumerate(own)
                if cell in wrong and all(self._cells.column(name)[at] == value for name, value in where)]
        return Found(rows=len(kept), example=min(kept, key=lambda cell: (Decimal(cell), cell), default=""))

    def values(self, column: str) -> tuple[str, ...]:
        """As of ``Rows``."""
        return self._cells.distinct(column)

    def series(self, column: str, keys: Sequence[str]) -> Iterable[tuple[tuple[str, ...], str]]:
        """As of ``Rows``."""
        own = self._cells.column(column)
        of = zip(*(self._cells.column(name) for name in keys), strict=True) if keys else [()] * self.rows
        return zip(of, own, strict=True)


class OnDisk:
    """Rows of a Parquet file, asked where they lie."""

    def __init__(self, path: Path, rows: int) -> None:
        """``rows``: how many the file has. LibraryError where it is none, or DuckDB is not installed."""
        self._types = columns_of(path)
        self.names, self.rows = tuple(self._types), rows
        self._shell = connect(f"{path} is a large snapshot, which")
        self._shell.execute(f"CREATE VIEW rows AS SELECT * FROM read_parquet({file_literal(path)})")

    def repeated(self, names: Sequence[str]) -> Found:
        """As of ``Rows``."""
        own = ", ".join(self._text(name) for name in names)
        groups = f"SELECT {own}, count(*) FROM rows GROUP BY ALL HAVING count(*) > 1"
        each = ", ".join(f"c{at}" for at in range(len(names)))
        (count,) = self._one(f"SELECT coalesce(sum(n - 1), 0) FROM ({groups}) AS t({each}, n)")
        if not count:
            return Found()
        *row, _ = self._one(f"{groups} ORDER BY {', '.join(str(at + 1) for at in range(len(names)))} LIMIT 1")
        return Found(rows=int(str(count)), example=_shown(map(str, row)))

    def unfit(self, column: str, kind: str) -> Found:
        """As of ``Rows``."""
        text = self._text(column)
        if kind not in schemas.PATTERNS:
            return Found()
        fits = _matches(text, kind) + (f" AND TRY_CAST({text} AS DATE) IS NOT NULL" if kind == "date" else "")
        return self._found(text, f"{text} <> '' AND NOT ({fits})", text)

    def empty(self, column: str) -> int:
        """As of ``Rows``."""
        (count,) = self._one(f"SELECT count(*) FROM rows WHERE {self._text(column)} = ''")
        return int(str(count))

    def outside(self, column: str, where: Where, *, scale: Decimal, low: Decimal, high: Decimal | None) -> Found:
        """As of ``Rows``."""
        text = self._text(column)
        number = f"TRY_CAST({text} AS DOUBLE)"
        scaled = f"({number} * {scale})"
        wrong = f"{scaled} < {low}" + (f" OR {scaled} > {high}" if high is not None else "")
        limits = "".join(f" AND {self._text(name)} = {literal(value)}" for name, value in where)
        return self._found(text, f"{_matches(text, 'number')} AND ({wrong}){limits}", f"({number}, {text})")

    def values(self, column: str) -> tuple[str, ...]:
        """As of ``Rows``."""
        text = self._text(column)
        found = self._shell.execute(f"SELECT DISTINCT {text} AS v FROM rows WHERE v <> '' ORDER BY v").fetchall()
        return tuple(str(row[0]) for row in found)

    def series(self, column: str, keys: Sequence[str]) -> None:
        """As of ``Rows``."""
        return

    def _found(self, text: str, condition: str, order: str) -> Found:
        count, example = self._one(f"SELECT count(*), arg_min({text}, {order}) FROM rows WHERE {condition}")
        return Found(rows=int(str(count)), example=str(example) if example is not None else "")

    def _text(self, column: str) -> str:
        return f"coalesce(CAST({quoted(column)} AS VARCHAR), '')"

    def _one(self, statement: str) -> tuple[object, ...]:
        found = self._shell.execute(statement).fetchone()
        assert found is not None
        return tuple(found)


def _shown(row: Iterable[str]) -> str:
    return " / ".join(cell for cell in row if cell)[:_SHOWN]


def _matches(text: str, kind: str) -> str:
    return f"regexp_full_match({text}, {literal(schemas.PATTERNS[kind])})"


def _outside(cell: str, scale: Decimal, low: Decimal, high: Decimal | None) -> bool:
    if not schemas.fits(cell, "number"):
        return False
    value = Decimal(cell) * scale
    return value < low or (high is not None and value > high)
