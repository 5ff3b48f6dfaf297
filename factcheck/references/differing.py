"""The difference between two snapshots of a dataset, in memory or, where one of them is large, by DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.references.cells import Cells
from factcheck.references.comparing import Comparison, Revision, Row, compare, key_columns
from factcheck.references.drafting import kept_csv
from factcheck.references.library import References
from factcheck.references.model import Dataset, Snapshot
from factcheck.references.parquet import connect, file_literal, quoted, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXAMPLES = 100
"""Rows of each sort that a comparison of large snapshots keeps; it counts all of them."""


def difference(dataset: Dataset, before: Snapshot, after: Snapshot, *, cells: Cells | None = None,
               keep: int | None = None) -> Comparison:
    """What ``after`` has otherwise than ``before``; ``cells`` are those of ``after`` if it is not in the library yet.

    Of large snapshots at most ``EXAMPLES`` rows of each sort are kept. DamagedSnapshot where one of them is not what
    its descriptor promises.
    """
    library = References([dataset.model_copy(update={"snapshots": (before, after)})])
    sides = [library.large(dataset.name, before.name),
             None if cells is not None else library.large(dataset.name, after.name)]
    if any(sides):
        small = [cells if cells is not None and i else None if large else library.cells(dataset.name, one.name)
                 for i, (one, large) in enumerate(zip((before, after), sides, strict=True))]
        return _by_sql(dataset, sides, small, min(keep or EXAMPLES, EXAMPLES))
    old = library.cells(dataset.name, before.name)
    new = cells if cells is not None else library.cells(dataset.name, after.name)
    return compare(old, new, key=key_columns(dataset, old, new), keep=keep)


def _by_sql(dataset: Dataset, large: Sequence[Path | None], small: Sequence[Cells | None], keep: int) -> Comparison:
    with connect("A large snapshot") as shell, tempfile.TemporaryDirectory() as folder, told("The comparison"):
        names: list[list[str]] = []
        for side, path, cells in zip(("old", "new"), large, small, strict=True):
            source = f"read_parquet({file_literal(path or '')})"
            if path is None and cells is not None:
                file = Path(folder) / f"{side}.csv"
                rows = list(zip(*(cells.column(name) for name in cells.names), strict=True))
                content = kept_csv(list(cells.names), rows).content
                file.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
                source = f"read_csv({file_literal(file)}, header=true, all_varchar=true, delim=',')"
            shell.execute(f"CREATE VIEW {side}_rows AS SELECT * FROM {source}")
            names.append([str(row[0]) for row in shell.execute(f"DESCRIBE {side}_rows").fetchall()])
        empty = [Cells.of(dict.fromkeys(columns, ())) for columns in names]
        return _compared(shell, key_columns(dataset, *empty, reduce=False), names, keep)


def _compared(shell: DuckDBPyConnection, key: tuple[str, ...], names: list[list[str]], keep: int) -> Comparison:
    """The rows that the two do not have alike, numbered within their key; those with a partner there are revised."""
    old, new = names
    shared = [name for name in old if name in new]
    listed = ", ".join(map(quoted, shared))
    keys = ", ".join(map(quoted, key)) or "NULL"
    for one, other in (("old", "new"), ("new", "old")):
        shell.execute(f"CREATE TABLE {one} AS SELECT *, row_number() OVER (PARTITION BY {keys} ORDER BY {listed}) "
                      f"AS \"#\" FROM (SELECT {listed} FROM {one}_rows EXCEPT ALL SELECT {listed} FROM {other}_rows)")
    alike = " AND ".join(f"o.{quoted(name)} IS NOT DISTINCT FROM n.{quoted(name)}" for name in (*key, "#"))
    alike = alike if key else "false"
    counts = [_count(shell, f"SELECT count(*) FROM {side}_rows") for side in ("old", "new")]
    counts += [_count(shell, f"SELECT count(*) FROM {one} {a} LEFT JOIN {other} {b} ON {alike} WHERE {b}.\"#\" IS NULL")
               for one, a, other, b in (("new", "n", "old", "o"), ("old", "o", "new", "n"))]
    revised = _count(shell, f"SELECT count(*) FROM old o JOIN new n ON {alike}")
    rest = [name for name in shared if name not in key]
    added, gone = (
        [Row(key=tuple(row[:len(key)]), cells=tuple(row[len(key):])) for row in shell.execute(
            f"SELECT {_texts(a, (*key, *shared))} FROM {one} {a} LEFT JOIN {other} {b} ON {alike} "
            f"WHERE {b}.\"#\" IS NULL ORDER BY ALL LIMIT {keep}").fetchall()]
        for one, a, other, b in (("new", "n", "old", "o"), ("old", "o", "new", "n")))
    pairs = shell.execute(f"SELECT {_texts('o', (*key, *rest))}, {_texts('n', rest)} FROM old o JOIN new n ON {alike} "
                          f"ORDER BY ALL LIMIT {keep}").fetchall() if rest and key else []
    changes = [Revision(key=tuple(row[:len(key)]), column=name, before=row[len(key) + i],
                        after=row[len(key) + len(rest) + i])
               for row in pairs for i, name in enumerate(rest) if row[len(key) + i] != row[len(key) + len(rest) + i]]
    return Comparison(
        key=key, rows_before=counts[0], rows_after=counts[1], columns_before=tuple(old), columns_after=tuple(new),
        added_rows=counts[2], gone_rows=counts[3], revised_rows=revised, added=tuple(added), gone=tuple(gone),
        revised=tuple(changes), complete=max(counts[2], counts[3], revised) <= keep)


def _count(shell: DuckDBPyConnection, statement: str) -> int:
    found = shell.execute(statement).fetchone()
    return int(found[0]) if found else 0


def _texts(side: str, names: Sequence[str]) -> str:
    return ", ".join(f"coalesce(CAST({side}.{quoted(name)} AS VARCHAR), '')" for name in names) or "''"
