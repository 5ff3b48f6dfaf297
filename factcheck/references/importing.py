"""Makes a dated snapshot of a dataset from a file as published, and enters it in the dataset's descriptor.

A dataset's folder holds ``datapackage.json`` (what the table means), ``recipe.json`` (how the published file becomes
ours) and the snapshots. Importing the same file twice gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from claims.model import Frozen
from factcheck.errors import InputError, LibraryError
from factcheck.references import descriptors
from factcheck.references.making import Made, RefusedError, make
from factcheck.references.model import Repair, Snapshot, Via
from factcheck.references.recipes import Recipe
from factcheck.references.tables import read_table

RECIPE = "recipe.json"
_FIELD_TYPES = {"number": "number", "date": "date"}


class Provenance(Frozen):
    """Where a published file comes from: what its snapshot says of itself."""

    name: str = Field(pattern=r"^[a-z0-9._-]+$")
    title: str
    as_of: date
    as_of_basis: str
    retrieved: date
    released: date | None = None
    origin_url: str | None = None
    archive_url: str | None = None
    via: Via | None = None
    supersedes: str | None = None
    attestation: str | None = None


def read_recipe(folder: Path) -> Recipe:
    """The recipe of a dataset's folder."""
    path = folder / RECIPE
    try:
        return Recipe.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{folder} has no {RECIPE}: write one that says which columns to keep.") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{path}: field {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}.") from error


def read_provenance(path: Path) -> Provenance:
    """A provenance record from a JSON file."""
    try:
        return Provenance.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{path}: field {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}.") from error


def import_snapshot(source: Path, folder: Path, *, provenance: Provenance) -> Snapshot:
    """Adds the published file ``source`` to the dataset in ``folder`` as a snapshot; refused, nothing is written.

    Raises RefusedError where the file is not the table that the recipe expects, has lost more than half of the rows of
    the snapshot before it, or is not the file that the provenance names; InputError where the name is taken by a
    snapshot of other content.
    """
    descriptor, recipe = descriptors.load(folder), read_recipe(folder)
    _check_bytes(source, provenance)
    made = make(read_table(source, sheet=recipe.sheet), recipe, as_of=provenance.as_of, where=source.name)
    resources: list[dict[str, Any]] = descriptor.get("resources", [])
    _check_rows(made, resources, provenance, where=source.name)
    data = to_csv(made)
    snapshot = _snapshot(made, data, folder, provenance)
    entry = resource_of(snapshot, made, recipe)
    others = [one for one in resources if one["name"] != provenance.name]
    before = next((one for one in resources if one["name"] == provenance.name), None)
    if before is not None and before["hash"] != entry["hash"]:
        raise InputError(f"{folder.name} already has a snapshot {provenance.name!r} of other content: "
                         f"snapshots are never edited, give this one its own name and let it supersede that.")
    descriptor["resources"] = sorted([*others, entry], key=lambda one: (one["factcheck"]["as_of"], one["name"]))
    descriptors.parse(descriptor, folder)
    _write(folder / entry["path"], data)
    _write(folder / descriptors.FILE, descriptors.dump(descriptor).encode())
    return snapshot


def remake(source: Path, folder: Path) -> Snapshot:
    """Makes again, without writing, the snapshots that ``source`` was the origin of, found by the hash of its bytes.

    Gives the newest of them: a file may hold several vintages. InputError where no snapshot came from this file;
    LibraryError where the bytes made differ from a snapshot's.
    """
    dataset, digest = descriptors.read(folder), _sha256(source.read_bytes())
    found = [one for one in dataset.snapshots if one.via and digest in (one.via.sha256, one.via.extract_sha256)]
    if not found:
        raise InputError(f"{source} is the origin of no snapshot of {dataset.name}: its sha256 is {digest}.")
    recipe = read_recipe(folder)
    raw = read_table(source, sheet=recipe.sheet)
    for snapshot in found:
        again = _sha256(to_csv(make(raw, recipe, as_of=snapshot.as_of, where=source.name)))
        if again != snapshot.sha256:
            raise LibraryError(f"{source} now makes another snapshot {snapshot.name!r} of {dataset.name}: "
                               f"sha256 {again}, not {snapshot.sha256}.")
    return max(found, key=lambda one: (one.as_of, one.name))


def to_csv(made: Made) -> bytes:
    """The snapshot's file: UTF-8, commas, lines that end with a newline."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(made.header)
    writer.writerows(made.rows)
    return out.getvalue().encode()


def _check_bytes(source: Path, provenance: Provenance) -> None:
    expected = provenance.via and (provenance.via.extract_sha256 or provenance.via.sha256)
    try:
        digest = _sha256(source.read_bytes())
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror or error}.") from error
    if expected and digest != expected:
        raise RefusedError(f"{source.name} is not the file that its provenance names: its sha256 is {digest}, "
                           f"not {expected}.")


def _check_rows(made: Made, resources: list[dict[str, Any]], provenance: Provenance, *, where: str) -> None:
    """A table that lost more than half of its rows since the snapshot before it was cut off, not updated."""
    earlier = [one["factcheck"] for one in resources
               if one["factcheck"]["as_of"] <= provenance.as_of.isoformat() and one["name"] != provenance.name]
    newest = max(earlier, key=lambda one: str(one["as_of"]), default=None)
    if newest and newest.get("rows") and 2 * len(made.rows) < newest["rows"]:
        raise RefusedError(f"{where} has {len(made.rows)} rows where the snapshot of {newest['as_of']} has "
                           f"{newest['rows']}: it was probably cut off.")


def _snapshot(made: Made, data: bytes, folder: Path, provenance: Provenance) -> Snapshot:
    path = f"{provenance.name}.csv"
    return Snapshot(**provenance.model_dump(), path=folder.resolve() / path,
                    location=f"{folder.resolve().name}/{path}", sha256=_sha256(data), bytes=len(data),
                    rows=len(made.rows), repairs=made.repairs)


def resource_of(snapshot: Snapshot, made: Made, recipe: Recipe) -> dict[str, Any]:
    """A snapshot that a recipe made as a resource of a descriptor, with its schema."""
    columns = {column.name: column for column in recipe.columns}
    entry = descriptors.resource(snapshot)
    own = entry.pop("factcheck")
    entry |= {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    if snapshot.origin_url:
        entry["sources"] = [{"title": snapshot.title, "path": snapshot.origin_url}]
    fields = []
    for name in made.header:
        field: dict[str, Any] = {"name": name, "type": _FIELD_TYPES.get(columns[name].type, "string")}
        if columns[name].title:
            field["title"] = columns[name].title
        if columns[name].required:
            field["constraints"] = {"required": True}
        fields.append(field)
    entry["schema"] = {"fields": fields, "missingValues": [""],
                       "primaryKey": [name for name in recipe.key if name in made.header]}
    entry["factcheck"] = own
    return entry


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Beside first, then renamed: an interrupted run leaves nothing half written."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(data)
    beside.replace(path)


def repairs_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The repairs as lines of text, for reports: ``state: 6 rows: white space ... removed``."""
    return tuple(_line(repair) for repair in snapshot.repairs)


def _line(repair: Repair) -> str:
    column = f"{repair.column}: " if repair.column else ""
    return f"{column}{repair.rows} {'row' if repair.rows == 1 else 'rows'}: {repair.detail}"
