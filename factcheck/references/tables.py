"""Reads the cells of a table file as published: CSV, TSV, Excel, Parquet. No cell is mended here."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from claims.model import Frozen
from factcheck.errors import LibraryError
from factcheck.references.cleaning import text_of

SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".parquet"})
"""Endings of the files that can be read as tables."""

_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")  # latin-1 reads any byte, so the last one always answers


class RawTable(Frozen):
    """The cells of a table as text, every row as long as the header.

    ``above`` are the lines over the header (a title, often with a date).
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


def read_table(path: Path, *, sheet: str | None = None) -> RawTable:
    """The table in a file. Empty rows are left out; the header is the first row that looks like one.

    Raises LibraryError where the file cannot be read or holds no table. ``read_table(Path("rates.csv")).header``
    """
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise LibraryError(f"{path} cannot be read as a table: use CSV, TSV, Excel (.xlsx) or Parquet.")
    try:
        if suffix in (".xlsx", ".xlsm"):
            return _excel(path, sheet)
        return _parquet(path) if suffix == ".parquet" else _delimited(path)
    except OSError as error:
        raise LibraryError(f"{path} cannot be read: {error.strerror or error}.") from error


def _delimited(path: Path) -> RawTable:
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LibraryError(f"{path} is no text but binary data: is its ending right?")
    text, encoding = _decoded(data)
    try:
        delimiter = _delimiter(path, text)
    except csv.Error as error:
        raise LibraryError(f"{path} is not a table: {error}.") from error
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:  # also a cell of more than 131,072 characters: a quotation mark that nothing closes
        raise LibraryError(f"{path} is not a table separated by {delimiter!r}: {error}.") from error
    return _table(path, rows).model_copy(update={"encoding": encoding, "delimiter": delimiter})


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes anything")


def _delimiter(path: Path, text: str) -> str:
    """The character that cuts the first lines into the same number of cells, and into the most."""
    if path.suffix.casefold() in (".tsv", ".tab"):
        return "\t"
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def regularity(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        widest = max(widths, default=1)
        return (widths.count(widest) / len(widths) if widest > 1 else 0.0), widest

    best = max(",;\t|#", key=regularity)
    return best if lines and regularity(best)[1] > 1 else ","


def _excel(path: Path, sheet: str | None) -> RawTable:
    import warnings
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are of no use here
            book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise LibraryError(f"{path} is not a readable Excel file: {error}.") from error
    try:
        names = [sheet] if sheet else book.sheetnames
        for name in names:
            if name not in book.sheetnames:
                raise LibraryError(f"{path} has no sheet {name!r}: it has {', '.join(book.sheetnames)}.")
            rows = [[text_of(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]
            if any(any(row) for row in rows):
                return _table(path, rows).model_copy(update={"sheet": name})
    finally:
        book.close()
    raise LibraryError(f"{path} holds no table: all of its sheets are empty.")


def _parquet(path: Path) -> RawTable:
    try:
        import pandas as pd

        frame = pd.read_parquet(path)
    except ImportError as error:
        raise LibraryError(f"{path} needs the package pyarrow to be read: install it, or use CSV.") from error
    except ValueError as error:
        raise LibraryError(f"{path} is not a readable Parquet file: {error}.") from error
    rows = [[text_of(None if pd.isna(cell) else cell) for cell in row] for row in frame.itertuples(index=False)]
    return _table(path, [[str(name) for name in frame.columns], *rows])


def _table(path: Path, rows: Sequence[Sequence[str]]) -> RawTable:
    full = [list(row) for row in rows if any(cell.strip() for cell in row)]
    if not full:
        raise LibraryError(f"{path} holds no table: it is empty.")
    at = _header_row(full)
    width = max((i + 1 for row in full[at:] for i, cell in enumerate(row) if cell.strip()), default=0)
    header = tuple(_unique([*full[at], *[""] * width][:width]))
    body = tuple(tuple([*row, *[""] * width][:width]) for row in full[at + 1:])
    above = tuple(" ".join(cell for cell in row if cell.strip()) for row in full[:at])
    return RawTable(header=header, rows=body, above=above)


def _header_row(rows: Sequence[Sequence[str]]) -> int:
    """The first of the first rows that fills as many cells as the table is wide, give or take one: titles do not."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:20]]
    usual = max(filled)
    return next(i for i, cells in enumerate(filled) if cells >= usual - (1 if usual > 2 else 0))


def _unique(names: Sequence[str]) -> list[str]:
    """Header cells as names: trimmed, none empty, none twice."""
    seen: dict[str, int] = {}
    result = []
    for i, name in enumerate(names, 1):
        base = " ".join(name.split()) or f"column_{i}"
        seen[base] = seen.get(base, 0) + 1
        result.append(base if seen[base] == 1 else f"{base} ({seen[base]})")
    return result
