"""A table as published, brought into the layout that columns are read in: one row for each thing and time.

All that is done here shows only in the table as a whole, and each of it is a repair that is told.
"""

from __future__ import annotations

from collections.abc import Collection

from factcheck.references import across, decimals
from factcheck.references.grid import RawTable


def laid_out(raw: RawTable, *, fixed: Collection[str] = ()) -> RawTable:
    """The table with points for decimals and its periods in rows.

    ``fixed`` are columns of which a person said what they are: they stay.
    """
    return across.down(decimals.pointed(raw), fixed=fixed)
