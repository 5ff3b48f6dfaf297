"""Adds a table to the editor's library: a new dataset with a guessed descriptor, or a new snapshot of one that exists.

What a descriptor says of a column is kept; only what is new is guessed. A file that lost a column or half of its rows
is questioned. Nothing is written until everything is known, and then all of it or nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.errors import InputError, LibraryError, UsageError
from factcheck.references import descriptors, packages, storing
from factcheck.references.addition import Addition, Origin, Said
from factcheck.references.columns import Sort, lists
from factcheck.references.comparing import Comparison
from factcheck.references.describing import described, entry_of, grown, views
from factcheck.references.differing import difference
from factcheck.references.drafting import Kept, Source, kept_csv, matched, said_sorts, sorts_of
from factcheck.references.importing import resource_of
from factcheck.references.inference import UNDATED, Naming, Shape, as_of_date, title_of, understand
from factcheck.references.making import make
from factcheck.references.model import LONGEST_DAYS, Dataset, Repair, Snapshot, TimeKind, Via
from factcheck.references.opening import open_source, open_table
from factcheck.references.recipes import Recipe
from factcheck.references.reconciling import reconciled
from factcheck.references.targets import Target, find


@dataclass(frozen=True)
class _Draft:
    """A snapshot that is understood and not yet entered. ``kept`` is None where a dry run does not write it."""

    shape: Shape | None
    kept: Kept | None
    rows: int
    repairs: tuple[Repair, ...]
    as_of: date | None
    basis: str
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    found: str = ""
    entry: dict[str, Any] | None = None
    recipe: Recipe | None = None


def add(source: Path, library: Path, *, said: Said, origin: Origin, builtin: Path | None = None,
        dry_run: bool = False) -> Addition:
    """Adds the table in a file to ``library``, whose folder is made where it is missing.

    ``builtin`` is the folder of the datasets that come with the package: a file may be a snapshot of one of them.
    InputError where the file cannot be a snapshot, OutputError where the library cannot be written; nothing is changed
    then. ``dry_run`` changes nothing either.
    """
    package = packages.folder_of(source)
    if package is not None and packages.is_ours(package):
        return packages.take_over(package, library, dry_run=dry_run)
    if package is not None:
        source, said = packages.table_of(package, said)
    with contextlib.ExitStack() as stack:
        table = stack.enter_context(contextlib.closing(open_source(
            source, said.reading, roles=dict(said.roles), fixed=[name for name, _ in said.units])))
        workplace = None
        if not dry_run:
            stack.enter_context(storing.locked(library))
            workplace = stack.enter_context(storing.workplace(library))
        target = find(source, table.header, said, library=library, builtin=builtin)
        draft = (_by_recipe(source, target, target.recipe, said) if target.recipe
                 else _by_columns(source, table, target, said, workplace))
        return _entered(source, library, target, draft, said=said, origin=origin, dry_run=dry_run)


def _by_recipe(source: Path, target: Target, recipe: Recipe, said: Said) -> _Draft:
    reading = said.reading if said.reading.sheet or not recipe.sheet else said.reading.model_copy(
        update={"sheet": recipe.sheet})
    raw = open_table(source, reading)
    as_of, basis = _moment(source, " ".join(raw.above), None, said)
    if as_of is None:
        raise UsageError(f"{source.name} does not say of which day it is: say so with --as-of DATE.")
    made = make(raw, recipe, as_of=as_of, where=source.name)
    kept = kept_csv(list(made.header), list(made.rows))
    found = f"by the recipe of {target.name}" + (f", sheet {raw.sheet!r}" if raw.sheet else "")
    return _Draft(None, kept, len(made.rows), (*raw.repairs, *made.repairs), as_of, basis, found=found, recipe=recipe,
                  entry={"made": made})


def _by_columns(source: Path, table: Source, target: Target, said: Said, workplace: Path | None) -> _Draft:
    sorts = said_sorts(said.roles, table.header, gone=table.gone)
    doubts: list[str] = []
    notes = [*table.notes]
    names: dict[str, str] = {}
    if target.dataset is not None:
        known = sorts_of(target.dataset, target.fields)
        names, lost, new = matched(known, table.header)
        sorts = {head: known[name] for head, name in names.items()} | sorts
        if lost:
            doubts.append(f"has lost the column {', '.join(map(repr, lost))}")
        if new:
            notes.append(f"New columns are kept, and no measure speaks of them yet: {', '.join(new)}.")
    shape = table.shape(sorts, known=target.dataset is not None)
    if names:
        shape = shape.model_copy(update={"guesses": tuple(
            one.model_copy(update={"name": names.get(one.name, one.name)}) for one in shape.guesses)})
    if target.dataset is not None:
        shape = reconciled(shape, target.dataset)
    as_of, basis = _moment(source, table.above, shape, said)
    if as_of is None and target.dataset is not None and target.dataset.time.kind is TimeKind.AS_OF:
        raise UsageError(f"{source.name} does not say of which day it is, and {target.name} has a snapshot for each "
                         f"day: say so with --as-of DATE.")
    repairs = (*table.repairs, *shape.repairs)
    notes += [f"{one.column or source.name}: {one.detail}." for one in repairs if one.code in lists("told")["codes"]]
    _readable(shape, said)
    kept = table.keep(shape, workplace) if workplace is not None or not table.large else None
    return _Draft(shape, kept, shape.rows, repairs, as_of, basis, tuple(doubts), tuple(notes),
                  table.found)


def _readable(shape: Shape, said: Said) -> None:
    """UsageError where the person calls a column numbers and most of its cells are none."""
    numbers = {name for name, sort in said.roles if sort in (Sort.NUMBER, Sort.VALUE, Sort.RANK)}
    for one in (repair for repair in shape.repairs if repair.code == "unreadable_number" and repair.column in numbers):
        if 2 * one.rows > shape.rows:
            raise UsageError(f"--role {one.column}=number: {one.rows:,} of its {shape.rows:,} cells are no numbers "
                             f"({one.detail.rpartition('such as ')[2]}).")


def _moment(source: Path, above: str, shape: Shape | None, said: Said) -> tuple[date | None, str]:
    if said.as_of is not None:
        return said.as_of, "said when it was added"
    return as_of_date(source.stem, above, shape.first(Sort.TIME) if shape else None)


def _entered(source: Path, library: Path, target: Target, draft: _Draft, *, said: Said, origin: Origin,
             dry_run: bool) -> Addition:
    via = origin.via or Via(url=origin.url or source.name, sha256=_digest(source))
    others = target.dataset.snapshots if target.dataset else ()
    own = [one for one in others if one.path.parent.parent == library.resolve()]
    already = next((one for one in own if _is(one, via, draft.kept)), None)
    snapshot = already or _snapshot(source, library, target, draft, said=said, origin=origin, via=via)
    earlier = [one for one in others if one.as_of <= snapshot.as_of and one.name != snapshot.name
               and one.dated == snapshot.dated]
    before = max(earlier, key=lambda one: (one.as_of, one.name), default=None)
    doubts = list(draft.doubts)
    if before is not None and before.rows and 2 * draft.rows < before.rows:
        doubts.append(f"has {draft.rows:,} rows where the snapshot {before.name} has {before.rows:,}")
    if doubts and not said.force and already is None:
        raise InputError(f"{source.name} {' and '.join(doubts)}: it was probably cut off or is another table; if it is "
                         f"right, add it with --force, or give it its own --name.")
    if not said.force and already is None:
        _check_day(source, snapshot)
    dataset, descriptor = _described(source, library, target, draft, snapshot, said)
    comparison = _comparison(target, dataset, before, snapshot, draft.kept)
    notes = [*draft.notes]
    if target.why:
        notes.insert(0, f"It is taken for a snapshot of {target.name}, since {target.why}; --name makes it another.")
    told = (said.title, said.publisher, said.url, said.licence, said.unit_of_observation, said.units)
    if target.dataset is not None and any(told):
        notes.append(f"{target.name} is described already: its title, publisher, licence and units stay; edit its "
                     f"{descriptors.FILE} to change them.")
    files: tuple[str, ...] = ()
    if not dry_run and already is None and draft.kept is not None:
        file = snapshot.path.name
        folder = storing.store(library, target.name, {file: draft.kept.content}, descriptors.dump(descriptor).encode())
        files = (str(folder / file), str(folder / descriptors.FILE))
    columns = views(dataset, draft.shape, draft.kept.cells if draft.kept else None)
    return Addition(dataset=dataset, snapshot=snapshot, new=target.dataset is None, found=draft.found, columns=columns,
                    already=already.name if already else None, before=before.name if before else None,
                    comparison=comparison, doubts=tuple(doubts), notes=tuple(notes), files=files)


def _check_day(source: Path, snapshot: Snapshot) -> None:
    """InputError for a day that no projection reaches: it is mistyped, or stands for "never"."""
    if snapshot.dated and (snapshot.as_of - snapshot.retrieved).days > LONGEST_DAYS:
        raise InputError(f"{source.name} would be of {snapshot.as_of.isoformat()} ({snapshot.as_of_basis}), far beyond "
                         f"the day on which it was had: name the day that its figures are of with --as-of, or add it "
                         f"with --force if that day is right.")


def _is(one: Snapshot, via: Via, kept: Kept | None) -> bool:
    """Whether a snapshot came from the same bytes, or holds the same."""
    return bool(one.via and via.sha256 and via.sha256 in (one.via.sha256, one.via.extract_sha256)) or (
        kept is not None and one.sha256 == kept.sha256)


def _snapshot(source: Path, library: Path, target: Target, draft: _Draft, *, said: Said, origin: Origin,
              via: Via) -> Snapshot:
    base = draft.as_of.isoformat() if draft.as_of else "undated"
    others = {one.name: one for one in (target.dataset.snapshots if target.dataset else ())}
    name, number = base, 2
    while name in others and not (draft.kept and others[name].sha256 == draft.kept.sha256):
        name, number = f"{base}-{number}", number + 1
    superseded = None
    if name != base:
        superseded = base if number == 3 else f"{base}-{number - 2}"
        if said.released and others[superseded].released and said.released != others[superseded].released:
            superseded = None  # two vintages of one period: each was right in its time
    suffix = draft.kept.suffix if draft.kept else ".parquet"
    file = f"{name}{suffix}"
    return Snapshot(
        name=name, path=library.resolve() / target.name / file, location=f"{target.name}/{file}",
        title=f"{said.title or (target.dataset.title if target.dataset else title_of(source.stem))}, {base}",
        as_of=draft.as_of or UNDATED, as_of_basis=draft.basis, dated=draft.as_of is not None,
        retrieved=origin.retrieved, released=said.released, origin_url=origin.url, archive_url=origin.archive_url,
        via=via, sha256=draft.kept.sha256 if draft.kept else "", bytes=draft.kept.bytes if draft.kept else 0,
        rows=draft.rows, repairs=draft.repairs, supersedes=superseded)


def _described(source: Path, library: Path, target: Target, draft: _Draft, snapshot: Snapshot,
               said: Said) -> tuple[Dataset, dict[str, Any]]:
    """The dataset with its new snapshot, and the descriptor that the library will hold of it."""
    if draft.recipe is not None and draft.entry is not None:
        entry = resource_of(snapshot, draft.entry["made"], draft.recipe)
    else:
        assert draft.shape is not None
        entry = entry_of(snapshot, draft.shape)
    if target.dataset is None:
        assert draft.shape is not None
        naming = Naming(name=target.name, title=said.title or title_of(source.stem), source=source.name,
                        publisher=said.publisher, url=said.url or snapshot.origin_url, licence=said.licence,
                        unit_of_observation=said.unit_of_observation)
        dataset = described(understand(draft.shape, naming, (snapshot,)), said)
        descriptor = descriptors.build(dataset)
        descriptor["resources"] = [entry]
    else:
        assert target.descriptor is not None
        descriptor = grown(target.descriptor, target.dataset, draft.shape)
        kept = [one for one in descriptor["resources"]
                if target.own and not one.pop("shipped", False) and one["name"] != snapshot.name]
        descriptor["resources"] = sorted([*kept, entry], key=lambda one: (str(one["factcheck"]["as_of"]), one["name"]))
    folder = library / target.name
    try:
        return descriptors.parse(descriptor, folder), descriptor
    except LibraryError as error:
        raise InputError(str(error)) from error


def _comparison(target: Target, dataset: Dataset, before: Snapshot | None, after: Snapshot,
                kept: Kept | None) -> Comparison | None:
    if before is None or target.dataset is None or kept is None or before.sha256 == after.sha256:
        return None
    return difference(target.dataset, before, after.model_copy(update={"path": kept.content})
                      if isinstance(kept.content, Path) else after, cells=kept.cells)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
