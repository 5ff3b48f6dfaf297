"""Parquet files, read by DuckDB (extra ``tables``) in bounded memory."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import InputError, LibraryError
from factcheck.references.cells import Cells
from factcheck.references.grid import RawTable, check_cells, lay_out

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXTRA = "pip install 'factcheck-desk[tables]'"
MEMORY = "600MB"
"""What DuckDB may hold. It counts its buffers only, and what it sorts or groups beyond that goes to disk."""


def connect(what: str) -> DuckDBPyConnection:
    """A DuckDB of our own, in memory, that uses no network. LibraryError, which names ``what``, without the package."""
    try:
        import duckdb
    except ImportError:
        raise LibraryError(f"{what} needs DuckDB, which comes with the extra: {EXTRA}.") from None
    return duckdb.connect(config={
        "memory_limit": MEMORY, "temp_directory": str(Path(tempfile.gettempdir()) / "factcheck-duckdb"),
        "autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 2})


@contextlib.contextmanager
def told(what: str) -> Iterator[None]:
    """Failures of DuckDB, such as a full disk, as one sentence that names ``what``."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        first = str(error).splitlines()[0].rstrip(". ")
        raise InputError(f"{what} cannot be worked on by DuckDB ({first}); the library is as it was.") from error


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """Whatever DuckDB stumbles over while it reads a file, as a LibraryError of one sentence."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        first = (str(error).splitlines() or ["its parts are damaged"])[0].strip().rstrip(".: ")
        raise LibraryError(f"{path} is not a readable Parquet file: {first}; fetch or save it again.") from error


def literal(text: str | Path) -> str:
    """A string literal of SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def file_literal(path: str | Path) -> str:
    """A file's name as a string literal for DuckDB's readers, which take stars and brackets in it for patterns."""
    return literal(re.sub(r"[*?\[]", lambda found: f"[{found.group()}]", str(path)))


def quoted(name: str) -> str:
    """A name of SQL."""
    return '"' + name.replace('"', '""') + '"'


def columns_of(path: Path) -> dict[str, str]:
    """The names of a Parquet file's columns and their types; LibraryError where it is none."""
    with connect(str(path)) as shell:
        return _columns(path, shell)


def rows_of(path: Path) -> int:
    """How many rows a Parquet file has, by its footer."""
    with connect(str(path)) as shell, readable(path):
        _columns(path, shell)
        found = shell.execute(f"SELECT sum(num_rows) FROM parquet_file_metadata({file_literal(path)})").fetchone()
    return int(found[0]) if found and found[0] is not None else 0


def values_of(path: Path, column: str) -> tuple[str, ...]:
    """The different cells of a column, sorted, without the empty one; KeyError where there is no such column."""
    with connect(str(path)) as shell, readable(path):
        if column not in _columns(path, shell):
            raise KeyError(column)
        found = shell.execute(f"SELECT DISTINCT CAST({quoted(column)} AS VARCHAR) AS v FROM "
                              f"read_parquet({file_literal(path)}) WHERE v <> '' ORDER BY v").fetchall()
    return tuple(row[0] for row in found)


def read_parquet(path: Path) -> RawTable:
    """The cells of a Parquet file as text; LibraryError where it is none or a column is nested."""
    with connect(str(path)) as shell, readable(path):
        names = list(_columns(path, shell))
        rows = shell.execute(f"SELECT {_texts(names)} FROM read_parquet({file_literal(path)})").fetchall()
    body = tuple(tuple(row) for row in rows if any(row))
    lay_out(str(path), [names])  # refuses what is too wide
    check_cells(str(path), enumerate(body, 1))
    return RawTable(header=tuple(names), rows=body)


def read_cells(path: Path, *, limit: int | None = None) -> Cells:
    """The rows of a snapshot that is stored as Parquet, or only the first of them."""
    with connect(str(path)) as shell, readable(path):
        names = list(_columns(path, shell))
        first = "" if limit is None else f" LIMIT {limit}"
        rows = shell.execute(f"SELECT {_texts(names)} FROM read_parquet({file_literal(path)}){first}").fetchall()
    if not rows:
        return Cells.of(dict.fromkeys(names, ()))
    return Cells.of(dict(zip(names, zip(*rows, strict=True), strict=True)))


def _texts(names: list[str]) -> str:
    return ", ".join(f"coalesce(CAST({quoted(name)} AS VARCHAR), '')" for name in names)


def _columns(path: Path, shell: DuckDBPyConnection) -> dict[str, str]:
    with readable(path):
        found = shell.execute(f"DESCRIBE SELECT * FROM read_parquet({file_literal(path)})").fetchall()
    types = {str(row[0]): str(row[1]) for row in found}
    nested = next((name for name, kind in types.items() if kind.startswith(("STRUCT", "MAP")) or "[" in kind), None)
    if nested is not None:
        raise LibraryError(f"{path} has a nested column {nested!r}: a cell holds one value, so make it columns.")
    return types
