"""The reference library serves queries as it is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from factcheck.queries.algebra import Selection, Value
from factcheck.queries.evaluation import Result, evaluate
from factcheck.queries.library import Library
from factcheck.queries.table import table
from factcheck.references.library import References


@pytest.fixture
def references(desk: Any) -> References:
    """The desk's datasets, with the real hashes of their files."""
    from hashlib import sha256
    return References(dataset.model_copy(update={"snapshots": tuple(
        snapshot.model_copy(update={"sha256": sha256(snapshot.path.read_bytes()).hexdigest()})
        for snapshot in dataset.snapshots)}) for dataset in desk.datasets.values())


def test_references_are_a_library(references: References, select: Callable[..., Selection]) -> None:
    library: Library = references
    query = Value(of=select("roster", "2025-09-17", "agencies", state="Florida"))
    assert evaluate(query, library) == Result(value=Decimal(6), unit="agency")


def test_a_snapshot_is_prepared_once_and_for_each_library_alone(references: References, desk: Any) -> None:
    assert table(references, "roster", "2025-09-17") is table(references, "roster", "2025-09-17")
    assert table(references, "roster", "2025-09-17") is not table(desk, "roster", "2025-09-17")
