"""OpenDocument workbooks. What they show counts: a cell shown as a percentage is "4.3%", not 0.043."""

from __future__ import annotations

import io
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zipfile import ZipFile

from factcheck.errors import LibraryError
from factcheck.references.cleaning import text_of
from factcheck.references.grid import HeaderRows, RawTable, lay_out
from factcheck.references.spreadsheets import checked_archive, percentage

EXTRA = "pip install 'factcheck-desk[tables]'"
_CONTENT = "content.xml"


def read_opendocument(path: Path, *, sheet: str | None = None, header_rows: HeaderRows | None = None) -> RawTable:
    """The table in a sheet of an .ods workbook; errors as of ``read_excel``. Needs python-calamine."""
    checked_archive(path, "OpenDocument workbook")
    content = _content(path)
    _check_repeats(path, content)
    try:
        import python_calamine as calamine
    except ImportError:
        raise LibraryError(f"{path} is an OpenDocument workbook, which needs the extra: {EXTRA}.") from None
    try:
        with calamine.CalamineWorkbook.from_object(_as_shown(path, content)) as book:
            names = [one.name for one in book.sheets_metadata if "Visible" in str(one.visible)] or book.sheet_names
            if sheet is not None and sheet not in book.sheet_names:
                raise LibraryError(f"{path} has no sheet {sheet!r}: it has {', '.join(book.sheet_names)}.")
            cells = {name: [[text_of(cell if cell != "" else None) for cell in row]
                            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
                     for name in ([sheet] if sheet is not None else names)}
    except calamine.PasswordError:
        raise LibraryError(f"{path} is protected by a password: save it without one.") from None
    except (calamine.CalamineError, OSError) as error:
        raise LibraryError(f"{path} is not a readable OpenDocument workbook: {error}.") from error
    filled = [name for name, rows in cells.items() if any(any(row) for row in rows)]
    if not filled:
        raise LibraryError(f"{path} holds no table: all of its sheets are empty.")
    table = lay_out(str(path), cells[filled[0]], header_rows=header_rows)
    return table.model_copy(update={"sheet": filled[0], "sheets": tuple(filled)})


def _content(path: Path) -> bytes:
    with ZipFile(path) as archive:
        return archive.read(_CONTENT) if _CONTENT in archive.namelist() else b""


_CELL = re.compile(rb"""<table:(?:covered-)?table-cell\b(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*""")
_PERCENTAGE = re.compile(rb"""(\soffice:value-type\s*=\s*)(?:"percentage"|'percentage')""")
_VALUE = re.compile(rb"""\soffice:value\s*=\s*["']([^"']*)["']""")


def _as_shown(path: Path, content: bytes) -> Path | io.BytesIO:
    """The workbook, with each cell that shows 4.3% and holds 0.043 made the text "4.3%".

    The reader gives the numbers of such cells and does not tell how they are shown: hundredths of what a person sees.
    """
    if not _PERCENTAGE.search(content):
        return path
    shown = io.BytesIO()
    with ZipFile(path) as archive, ZipFile(shown, "w") as other:
        for name in archive.namelist():
            other.writestr(name, _CELL.sub(_told, content) if name == _CONTENT else archive.read(name))
    return io.BytesIO(shown.getvalue())


def _told(cell: re.Match[bytes]) -> bytes:
    tag = cell.group()
    if not _PERCENTAGE.search(tag):
        return tag
    found = _VALUE.search(tag)
    try:
        value = Decimal(found.group(1).decode("ascii")) if found else Decimal("NaN")
        if not value.is_finite() or abs(value.adjusted()) > 99:
            raise ValueError
    except (InvalidOperation, ValueError):  # not the number that its kind promises: what it shows is taken
        text = b""
    else:
        text = f' office:string-value="{percentage(value)}"'.encode()
    return _VALUE.sub(b"", _PERCENTAGE.sub(rb'\1"string"' + text, tag))


_REPEATED = re.compile(rb"number-columns-repeated=[\"'](\d+)[\"']")
_REPEATED_ROW = re.compile(rb"<[\w.-]*:?table-row\b[^>]*number-rows-repeated=[\"'](\d+)[\"'][^>]*(?<!/)>(.*?)"
                           rb"</[\w.-]*:?table-row>", re.DOTALL)
MOST_REPEATED = 16_384
"""Columns of a sheet, and so the most that a cell can be repeated over."""

MOST_ROWS_REPEATED = 10_000
"""Rows that are one filled row repeated: no table has as many, while empty ones are repeated to a sheet's end."""


def _check_repeats(path: Path, content: bytes) -> None:
    """LibraryError where a cell is repeated over more columns than a sheet has, or a filled row without end."""
    if any(len(times) > 9 or int(times) > MOST_REPEATED for times in _REPEATED.findall(content)):
        raise LibraryError(f"{path} repeats a cell over more columns than a sheet has: save the table as CSV.")
    for times, row in _REPEATED_ROW.findall(content):
        if (len(times) > 9 or int(times) > MOST_ROWS_REPEATED) and (b"value-type=" in row or b":p>" in row):
            raise LibraryError(f"{path} repeats one row more than {MOST_ROWS_REPEATED} times: delete what does not "
                               f"belong to its table, or save it as CSV.")
