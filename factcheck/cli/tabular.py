"""Tables for a reader of text: columns that line up, as many as the terminal has room for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from factcheck.cli.terminals import width
from factcheck.reports.wording import harmless

_WIDEST = (32, 24, 18)
_BETWEEN = 2


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Collection[str] = (), indent: int = 2) -> str:
    """A header and its rows as lines of text; the columns named by ``right`` are set to the right, as numbers are.

    Cells that are too long end in an ellipsis, and columns that find no room are left out and counted at the end.
    """
    from rich.cells import cell_len, set_cell_size

    clean = [[" ".join(harmless(cell).split()) for cell in row] for row in (header, *rows)]
    whole = [max(cell_len(row[at]) for row in clean) for at in range(len(header))]
    room, kept = width() - indent, 0
    caps = [cap for cap in _WIDEST if sum(min(cap, size) + _BETWEEN for size in whole) - _BETWEEN <= room]
    sizes = [min((caps or _WIDEST)[0], size) for size in whole]
    while kept < len(sizes) and (not kept or sizes[kept] <= room):
        room -= sizes[kept] + _BETWEEN
        kept += 1
    for at in range(kept):  # what is left goes to the cells that were cut
        more = max(0, min(whole[at] - sizes[at], room + _BETWEEN))
        sizes[at] += more
        room -= more

    def fitted(cell: str, at: int) -> str:
        size = sizes[at]
        if cell_len(cell) > size:
            return set_cell_size(cell, size - 1) + "…"
        pad = " " * (size - cell_len(cell))
        return pad + cell if header[at] in right else cell + pad

    between = " " * _BETWEEN
    lines = [" " * indent + between.join(fitted(row[at], at) for at in range(kept)).rstrip() for row in clean]
    if kept < len(header):
        lines.append(" " * indent + f"and the columns {', '.join(map(harmless, header[kept:]))}")
    return "\n".join(lines)
