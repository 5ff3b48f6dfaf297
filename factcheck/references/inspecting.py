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
from factcheck.references.library import References
from factcheck.references.model import Dataset, Snapshot
from factcheck.references.parquet import rows_of
from factcheck.references.questions import InMemory, OnDisk, Rows
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
        rows = _opened(references, dataset, snapshot)
        schema = None if dataset.guessed else schemas.schema_of(snapshot)
    except LibraryError as error:
        found = _finding("damaged", dataset, snapshot, detail=str(error))
        return Inspection(dataset=dataset.name, snapshot=snapshot.name, location=snapshot.location, whole=False,
                          findings=(found,))
    missing = tuple(sorted(_spoken_of(dataset) - set(rows.names)))
    findings = (*_counted(dataset, snapshot, rows), *_against(schema, dataset, snapshot, rows),
                *_doubled(schema, dataset, snapshot, rows), *_impossible(dataset, snapshot, rows),
                *_gaps(dataset, snapshot, rows))
    return Inspection(dataset=dataset.name, snapshot=snapshot.name, location=snapshot.location, whole=True,
                      missing=missing, findings=findings)


def _opened(references: References, dataset: Dataset, snapshot: Snapshot) -> Rows:
    path = references.large(dataset.name, snapshot.name)
    if path is None:
        return InMemory(references.cells(dataset.name, snapshot.name))
    return OnDisk(path, rows_of(path))


def _counted(dataset: Dataset, snapshot: Snapshot, rows: Rows) -> Iterator[Finding]:
    if snapshot.rows is not None and snapshot.rows != rows.rows:
        yield _finding("other_rows", dataset, snapshot, rows=rows.rows, detail=str(snapshot.rows))


def _against(schema: Schema | None, dataset: Dataset, snapshot: Snapshot, rows: Rows) -> Iterator[Finding]:
    """The table against its schema."""
    if schema is None:
        return
    if tuple(column.name for column in schema.columns) != rows.names:
        yield _finding("other_columns", dataset, snapshot, detail=", ".join(rows.names))
        return
    for column in schema.columns:
        wrong = rows.unfit(column.name, column.type)
        if wrong.rows:
            yield _finding("bad_cell", dataset, snapshot, column=column.name, type=column.type, rows=wrong.rows,
                           detail=wrong.example)
        if column.required and (empty := rows.empty(column.name)):
            yield _finding("empty_cell", dataset, snapshot, column=column.name, rows=empty)


def _doubled(schema: Schema | None, dataset: Dataset, snapshot: Snapshot, rows: Rows) -> Iterator[Finding]:
    """Rows that occur twice: by the key that the schema declares, else word for word."""
    key = schema.key if schema is not None else ()
    if key and all(name in rows.names for name in key):
        found = rows.repeated(key)
        if found.rows:
            yield _finding("key_twice", dataset, snapshot, column=", ".join(key), rows=found.rows,
                           detail=found.example)
        return
    found = rows.repeated(rows.names)
    if found.rows:
        yield _finding("row_twice", dataset, snapshot, rows=found.rows, detail=found.example)


def _impossible(dataset: Dataset, snapshot: Snapshot, rows: Rows) -> Iterator[Finding]:
    for measure in dataset.measures:
        found = plausibility.impossible(measure, rows)
        if found is not None:
            yield _finding(found.code, dataset, snapshot, column=measure.column if found.code == "negative_count"
                           else measure.title, rows=found.rows, type=measure.title, detail=found.example)


def _gaps(dataset: Dataset, snapshot: Snapshot, rows: Rows) -> Iterator[Finding]:
    found = gaps.find(dataset, rows)
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
