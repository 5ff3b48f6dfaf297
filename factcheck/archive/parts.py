"""Parts of the results: Parquet files, each written beside its place and renamed when it is whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.archive.duck import connect, file_literal, literal
from factcheck.archive.records import TABLES, columns
from factcheck.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 8192
"""Rows of a group: what one document's claims are read from."""

_NAMED = re.compile(r"part-(\d{8,})\.parquet")

_ORDER = ("texts", "changes", "claims", "documents")
"""A document is there when its row is, and then all else of it is, too."""


def path_of(folder: Path, table: str, part: int) -> Path:
    """The file of a part of a table."""
    return folder / table / f"part-{part:08d}.parquet"


def files_of(folder: Path, table: str) -> dict[int, Path]:
    """The files of a table by their parts; what others put beside them is not ours to read or to remove."""
    named = ((number_of(path.name), path) for path in (folder / table).glob("part-*.parquet"))
    return dict(sorted((number, path) for number, path in named if number is not None))


def number_of(name: str) -> int | None:
    """The number of the part that a file is; None for files of others."""
    match = _NAMED.fullmatch(name)
    return int(match[1]) if match is not None else None


def are_there(folder: Path) -> bool:
    """Whether a folder holds any part."""
    return any(files_of(folder, table) for table in TABLES)


def write(folder: Path, part: int, lots: Iterable[Mapping[str, bytes]]) -> None:
    """Writes lots of rows, JSON Lines by table, as one part of each table that they have rows of.

    What is there of that part is replaced. OutputError where it cannot be written.
    """
    beside = folder / "writing"
    with told(folder):
        beside.mkdir(exist_ok=True)
        lines = {table: beside / f"{table}.jsonl" for table in TABLES}
        files = {table: path.open("wb") for table, path in lines.items()}
        try:
            for lot in lots:
                for table, file in files.items():
                    file.write(lot[table])
        finally:
            for file in files.values():
                file.close()
        for table in _ORDER:
            if lines[table].stat().st_size:
                _convert(lines[table], table, path_of(folder, table, part))
            lines[table].unlink()


def _convert(lines: Path, table: str, target: Path) -> None:
    """JSON Lines to Parquet, in their order, with the columns of the table."""
    typed = ", ".join(f'"{name}": {literal(kind)}' for name, kind in columns(TABLES[table]).items())
    whole = lines.with_suffix(".parquet")
    largest = max(16_777_216, lines.stat().st_size + 1)
    with connect(threads=1) as duck:
        duck.execute(
            f"COPY (SELECT * FROM read_json({file_literal(lines)}, format = 'newline_delimited', columns = {{{typed}}},"
            f" maximum_object_size = {min(largest, 2_000_000_000)})) TO {literal(whole)} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS})")
    with whole.open("rb+") as file:
        os.fsync(file.fileno())
    target.parent.mkdir(exist_ok=True)
    whole.replace(target)


def tidy(folder: Path, parts: set[int]) -> None:
    """Removes what a run that was ended left behind: parts that were not finished."""
    with told(folder):
        for table in TABLES:
            for part, path in files_of(folder, table).items():
                if part not in parts:
                    path.unlink()
            for kind in ("jsonl", "parquet"):
                (folder / "writing" / f"{table}.{kind}").unlink(missing_ok=True)


def drop(folder: Path, part: int) -> None:
    """Removes the claims and documents of a part, all of which are past; texts stay."""
    with told(folder):
        for table in ("claims", "documents"):
            path_of(folder, table, part).unlink(missing_ok=True)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """What the disk or DuckDB stumbles over, as one sentence; nothing half written is left under its name."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror or error}); {_GO_ON}") from error
    except Exception as error:
        raise OutputError(f"{folder} cannot be written ({_first_line(error)}); {_GO_ON}") from error


@contextmanager
def read_from(folder: Path) -> Iterator[None]:
    """Parts that are missing, cut off or of another kind, as one sentence."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{folder} cannot be read ({error.strerror or error}); {_PUT_BACK}") from error
    except Exception as error:
        raise InputError(f"{folder} is damaged ({_first_line(error)}); {_PUT_BACK}") from error


def _first_line(error: Exception) -> str:
    """What DuckDB says first; any other error is raised as it is."""
    if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
        raise error
    return (str(error).splitlines() or ["DuckDB failed"])[0].rstrip(". ")


_PUT_BACK = "put the file back as it was, or check the archive into a new folder."
_GO_ON = "make room or mend the folder, and start the same command again: it goes on where it stopped."
