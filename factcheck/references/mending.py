"""Cleaning in SQL what cleaning cell by cell would take too long for: columns of millions of different values.

The fixes are those of ``cleaning``: odd spaces, curly quotes, marks for no value, separators and signs of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from factcheck.references.cleaning import word_lists
from factcheck.references.model import Repair
from factcheck.references.parquet import literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PLAIN_NUMBER = r"^-?(0|[1-9]\d*)(\.\d+)?$"
_PLAIN_TEXT = r"^[!-&(-_a-~]+( [!-&(-_a-~]+)*$"  # single words of ASCII without quotes, one space between them
_SPACES = "[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n]"
_NOTHING = "[\u200b\u200c\u200d\u2060\ufeff\u00ad]"
_LONGEST_MARK = 13


class Mended(NamedTuple):
    """A column's clean cell as an expression over its raw one, and what that changed."""

    expression: str
    repairs: tuple[Repair, ...]


def mended_text(shell: DuckDBPyConnection, name: str) -> Mended:
    """A column of text: trimmed, its quotes straight, empty where a mark says that there is no value."""
    raw = quoted(name)
    # Only cells that may need it go through the fixes, each different one once: those are slow on millions of cells.
    odd = f"NOT regexp_matches({raw}, {literal(_PLAIN_TEXT)}) OR length({raw}) <= {_LONGEST_MARK} AND {_is_mark(raw)}"
    table = _changed(shell, name, odd, "t IS NOT NULL", "t")
    repairs = _told(shell, name, table, "white_space", "white space, quotes and marks for no value mended")
    return Mended(_joined(raw, table) if repairs else raw, repairs)


def mended_numbers(shell: DuckDBPyConnection, name: str) -> Mended:
    """A column of numbers in the narrowest exact type; what is none is empty, and told."""
    raw = quoted(name)
    table = _changed(shell, name, f"NOT regexp_matches({raw}, {literal(_PLAIN_NUMBER)})",
                     "regexp_matches(n, '^-?(\\d+\\.?\\d*|\\.\\d+)$')", "n")
    repairs = (*_told(shell, name, table, "number_form", "thousands separators, currency and percent signs removed"),
               *_told(shell, name, table, "unreadable_number",
                      "cells that are no number in a column of numbers left out", lost=True))
    text = _joined(raw, table) if repairs else raw
    found = shell.execute(
        f"SELECT max(length(n) - strlen(split_part(n, '.', 1)) - 1), max(length(split_part(ltrim(n, '-'), '.', 1))) "
        f"FROM (SELECT {text} AS n FROM raw)").fetchone()
    places, whole = found or (0, 1)
    cast = f"TRY_CAST({text} AS {exact_type(whole or 1, max(places or 0, 0))})"
    lost = shell.execute(f"SELECT count(*), any_value({raw}) FROM raw WHERE {text} IS NOT NULL AND {cast} IS NULL"
                         ).fetchone()
    if lost and lost[0]:
        repairs = (*repairs, Repair(code="unreadable_number", column=name, rows=int(lost[0]),
                                    detail=f"numbers of too many digits left out, such as {str(lost[1])[:60]!r}"))
    return Mended(cast, repairs)


def number_type(cells: Sequence[str]) -> str:
    """The narrowest exact type of SQL that holds numbers in plain digits."""
    whole = max((len(cell.lstrip("-").partition(".")[0]) for cell in cells), default=1)
    places = max((len(cell.partition(".")[2]) for cell in cells), default=0)
    return exact_type(whole, places)


def exact_type(whole: int, places: int) -> str:
    """The type for so many digits before and after the point: ``exact_type(5, 2) == "DECIMAL(18, 2)"``."""
    if not places and whole <= 18:
        return "BIGINT"
    return f"DECIMAL({18 if whole + places <= 18 else 38}, {min(places, 38)})"


def _changed(shell: DuckDBPyConnection, name: str, odd: str, good: str, kept: str) -> str:
    """A table of the cells that change, each once: what it was, what it is (NULL: nothing), and in how many rows."""
    table = quoted(f"changed {name}")
    lists = word_lists()
    quotes = lists["quotes"]
    steps = (
        f"SELECT {quoted(name)} AS before, count(*) AS rows FROM raw "
        f"WHERE {quoted(name)} IS NOT NULL AND ({odd}) GROUP BY 1",
        f"SELECT *, regexp_replace(regexp_replace(before, {literal(_SPACES)}, ' ', 'g'), {literal(_NOTHING)}, '', 'g') "
        f"AS a",
        "SELECT *, trim(regexp_replace(a, ' +', ' ', 'g')) AS b",
        f"SELECT *, translate(b, {literal(''.join(quotes))}, {literal(''.join(quotes.values()))}) AS c",
        f"SELECT *, CASE WHEN c <> '' AND NOT {_is_mark('c')} THEN c END AS t",
        f"SELECT *, regexp_replace(coalesce(nullif(regexp_replace(t, {literal(_footnote())}, ''), ''), t), '[−–]', "
        f"'-', 'g') AS d",
        "SELECT *, trim(regexp_replace(d, '^\\s*[$€£]+|%+\\s*$', '', 'g')) AS e",
        "SELECT *, ltrim(regexp_replace(e, '^\\((.*)\\)$', '-\\1'), '+') AS f",
        "SELECT *, CASE WHEN regexp_matches(f, '^-?\\d{1,3}([, '']\\d{3})+(\\.\\d+)?$') "
        "THEN regexp_replace(f, '[, '']', '', 'g') ELSE f END AS n",
    )
    statement = steps[0]
    for step in steps[1:]:
        statement = f"{step} FROM ({statement})"
    shell.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM (SELECT before, CASE WHEN {good} THEN {kept} END "
                  f"AS after, t IS NULL AS empty, rows FROM ({statement})) WHERE after IS DISTINCT FROM before")
    return table


def _joined(raw: str, table: str) -> str:
    """The clean cell: that of the table where it is there, else the raw one."""
    return (f"CASE WHEN {raw} IN (SELECT before FROM {table}) THEN (SELECT after FROM {table} WHERE before = {raw}) "
            f"ELSE {raw} END")


def _is_mark(cell: str) -> str:
    return f"lower({cell}) IN ({', '.join(literal(mark) for mark in word_lists()['missing'])})"


def _footnote() -> str:
    return re.sub(r"\(\?:", "(", word_lists()["footnotes"])


def _told(shell: DuckDBPyConnection, name: str, table: str, code: str, detail: str, *,
          lost: bool = False) -> tuple[Repair, ...]:
    where = "after IS NULL AND NOT empty" if lost else "after IS NOT NULL OR empty"
    found = shell.execute(f"SELECT sum(rows), min(before), arg_min(coalesce(after, ''), before) FROM {table} "
                          f"WHERE {where}").fetchone()
    if not found or not found[0]:
        return ()
    return (Repair(code=code, column=name, rows=int(found[0]),
                   detail=f"{detail}, such as {found[1][:60]!r} to {found[2][:60]!r}"),)
