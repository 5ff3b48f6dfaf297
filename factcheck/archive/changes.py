"""What a recheck changed, in the order in which an editor wants to know it."""

from __future__ import annotations

from pathlib import Path

from factcheck.archive.again import CHANGES, LOST, change_of
from factcheck.archive.records import TABLES, ChangeRow, columns
from factcheck.archive.results import Results

_BEFORE = ("before", "reason_before", "message_before", "snapshot_before", "value_before")
ORDER = (*CHANGES.values(), LOST)
"""What became wrong first."""


def changes_of(folder: Path, *, after: int) -> list[ChangeRow]:
    """What the rechecks behind a number changed: by what it means, the newest articles first, of one day the most read.

    A claim that several of them changed is told once, from what it was before them to what it is now, if that differs.
    """
    names = list(columns(TABLES["changes"]))
    with Results.open(folder) as results:
        rows = results.sql(f"SELECT {', '.join(names)} FROM changes WHERE recheck > ? "
                           "ORDER BY recheck, document, claim", [after]).fetchall()
    found: dict[tuple[int, str], ChangeRow] = {}
    for row in rows:
        one = ChangeRow.model_validate(dict(zip(names, row, strict=True)))
        key = (one.document, one.claim)
        found[key] = _since(found[key], one) if key in found else one
    return sorted((one for one in found.values() if one.before != one.after), key=lambda one: (
        ORDER.index(one.change), -(one.published.toordinal() if one.published else 0), -(one.reads or 0), one.document))


def _since(first: ChangeRow, last: ChangeRow) -> ChangeRow:
    """Two changes of one claim as one."""
    joined = last.model_copy(update={name: getattr(first, name) for name in _BEFORE})
    return joined.model_copy(update={"change": change_of(joined.before, joined.after)})
