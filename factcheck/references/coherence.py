"""What no single field of a descriptor can say: names are unique, and what is referred to exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from factcheck.errors import DescriptorError
from factcheck.references import derived
from factcheck.references.model import Aggregate, Dataset, Measure, TimeKind, TimeSpec

DEEPEST = 8
"""So many measures may follow from one another: each is worked out anew for each value that is asked."""

LAST_YEAR = 8999
"""A day of a snapshot lies in it or before: what is counted from there has to stay within the calendar."""


def check(dataset: Dataset, where: Path) -> None:
    """DescriptorError for the first thing that does not fit the rest, in one sentence; ``where``: the file's path."""
    for fault in _faults(dataset):
        raise DescriptorError(f"{where}{fault}")


def _faults(dataset: Dataset) -> Iterator[str]:
    """What is wrong, each as the rest of a sentence that begins with the file."""
    groups = {"snapshot": [one.name for one in dataset.snapshots], "measure": [one.name for one in dataset.measures],
              "dimension": [one.name for one in dataset.dimensions]}
    for kind, names in groups.items():
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            yield f" has two {kind}s named {twice!r}: give each its own name."
    if not dataset.measures:
        yield " has no measures: name at least one thing that the table says."
    if dataset.time.kind is TimeKind.PERIOD and dataset.time.column is None:
        yield ": a series needs the column that says when (time.column)."
    yield from _time_faults(dataset.time, "time")
    for measure in dataset.measures:
        for fault in (*_derived_faults(measure, dataset), *_measure_faults(measure, dataset)):
            yield f": measure {measure.name!r} {fault}"
        if measure.time is not None:
            yield from _time_faults(measure.time, f"measure {measure.name!r}, time")
    yield from _snapshot_faults(dataset)


def _snapshot_faults(dataset: Dataset) -> Iterator[str]:
    names = {one.name for one in dataset.snapshots}
    superseded = {one.supersedes for one in dataset.snapshots}
    if dataset.snapshots and superseded >= names:
        yield ": its snapshots supersede each other in a circle: one of them has to hold."
    for snapshot in dataset.snapshots:
        days = ("as_of", snapshot.as_of), ("released", snapshot.released), ("retrieved", snapshot.retrieved)
        for name, day in days:
            if day is not None and day.year > LAST_YEAR:
                yield f": {snapshot.name!r} has {name} {day}: give a day before the year {LAST_YEAR + 1}."
        if snapshot.supersedes is not None and snapshot.supersedes not in names:
            yield f": {snapshot.name!r} supersedes {snapshot.supersedes!r}, which is missing."


def _time_faults(spec: TimeSpec, name: str) -> Iterator[str]:
    if spec.anchor is not None and not _is_day_of_a_year(spec.anchor):
        yield f": {name}.anchor is {spec.anchor!r}: write a month and a day of every year, as \"07-01\"."


def _is_day_of_a_year(text: str) -> bool:
    try:
        return f"{date.fromisoformat(f'2001-{text}'):%m-%d}" == text  # 2001 has no 29 February
    except ValueError:
        return False


def _measure_faults(measure: Measure, dataset: Dataset) -> Iterator[str]:
    if measure.aggregate is not Aggregate.COUNT and measure.column is None and measure.derived is None:
        yield f"needs a column to {measure.aggregate}."
    dimensions = {dimension.name for dimension in dataset.dimensions}
    lost = next((name for name in measure.additive if name not in dimensions), None)
    if lost is not None:
        yield f"adds up over {lost!r}, which is no dimension."
    measures = {one.name for one in dataset.measures}
    if measure.changed_by is not None and measure.changed_by not in measures:
        yield f"is changed by {measure.changed_by!r}, which is no measure."
    lost = next((name for name in measure.mistaken_for if name not in measures), None)
    if lost is not None:
        yield f"is mistaken for {lost!r}, which is no measure."


def _derived_faults(measure: Measure, dataset: Dataset) -> Iterator[str]:
    """A derived measure says how, of measures and over dimensions that there are, and not in a circle."""
    if measure.derived is None:
        return
    wrong = derived.fault(measure.derived)
    if wrong is not None:
        yield f"{wrong}."
    if measure.computed and measure.aggregate is not Aggregate.VALUE:
        yield "is derived: its aggregate is value."
    over = getattr(measure.derived, "over", None)
    if over is not None and over not in {dimension.name for dimension in dataset.dimensions}:
        yield f"is derived over {over!r}, which is no dimension."
    by_name = {one.name: one for one in dataset.measures}
    for name in derived.sources(measure.derived, dataset.name):
        if name not in by_name:
            yield f"is derived from {name!r}, which is missing."
    told = circle((dataset.name, measure.name), {(dataset.name, name): one for name, one in by_name.items()})
    if told is not None:
        yield told


def circle(goal: tuple[str, str], measures: Mapping[tuple[str, str], Measure]) -> str | None:
    """Whether a measure, of a dataset, is worked out from itself or at too many removes; what is wrong, or None."""
    reached = {goal}
    for _ in range(DEEPEST):
        reached = {source for one in reached if one in measures for source in _sources(measures[one], one[0])}
        if goal in reached:
            return "is derived from itself."
        if not reached:
            return None
    return f"is derived at more than {DEEPEST} removes: derive it from what a column states."


def _sources(measure: Measure, dataset: str) -> tuple[tuple[str, str], ...]:
    if measure.derived is None or not measure.computed:
        return ()
    return derived.all_sources(measure.derived, dataset)
