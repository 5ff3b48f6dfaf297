"""What a recheck changed, in the order in which an editor wants to know it."""

from __future__ import annotations

from pathlib import Path

from factcheck.archive.again import CHANGES, LOST
from factcheck.archive.records import TABLES, ChangeRow, columns
from factcheck.archive.results import Results

ORDER = (*CHANGES.values(), LOST)
"""What became wrong first."""


def changes_of(folder: Path, recheck: int) -> list[ChangeRow]:
    """The changes of one recheck: by what they mean, the newest articles first, of one day the most read."""
    names = list(columns(TABLES["changes"]))
    with Results.open(folder) as results:
        rows = results.sql(f"SELECT {', '.join(names)} FROM changes WHERE recheck = ? ORDER BY document, claim",
                           [recheck]).fetchall()
    found = [ChangeRow.model_validate(dict(zip(names, row, strict=True))) for row in rows]
    return sorted(found, key=lambda one: (ORDER.index(one.change), -(one.published.toordinal() if one.published else 0),
                                          -(one.reads or 0), one.document))
