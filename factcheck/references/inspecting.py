"""Whether datasets are whole and can be true: hashes, schema, keys, repeated rows, gaps in series, impossible values.

A finding is data: a code, its severity and its one sentence, from ``data/findings.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from claims.model import Frozen
from factcheck.errors import LibraryError
from factcheck.references import gaps, plausibility, schemas
from factcheck.references.cells import Cells
from factcheck.references.library import References
from factcheck.references.model import Dataset, Snapshot
from factcheck.references.schemas import Schema

_SHOWN = 5


class Severity(StrEnum):
    """A ``fault`` makes the reference data damaged; a ``doubt`` is for a person to look at."""

    FAULT = "fault"
    DOUBT = "doubt"


class Finding(Frozen):
    """Something that an inspection found: in which dataset, snapshot and column, in how many rows."""

    code: str
    severity: Severity
    dataset: str
    snapshot: str | None = None
    column: str | None = None
    rows: int | None = None
    message: str


class Inspection(Frozen):
    """What became of one snapshot. ``whole``: its bytes are those promised, and they are a table."""

    dataset: str
    snapshot: str
    location: str
    whole: bool
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def inspect(references: References, dataset: Dataset) -> tuple[tuple[Inspection, ...], tuple[Finding, ...]]:
    """Each snapshot of a dataset inspected, and what was found of the dataset as a whole. Reads every cell."""
    snapshots = tuple(_inspected(references, dataset, snapshot) for snapshot in dataset.snapshots)
    return snapshots, tuple(_nowhere(dataset, snapshots))


def _inspected(references: References, dataset: Dataset, snapshot: Snapshot) -> Inspection:
    try:
        cells = references.cells(dataset.name, snapshot.name)
        schema = None if dataset.guessed else schemas.schema_of(snapshot)
    except LibraryError as error:
        found = _finding("damaged", dataset, snapshot, detail=str(error))
        return Inspection(dataset=dataset.name, snapshot=snapshot.name, location=snapshot.location, whole=False,
                          findings=(found,))
    missing = tuple(sorted(_spoken_of(dataset) - set(cells.columns)))
    findings = (*_counted(dataset, snapshot, cells), *_against(schema, dataset, snapshot, cells),
                *_doubled(schema, dataset, snapshot, cells), *_impossible(dataset, snapshot, cells),
                *_gaps(dataset, snapshot, cells))
    return Inspection(dataset=dataset.name, snapshot=snapshot.name, location=snapshot.location, whole=True,
                      missing=missing, findings=findings)


def _counted(dataset: Dataset, snapshot: Snapshot, cells: Cells) -> Iterator[Finding]:
    if snapshot.rows is not None and snapshot.rows != cells.rows:
        yield _finding("other_rows", dataset, snapshot, rows=cells.rows, detail=str(snapshot.rows))


def _against(schema: Schema | None, dataset: Dataset, snapshot: Snapshot, cells: Cells) -> Iterator[Finding]:
    """The table against its schema."""
    if schema is None:
        return
    if tuple(column.name for column in schema.columns) != cells.names:
        yield _finding("other_columns", dataset, snapshot, detail=", ".join(cells.names))
        return
    for column in schema.columns:
        own = cells.column(column.name)
        wrong = {cell for cell in set(own) if cell and not schemas.fits(cell, column.type)}
        if wrong:
            yield _finding("bad_cell", dataset, snapshot, column=column.name, type=column.type,
                           rows=sum(cell in wrong for cell in own), detail=min(wrong))
        if column.required and "" in own:
            yield _finding("empty_cell", dataset, snapshot, column=column.name, rows=own.count(""))


def _doubled(schema: Schema | None, dataset: Dataset, snapshot: Snapshot, cells: Cells) -> Iterator[Finding]:
    """Rows that occur twice: by the key that the schema declares, else word for word."""
    key = schema.key if schema is not None else ()
    if key and all(name in cells.columns for name in key):
        rows, example = _repeated(cells, key)
        if rows:
            yield _finding("key_twice", dataset, snapshot, column=", ".join(key), rows=rows, detail=example)
        return
    rows, example = _repeated(cells, cells.names)
    if rows:
        yield _finding("row_twice", dataset, snapshot, rows=rows, detail=example)


def _repeated(cells: Cells, names: tuple[str, ...]) -> tuple[int, str]:
    """How many rows repeat an earlier one in these columns, and the first that does."""
    seen: set[tuple[str, ...]] = set()
    rows, example = 0, ""
    for row in zip(*(cells.column(name) for name in names), strict=True):
        if row in seen:
            rows += 1
            example = example or " / ".join(cell for cell in row if cell)[:120]
        seen.add(row)
    return rows, example


def _impossible(dataset: Dataset, snapshot: Snapshot, cells: Cells) -> Iterator[Finding]:
    for measure in dataset.measures:
        found = plausibility.impossible(measure, cells)
        if found is not None:
            yield _finding(found.code, dataset, snapshot, column=measure.column if found.code == "negative_count"
                           else measure.title, rows=found.rows, type=measure.title, detail=found.example)


def _gaps(dataset: Dataset, snapshot: Snapshot, cells: Cells) -> Iterator[Finding]:
    found = gaps.find(dataset, cells)
    frequency = dataset.time.frequency or ""
    if found.behind:
        more = f" and {len(found.behind) - _SHOWN} more" if len(found.behind) > _SHOWN else ""
        yield _finding("gap", dataset, snapshot, column=dataset.time.column, rows=len(found.behind),
                       frequency=frequency, detail=", ".join(found.behind[:_SHOWN]) + more)
    if found.broken:
        yield _finding("gaps", dataset, snapshot, column=dataset.time.column, rows=found.broken, all=found.series,
                       detail=found.example)


def _nowhere(dataset: Dataset, snapshots: tuple[Inspection, ...]) -> Iterator[Finding]:
    """An old snapshot may lack a column; one that no snapshot has is a fault of the descriptor."""
    if not snapshots or not all(one.whole for one in snapshots):
        return
    for column in sorted(set.intersection(*(set(one.missing) for one in snapshots))):
        yield _finding("missing_column", dataset, None, column=column)


def _spoken_of(dataset: Dataset) -> set[str]:
    measures = {column for measure in dataset.measures
                for column in (measure.column, *(name for name, _ in measure.where)) if column}
    times = {spec.column for spec in (dataset.time, *(one.time for one in dataset.measures)) if spec and spec.column}
    return measures | times | {dimension.name for dimension in dataset.dimensions}


@cache
def texts() -> dict[str, Any]:
    """What can be found, by code: its title, severity and the template of its sentence."""
    return tomllib.loads((files("factcheck.references") / "data" / "findings.toml").read_text(encoding="utf-8"))


def _finding(code: str, dataset: Dataset, snapshot: Snapshot | None, *, column: str | None = None,
             rows: int | None = None, **said: object) -> Finding:
    text = texts()[code]
    where = snapshot.location if snapshot is not None else dataset.name
    message = text["template"].format(where=where, dataset=dataset.name, column=column, rows=rows,
                                      cells="cell" if rows == 1 else "cells", **said)
    return Finding(code=code, severity=Severity(text["severity"]), dataset=dataset.name, column=column, rows=rows,
                   snapshot=snapshot.name if snapshot is not None else None, message=message)
