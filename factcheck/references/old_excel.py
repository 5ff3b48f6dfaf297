"""Excel workbooks of the old kind (``.xls``). What they show counts, as in the new kind: 0.043 shown as "4.3%"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.errors import LibraryError
from factcheck.references.cleaning import text_of
from factcheck.references.grid import HeaderRows, RawTable, lay_out
from factcheck.references.opendocument import EXTRA
from factcheck.references.spreadsheets import MOST_MERGED, percentage, unmerge

MOST_BYTES = 200_000_000
"""Of a file: the old kind has at most 65,536 rows a sheet."""


def read_old_excel(path: Path, *, sheet: str | None = None, header_rows: HeaderRows | None = None) -> RawTable:
    """The table in a sheet of an .xls workbook: the named one, else the first that holds something. Needs xlrd.

    LibraryError where it is no workbook, or is protected. A formula is kept with the value that it had.
    """
    size = path.stat().st_size
    if not 0 < size <= MOST_BYTES:
        raise LibraryError(f"{path} is empty: save or fetch the workbook again." if not size else
                           f"{path} has {size // 1_000_000:,} MB, too much for an .xls workbook: save it as CSV.")
    try:
        import xlrd
    except ImportError:
        raise LibraryError(f"{path} is an Excel workbook of the old kind, which needs the extra: {EXTRA}.") from None
    try:
        with path.open("rb") as file, _Silent() as log, \
                xlrd.open_workbook(file_contents=file.read(), formatting_info=True, ragged_rows=True,
                                   logfile=log) as book:
            if sheet is not None and sheet not in book.sheet_names():
                raise LibraryError(f"{path} has no sheet {sheet!r}: it has {', '.join(book.sheet_names())}.")
            visible = [one for one in book.sheets() if one.visibility == 0] or book.sheets()
            wanted = [book.sheet_by_name(sheet)] if sheet is not None else visible
            tables = [(one, [[_shown(book, cell) for cell in one.row(i)] for i in range(one.nrows)]) for one in wanted]
            _check_merges(path, wanted)
    except LibraryError:
        raise
    except Exception as error:  # xlrd raises whatever it stumbles over: XLRDError, AssertionError, struct.error, ...
        what = " ".join(str(error).split())[:120].rstrip(". ") or "its parts are damaged"
        if "encrypted" in what:
            raise LibraryError(f"{path} is protected by a password: save it without one.") from None
        raise LibraryError(f"{path} is not a readable .xls workbook: {what}; save it again, or as .xlsx.") from None
    filled = [(one, rows) for one, rows in tables if any(any(row) for row in rows)]
    if not filled:
        raise LibraryError(f"{path} holds no table: all of its sheets are empty.")
    first, rows = filled[0]
    # xlrd tells the end of what is merged as the row and the column behind it.
    merged = unmerge(rows, sorted((top, left, bottom - 1, right - 1)
                                  for top, bottom, left, right in first.merged_cells))
    table = lay_out(str(path), rows, header_rows=header_rows)
    return table.model_copy(update={"sheet": first.name, "sheets": tuple(one.name for one, _ in filled),
                                    "repairs": (*merged, *table.repairs)})


def _check_merges(path: Path, sheets: Sequence[Any]) -> None:
    """LibraryError where so many cells are merged that filling them in would take very long."""
    total = sum((bottom - top) * (right - left) for one in sheets for top, bottom, left, right in one.merged_cells)
    if total > MOST_MERGED:
        raise LibraryError(f"{path} merges more than {MOST_MERGED} cells: undo that, or save the table as CSV.")


def _shown(book: Any, cell: Any) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_NUMBER:
        number = cell.value
        layout = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        return percentage(Decimal(repr(number))) if layout and "%" in layout.format_str else text_of(number)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return text_of(xlrd.xldate_as_datetime(cell.value, book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return text_of(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return text_of(cell.value or None)


class _Silent:
    """Where xlrd writes its remarks on a file's inner parts, which are of no use to who adds a table."""

    def __enter__(self) -> _Silent:
        """Itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is to be closed."""

    def write(self, text: str) -> int:
        """Takes the text, and keeps nothing of it."""
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""
