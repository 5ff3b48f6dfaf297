"""Which tables of a library are bare, and of which of the two sorts: series of values, or lists of things."""

from __future__ import annotations

from factcheck.references.library import References
from factcheck.references.model import Dataset, TimeKind


def is_series(dataset: Dataset) -> bool:
    """Whether each of its rows gives one value of a named quantity, at a time: the long table of a statistical office.

    All other tables are lists: a row is one player, match, school or year, and its columns say several things of it.
    """
    return dataset.time.kind is TimeKind.PERIOD and any(measure.where for measure in dataset.measures)


def series_tables(library: References) -> tuple[Dataset, ...]:
    """The bare tables of values, by name."""
    return tuple(one for one in library.datasets if one.guessed and is_series(one))


def lists(library: References) -> tuple[Dataset, ...]:
    """The bare tables of things, by name."""
    return tuple(one for one in library.datasets if one.guessed and not is_series(one))
