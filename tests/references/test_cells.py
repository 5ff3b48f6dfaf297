"""Cells by column: what the csv module reads is what pandas reads, and what is no table says so."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from factcheck.references.cells import Cells, read_csv
from factcheck.references.library import References

LIBRARY = References.open()
SNAPSHOTS = [(dataset.name, snapshot.name) for dataset in LIBRARY.datasets for snapshot in dataset.snapshots]


@pytest.mark.parametrize(("dataset", "snapshot"), SNAPSHOTS)
def test_cells_are_those_that_pandas_reads(dataset: str, snapshot: str) -> None:
    data = LIBRARY.dataset(dataset).snapshot(snapshot).path.read_bytes()
    read = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    cells = LIBRARY.cells(dataset, snapshot)
    assert cells.names == tuple(read.columns)
    assert cells.rows == len(read)
    assert {name: list(cells.column(name)) for name in cells.names} == {name: list(read[name]) for name in read.columns}
    assert LIBRARY.frame(dataset, snapshot).equals(read)


def test_rows_as_csv_writes_them() -> None:
    cells = read_csv('\ufeffplace,n\r\n"Ohio, the",1\r\n\r\nIowa\r\n"two\nlines",3\r\n'.encode())
    assert cells.column("place") == ("Ohio, the", "Iowa", "two\nlines")
    assert cells.column("n") == ("1", "", "3")
    assert cells.distinct("n") == ("1", "3")
    assert (read_csv(b"place,n\n").names, read_csv(b"place,n\n").rows) == (("place", "n"), 0)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b\n1,2,3\n", b"a,a\n1,2\n", b"a,b\n\xff,2\n"])
def test_no_table(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"header|row 1|one name|decode"):
        read_csv(data)


def test_columns_of_one_length() -> None:
    with pytest.raises(ValueError, match="rows"):
        Cells.of({"a": ["1"], "b": []})
    with pytest.raises(KeyError):
        Cells.of({"a": ["1"]}).column("b")
