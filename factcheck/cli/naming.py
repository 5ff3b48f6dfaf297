"""Names that a user gives: which dataset, snapshot or measure is meant, and the nearest one where there is none."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.errors import UsageError
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure, Snapshot

_FEW = 20
_ALIKE = 60
"""Of 100: below, two names have little to do with each other, and none is suggested."""


def dataset_named(references: References, name: str) -> Dataset:
    """The dataset of that name; UsageError, with the nearest name, where there is none."""
    try:
        return references.dataset(name)
    except KeyError:
        raise unknown("dataset", name, [one.name for one in references.datasets]) from None


def snapshot_named(dataset: Dataset, name: str) -> Snapshot:
    """The snapshot of that name, or the only one as of that day; UsageError where there is none."""
    found = [one for one in dataset.snapshots if one.name == name]
    found = found or [one for one in dataset.snapshots if one.as_of.isoformat() == name]
    if len(found) == 1:
        return found[0]
    raise unknown("snapshot", name, [one.name for one in dataset.snapshots], f" of {dataset.name}")


def measure_named(dataset: Dataset, name: str) -> Measure:
    """The measure of that name, title or word in running text; UsageError where there is none or there are several."""
    folded = name.casefold()
    exact = [one for one in dataset.measures if one.name == name]
    titled = [one for one in dataset.measures if folded in (one.name.casefold(), one.title.casefold())]
    spoken = [one for one in dataset.measures if folded in map(str.casefold, one.words)]
    for found in (exact, titled, spoken):
        if len(found) == 1:
            return found[0]
    raise unknown("measure", name, [one.name for one in dataset.measures], f" of {dataset.name}")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like it; None where none is."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(name.casefold(), {one: one.casefold() for one in known}, scorer=fuzz.WRatio,
                               score_cutoff=_ALIKE)
    return str(found[2]) if found else None


def unknown(kind: str, name: str, known: list[str], of: str = "") -> UsageError:
    """One sentence: what there is not, what it may have meant, what there is."""
    alike = nearest(name, known)
    parts = [f"There is no {kind} “{name}”{of}"]
    if alike is not None:
        parts.append(f"the nearest name is “{alike}”")
    if len(known) <= _FEW:
        parts.append(f"there are: {', '.join(known) or 'none'}")
    elif alike is None:
        parts.append(f"there are {len(known)}, such as “{known[0]}” and “{known[-1]}”")
    return UsageError("; ".join(parts) + ".")
