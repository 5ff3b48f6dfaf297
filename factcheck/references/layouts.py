"""A table as published, brought into the layout that columns are read in: one row for each thing and time.

All that is done here shows only in the table as a whole, and each of it is a repair that is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from factcheck.references import across, calendar_columns, decimals
from factcheck.references.captions import captioned
from factcheck.references.columns import Sort
from factcheck.references.grid import RawTable
from factcheck.references.multiplying import multiplied


def laid_out(raw: RawTable, *, roles: Mapping[str, Sort] | None = None, fixed: Collection[str] = ()) -> RawTable:
    """The table with points for decimals, its multipliers applied and its periods in rows.

    ``roles`` are columns of which a person said what they are; those and ``fixed`` stay as they are.
    """
    said = roles or {}
    kept = {*said, *fixed}
    table = calendar_columns.joined(decimals.pointed(captioned(raw)), fixed=set(fixed) | _no_times(said))
    return across.down(multiplied(table, roles=said, fixed=kept), fixed=kept)


def _no_times(said: Mapping[str, Sort]) -> set[str]:
    return {name for name, sort in said.items() if sort is not Sort.TIME}
