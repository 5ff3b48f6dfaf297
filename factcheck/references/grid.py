"""Rows of cells, as any file gives them, become a table: where its header is, what stands above and below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from claims.model import Frozen
from factcheck.errors import LibraryError
from factcheck.references.model import Repair

MOST_COLUMNS = 16_384
"""What a spreadsheet can hold; a table that is wider was turned on its side or is damaged."""

LONGEST_CELL = 50_000
"""Letters in a cell: more are a quotation mark that nothing closes, or no table. A CSV file holds twice as many."""

_LOOK = 20  # rows in which a header is looked for
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d\s*%?")
_YEAR = re.compile(r"(?:FY\s?)?[12]\d{3}")
_NOTE = re.compile(r"\s*(?:sources?|notes?|footnotes?|(?:last )?updated|data|©|\*|†|\d?\)|\[?\d\]?\s)",
                   re.IGNORECASE)
# A note at the end of a table: a mark and what it means ("¹ Includes …", "(D) Withheld", "p Preliminary"), a sentence.
_MARKED = re.compile(r"\s*(?:[¹²³⁰⁴-⁹*†‡§]+\s*\S|[(\[][0-9A-Za-z]{1,3}[)\]]\s*\S"
                     r"|[a-z]{1,2}(?:\s*[=:–-]\s*|\s+)(?=[A-Z]\w))|(?:\S+\s+){4,}\S+[.!]\s*$")


class RawTable(Frozen):
    """The cells of a table as text, every row as long as the header.

    ``above`` are the lines over the header (a title, often with a date), ``below`` the notes under the table.
    ``sheets`` are all sheets of the workbook (resources of the package) that hold something. ``twice`` are the header
    names that two columns had, before the second was given a number. ``header_at`` is the header's last row in
    the file, counted from 1.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    header_at: int = 1


class HeaderRows(Frozen):
    """Which rows of the file are the header, counted from 1: two rows where groups of columns have a name."""

    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> HeaderRows | None:
        """ "3" or "3-4"; None where it is neither."""
        found = re.fullmatch(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?", text.strip())
        if not found or not 1 <= int(found[1]) <= int(found[2] or found[1]):
            return None
        return cls(first=int(found[1]), last=int(found[2] or found[1]))


def lay_out(where: str, rows: Sequence[Sequence[str]], *, header_rows: HeaderRows | None = None) -> RawTable:
    """The table in rows of cells. Empty rows are left out; without ``header_rows`` the header is looked for.

    ``where`` names the file in errors; LibraryError where there is no table.
    """
    numbered = [(i, list(row)) for i, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise LibraryError(f"{where} holds no table: it is empty.")
    full = [row for _, row in numbered]
    check_cells(where, numbered)
    if max(map(len, full)) > MOST_COLUMNS:
        width = max((i + 1 for row in full for i, cell in enumerate(row) if cell.strip()), default=0)
        if width > MOST_COLUMNS:
            raise LibraryError(f"{where} has {width} columns, and a table has {MOST_COLUMNS} at most: turn it on its "
                               f"side, or say what separates its cells with --delimiter.")
    if header_rows is None:
        at = header_row(full)
        _check_header(where, full, at)
        first = at - 1 if at and _names_groups(full[at - 1], full[at]) else at
    else:
        chosen = [i for i, (number, _) in enumerate(numbered) if header_rows.first <= number <= header_rows.last]
        if not chosen:
            raise LibraryError(f"{where} has nothing in row {header_rows.first}: name the row of the column names.")
        first, at = chosen[0], chosen[-1]
    width = max((i + 1 for row in full[first:] for i, cell in enumerate(row) if cell.strip()), default=0)
    names = _joined([_fit(row, width) for row in full[first:at + 1]])
    header, twice = _unique(names)
    body = [_fit(row, width) for row in full[at + 1:]]
    kept, below = _notes_cut(body, width)
    above = tuple(" ".join(cell for cell in row if cell.strip()) for row in full[:first])
    # Also a row that is longer than all others makes such a column.
    repairs = tuple(Repair(code="unnamed_column", column=header[i], rows=filled,
                           detail="cells of a column for which the header has no name")
                    for i, name in enumerate(names)
                    if not name.strip() and (filled := sum(bool(row[i].strip()) for row in kept)))
    if below:
        repairs = (*repairs, Repair(code="note_below", rows=len(below),
                          detail=f"notes below the table left out, such as {below[0][:60]!r}"),)
    return RawTable(header=header, rows=tuple(map(tuple, kept)), above=above, below=below, twice=twice, repairs=repairs,
                    header_at=numbered[at][0])


def check_cells(where: str, numbered: Iterable[tuple[int, Sequence[str]]]) -> None:
    """LibraryError for a cell that no table has: one of very many letters, or with NUL or half a letter in it."""
    for number, row in numbered:
        for at, cell in enumerate(row, 1):
            if len(cell) > LONGEST_CELL:
                raise LibraryError(f"{where} has a cell of {len(cell)} letters in row {number}, column {at}, and one "
                                   f"holds {LONGEST_CELL} at most: correct it, or the quotation marks around it.")
            if not cell.isprintable() and ("\0" in cell or any("\ud800" <= letter <= "\udfff" for letter in cell)):
                raise LibraryError(f"{where} has a letter that is none in row {number}, column {at}: it is damaged, or "
                                   f"written in another encoding, which --encoding names.")


def _check_header(where: str, full: Sequence[Sequence[str]], at: int) -> None:
    """LibraryError where the widest row is no header but a row that is longer than the header above it."""
    numbers = [cell for cell in full[at] if _NUMBER.fullmatch(cell.strip()) and not _YEAR.fullmatch(cell.strip())]
    above = [cell.strip() for cell in full[at - 1] if cell.strip()] if at else []
    if len(above) < 2 or any(_NUMBER.fullmatch(cell) for cell in above):
        return
    usual = Counter(sum(bool(cell.strip()) for cell in row) for row in full[at + 1:at + _LOOK]).most_common(1)
    if len(numbers) > 1 or (numbers and usual and usual[0][0] == len(above)):
        raise LibraryError(f"{where} has {len(full[at])} cells in the row {', '.join(full[at])[:60]!r} and "
                           f"{len(above)} in the header above it: give every row as many cells as the header.")


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The first of the first rows that fills as many cells as the table is wide, give or take one: titles do not.

    Where that row only names groups of columns, it is the row below it.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_LOOK]]
    usual = max(filled)
    at = next(i for i, cells in enumerate(filled) if cells >= usual - (1 if usual > 2 else 0))
    below = at + 1
    return below if below < len(filled) and filled[at] < usual and _names_groups(rows[at], rows[below]) else at


def _fit(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * width][:width]


def _names_groups(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row over the header names groups of its columns ("Population" over "2020", "2021") and is no title."""
    width = max(len(above), len(below))
    above, below = _fit(above, width), _fit(below, width)
    if any(_NUMBER.fullmatch(cell.strip()) and not _YEAR.fullmatch(cell.strip()) for cell in (*above, *below)):
        return False
    named = {i for i, cell in enumerate(above) if cell.strip() and cell != below[i]}
    bare = {i for i, cell in enumerate(below) if not cell.strip()}
    # Either it names the columns that the header leaves bare, or it begins to the right of the first column.
    return len(named) > 1 and bare <= named if bare else bool(named) and 0 not in named


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """One name for each column: a group's name goes on to the right until the next one, and before the column's own."""
    *groups, last = rows
    names = list(last)
    for group in reversed(groups):
        current = ""
        for i, cell in enumerate(group):
            current = cell.strip() or (current if last[i].strip() else "")
            if current and current != names[i].strip():
                names[i] = f"{current} {names[i]}".strip()
    return names


def _notes_cut(rows: list[list[str]], width: int) -> tuple[list[list[str]], tuple[str, ...]]:
    """The rows without the notes at the end: a single first cell that reads like one, where a row has several."""
    end = len(rows)
    if width < 2 or len(rows) < 2:
        return rows, ()
    while end > 1:
        row = rows[end - 1]
        if any(cell.strip() for cell in row[1:]) or not (
                _NOTE.match(row[0]) or _MARKED.match(row[0]) or len(row[0]) > 80):
            break
        end -= 1
    return rows[:end], tuple(row[0].strip() for row in rows[end:])


def _unique(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Header cells as names: trimmed, none empty, none twice; and the names that were."""
    seen: dict[str, int] = {}
    result: list[str] = []
    for i, name in enumerate(names, 1):
        base = " ".join(name.split()) or f"column_{i}"
        seen[base] = seen.get(base, 0) + 1
        numbered, number = base, 1
        while numbered in result:
            number += 1
            numbered = f"{base} ({number})"
        result.append(numbered)
    return tuple(result), tuple(name for name, times in seen.items() if times > 1)
