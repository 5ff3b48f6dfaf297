"""The difference between two snapshots of a dataset, in memory or, where one of them is large, by DuckDB."""

from __future__ import annotations

from factcheck.references.cells import Cells
from factcheck.references.comparing import Comparison, compare, key_columns
from factcheck.references.library import References
from factcheck.references.model import Dataset, Snapshot


def difference(dataset: Dataset, before: Snapshot, after: Snapshot, *, cells: Cells | None = None,
               keep: int | None = None) -> Comparison:
    """What ``after`` has otherwise than ``before``; ``cells`` are those of ``after`` if it is not in the library yet.

    DamagedSnapshot where one of them is not what its descriptor promises.
    """
    library = References([dataset.model_copy(update={"snapshots": (before, after)})])
    old = library.cells(dataset.name, before.name)
    new = cells if cells is not None else library.cells(dataset.name, after.name)
    return compare(old, new, key=key_columns(dataset, old, new), keep=keep)
