"""The parts of a sentence that a selection gives: what is counted, of what and where, when."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from claims.model import plain_decimal
from factcheck.queries.aggregates import COUNTS
from factcheck.queries.algebra import Condition, Selection
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.periods import day, preposition, spoken
from factcheck.references.model import Aggregate, Dataset, Dimension, Measure, Role, TimeKind

WORDS = tomllib.loads(files("factcheck.queries.data").joinpath("words.toml").read_text(encoding="utf-8"))
_ARTICLES = frozenset(WORDS["articles"]["the"])
_LISTED = 4
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


@lru_cache(maxsize=1024)
def plural(noun: str) -> str:
    """``plural("agency")`` is "agencies"; of several words the last is put in the plural."""
    start, _, last = noun.rpartition(" ")
    if last in WORDS["plurals"]:
        last = WORDS["plurals"][last]
    elif re.search(r"[^aeiou]y$", last):
        last = last[:-1] + "ies"
    elif re.search(r"(s|x|z|ch|sh)$", last):
        last += "es"
    else:
        last += "s"
    return f"{start} {last}".strip()


def countable(measure: Measure) -> bool:
    """Whether the measure's title names things that are counted ("encounters"), not a quantity ("rate")."""
    if measure.aggregate in COUNTS:
        return True
    return measure.aggregate is not Aggregate.MEAN and _find(plural(measure.unit), measure.title) is not None


def singular_title(measure: Measure) -> str:
    """ "agencies with an agreement" for one of them: "agency with an agreement"."""
    found = _find(plural(measure.unit), measure.title)
    if found is None:
        return measure.unit
    return measure.title[: found.start()] + measure.unit + measure.title[found.end():]


def figure(value: Decimal) -> str:
    """A number in a sentence: "one", "2,500", "4.3"."""
    if value == 1:
        return "one"
    return f"{Decimal(plain_decimal(value)):,f}"


def listed(names: Iterable[str]) -> str:
    """ "Ohio", "Ohio and Texas"; long lists are cut: "Alabama, Alaska, Arizona, Arkansas and 47 others"."""
    words = list(names)
    if len(words) > _LISTED + 1:
        return f"{', '.join(words[:_LISTED])} and {len(words) - _LISTED} others"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def place(name: str) -> str:
    """A place's name in a sentence, with its article."""
    return f"the {name}" if name in _ARTICLES else name


def dimension(dataset: Dataset, column: str) -> Dimension:
    """The dimension of that column; a bare category where the descriptor does not list it."""
    listed = next((one for one in dataset.dimensions if one.name == column), None)
    return listed or Dimension(name=column, role=Role.CATEGORY, title=column.replace("_", " "))


def limits(selection: Selection, library: Library, *, leave: Iterable[Condition] = (), over: str | None = None) -> str:
    """The conditions behind the counted noun, with a leading space: " of the Task Force Model in Florida".

    ``leave``: conditions not to be said; ``over``: a dimension that the sentence speaks of elsewhere.
    """
    dataset = library.dataset(selection.dataset)
    left_out = set(leave)
    categories, places = [], []
    for condition in selection.where:
        if condition in left_out or condition.column == over:
            continue
        by = dimension(dataset, condition.column)
        if condition.comparison is not None:
            categories.append(f"with {_compared(condition, by)}")
        elif condition.negated:
            categories.append(f"with {_other_than(condition, by)}")
        elif by.role is Role.PLACE:
            places.append("in " + listed(place(value) for value in condition.values))
        elif condition.values != (by.total,):
            categories.append(_category(by, condition.values))
    return "".join(f" {words}" for words in [*categories, *places, *_totals(selection, library, over)])


def tags(selection: Selection, library: Library, *, leave: Iterable[Condition] = (), over: str | None = None) -> str:
    """The conditions behind a quantity's name: ", Michigan", ", women, United States"."""
    dataset = library.dataset(selection.dataset)
    left_out = set(leave)
    said = [_tag(condition, dataset) for condition in selection.where
            if condition not in left_out and condition.column != over
            and (condition.values != (dimension(dataset, condition.column).total,)
                 or dimension(dataset, condition.column).role is Role.PLACE)]
    return "".join(f", {words}" for words in [*said, *_totals(selection, library, over)])


def _compared(condition: Condition, by: Dimension) -> str:
    """ "height more than 30"."""
    sign = condition.comparison or "="
    number = figure(condition.threshold)
    if _YEAR.fullmatch(plain_decimal(condition.threshold)):
        number = plain_decimal(condition.threshold)  # "opened more than 1,900" is none
    return f"{by.title} {WORDS['comparisons'][sign].replace('fewer', 'less')} {number}"


def _other_than(condition: Condition, by: Dimension) -> str:
    return f"{by.title} other than {listed(value or 'none' for value in condition.values)}"


def _tag(condition: Condition, dataset: Dataset) -> str:
    if condition.negated:
        return _other_than(condition, dimension(dataset, condition.column))
    if condition.comparison is not None:
        return _compared(condition, dimension(dataset, condition.column))
    return listed(value or "none" for value in condition.values)


def moment(selection: Selection, library: Library) -> tuple[str, str]:
    """When the value is of: its preposition and its name, ("on", "17 September 2025"), ("in", "July 2025").

    A table that states no date has none: ("on", "").
    """
    dataset = library.dataset(selection.dataset)
    time = dataset.time_of(selection.measure)
    snapshot = dataset.snapshot(selection.snapshot)
    if time.kind is TimeKind.AS_OF:
        return "on", day(snapshot.as_of) if snapshot.dated else ""
    if selection.period is None:
        return "in", "all periods"
    period = selection.period
    if time.anchor and len(period) == 4 and time.instant:
        period = f"{period}-{time.anchor}"
    return preposition(period), spoken(period) + vintage(selection, library)


def span(selection: Selection, library: Library) -> tuple[str, str] | None:
    """The first and last period of those that a selection takes the mean, the highest or the lowest of, in words; None
    where it takes none."""
    column = library.dataset(selection.dataset).time_of(selection.measure).column
    limit = next((one for one in selection.where if one.column == column), None)
    if selection.aggregate not in (Aggregate.MEAN, Aggregate.MAX, Aggregate.MIN) or limit is None or not limit.values:
        return None
    return spoken(limit.values[0]), spoken(limit.values[-1])


def vintage(selection: Selection, library: Library) -> str:
    """Which vintage of a series is meant, where it is not the newest."""
    dataset = library.dataset(selection.dataset)
    snapshot = dataset.snapshot(selection.snapshot)
    roster = dataset.time_of(selection.measure).kind is TimeKind.AS_OF
    if roster or snapshot.as_of >= max(one.as_of for one in dataset.snapshots):
        return ""
    return f" (as published by {day(snapshot.released or snapshot.as_of)})"


def _category(by: Dimension, values: tuple[str, ...]) -> str:
    """ "of the Task Force Model" where the value names its own kind, else "with support type Task Force Model"."""
    named = [value or f"no {by.title}" for value in values]
    if any(all(value.lower().endswith(noun.lower()) for value in values) for noun in by.nouns):
        return "of " + listed(f"the {value}" for value in named)
    return f"with {by.title} {listed(named)}"


def _totals(selection: Selection, library: Library, over: str | None) -> list[str]:
    """A word of warning where rows and the total rows over them are taken together."""
    dataset = library.dataset(selection.dataset)
    measure = measure_of(selection, library)
    if measure.aggregate is Aggregate.VALUE:
        return []
    limited = {condition.column for condition in selection.where}
    return ["including total rows" for one in dataset.dimensions
            if one.total is not None and one.name not in limited and one.name != over]


@lru_cache(maxsize=4096)
def _find(noun: str, title: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(noun)}\b", title, re.IGNORECASE)
