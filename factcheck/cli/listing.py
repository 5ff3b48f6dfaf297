"""``factcheck refs list``: what there is, from where, as of when, how old."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factcheck.cli.ages import Age, age_of, day_of
from factcheck.cli.answers import View, answer
from factcheck.cli.libraries import open_references
from factcheck.references import locations
from factcheck.references.model import Dataset, Snapshot

_MANY = 12
BUILT_IN, OWN = "built in", "your library"


class _Snapshot(View):
    name: str
    as_of: date | None
    released: date | None
    retrieved: date
    rows: int | None
    sha256: str


class _Listed(View):
    name: str
    title: str
    publisher: str
    url: str | None
    licence: str | None
    measures: tuple[str, ...]
    frequency: str | None
    lies_in: tuple[str, ...]
    snapshots: tuple[_Snapshot, ...]
    age: Age
    stale: bool
    guessed: bool

    def lines(self) -> list[str]:
        facts = (("publisher", self.publisher), ("measures", ", ".join(self.measures)), ("as of", self._as_of()),
                 ("age", self.age.said() if any(one.as_of for one in self.snapshots) else None),
                 ("from", ", ".join(self.lies_in)))
        return ["\n".join((self.name, f"  {self.title}", *(f"  {name + ':':<11}{value}" for name, value in facts
                                                          if value), ""))]

    def _as_of(self) -> str:
        dates = sorted({one.as_of.isoformat() for one in self.snapshots if one.as_of})
        if not dates:
            return "undated" if self.snapshots else "no snapshot"
        return ", ".join(dates) if len(dates) <= _MANY else f"{len(dates)} days from {dates[0]} to {dates[-1]}"


class _List(View):
    references: str
    datasets: tuple[_Listed, ...]

    def lines(self) -> list[str]:
        whole = f"{len(self.datasets)} {'dataset' if len(self.datasets) == 1 else 'datasets'}"
        return [*(line for one in self.datasets for line in one.lines()), f"{whole}, references {self.references}"]


def list_datasets(*, refs: tuple[str, ...], library: str | None, as_of: str | None, form: str) -> int:
    """Writes one paragraph for each dataset; 0. UsageError where ``as_of`` is no date."""
    references = open_references(refs, library)
    day = day_of(as_of, references.datasets)
    view = _List(references=references.sha256, datasets=tuple(_listed(one, day) for one in references.datasets))
    answer(view, form=form, schema="factcheck.refs.list/1")
    return 0


def _listed(dataset: Dataset, day: date) -> _Listed:
    age = age_of(dataset, day)
    return _Listed(
        name=dataset.name, title=dataset.title, publisher=dataset.publisher, url=dataset.url, licence=dataset.licence,
        measures=tuple(one.title for one in dataset.measures), frequency=dataset.time.frequency,
        lies_in=tuple(dict.fromkeys(lies_in(one) for one in dataset.snapshots)), age=age, stale=age.stale,
        guessed=dataset.guessed, snapshots=tuple(_Snapshot(
            name=one.name, as_of=one.as_of if one.dated else None, released=one.released, retrieved=one.retrieved,
            rows=one.rows, sha256=one.sha256) for one in dataset.snapshots))


def lies_in(snapshot: Snapshot) -> str:
    """Whose a snapshot is: "built in", "your library", else the folder that its dataset lies in."""
    folder = snapshot.path.parent
    for name, root in ((BUILT_IN, locations.builtin()), (OWN, locations.user_library())):
        if folder.is_relative_to(root.resolve()):
            return name
    return str(Path(folder))
