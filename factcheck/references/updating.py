"""Fetches a dataset anew from where its newest snapshot came from, and adds what is there now as a new snapshot."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import UsageError
from factcheck.network.downloading import Limits
from factcheck.references import descriptors
from factcheck.references.adding import add
from factcheck.references.addition import Addition, Said
from factcheck.references.model import Dataset, Snapshot
from factcheck.references.sourcing import resourced


def names_in(library: Path) -> tuple[str, ...]:
    """The names of the datasets in a library's folder, which need not exist."""
    if not library.is_dir():
        return ()
    return tuple(sorted(child.name for child in library.iterdir()
                        if not child.name.startswith(".") and (child / descriptors.FILE).is_file()))


def updatable(library: Path) -> tuple[str, ...]:
    """Those of them that came from an address."""
    return tuple(name for name in names_in(library)
                 if newest(descriptors.read(library / name)).origin_url is not None)


def update(name: str, library: Path, *, builtin: Path, said: Said, allow_private: bool = False, dry_run: bool = False,
           limits: Limits | None = None) -> Addition | None:
    """Adds to ``library`` what lies now at the address of a dataset's newest snapshot; None where nothing changed.

    ``said`` as of ``add``; the dataset is one of ``library``, else of ``builtin``. UsageError where it came from no
    address; FetchError and InputError where the file cannot be had, or added.
    """
    folder = (library if name in names_in(library) else builtin) / name
    snapshot = newest(descriptors.read(folder))
    if snapshot.origin_url is None:
        raise UsageError(f"{name} came from no address but from a file: add the new file with “refs add FILE --dataset "
                         f"{name}”.")
    with resourced(snapshot, allow_private=allow_private, limits=limits) as found:
        if found is None:
            return None
        return add(found.path, library, said=said.model_copy(update={"dataset": name}), origin=found.origin,
                   builtin=builtin, dry_run=dry_run)


def newest(dataset: Dataset) -> Snapshot:
    """The snapshot that was fetched last."""
    return max(dataset.snapshots, key=lambda one: (one.retrieved, one.as_of, one.name))
