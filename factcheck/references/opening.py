"""Opens what somebody wants to add: a table file of any size."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from factcheck.errors import InputError, LibraryError
from factcheck.references.columns import Sort
from factcheck.references.drafting import SmallSource, Source
from factcheck.references.grid import RawTable
from factcheck.references.large import LargeSource, is_large
from factcheck.references.tables import Reading, read_table


def open_source(path: Path, reading: Reading, *, roles: Mapping[str, Sort] | None = None,
                fixed: Collection[str] = ()) -> Source:
    """The table in a file, in our layout (``laid_out``); InputError where it holds none that could be kept."""
    check_file(path)
    try:
        large = is_large(path)
    except LibraryError as error:
        raise InputError(str(error)) from error
    return LargeSource(path, reading) if large else SmallSource(path, reading, roles=roles, fixed=fixed)


def open_table(path: Path, reading: Reading) -> RawTable:
    """The raw cells of a table file; InputError as of ``open_source``."""
    check_file(path)
    try:
        return read_table(path, reading=reading)
    except LibraryError as error:
        raise InputError(str(error)) from error


def check_file(path: Path) -> None:
    """InputError where there is no file to read."""
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder and no Data Package: name a table in it.")
        if not path.exists():
            raise InputError(f"{path} does not exist; check the name of the file.")
        if not path.is_file():
            raise InputError(f"{path} is no file.")
    except (OSError, ValueError) as error:  # a name that is too long, or holds NUL
        raise InputError(f"{str(path)!a} cannot be read: {error}.") from error
