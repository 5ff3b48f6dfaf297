"""``factcheck refs show``: everything about one dataset, with a preview of its rows."""

from __future__ import annotations

from factcheck.cli.answers import View, answer
from factcheck.cli.libraries import open_references
from factcheck.cli.naming import dataset_named, snapshot_named
from factcheck.cli.tabular import table
from factcheck.references.library import References
from factcheck.references.model import Dataset, Snapshot
from factcheck.references.parquet import read_cells, rows_of


class _Preview(View):
    """The first rows of a snapshot; ``of`` is how many there are."""

    snapshot: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    of: int

    def lines(self) -> list[str]:
        if not self.columns or not self.rows:
            return []
        return [f"  {len(self.rows)} of {self.of} rows of {self.snapshot}:", table(self.columns, self.rows, indent=4)]


class _Shown(View):
    dataset: Dataset
    preview: _Preview

    def lines(self) -> list[str]:
        dataset = self.dataset
        shown = ["\n".join(_snapshot(snapshot)) for snapshot in dataset.snapshots]
        return [*_about(dataset), *_columns(dataset), *shown, *self.preview.lines()]


def show_dataset(*, name: str, snapshot: str | None, rows: int, refs: tuple[str, ...], library: str | None,
                 form: str) -> int:
    """Writes everything about one dataset; 0. UsageError for an unknown name, LibraryError for a damaged snapshot."""
    references = open_references(refs, library)
    dataset = dataset_named(references, name)
    chosen = snapshot_named(dataset, snapshot) if snapshot is not None else dataset.snapshots[-1]
    view = _Shown(dataset=dataset, preview=_preview(references, dataset, chosen, rows))
    answer(view, form=form, schema="factcheck.refs.show/1")
    return 0


def _preview(references: References, dataset: Dataset, snapshot: Snapshot, rows: int) -> _Preview:
    if not rows:
        return _Preview(snapshot=snapshot.name, columns=(), rows=(), of=snapshot.rows or 0)
    path = references.large(dataset.name, snapshot.name)
    if path is not None:
        cells = read_cells(path, limit=rows)
        return _Preview(snapshot=snapshot.name, columns=cells.names, of=snapshot.rows or rows_of(path),
                        rows=tuple(zip(*(cells.column(name) for name in cells.names), strict=True)))
    cells = references.cells(dataset.name, snapshot.name)
    first = tuple(tuple(cells.column(name)[at] for name in cells.names) for at in range(min(rows, cells.rows)))
    return _Preview(snapshot=snapshot.name, columns=cells.names, rows=first, of=cells.rows)


def _about(dataset: Dataset) -> tuple[str, ...]:
    facts = (("title", dataset.title), ("publisher", dataset.publisher), ("address", dataset.url),
             ("licence", dataset.licence), ("one row is", dataset.unit_of_observation), ("covers", dataset.scope),
             ("values are of", "a moment, one for each snapshot" if dataset.time.kind.value == "as_of"
              else f"a period, in column {dataset.time.column}"),
             ("descriptor", "guessed from the table" if dataset.guessed else None))
    return (dataset.name, *(f"  {name + ':':<15}{value}" for name, value in facts if value))


def _columns(dataset: Dataset) -> tuple[str, ...]:
    measures = (f"    {measure.name}: {measure.title} ({measure.unit})" for measure in dataset.measures)
    dimensions = (f"    {dimension.name}: {dimension.title} ({dimension.role.value})"
                  for dimension in dataset.dimensions)
    return ("  measures:", *measures, *(("  dimensions:", *dimensions) if dataset.dimensions else ()), "  snapshots:")


def _snapshot(snapshot: Snapshot) -> tuple[str, ...]:
    facts = (("as of", f"{snapshot.as_of.isoformat()} ({snapshot.as_of_basis})" if snapshot.dated else "undated"),
             ("released", snapshot.released), ("retrieved", snapshot.retrieved.isoformat()),
             ("file", snapshot.location),
             ("size", f"{snapshot.bytes} bytes" + (f", {snapshot.rows} rows" if snapshot.rows is not None else "")),
             ("sha256", snapshot.sha256), ("origin", snapshot.origin_url), ("archived", snapshot.archive_url),
             ("supersedes", snapshot.supersedes))
    repairs = (f"      repaired:  {repair.detail} ({repair.rows} rows)" for repair in snapshot.repairs)
    return (f"    {snapshot.name}", *(f"      {name + ':':<11}{value}" for name, value in facts if value), *repairs)
