"""Adds decisions to an editor's library, removes them, and takes the last change back; nothing that was said is lost.

Each change reads the file, makes the new one and puts it in its place under the library's lock: of two processes the
second sees what the first wrote, and a full disk leaves the file as it was.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from claims.vocabulary.gazetteer import resolve
from factcheck.errors import UsageError
from factcheck.references import storing
from factcheck.references.decisions import (
    SCHEMA,
    Decision,
    Record,
    Removal,
    Sort,
    conflict,
    normalised,
    numbered,
    place_of,
    read,
    said,
)
from factcheck.references.library import References
from factcheck.references.locations import DECISIONS
from factcheck.references.model import Dataset, Dimension, Role

_HEAD = ("# What this library's editors decided of the meaning of figures. “factcheck decisions” writes this file; "
         "it can\n# be mended by hand, but comments are not kept.\n")


class Decisions:
    """The decisions of one library, read from its folder anew with each call.

    ``Decisions("library/").add(Decision(sort="never", phrase="food prices"), refs=References.open()).id == "d1"``
    """

    def __init__(self, library: str | Path) -> None:
        """``library``: the editor's folder; it need not exist before something is added."""
        self.library = Path(library)

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """Those that apply, in the order in which they were made. LibraryError where the file cannot be read."""
        return read(self.library).decisions

    @property
    def removed(self) -> tuple[Removal, ...]:
        """Those that no longer apply; errors as of ``in_force``."""
        return read(self.library).removed

    def add(self, decision: Decision, *, refs: References) -> Decision:
        """Stores a decision and gives it as stored, with its id.

        UsageError where ``refs`` does not hold what it names or another decision contradicts it, LibraryError where the
        file cannot be read, OutputError where it cannot be written; nothing is changed then.
        """
        with storing.locked(self.library):
            record = read(self.library)
            stored = self.checked(decision, record, refs)
            self._write(record.model_copy(update={"decisions": (*record.decisions, stored)}))
        return stored

    @staticmethod
    def checked(decision: Decision, record: Record, refs: References) -> Decision:
        """The decision with the id that it would get; UsageError as of ``add``."""
        check(decision, refs)
        stored = decision.model_copy(update={"id": f"d{_last_change(record) + 1}"})
        if (pair := conflict((*record.decisions, stored))) is not None:
            other = next(one for one in pair if one.id != stored.id)
            raise UsageError(f"Decision {other.id} already says {spoken(other)}: remove it first.")
        return stored

    def remove(self, name: str, *, who: str = "", when: date | None = None) -> Decision:
        """Takes a decision out of force and keeps it among the removed; UsageError where none has that id."""
        if not self.library.is_dir():
            raise UsageError(f"There is no decision {name!r}; there is none at all.")
        with storing.locked(self.library):
            record = read(self.library)
            found = next((one for one in record.decisions if one.id == name), None)
            if found is None:
                known = ", ".join(one.id for one in record.decisions) or "none"
                raise UsageError(f"There is no decision {name!r} in force; there are: {known}.")
            gone = Removal(decision=found, who=who, when=when, change=_last_change(record) + 1)
            self._write(record.model_copy(update={
                "decisions": tuple(one for one in record.decisions if one.id != name),
                "removed": (*record.removed, gone)}))
        return found

    def undo(self, *, who: str = "", when: date | None = None) -> tuple[str, Decision]:
        """Takes the last change back: what was added last is removed, what was removed last is in force again.

        ``("added", d3)`` where d3's adding was undone, ``("removed", d3)`` where its removal was. Called again it takes
        back the change before. UsageError where nothing is left to undo.
        """
        if not self.library.is_dir():
            raise UsageError("There is no decision to undo.")
        with storing.locked(self.library):
            record = read(self.library)
            added = max(record.decisions, key=lambda one: numbered([one]), default=None)
            gone = max((one for one in record.removed if one.change), key=lambda one: one.change or 0, default=None)
            if gone is not None and (added is None or (gone.change or 0) > numbered([added])):
                self._write(self._restored(record, gone))
                return "removed", gone.decision
            if added is None:
                raise UsageError("There is no decision to undo.")
            self._write(record.model_copy(update={
                "decisions": tuple(one for one in record.decisions if one is not added),
                "removed": (*record.removed, Removal(decision=added, who=who, when=when))}))
            return "added", added

    @staticmethod
    def _restored(record: Record, gone: Removal) -> Record:
        back = sorted((*record.decisions, gone.decision), key=lambda one: numbered([one]))
        if (pair := conflict(back)) is not None:  # the file was mended by hand in between
            raise UsageError(f"The decisions {pair[0].id} and {pair[1].id} contradict each other: remove one first.")
        return record.model_copy(update={
            "decisions": tuple(back), "removed": tuple(one for one in record.removed if one is not gone)})

    def _write(self, record: Record) -> None:
        storing.put(self.library, DECISIONS, written(record).encode())


def _last_change(record: Record) -> int:
    """The number of the last change: ids are never given twice."""
    removals = [one.change or 0 for one in record.removed]
    return max(numbered([*record.decisions, *(one.decision for one in record.removed)]), *removals, 0)


def made(**fields: Any) -> Decision:
    """A decision from what somebody gave; UsageError, in one sentence, where it is none."""
    try:
        return Decision.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise UsageError(f"That is no decision: {said(error)}.") from None


def spoken(one: Decision) -> str:
    """A decision in words: "that “jobless rate” means us-macro:unemployment_rate"."""
    how = {Sort.IS: "is", Sort.ALIAS: "means", Sort.NEVER: "is never matched"}[one.sort]
    to = f"to {one.target}" if one.sort is Sort.NEVER and one.target else one.target
    limits = ", ".join(part for part in (one.place, one.period, *(f"{name} {value}" for name, value in one.where))
                       if part)
    where = " in one article" if one.article else ""
    return " ".join(part for part in (f"that {one.subject}", how, to, f"({limits})" if limits else "") if part) + where


def check(decision: Decision, refs: References) -> None:
    """UsageError where the references do not hold what a decision names."""
    if (lack := missing(decision, refs)) is not None:
        raise UsageError(lack)
    if decision.dataset is None or decision.of_one_figure:
        return
    dataset = refs.dataset(decision.dataset)
    nouns = {normalised(noun): one.title for one in dataset.dimensions for noun in one.nouns}
    if decision.sort is not Sort.NEVER and decision.stems in nouns:
        raise UsageError(f"“{decision.phrase}” is what {dataset.name} calls its {nouns[decision.stems]}, which tells "
                         f"its rows apart: it can be no measure there.")


def missing(decision: Decision, refs: References) -> str | None:
    """What a decision names and the references do not hold, as a sentence; None where they hold all of it."""
    names = [one.name for one in refs.datasets]
    if decision.dataset is None:
        return None
    if decision.dataset not in names:
        return f"There is no dataset “{decision.dataset}” among the references; “factcheck refs list” shows them."
    dataset = refs.dataset(decision.dataset)
    measures = [one.name for one in dataset.measures]
    if decision.measure is not None and decision.measure not in measures:
        return f"There is no measure “{decision.measure}” of {dataset.name}; there are: {', '.join(measures)}."
    return _missing_place(decision, dataset, refs) or _missing_category(decision, dataset, refs)


def _missing_place(decision: Decision, dataset: Dataset, refs: References) -> str | None:
    dimension = next((one for one in dataset.dimensions if one.role is Role.PLACE), None)
    place = place_of(decision.place, dimension) if decision.place is not None else None
    if place is None or place.name == dataset.scope:
        return None
    if dimension is None:
        return f"{dataset.name} tells no places apart: it cannot be limited to {place.name}."
    known = _values(dimension, dataset, refs)
    if any(cell in (place.name, place.code) or resolve(cell) == place for cell in known):
        return None
    if dimension.total is None and place.kind in dimension.place_kinds:
        return None  # a roster is complete: a state without a row has none
    return f"{dataset.name} does not know the place “{decision.place}”."


def _missing_category(decision: Decision, dataset: Dataset, refs: References) -> str | None:
    columns = {one.name: one for one in dataset.dimensions if one.role in (Role.CATEGORY, Role.ENTITY)}
    for column, value in decision.where:
        if column not in columns:
            return f"There is no category “{column}” of {dataset.name}; there are: {', '.join(columns) or 'none'}."
        known = _values(columns[column], dataset, refs)
        if value not in known:
            some = ", ".join(f"“{one}”" for one in known[:6])
            return f"There is no {column} “{value}” in {dataset.name}; there are {len(known)}, such as {some}."
    return None


def _values(dimension: Dimension, dataset: Dataset, refs: References) -> tuple[str, ...]:
    """The values of a dimension in any snapshot that has its column, sorted."""
    found = {value for snapshot in dataset.snapshots if dimension.name in refs.columns(dataset.name, snapshot.name)
             for value in refs.values(dataset.name, snapshot.name, dimension.name)}
    return tuple(sorted(found))


def written(record: Record) -> str:
    """The text of the file."""
    blocks = [f"{_HEAD}schema = {_quoted(SCHEMA)}\n"]
    blocks += [_block("decision", one, {}) for one in record.decisions]
    blocks += [_block("removed", one.decision, {
        "removed_who": one.who, "removed_when": one.when, "removed_change": one.change}) for one in record.removed]
    return "\n".join(blocks)


def _block(name: str, one: Decision, more: dict[str, Any]) -> str:
    fields: dict[str, Any] = {key: getattr(one, key) for key in Decision.model_fields if key != "where"} | more
    lines = [f"{key} = {_valued(value)}" for key, value in fields.items() if value not in (None, "")]
    if one.where:
        inner = ", ".join(f"{_quoted(column)} = {_quoted(value)}" for column, value in one.where)
        lines.append(f"where = {{ {inner} }}")
    return "\n".join([f"[[{name}]]", *lines, ""])


def _valued(value: Any) -> str:
    return str(value) if isinstance(value, int) else value.isoformat() if isinstance(value, date) else _quoted(
        str(value))


def _quoted(text: str) -> str:
    """A string as TOML writes it; what has no UTF-8 is written as U+FFFD."""
    safe = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(safe, ensure_ascii=False).replace("\x7f", "\\u007f")
