"""The reference library: datasets found in folders, their snapshots read when first asked for, every byte verified.

``References.open()`` is the built-in data; ``References.open("tables/")`` is what lies there instead of it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from factcheck.errors import DamagedSnapshot, DescriptorError, UsageError
from factcheck.references import descriptors, locations
from factcheck.references.asking import asked
from factcheck.references.cells import Cells, read_csv
from factcheck.references.model import Dataset, Snapshot, TimeSpec
from factcheck.references.promised import check_bytes, verified
from factcheck.references.tables import LARGE_BYTES, LARGE_ROWS, SUFFIXES
from factcheck.references.together import fitted

if TYPE_CHECKING:
    import pandas as pd

    from factcheck.references.decisions import Decision


class References:
    """Datasets and their rows. Never changes once opened; safe to use from several threads.

    ``References.open().dataset("ice-287g").snapshot("2025-09-17").as_of``
    """

    def __init__(self, datasets: Iterable[Dataset], *, decisions: Iterable[Decision] = ()) -> None:
        """``datasets``: each name once; ``decisions``: what an editor decided. Most callers want ``open``."""
        self.decisions = tuple(decisions)
        self._datasets = {dataset.name: dataset for dataset in datasets}
        self._cells: dict[tuple[str, str], Cells] = {}
        self._frames: dict[tuple[str, str], pd.DataFrame] = {}
        self._values: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._large: dict[tuple[str, str], Path | None] = {}
        self._lock = RLock()
        self._sha256: str | None = None

    @classmethod
    def open(cls, *paths: str | Path, library: str | Path | None = None) -> References:
        """The datasets at ``paths`` (nothing: the built-in ones) and in the editor's own folder ``library``.

        A path is a folder of datasets, one dataset's folder, a folder of bare tables, or one bare table (CSV, TSV,
        Excel, Parquet). A dataset of ``library`` that bears a name already taken adds its snapshots to it; what the
        editor decided (``decisions.toml``) applies. Raises UsageError for a path that does not exist or holds no table,
        LibraryError for data that are damaged.
        """
        found: dict[str, Dataset] = {}
        for path in paths or (locations.builtin(),):
            for dataset in _at(Path(path)):
                if dataset.name in found:
                    raise UsageError(f"{path} holds a second dataset named {dataset.name!r}: give it another name.")
                found[dataset.name] = dataset
        if library is not None and Path(library).is_dir():
            for dataset in _at(Path(library), empty=True):
                known = found.get(dataset.name)
                found[dataset.name] = _extended(known, dataset) if known else dataset
        return cls(fitted(found.values()), decisions=_decided(library))

    def with_decisions(self, decisions: Iterable[Decision]) -> References:
        """The same datasets under other decisions of an editor; () for none. What was read is read again."""
        return References(self._datasets.values(), decisions=decisions)

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All datasets, by name."""
        return tuple(self._datasets[name] for name in sorted(self._datasets))

    def dataset(self, name: str) -> Dataset:
        """The dataset of that name; KeyError where there is none."""
        asked(name)
        return self._datasets[name]

    @property
    def sha256(self) -> str:
        """Hash of every descriptor, every snapshot's hash, and every decision in force: two libraries with the same one
        give the same answers.

        Where the files lie does not enter it.
        """
        if self._sha256 is None:
            whole = [dataset.model_dump(mode="json", exclude={"snapshots": {"__all__": {"path"}}})
                     for dataset in self.datasets]
            if self.decisions:
                whole.append({"decisions": [one.model_dump(mode="json") for one in self.decisions]})
            text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            self._sha256 = hashlib.sha256(text.encode()).hexdigest()
        return self._sha256

    def cells(self, dataset: str, snapshot: str) -> Cells:
        """The rows of a snapshot, all cells strings, "" where there is none.

        Read and verified once. Raises KeyError for an unknown name, DamagedSnapshot where the file is missing or its
        bytes are not those promised, DescriptorError where it has no column for the time.
        """
        with self._lock:
            key = dataset, snapshot
            if key not in self._cells:
                owner = self._datasets[dataset]
                self._cells[key] = _timed(_rows(owner.snapshot(snapshot)), owner.time, owner.snapshot(snapshot))
            return self._cells[key]

    def large(self, dataset: str, snapshot: str) -> Path | None:
        """The file of a snapshot that should be queried where it lies, verified once; None for all that fit in memory.

        Errors as of ``cells``, which reads such a snapshot only when asked for.
        """
        with self._lock:
            key = dataset, snapshot
            if key not in self._large:
                one = self._datasets[dataset].snapshot(snapshot)
                self._large[key] = _large(one)
            return self._large[key]

    def columns(self, dataset: str, snapshot: str) -> tuple[str, ...]:
        """The names of a snapshot's columns; errors as of ``cells``."""
        path = self.large(dataset, snapshot)
        if path is None:
            return self.cells(dataset, snapshot).names
        from factcheck.references.parquet import columns_of

        return tuple(columns_of(path))

    def frame(self, dataset: str, snapshot: str) -> pd.DataFrame:
        """``cells`` as a data frame, made once; not to be changed by the caller. Imports pandas."""
        import pandas as pd

        with self._lock:
            key = dataset, snapshot
            if key not in self._frames:
                cells = self.cells(dataset, snapshot)
                self._frames[key] = pd.DataFrame({name: list(cells.column(name)) for name in cells.names}, dtype=str)
            return self._frames[key]

    def values(self, dataset: str, snapshot: str, column: str) -> tuple[str, ...]:
        """The distinct values of a column, sorted, without the empty one; KeyError where there is no such column."""
        with self._lock:
            key = dataset, snapshot, column
            if key not in self._values:
                path = self.large(dataset, snapshot)
                if path is None:
                    self._values[key] = self.cells(dataset, snapshot).distinct(column)
                else:
                    from factcheck.references.parquet import values_of

                    self._values[key] = values_of(path, column)
            return self._values[key]

    def verify(self) -> None:
        """Reads the bytes of every snapshot and raises DamagedSnapshot for the first that is not as promised."""
        for dataset in self.datasets:
            for snapshot in dataset.snapshots:
                check_bytes(snapshot)


def _decided(library: str | Path | None) -> tuple[Decision, ...]:
    """What an editor decided. Most libraries hold no decisions: what reads them is imported for those that do."""
    if library is None or not (Path(library) / locations.DECISIONS).exists():
        return ()
    from factcheck.references.decisions import read

    return read(Path(library)).decisions


def _large(snapshot: Snapshot) -> Path | None:
    if snapshot.path.suffix.casefold() != ".parquet" or "/" not in snapshot.location:
        return None
    if (snapshot.rows or 0) < LARGE_ROWS and snapshot.bytes < LARGE_BYTES:
        return None
    check_bytes(snapshot)
    return snapshot.path


def _rows(snapshot: Snapshot) -> Cells:
    data = verified(snapshot)
    suffix = snapshot.path.suffix.casefold()
    if suffix == ".parquet" and "/" in snapshot.location:
        from factcheck.references.parquet import read_cells

        return read_cells(snapshot.path)
    if suffix != ".csv" or "/" not in snapshot.location:  # a bare table lies in no dataset's folder
        from factcheck.references.inference import clean_cells

        return clean_cells(snapshot.path)
    try:
        return read_csv(data)
    except (ValueError, csv.Error) as error:
        raise DamagedSnapshot(f"The snapshot {snapshot.path} is no readable CSV: {error}.") from error


def _timed(cells: Cells, time: TimeSpec, snapshot: Snapshot) -> Cells:
    if time.column is not None and time.column not in cells.columns:
        raise DescriptorError(f"{snapshot.path} has no column {time.column!r}, in which its descriptor says that the "
                              f"time stands: correct time.column in {descriptors.FILE}.")
    return cells


def _at(path: Path, *, empty: bool = False) -> list[Dataset]:
    """The datasets at one path."""
    if not path.exists():
        raise UsageError(f"There are no reference data at {path}: name a folder of datasets or a table.")
    if path.is_file() and path.name == descriptors.FILE:
        path = path.parent
    if path.is_dir():
        if (path / descriptors.FILE).exists():
            return [descriptors.read(path)]
        children = sorted(child for child in path.iterdir() if not child.name.startswith((".", "~")))
        found = [descriptors.read(child) for child in children if (child / descriptors.FILE).is_file()]
        found += _bare([child for child in children
                        if child.is_file() and child.suffix.casefold() in SUFFIXES - _PROSE])
        if not found and not empty:
            raise UsageError(f"{path} holds neither datasets nor tables: name a folder that does.")
        return found
    if not path.is_file():  # a pipe would be waited for without end
        raise UsageError(f"{path} is no file: name a table, or a folder of tables.")
    return _bare([path])


_PROSE = frozenset({".txt"})  # in a folder, a text file is more often a note than a table; named alone, it is a table


def _bare(paths: list[Path]) -> list[Dataset]:
    if not paths:
        return []
    from factcheck.references.inference import infer

    taken: dict[str, Path] = {}
    found = []
    for path in paths:
        dataset = infer(path)
        if dataset.name in taken:
            dataset = infer(path, name=f"{dataset.name}-{path.suffix.lstrip('.').casefold()}")
        taken[dataset.name] = path
        found.append(dataset)
    return found


def _extended(known: Dataset, more: Dataset) -> Dataset:
    """The dataset with the snapshots of both; the later descriptor says what they mean."""
    snapshots = {snapshot.name: snapshot for snapshot in known.snapshots}
    for snapshot in more.snapshots:
        before = snapshots.get(snapshot.name)
        if before is not None and before.sha256 != snapshot.sha256:
            raise DescriptorError(f"{snapshot.path} and {before.path} are both the snapshot {snapshot.name!r} of "
                                  f"{more.name} but differ: give the newer one its own name.")
        snapshots[snapshot.name] = snapshot
    ordered = sorted(snapshots.values(), key=lambda snapshot: (snapshot.as_of, snapshot.name))
    return more.model_copy(update={"snapshots": tuple(ordered)})
