"""Reads the cells of a table file as published, whatever its format. No cell is mended here."""

from __future__ import annotations

from pathlib import Path

from claims.model import Frozen
from factcheck.errors import LibraryError
from factcheck.references.grid import HeaderRows, RawTable

__all__ = ["RECORDS", "SUFFIXES", "HeaderRows", "RawTable", "Reading", "read_table"]

RECORDS = frozenset({".json", ".jsonl", ".ndjson"})
"""Endings of JSON files, which are tables only where somebody says so: a folder of tables may hold others."""

SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet"})
"""Endings of the files that can be read as tables."""


LARGE_BYTES = 16_000_000
LARGE_ROWS = 500_000
"""From here on a table is not read into memory: a file of text by its bytes, a Parquet file by its rows.

Text of 58 MB took 1.4 GB as cells of Python, and DuckDB was faster from some 10 MB on."""


class Reading(Frozen):
    """What somebody says of a file that we would otherwise have to find out; None: found out."""

    sheet: str | None = None
    header_rows: HeaderRows | None = None
    encoding: str | None = None
    delimiter: str | None = None


def read_table(path: Path, *, sheet: str | None = None, reading: Reading | None = None) -> RawTable:
    """The table in a file. Empty rows are left out; the header is the first row that looks like one.

    Raises LibraryError where the file cannot be read or holds no table. ``read_table(Path("rates.csv")).header``
    """
    said = reading or Reading(sheet=sheet)
    suffix = path.suffix.casefold()
    try:
        if suffix in (".xlsx", ".xlsm"):
            from factcheck.references.spreadsheets import read_excel

            return read_excel(path, sheet=said.sheet, header_rows=said.header_rows)
        if suffix == ".xls":
            from factcheck.references.old_excel import read_old_excel

            return read_old_excel(path, sheet=said.sheet, header_rows=said.header_rows)
        if suffix == ".ods":
            from factcheck.references.opendocument import read_opendocument

            return read_opendocument(path, sheet=said.sheet, header_rows=said.header_rows)
        if suffix == ".parquet":
            from factcheck.references.parquet import read_parquet

            path.stat()
            return read_parquet(path)
        if suffix in RECORDS:
            from factcheck.references.records import read_json

            return read_json(path)
        if suffix in SUFFIXES:
            from factcheck.references.delimited import read_delimited

            return read_delimited(path, encoding=said.encoding, delimiter=said.delimiter,
                                  header_rows=said.header_rows)
    except OSError as error:
        raise LibraryError(f"{path} cannot be read: {error.strerror or error}.") from error
    raise LibraryError(f"{path} cannot be read as a table: use CSV, TSV, JSON, Excel, OpenDocument or Parquet.")
