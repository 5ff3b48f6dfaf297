"""JSON files that hold a table: a list of records, JSON Lines, records inside an object, or lists by column."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.errors import LibraryError
from factcheck.references.grid import MOST_COLUMNS, RawTable, lay_out

MOST_CELLS = 20_000_000
"""Cells of a table made of records."""

_SPARSE_CELLS, _SPARSE = 1_000_000, 50
"""From so many cells on, one in so many must be filled: where each record has its own fields, that is no table."""

_Record = dict[str, str]


def read_json(path: Path) -> RawTable:
    """The table in a JSON file. Numbers keep the form in which they are written; what is nested gets a name with a dot.

    ``[{"state": "Ohio", "votes": {"yes": 1.50}}]`` has the columns "state" and "votes.yes", and the cell "1.50".
    LibraryError where it holds no records.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
        values = _values(path, text)
    except UnicodeDecodeError as error:
        raise LibraryError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise LibraryError(f"{path} is not JSON in line {error.lineno}, column {error.colno}: {error.msg}; correct it, "
                           f"or fetch it again.") from error
    except RecursionError as error:
        raise LibraryError(f"{path} is not JSON that can be read: it nests objects or lists without end; give a list "
                           f"of plain records.") from error
    records = [_flat(path, i, record, "") for i, record in enumerate(values, 1)]
    names = list(dict.fromkeys(name for record in records for name in record))
    cells, filled = len(names) * len(records), sum(map(len, records))
    if len(names) > MOST_COLUMNS or cells > MOST_CELLS or (cells > _SPARSE_CELLS and filled * _SPARSE < cells):
        raise LibraryError(f"{path} has {len(names)} different fields in {len(records)} records: give every record the "
                           f"same few fields.")
    if not names:
        raise LibraryError(f"{path} holds no table: it has no records.")
    rows = [[record.get(name, "") for name in names] for record in records]
    # The header is known: names that look like numbers, or records that say little, must not hide it.
    table = lay_out(str(path), [names, *rows])
    if table.header != tuple(names):
        table = RawTable(header=tuple(names), rows=tuple(tuple(row) for row in rows if any(row)))
    return table.model_copy(update={"encoding": "utf-8"})


def _values(path: Path, text: str) -> Sequence[Any]:
    if path.suffix.casefold() in (".jsonl", ".ndjson"):
        # Of the separators that Python cuts lines at, JSON may hold some inside its texts.
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        return [_line(path, number, line) for number, line in lines]
    found = _records(_loaded(path, text))
    if found is None:
        raise LibraryError(f"{path} holds no table: give a list of records, [{{\"state\": \"Ohio\", \"people\": 1}}].")
    return found


def _line(path: Path, number: int, line: str) -> Any:
    try:
        return _loaded(path, line)
    except json.JSONDecodeError as error:
        raise LibraryError(f"{path} is not JSON in line {number}, column {error.colno}: {error.msg}; correct that line."
                           ) from error


def _loaded(path: Path, text: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice = next((name for name, times in Counter(names).items() if times > 1), None)
        if twice is not None:
            raise LibraryError(f"{path} has a record with two fields named {twice!r}: rename one of them.")
        return dict(pairs)

    return json.loads(text, parse_int=str, parse_float=str, parse_constant=lambda _: None, object_pairs_hook=once)


def _records(value: Any) -> Sequence[Any] | None:
    """The one list of records in a value; a list of lists by column counts as one."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return value
    if isinstance(value, list):  # a page: what it is of, then its records
        inner = [found for one in value if isinstance(one, list) and (found := _records(one)) is not None]
        return inner[0] if len(inner) == 1 else None
    if not isinstance(value, dict):
        return None
    lists = [one for one in value.values() if isinstance(one, list)]
    plain = [one for one in lists if not any(isinstance(cell, dict | list) for cell in one)]
    if lists and len(plain) == len(value) and len({len(one) for one in lists}) == 1:
        return [dict(zip(value, row, strict=True)) for row in zip(*value.values(), strict=True)]
    inner = [found for one in value.values() if (found := _records(one)) is not None]
    return inner[0] if len(inner) == 1 else None


def _flat(path: Path, number: int, value: Any, prefix: str) -> _Record:
    if not isinstance(value, dict):
        raise LibraryError(f"{path} has a record {number} that is no object: give each row as an object.")
    flat: _Record = {}
    for name, cell in value.items():
        inner = _flat(path, number, cell, f"{prefix}{name}.") if isinstance(cell, dict) else {prefix + name: ""}
        if both := flat.keys() & inner.keys():
            raise LibraryError(f"{path} has two fields that are both named {min(both)!r} in record {number}: rename "
                               f"one of them.")
        if isinstance(cell, dict):
            flat |= inner
        elif isinstance(cell, list):
            raise LibraryError(f"{path} has a list in field {prefix + name!r} of record {number}: a cell holds one "
                               f"value, so make it rows of their own.")
        else:
            flat[prefix + name] = "" if cell is None else str(cell)
    return flat
