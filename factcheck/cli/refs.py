"""``factcheck refs``: what the reference library holds, where it comes from, and whether it is whole."""

from __future__ import annotations

from claims.model import Frozen
from factcheck.cli.documents import Document
from factcheck.cli.libraries import open_references
from factcheck.cli.speaking import say
from factcheck.errors import LibraryError, UsageError
from factcheck.references.library import References
from factcheck.references.model import Dataset, Snapshot
from factcheck.reports.wording import harmless

WHOLE, DAMAGED = 0, 3


class _Checked(Frozen):
    """What became of one snapshot."""

    line: str
    problem: str | None = None
    missing: tuple[str, ...] = ()


def list_datasets(*, refs: tuple[str, ...], library: str | None) -> int:
    """Writes one paragraph for each dataset; 0."""
    references = open_references(refs, library)
    with Document(None, readable=True) as document:
        for dataset in references.datasets:
            document.add(harmless(_paragraph(dataset)))
        document.add(f"{len(references.datasets)} datasets, references {references.sha256}")
    return WHOLE


def show_dataset(*, name: str, refs: tuple[str, ...], library: str | None) -> int:
    """Writes everything about one dataset; 0. UsageError for an unknown name."""
    references = open_references(refs, library)
    dataset = _named(references, name)
    with Document(None, readable=True) as document:
        for line in (*_about(dataset), *_columns(dataset)):
            document.add(harmless(line))
        for snapshot in dataset.snapshots:
            document.add(harmless("\n".join(_snapshot(snapshot))))
    return WHOLE


def validate_datasets(*, refs: tuple[str, ...], library: str | None) -> int:
    """Reads every snapshot; 0 where all are as promised, else 3, each fault said on standard error."""
    references = open_references(refs, library)
    faults = 0
    with Document(None, readable=True) as document:
        for dataset in references.datasets:
            checked = [_checked(references, dataset, snapshot) for snapshot in dataset.snapshots]
            for one in checked:
                document.add(harmless(one.line))
            problems = [one.problem for one in checked if one.problem] or _without_column(dataset, checked)
            faults += len(problems)
            for problem in problems:
                say(problem)
        document.add(f"{sum(len(dataset.snapshots) for dataset in references.datasets)} snapshots, {faults} faults")
    return DAMAGED if faults else WHOLE


def _named(references: References, name: str) -> Dataset:
    try:
        return references.dataset(name)
    except KeyError:
        known = ", ".join(dataset.name for dataset in references.datasets)
        raise UsageError(f"There is no dataset “{name}”; there are: {known or 'none'}.") from None


def _paragraph(dataset: Dataset) -> str:
    dates = sorted({snapshot.as_of.isoformat() for snapshot in dataset.snapshots})
    measures = ", ".join(measure.title for measure in dataset.measures)
    return "\n".join((dataset.name, f"  {dataset.title}", f"  publisher: {dataset.publisher}",
                      f"  measures:  {measures}", f"  as of:     {', '.join(dates) or 'no snapshot'}", ""))


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
    facts = (("as of", f"{snapshot.as_of.isoformat()} ({snapshot.as_of_basis})"),
             ("retrieved", snapshot.retrieved.isoformat()), ("file", snapshot.location),
             ("size", f"{snapshot.bytes} bytes" + (f", {snapshot.rows} rows" if snapshot.rows is not None else "")),
             ("sha256", snapshot.sha256), ("origin", snapshot.origin_url), ("archived", snapshot.archive_url),
             ("supersedes", snapshot.supersedes))
    repairs = (f"      repaired:  {repair.detail} ({repair.rows} rows)" for repair in snapshot.repairs)
    return (f"    {snapshot.name}", *(f"      {name + ':':<11}{value}" for name, value in facts if value), *repairs)


def _checked(references: References, dataset: Dataset, snapshot: Snapshot) -> _Checked:
    """Hash, size, and which of the columns that the descriptor speaks of are there."""
    try:
        columns = set(references.columns(dataset.name, snapshot.name))
    except LibraryError as error:
        return _Checked(line=f"{'damaged':<8}{snapshot.location}", problem=str(error))
    missing = tuple(sorted(_spoken_of(dataset) - columns))
    note = f" (without {', '.join(missing)})" if missing else ""
    return _Checked(line=f"{'ok':<8}{snapshot.location}{note}", missing=missing)


def _without_column(dataset: Dataset, checked: list[_Checked]) -> list[str]:
    """An old snapshot may lack a column; one that no snapshot has is a fault of the descriptor."""
    if not checked:
        return []
    nowhere = set.intersection(*(set(one.missing) for one in checked))
    return [f"No snapshot of {dataset.name} has the column “{column}” that its descriptor speaks of; correct "
            "datapackage.json." for column in sorted(nowhere)]


def _spoken_of(dataset: Dataset) -> set[str]:
    measures = {column for measure in dataset.measures
                for column in (measure.column, *(name for name, _ in measure.where)) if column}
    return measures | {dimension.name for dimension in dataset.dimensions}
