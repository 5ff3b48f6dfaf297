"""What queries need of a reference library, and nothing else."""

from __future__ import annotations

from typing import Protocol

from factcheck.references.cells import Cells
from factcheck.references.model import Dataset


class Library(Protocol):
    """A source of datasets and of their snapshots' rows; ``References`` is one.

    A library never changes: what is computed from a snapshot is kept for as long as the library lives. It must be
    hashable by identity and allow weak references, as any plain class does.
    """

    def dataset(self, name: str) -> Dataset:
        """The dataset of that name."""
        ...

    def cells(self, dataset: str, snapshot: str) -> Cells:
        """The rows of one snapshot: every cell a cleaned string, ``""`` where there is none."""
        ...
