"""A later file may spell a county or an agency otherwise than the table did before: given its known name again."""

from __future__ import annotations

from claims.vocabulary.localities import Known, Reconciler
from factcheck.errors import LibraryError
from factcheck.references import cleaning
from factcheck.references.cleaning import Step
from factcheck.references.columns import Guess, Sort, lists, plain
from factcheck.references.inference import Shape
from factcheck.references.library import References
from factcheck.references.model import Dataset

_SEPARATOR = "\x1f"


def reconciled(shape: Shape, dataset: Dataset) -> Shape:
    """The shape with the names of local bodies as the newest snapshot has them, state by state; each mended is told."""
    local = [one for one in shape.guesses if one.sort is Sort.TEXT and set(plain(one.name).split()) & _local()]
    if not local or not dataset.snapshots:
        return shape
    newest = max(dataset.snapshots, key=lambda one: (one.as_of, one.name))
    try:
        before = References([dataset]).cells(dataset.name, newest.name)
    except LibraryError:
        return shape
    outer = next((one for one in shape.guesses if one.sort is Sort.PLACE and one.name in before.columns), None)
    guesses = list(shape.guesses)
    for i, one in enumerate(guesses):
        if one not in local or one.name not in before.columns or one.weights is not None:
            continue
        outers = before.column(outer.name) if outer else [""] * before.rows
        pairs = {(name, where) for name, where in zip(before.column(one.name), outers, strict=True) if name}
        guesses[i] = _mended(one, outer, pairs)
    return shape.model_copy(update={"guesses": tuple(guesses)})


def _local() -> set[str]:
    return set(lists("headers")["local"])


def _mended(one: Guess, outer: Guess | None, known: set[tuple[str, str]]) -> Guess:
    reconciler = Reconciler(Known(name, where) for name, where in sorted(known))
    where = outer.cells if outer else ("",) * len(one.cells)
    present = set(zip(one.cells, where, strict=True))

    def fix(cell: str) -> str:
        name, _, place = cell.partition(_SEPARATOR)
        found = None if not name or (name, place) in known else reconciler.find(name, outer=place)
        # A spelling that the file itself also has, in that state, is somebody else's name.
        return cell if found is None or (found, place) in present else f"{found}{_SEPARATOR}{place}"

    joined = [f"{name}{_SEPARATOR}{place}" for name, place in zip(one.cells, where, strict=True)]
    step = Step("name_spelling", "names spelled as the table spelled them before", fix)
    clean, repairs = cleaning.clean(joined, (step,), column=one.name)
    shown = tuple(repair.model_copy(update={"detail": repair.detail.replace("\\x1f", ", ")}) for repair in repairs)
    return one.model_copy(update={"cells": tuple(cell.partition(_SEPARATOR)[0] for cell in clean),
                                  "repairs": (*one.repairs, *shown)})
