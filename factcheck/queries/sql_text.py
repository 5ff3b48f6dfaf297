"""The pieces of SQL: quoted names and strings, files, conditions, numbers out of text cells, aggregates.

What a file's cells are known to look like decides how plainly they are read: a column of clean whole numbers is cast,
one with "n/a" and "1,234" in it is mended first, in the same way as ``number`` does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from claims.model import plain_decimal
from factcheck.queries.aggregates import COUNTS, column_of
from factcheck.queries.algebra import Condition
from factcheck.queries.numbers import CELLS, FOOTNOTE, PLAIN, is_missing, number
from factcheck.queries.table import Numbers, Table
from factcheck.references.model import Aggregate, Measure, Snapshot

_SQL = tomllib.loads(files("factcheck.queries.data").joinpath("sql.toml").read_text(encoding="utf-8"))
_RESERVED = frozenset(_SQL["reserved"])
_PER_LINE = 8
_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def name(identifier: str) -> str:
    """An identifier, quoted where it must be: ``name("County name")`` is ``"County name"`` in double quotes."""
    if _NAME.fullmatch(identifier) and identifier not in _RESERVED:
        return identifier
    return '"' + identifier.replace('"', '""') + '"'


def string(value: str) -> str:
    """A string literal on one line: ``string("O'Brien")`` is ``'O''Brien'``."""
    return " || chr(10) || ".join("'" + line.replace("'", "''") + "'" for line in value.split("\n"))


def strings(values: Iterable[str]) -> str:
    """Literals in a row, a few to a line where there are many."""
    literals = [string(value) for value in values]
    lines = [", ".join(literals[i: i + _PER_LINE]) for i in range(0, len(literals), _PER_LINE)]
    return ",\n      ".join(lines)


def source(snapshot: Snapshot) -> str:
    """The file of a snapshot as a table, named as from the folder that holds the datasets."""
    suffix = "." + snapshot.location.rsplit(".", 1)[-1].lower()
    reader: str = _SQL["readers"].get(suffix, _SQL["readers"][".csv"])
    return reader.format(path=string(snapshot.location))


def condition(condition: Condition, table: Table) -> str:
    """One condition. An empty cell reads as NULL from a file, so the empty value stands for both."""
    column = name(condition.column)
    if condition.comparison is not None:
        number = numeric(condition.column, table).expression
        return f"{number} {condition.comparison} {plain_decimal(condition.threshold)}"
    if "" in condition.values or condition.negated:
        column = f"COALESCE({column}, '')"
    if len(condition.values) == 1:
        return f"{column} {'<>' if condition.negated else '='} {string(condition.values[0])}"
    if not condition.values:
        return "true" if condition.negated else "false"
    return f"{column} {'NOT IN' if condition.negated else 'IN'} ({strings(condition.values)})"


def where(conditions: Iterable[str]) -> str:
    """A WHERE clause, one condition a line; empty where there is none."""
    lines = list(conditions)
    return "\nWHERE " + "\n  AND ".join(lines) if lines else ""


def indent(statement: str) -> str:
    """Moved in by one step; literals never hold the line breaks that would be moved with it."""
    return "  " + statement.replace("\n", "\n  ")


@dataclass(frozen=True)
class NumberColumn:
    """A column read as numbers: ``expression`` is NULL for missing and for bad cells."""

    expression: str
    raw: str
    missing: tuple[str, ...]
    has_missing: bool
    has_bad: bool


def number_column(measure: Measure, table: Table) -> NumberColumn:
    """The measure's column as numbers, mended as far as its cells need, scaled."""
    return numeric(column_of(measure), table, scale=measure.scale)


def numeric(column: str, table: Table, *, scale: Decimal = Decimal(1)) -> NumberColumn:
    """A column as numbers, mended as far as its cells need, scaled."""
    return table.remembered(("number column", column, scale), lambda: _numeric(column, table, scale))


def _numeric(column: str, table: Table, scale: Decimal) -> NumberColumn:
    numbers = table.numbers(column)
    raw = name(column)
    if numbers.typed:
        expression = raw if scale == 1 else f"{raw} * {plain_decimal(scale)}"
        return NumberColumn(expression, raw, (), bool(numbers.texts), False)
    missing = tuple(text for text in numbers.texts if number(text) is None and is_missing(text))
    bad = tuple(text for text in numbers.texts if number(text) is None and not is_missing(text))
    none = sorted({*missing, *bad})
    good = [text for text in numbers.texts if number(text) is not None]
    text = raw
    if len(none) == 1:
        text = f"NULLIF({raw}, {string(none[0])})"
    elif none:
        text = f"CASE WHEN {raw} NOT IN ({strings(none)}) THEN {raw} END"
    text = _undressed(text, good)
    expression = f"CAST({text} AS {_type(numbers, good, scale)})"
    if scale != 1:
        expression = f"{expression} * {plain_decimal(scale)}"
    return NumberColumn(expression, raw, missing, bool(missing), bool(bad))


def aggregate(measure: Measure, table: Table, *, single: bool, only: str = "", rows_each: int | None = None) -> str:
    """The aggregate's expression; ``single``: each value comes from one row, so that a value needs no aggregate.

    It is NULL where ``evaluate`` finds no answer: a sum of which a part is missing, two values where one is asked for.
    ``only`` is a condition that the counted rows meet, for counts; ``rows_each``, how many rows a whole sum has.
    """
    if measure.aggregate in COUNTS:
        return _count(measure, table, only)
    column = number_column(measure, table)
    cell = column.expression
    match measure.aggregate:
        case Aggregate.MEAN:
            value, check = f"AVG({cell})", f"{_stated(column)} = COUNT({cell})" if column.has_bad else ""
        case Aggregate.MAX | Aggregate.MIN:
            value = f"{measure.aggregate.upper()}({cell})"
            check = f"{_stated(column)} = COUNT({cell})" if column.has_bad else ""
        case Aggregate.SUM:
            gaps = column.has_missing or column.has_bad
            value, check = f"SUM({cell})", f"COUNT(*) = COUNT({cell})" if gaps else ""
        case _ if single:
            value, check = cell, ""
        case _:
            value, check = f"MIN({cell})", f"COUNT(*) = COUNT({cell}) AND MIN({cell}) = MAX({cell})"
    if rows_each is not None:
        check = " AND ".join(filter(None, (f"COUNT(*) = {rows_each}", check)))
    return f"CASE WHEN {check} THEN {value} END" if check else value


def _count(measure: Measure, table: Table, only: str) -> str:
    counted = "*"
    if measure.column is not None or measure.aggregate is Aggregate.COUNT_DISTINCT:
        column = column_of(measure)
        counted = name(column)
        if "" in table.coded(column).index and not table.is_exact(column):
            counted = f"NULLIF({counted}, '')"
    distinct = "DISTINCT " if measure.aggregate is Aggregate.COUNT_DISTINCT else ""
    count = f"COUNT({distinct}{counted})" + (f" FILTER (WHERE {only})" if only else "")
    return count if measure.scale == 1 else f"{count} * {plain_decimal(measure.scale)}"


def _stated(column: NumberColumn) -> str:
    """How many rows have a cell that should be a number."""
    if not column.missing:
        return f"COUNT({column.raw})"
    return f"COUNT(*) FILTER (WHERE {column.raw} NOT IN ({strings(column.missing)}))"


def _undressed(text: str, good: list[str]) -> str:
    """Takes from the text what the column's numbers are dressed in, and nothing else."""
    if all(re.fullmatch(PLAIN, cell) and not cell.startswith("+") for cell in good):
        return text
    bare = [re.sub(FOOTNOTE, "", cell.strip()).strip() if not re.fullmatch(PLAIN, cell.strip()) else cell.strip()
            for cell in good]
    if bare != [cell.strip() for cell in good]:
        text = f"regexp_replace({text}, {string(FOOTNOTE)}, '')"
    if any("(" in cell for cell in bare):
        text = f"regexp_replace({text}, {string(_BRACKETS)}, '-\\1')"
    seen = set("".join(bare))
    for minus in sorted(seen & set(CELLS["minus"])):
        text = f"replace({text}, {string(minus)}, '-')"
    dress = sorted(seen - set("0123456789.eE-()") - set(CELLS["minus"]))
    if dress:
        letters = "".join(re.escape(letter) for letter in dress)
        text = f"regexp_replace({text}, {string(f'[{letters}]')}, '', 'g')"
    return text


_BRACKETS = r"^\s*\((.+)\)\s*$"


def _type(numbers: Numbers, good: list[str], scale: Decimal) -> str:
    """The narrowest exact type that holds the column's numbers and what is done with them."""
    if any("e" in cell.lower() for cell in good):
        return "DOUBLE"
    largest = max((abs(int(unit)) for unit in numbers.units), default=0)
    digits = max(len(str(largest)), numbers.places + 1)
    if digits <= 15 and not numbers.places and scale == 1:
        return "BIGINT"
    if digits <= 18:
        return f"DECIMAL(18, {numbers.places})"
    return f"DECIMAL(38, {numbers.places})" if digits <= 30 and scale == 1 else "DOUBLE"


