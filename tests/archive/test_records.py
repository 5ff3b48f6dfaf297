"""The published schema is that of the rows; what is written has these columns."""

from __future__ import annotations

import json

import pytest

from factcheck.archive import published
from factcheck.archive.records import TABLES, columns


def test_the_packaged_schema_is_that_of_the_rows() -> None:
    assert published.packaged() == published.made()


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_type_and_stands_in_the_schema(table: str) -> None:
    described = json.loads(published.packaged())["$defs"][table]["properties"]
    assert list(described) == list(columns(TABLES[table]))
