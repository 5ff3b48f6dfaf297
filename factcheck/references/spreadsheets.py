"""Excel workbooks. What they show counts: a cell shown as a percentage is "4.3%", not 0.043."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from factcheck.errors import LibraryError
from factcheck.references.cleaning import text_of
from factcheck.references.grid import HeaderRows, RawTable, lay_out
from factcheck.references.model import Repair

MOST_BYTES = 500_000_000
"""What a workbook may unpack to. Published ones stay far below; a bomb does not."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WHOLE = 30_000_000
"""Sheets up to this size are loaded whole, which alone shows merged cells."""

_Rows = list[list[str]]


def read_excel(path: Path, *, sheet: str | None = None, header_rows: HeaderRows | None = None) -> RawTable:
    """The table in a sheet of an .xlsx workbook: the named one, else the first that holds something.

    LibraryError where it is no workbook, is protected, unpacks to too much, or holds formulas without their values.
    """
    unpacked = checked_archive(path, "Excel file")
    _check_merges(path)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are of no use here
            book = load_workbook(path, read_only=unpacked > _WHOLE, data_only=True)
            visible = [one.title for one in book.worksheets if one.sheet_state == "visible"] or book.sheetnames
            name, rows, merged, sheets = _first_filled(path, book, sheet, visible)
    except LibraryError:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over: KeyError, TypeError, ParseError, ...
        what = " ".join(str(error).split())[:120].rstrip(". ") or "its parts are damaged"
        raise LibraryError(f"{path} is not a readable Excel file: {what}; save it again, or as CSV.") from None
    finally:
        if "book" in locals():
            book.close()
    _refuse_bare_formulas(path, name)
    table = lay_out(str(path), rows, header_rows=header_rows)
    return table.model_copy(update={"sheet": name, "sheets": sheets, "repairs": (*merged, *table.repairs)})


def _first_filled(path: Path, book: Any, sheet: str | None,
                  visible: list[str]) -> tuple[str, _Rows, tuple[Repair, ...], tuple[str, ...]]:
    if sheet is not None and sheet not in book.sheetnames:
        raise LibraryError(f"{path} has no sheet {sheet!r}: it has {', '.join(book.sheetnames)}.")
    found: tuple[str, _Rows, tuple[Repair, ...]] | None = None
    filled = []
    for name in [sheet] if sheet is not None else visible:
        one = book[name]
        if not hasattr(one, "iter_rows"):  # a sheet that is one chart
            continue
        if hasattr(one, "reset_dimensions"):
            one.reset_dimensions()  # the dimensions that a file states may be those of the whole sheet
        _check_size(path, one)
        rows = _lean(path, name) if _sparse(one) else _shown_rows(one)
        if any(any(row) for row in rows):
            filled.append(name)
            if found is None:
                found = name, rows, unmerge(rows, _merges(one))
    if found is None:
        raise LibraryError(f"{path} holds no table: all of its sheets are empty.")
    return (*found, tuple(filled))


MOST_CELLS = 50_000_000
"""Cells of a sheet, empty ones too: where it reaches further, it is no table."""

_SPARSE = 1_500_000
"""Cells from which on a sheet that is loaded whole is mostly empty: so many filled ones unpack to more than it may.

A stray cell in its last row would make a million others: 48 million of them took 4 GB."""


def _shown_rows(sheet: Any) -> _Rows:
    return [[_shown(cell) for cell in row] for row in sheet.iter_rows()]


def _sparse(sheet: Any) -> bool:
    return (sheet.max_row or 0) * (sheet.max_column or 0) > _SPARSE


def _lean(path: Path, name: str) -> _Rows:
    """The rows of a sheet without the cells that are not there: an empty row has none, a short one ends early."""
    from openpyxl import load_workbook

    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        book[name].reset_dimensions()
        return _shown_rows(book[name])


def _check_size(path: Path, sheet: Any) -> None:
    """LibraryError for a sheet that reaches too far, as one does with a stray cell in its last row."""
    rows, columns = sheet.max_row or 0, sheet.max_column or 0
    if rows * columns > MOST_CELLS:
        raise LibraryError(f"{path} has a sheet {sheet.title!r} of {rows} rows and {columns} columns: delete what "
                           f"stands far from its table, or save it as CSV.")


_MERGE = re.compile(rb'<mergeCell[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_MERGED = 100_000
"""Merged cells of a workbook, all together: each of them is made, and so many take some seconds."""


def _check_merges(path: Path) -> None:
    """LibraryError where cells are merged over so much of a sheet that reading it would fill the memory."""
    from openpyxl.utils import column_index_from_string

    total = 0
    with ZipFile(path) as archive:
        for part in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part):
                for left, top, right, bottom in _MERGE.findall(archive.read(part)):
                    width = column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
                    total += abs(width * (int(bottom) - int(top) + 1))
                    if total > MOST_MERGED:
                        raise LibraryError(f"{path} merges more than {MOST_MERGED} cells, such as {left.decode()}"
                                           f"{int(top)} to {right.decode()}{int(bottom)}: undo that, or save the table "
                                           f"as CSV.")


def _shown(cell: Any) -> str:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return percentage(Decimal(repr(value)))
    return text_of(value)


def percentage(value: Decimal) -> str:
    """A number as a cell shows it that is laid out as a percentage, no digit rounded away: 0.043 as "4.3%"."""
    return format((value * 100).normalize(), "f") + "%"


def _merges(sheet: Any) -> list[tuple[int, int, int, int]]:
    """Merged cells as first row, first column, last row, last column, from 0."""
    ranges: Iterable[Any] = getattr(getattr(sheet, "merged_cells", None), "ranges", ())
    return sorted((one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in ranges)


def unmerge(rows: _Rows, merges: Sequence[tuple[int, int, int, int]]) -> tuple[Repair, ...]:
    """What is merged downwards holds for each of its rows. Cells merged to the right stay one: they name a group."""
    filled: set[int] = set()
    for top, left, bottom, right in merges:
        if left != right or bottom == top or top >= len(rows) or not "".join(rows[top][left:left + 1]).strip():
            continue
        # A name that reaches down to the header's last row names its column there.
        for i in range(top + 1, min(bottom, len(rows) - 1) + 1):
            rows[i].extend([""] * (left + 1 - len(rows[i])))
            rows[i][left] = rows[top][left]
            filled.add(i)
    if not filled:
        return ()
    return (Repair(code="merged_cells", rows=len(filled), detail="cells merged over several rows repeated in each"),)


def _refuse_bare_formulas(path: Path, sheet: str) -> None:
    """A formula is saved with the value it had. Programs that only write formulas leave that out: then it is empty."""
    with ZipFile(path) as archive:
        sheets = [one for one in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", one)]
        if not any(re.search(rb"<f[ >/]", archive.read(one)) for one in sheets):
            return
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with closing(load_workbook(path, read_only=True)) as one, \
                closing(load_workbook(path, read_only=True, data_only=True)) as other:
            formulas, values = one[sheet], other[sheet]
            bare = [cell.coordinate for row, shown in zip(formulas.iter_rows(), values.iter_rows(), strict=False)
                    for cell, value in zip(row, shown, strict=False) if cell.data_type == "f" and value.value is None]
    if bare:
        what = f"{len(bare)} formulas" if len(bare) > 1 else "1 formula"
        raise LibraryError(f"{path} has {what} without a value, the first in cell {bare[0]} of sheet {sheet!r}: open "
                           f"it in a spreadsheet program, save it, and use that.")


def checked_archive(path: Path, kind: str) -> int:
    """The size that the workbook unpacks to; LibraryError where that is too much or it is no workbook."""
    with path.open("rb") as file:
        start = file.read(8)
        if start == _OLE:
            if _ENCRYPTED in start + file.read(1 << 20):
                raise LibraryError(f"{path} is protected by a password: save it without one.")
            raise LibraryError(f"{path} is a workbook of the old kind: give it the ending .xls, or save it as .xlsx.")
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if any(entry.flag_bits & 1 for entry in entries):
                raise LibraryError(f"{path} is protected by a password: save it without one.")
            if size > MOST_BYTES:
                raise LibraryError(f"{path} unpacks to {size // 1_000_000:,} MB, and a workbook may have "
                                   f"{MOST_BYTES // 1_000_000} MB: if that is a table, save it as CSV.")
            for entry in entries:  # stated sizes may lie, and only reading to the end shows it
                with archive.open(entry) as member:
                    while member.read(1 << 20):
                        pass
    except LibraryError:
        raise
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise _unreadable(path, kind, error) from error
    except Exception as error:  # zlib.error, lzma.LZMAError
        raise LibraryError(f"{path} is not a readable {kind}: its data are damaged ({error}); fetch it again."
                           ) from error
    return size


def _unreadable(path: Path, kind: str, error: Exception) -> LibraryError:
    if path.stat().st_size == 0:
        return LibraryError(f"{path} is empty: save or fetch the workbook again.")
    what = "it is cut off, or is something else" if "not a zip file" in str(error) else str(error).rstrip(".")
    return LibraryError(f"{path} is not a readable {kind}: {what}; save or fetch it again.")
