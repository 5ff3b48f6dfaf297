"""What differs between two snapshots of one dataset: rows that came, went or were revised, and columns.

Rows are told apart by a key. Rows that agree in every shared column are the same row, however often they occur; of the
others, those that share a key are one row revised, the rest came or went. So a key need not be unique.

``compare(before, after, key=("state", "year")).revised[0]`` is
``Revision(key=("Texas", "2024"), column="population", before="31290831", after="31290000")``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Frozen
from factcheck.references import cleaning
from factcheck.references.cells import Cells
from factcheck.references.cleaning import CellError
from factcheck.references.model import Dataset, Role

_Cells = tuple[str, ...]


class Row(Frozen):
    """A row that is in one snapshot only: its key, and its cells in the order of that snapshot's columns."""

    key: tuple[str, ...]
    cells: tuple[str, ...]


class Revision(Frozen):
    """One cell of a row that is in both snapshots and says something else in the later one."""

    key: tuple[str, ...]
    column: str
    before: str
    after: str


class Comparison(Frozen):
    """The difference between two snapshots. ``key`` names the columns that tell rows apart.

    ``added_rows``, ``gone_rows`` and ``revised_rows`` count all of them; ``added``, ``gone`` and ``revised`` are in the
    order of the tables, and may be cut short: ``complete`` is False then. A row revised in two cells counts once and is
    two ``Revision``s.
    """

    key: tuple[str, ...]
    rows_before: int
    rows_after: int
    columns_before: tuple[str, ...]
    columns_after: tuple[str, ...]
    added_rows: int
    gone_rows: int
    revised_rows: int
    added: tuple[Row, ...] = ()
    gone: tuple[Row, ...] = ()
    revised: tuple[Revision, ...] = ()
    complete: bool = True

    @property
    def columns_gone(self) -> tuple[str, ...]:
        """The columns that only the earlier snapshot has."""
        return tuple(name for name in self.columns_before if name not in self.columns_after)

    @property
    def columns_added(self) -> tuple[str, ...]:
        """The columns that only the later snapshot has."""
        return tuple(name for name in self.columns_after if name not in self.columns_before)

    @property
    def same(self) -> bool:
        """Whether both say the same: no row and no column differs."""
        return not (self.added_rows or self.gone_rows or self.revised_rows or self.columns_gone or self.columns_added)


def key_columns(dataset: Dataset, *snapshots: Cells, reduce: bool = True) -> tuple[str, ...]:
    """The columns that tell the rows of a dataset apart, as far as all ``snapshots`` have them.

    They are its dimensions, the column that says when, and what a long table calls its measures; without a category
    or a second place that follows from the others, such as the county of an agency: where only that was corrected, the
    row is the same. ``reduce=False`` keeps them, where the rows are not at hand.
    """
    dimensions = sorted(dataset.dimensions, key=lambda one: one.role is Role.CATEGORY)
    names = [dimension.name for dimension in dimensions]
    first = next((one.name for one in dimensions if one.role is Role.PLACE), None)
    may_go = [one.name for one in dimensions if one.role in (Role.CATEGORY, Role.PLACE) and one.name != first]
    names += [spec.column for spec in (dataset.time, *(m.time for m in dataset.measures)) if spec and spec.column]
    names += [column for measure in dataset.measures for column, _ in measure.where]
    kept = [name for name in dict.fromkeys(names) if all(name in cells.columns for cells in snapshots)]
    for name in reversed(may_go if reduce else []):
        fewer = [one for one in kept if one != name]
        if name in kept and fewer and all(len(set(_columns(cells, fewer))) == len(set(_columns(cells, kept)))
                                          for cells in snapshots):
            kept = fewer
    return tuple(kept)


def compare(before: Cells, after: Cells, *, key: Sequence[str], keep: int | None = None) -> Comparison:
    """The difference between two snapshots, ``keep`` rows of each sort (None: all).

    KeyError where one of them lacks a column of the key. An empty key means that rows are compared whole.
    """
    shared = [name for name in before.names if name in after.columns]
    old, new = _rows(before, key, shared), _rows(after, key, shared)
    same = Counter(row for row, _ in old) & Counter(row for row, _ in new)
    old_left, new_left = _without(old, same), _without(new, same)
    waiting: dict[_Cells, list[int]] = defaultdict(list)
    if key:
        for i, ((row_key, _), _) in enumerate(new_left):
            waiting[row_key].append(i)
        for found in waiting.values():
            found.reverse()
    gone: list[Row] = []
    revised: list[list[Revision]] = []
    taken: set[int] = set()
    for (row_key, cells), at in old_left:
        if not waiting.get(row_key):
            gone.append(Row(key=row_key, cells=_whole(before, at)))
            continue
        i = waiting[row_key].pop()
        taken.add(i)
        pairs = zip(shared, cells, new_left[i][0][1], strict=True)
        changes = [Revision(key=row_key, column=name, before=was, after=now)
                   for name, was, now in pairs if not _same(was, now)]
        if changes:
            revised.append(changes)
    added = [Row(key=row_key, cells=_whole(after, at))
             for i, ((row_key, _), at) in enumerate(new_left) if i not in taken]
    flat = [one for changes in revised[:keep] for one in changes]
    return Comparison(
        key=tuple(key), rows_before=before.rows, rows_after=after.rows, columns_before=before.names,
        columns_after=after.names, added_rows=len(added), gone_rows=len(gone), revised_rows=len(revised),
        added=tuple(added[:keep]), gone=tuple(gone[:keep]), revised=tuple(flat),
        complete=keep is None or max(len(added), len(gone), len(revised)) <= keep)


def _rows(cells: Cells, key: Sequence[str], shared: Sequence[str]) -> list[tuple[tuple[_Cells, _Cells], int]]:
    """Each row as its key and its shared cells, with its number."""
    keys = _columns(cells, key)
    return [(pair, i) for i, pair in enumerate(zip(keys, _columns(cells, shared), strict=True))]


def _columns(cells: Cells, names: Sequence[str]) -> Iterator[_Cells]:
    if not names:
        return iter([()] * cells.rows)
    return zip(*(cells.column(name) for name in names), strict=True)


def _without(rows: list[tuple[tuple[_Cells, _Cells], int]],
             same: Counter[tuple[_Cells, _Cells]]) -> list[tuple[tuple[_Cells, _Cells], int]]:
    left = Counter(same)
    kept = []
    for row, at in rows:
        if left[row] > 0:
            left[row] -= 1
        else:
            kept.append((row, at))
    return kept


def _whole(cells: Cells, at: int) -> _Cells:
    return tuple(cells.column(name)[at] for name in cells.names)


def _same(before: str, after: str) -> bool:
    """Whether two cells say the same: "3.0" and "3" do."""
    if before == after:
        return True
    try:
        return bool(before and after) and Decimal(cleaning.number(before)) == Decimal(cleaning.number(after))
    except CellError:
        return False
