"""Which tables of a library are bare, and of which of the two sorts: series of values, or lists of things."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from factcheck.references.library import References
from factcheck.references.model import Dataset, TimeKind


def is_series(dataset: Dataset) -> bool:
    """Whether each of its rows gives one value of a named quantity, at a time: the long table of a statistical office.

    All other tables are lists: a row is one player, match, school or year, and its columns say several things of it.
    """
    return dataset.time.kind is TimeKind.PERIOD and any(measure.where for measure in dataset.measures)


def series_tables(library: References) -> tuple[Dataset, ...]:
    """The bare tables of values, by name."""
    return _sorted_out(library)[0]


def lists(library: References) -> tuple[Dataset, ...]:
    """The bare tables of things, by name."""
    return _sorted_out(library)[1]


_SORTED: WeakKeyDictionary[References, tuple[tuple[Dataset, ...], tuple[Dataset, ...]]] = WeakKeyDictionary()


def _sorted_out(library: References) -> tuple[tuple[Dataset, ...], tuple[Dataset, ...]]:
    """Both sorts, looked for once in a library: each of an article's claims asks."""
    if library not in _SORTED:
        bare = [one for one in library.datasets if one.guessed]
        _SORTED[library] = (tuple(one for one in bare if is_series(one)),
                            tuple(one for one in bare if not is_series(one)))
    return _SORTED[library]
