"""Data Packages as input: one that describes a dataset as ours do is taken over whole, any other gives one table.

A package may name files in its own folder only, and addresses not at all.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.errors import InputError, LibraryError
from factcheck.references import descriptors, storing
from factcheck.references.addition import Addition, Said
from factcheck.references.describing import views
from factcheck.references.differing import difference
from factcheck.references.inspecting import Severity, inspect
from factcheck.references.library import References
from factcheck.references.model import Dataset, Snapshot
from factcheck.references.promised import check_bytes
from factcheck.references.targets import unfit


class PackageTable(NamedTuple):
    """One table of a package: its file, and what the package says of it, where the person did not."""

    path: Path
    said: Said


def folder_of(source: Path) -> Path | None:
    """The folder of a package: the source itself, or that of a ``datapackage.json``; None where it is no package."""
    if source.name == descriptors.FILE:
        return source.parent
    return source if (source / descriptors.FILE).is_file() else None


def is_ours(folder: Path) -> bool:
    """Whether a package has a block of ours. InputError where its descriptor cannot be read."""
    return "factcheck" in _loaded(folder)


def table_of(folder: Path, said: Said) -> PackageTable:
    """The table of a package that is not ours: the one that ``--sheet`` names, or its only one."""
    descriptor = _loaded(folder)
    resources = [one for one in descriptor.get("resources") or [] if isinstance(one, dict)]
    names = [str(one.get("name")) for one in resources]
    wanted = said.reading.sheet
    chosen = [one for one in resources if wanted is None or one.get("name") == wanted]
    if not chosen:
        raise InputError(f"{folder / descriptors.FILE} has no resource {wanted!r}: it has {', '.join(names) or 'none'}."
                         if wanted else f"{folder / descriptors.FILE} lists no resources: there is no table in it.")
    if len(chosen) > 1:
        raise InputError(f"{folder / descriptors.FILE} has {len(chosen)} tables, {', '.join(names)}: name one with "
                         f"--sheet.")
    resource = chosen[0]
    path = resource.get("path")
    if isinstance(path, list) and len(path) == 1:
        path = path[0]
    if not isinstance(path, str):
        raise InputError(f"{folder / descriptors.FILE} gives resource {resource.get('name')!r} no single file: save "
                         f"its table as one.")
    try:
        file = descriptors.inside(folder, path, folder / descriptors.FILE)
    except LibraryError as error:
        raise InputError(str(error)) from error
    _check_hash(file, resource)
    return PackageTable(file, _said(descriptor, resource, said, several=len(resources) > 1))


def _check_hash(file: Path, resource: dict[str, Any]) -> None:
    """InputError where a package promises other bytes than those that are there."""
    promised, size = resource.get("hash"), resource.get("bytes")
    if not file.is_file():
        return
    kind, _, digest = promised.rpartition(":") if isinstance(promised, str) else ("", "", "")
    wrong = isinstance(size, int) and not isinstance(size, bool) and size != file.stat().st_size
    name = (kind or "md5").casefold()
    if digest and name in hashlib.algorithms_guaranteed and not name.startswith("shake"):
        with file.open("rb") as data:
            wrong = wrong or hashlib.file_digest(data, name).hexdigest() != digest.casefold()
    if wrong:
        raise InputError(f"{file} is not the file that its package promises: its hash or size is another; fetch it "
                         f"again.")


def _said(descriptor: dict[str, Any], resource: dict[str, Any], said: Said, *, several: bool) -> Said:
    """What the person said, and for the rest what the package says."""
    def text(value: object) -> str | None:
        return value.strip() or None if isinstance(value, str) else None

    def first(key: str) -> dict[str, Any]:
        for holder in (resource, descriptor):
            found = holder.get(key)
            if isinstance(found, list) and found and isinstance(found[0], dict):
                return found[0]
        return {}

    source, licence = first("sources"), first("licenses")
    dialect = resource.get("dialect") if isinstance(resource.get("dialect"), dict) else {}
    reading = said.reading.model_copy(update={
        "sheet": None, "encoding": said.reading.encoding or text(resource.get("encoding")),
        "delimiter": said.reading.delimiter or text((dialect or {}).get("delimiter"))})
    own = resource if several else descriptor
    return said.model_copy(update={
        "name": said.name or said.dataset or text(own.get("name")) or text(resource.get("name")),
        "title": said.title or text(own.get("title")) or text(resource.get("title")),
        "publisher": said.publisher or text(source.get("title")),
        "url": said.url or text(descriptor.get("homepage")) or text(source.get("path")),
        "licence": said.licence or text(licence.get("title")) or text(licence.get("name")), "reading": reading})


def _loaded(folder: Path) -> dict[str, Any]:
    try:
        return descriptors.load(folder)
    except LibraryError as error:  # an input here, not a part of the library
        raise InputError(str(error)) from error


def take_over(folder: Path, library: Path, *, dry_run: bool) -> Addition:
    """Adds a dataset that is described as ours are, with every snapshot that the library does not have yet.

    InputError where it is damaged, or has another table under a snapshot's name.
    """
    try:
        dataset, descriptor = descriptors.read(folder), descriptors.load(folder)
        for snapshot in dataset.snapshots:
            check_bytes(snapshot)
    except LibraryError as error:
        raise InputError(str(error)) from error
    if why := unfit(dataset.name):
        raise InputError(why)
    _check_sound(dataset)
    target = library / dataset.name
    if dry_run:
        return _taken(dataset, descriptor, target, dry_run=True)
    with storing.locked(library):
        return _taken(dataset, descriptor, target, dry_run=False)


def _taken(dataset: Dataset, descriptor: dict[str, Any], target: Path, *, dry_run: bool) -> Addition:
    before = descriptors.read(target) if (target / descriptors.FILE).is_file() else None
    known = {one.name: one for one in before.snapshots} if before else {}
    clash = next((one for one in dataset.snapshots if one.name in known and known[one.name].sha256 != one.sha256), None)
    if clash is not None:
        raise InputError(f"{dataset.name} has a snapshot {clash.name!r} of other content: snapshots are never edited, "
                         f"give this one its own name and let it supersede that.")
    new = [one for one in dataset.snapshots if one.name not in known]
    newest = max(new or dataset.snapshots, key=lambda one: (one.as_of, one.name))
    merged = dict(descriptor)
    if before is not None:
        old = descriptors.load(target)
        names = {one.name for one in new}
        resources = [*old["resources"], *(one for one in descriptor["resources"] if one["name"] in names)]
        merged = old | {"resources": sorted(resources, key=lambda one: (str(one["factcheck"]["as_of"]), one["name"]))}
        descriptors.parse(merged, target)
    files: tuple[str, ...] = ()
    if new and not dry_run:
        stored = {one.location.partition("/")[2]: _content(one) for one in new}
        if any("/" in name for name in stored):
            raise InputError(f"{dataset.name} keeps its snapshots in folders of their own: put them beside "
                             f"{descriptors.FILE}.")
        folder = storing.store(target.parent, dataset.name, stored, descriptors.dump(merged).encode())
        files = tuple(str(folder / name) for name in (*stored, descriptors.FILE))
    return _told(dataset, newest, before, len(new), files)


def _check_sound(dataset: Dataset) -> None:
    """InputError where what a package says of its tables is not so: the library would be damaged by it."""
    inspected, found = inspect(References([dataset]), dataset)
    faults = [one for group in (*(one.findings for one in inspected), found) for one in group
              if one.severity is Severity.FAULT]
    if faults:
        raise InputError(faults[0].message)


def _content(snapshot: Snapshot) -> bytes:
    return snapshot.path.read_bytes()


def _told(dataset: Dataset, newest: Snapshot, before: Dataset | None, new: int, files: tuple[str, ...]) -> Addition:
    library = References([dataset])
    cells = None if library.large(dataset.name, newest.name) else library.cells(dataset.name, newest.name)
    earlier = [one for one in (before.snapshots if before else ()) if one.as_of <= newest.as_of and one != newest]
    last = max(earlier, key=lambda one: (one.as_of, one.name), default=None)
    comparison = difference(dataset, last, newest) if last is not None and new else None
    return Addition(
        dataset=dataset, snapshot=newest, new=before is None, found=f"a dataset of {len(dataset.snapshots)} snapshots, "
        f"{new} of them new", columns=views(dataset, None, cells), already=None if new else newest.name,
        before=last.name if last else None, comparison=comparison, files=files)

