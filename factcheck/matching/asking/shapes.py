"""From a measure, its filters and a moment to the query that a claim of a given kind asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from claims.model import Bound, Claim, Place
from claims.vocabulary import places
from factcheck.matching.asking.times import Moment
from factcheck.queries.algebra import Condition, Selection
from factcheck.references.library import References
from factcheck.references.model import Dataset, Dimension, Measure, Role


@dataclass(frozen=True, slots=True)
class Slots:
    """What a claim says of a dataset's dimensions: column → values. ``missing`` names what no dimension can express.

    ``of_whole``: the columns that limit the whole of a share as well as the part.
    """

    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    of_whole: tuple[str, ...] = ()

    def without(self, *columns: str) -> Slots:
        """The slots with some dimensions left open."""
        return replace(self, filters={c: v for c, v in self.filters.items() if c not in columns})

    def with_(self, column: str, values: tuple[str, ...]) -> Slots:
        """The slots with one dimension set."""
        return replace(self, filters={**self.filters, column: values})

    def limited(self, limits: Mapping[str, tuple[str, ...]]) -> Slots:
        """The slots with several dimensions set."""
        return replace(self, filters={**self.filters, **limits})


def place_dimension(dataset: Dataset) -> Dimension | None:
    """The dimension that tells states (or countries) apart."""
    return next((d for d in dataset.dimensions if d.role is Role.PLACE), None)


def place_slots(dataset: Dataset, library: References, snapshot: str, where: tuple[Place, ...]) -> Slots:
    """The filters that a claim's places mean; a place that the dataset cannot tell apart is missing."""
    dimension = place_dimension(dataset)
    slots = Slots()
    for place in where:
        if dataset.scope and place.name == dataset.scope:
            continue
        if dimension is None:
            if place.name != dataset.scope:
                slots = replace(slots, missing=(*slots.missing, place.name))
            continue
        if place.kind == "county":
            slots = _county(dataset, dimension, place, slots)
            continue
        group = next((g for g in dimension.groups if place.kind == "region" and g.value == place.name), None)
        if group is not None:
            slots = slots.with_(dimension.name, (*slots.filters.get(dimension.name, ()), *group.members))
            continue
        cell = _cell_of(library, dataset.name, snapshot, dimension.name, place.name, place.code, place.kind)
        if (
            cell is None
            and place.kind in dimension.place_kinds
            and place.kind in ("state", "territory")
            and dimension.total is None
        ):
            cell = place.name  # a roster is complete: a state without a row has none
        if cell is None:
            slots = replace(slots, missing=(*slots.missing, place.name))
        else:
            slots = slots.with_(dimension.name, (*slots.filters.get(dimension.name, ()), cell))
    return slots


def _county(dataset: Dataset, dimension: Dimension, place: Place, slots: Slots) -> Slots:
    county, _, state = place.name.partition(", ")
    column = next((d for d in dataset.dimensions if d.name == "county"), None)
    if column is None or not state:
        return replace(slots, missing=(*slots.missing, place.name))
    return slots.with_(column.name, (county,)).with_(dimension.name, (state,))


@lru_cache(maxsize=1024)
def _cell_of(
    library: References, dataset: str, snapshot: str, column: str, name: str, code: str | None, kind: str
) -> str | None:
    """The cell of a column that means the place: the one that is called so, else the first that resolves to it."""
    dimension = next(one for one in library.dataset(dataset).dimensions if one.name == column)
    kinds = {member.value: member.kind for member in dimension.members}
    cells = library.values(dataset, snapshot, column)
    for cell in cells:
        if cell in (name, code) and _may_be(kinds.get(cell), kind):
            return cell
    for cell in cells:
        found = places.resolve(cell)
        if found is not None and found.name == name and found.kind == kind:
            return cell if _may_be(kinds.get(cell), kind) else None
    return None


def _may_be(kind: str | None, said: str) -> bool:
    """Whether a member of that kind is a place of the kind that is said: of two Georgias one is a state."""
    return kind is None or kind == said or {kind, said} <= {"country", "territory"}


def selection(
    dataset: Dataset, measure: Measure, moment: Moment, slots: Slots, *, open_dimension: str | None = None
) -> Selection:
    """The measure over the rows that the slots allow; a dimension left open takes its total, where it has one."""
    where = []
    columns = [column for column, _ in measure.where]
    fixed = {column: value for column, value in measure.where if columns.count(column) == 1}
    for dimension in dataset.dimensions:
        if dimension.role is Role.TIME or dimension.name == open_dimension:
            continue
        values = slots.filters.get(dimension.name)
        if values:
            where.append(Condition(column=dimension.name, values=tuple(dict.fromkeys(values))))
        elif dimension.total is not None:
            only = fixed.get(dimension.name, dimension.total)  # the measure is of one of them alone
            where.append(Condition(column=dimension.name, values=(only,)))
    when = dataset.time_of(measure.name).column
    if moment.span and when is not None:
        where.append(Condition(column=when, values=moment.span))
    return Selection(
        dataset=dataset.name,
        snapshot=moment.snapshot,
        measure=measure.name,
        where=tuple(where),
        period=moment.period,
        as_of=moment.as_of,
        aggregate=moment.told_as if moment.span else None,
    )


def group_of(dataset: Dataset, library: References, moment: Moment, dimension: Dimension, noun: str) -> tuple[str, ...]:
    """The members of a dimension that a noun means: "states" are not territories."""
    cells = [c for c in library.values(dataset.name, moment.snapshot, dimension.name) if c and c != dimension.total]
    if dimension.role is not Role.PLACE:
        return tuple(cells)
    kind = "state" if noun in ("state", "states") else noun
    kinds = {member.value: member.kind for member in dimension.members}
    if set(dimension.place_kinds) & {"country"}:
        return tuple(c for c in cells if kinds.get(c) in dimension.place_kinds) or tuple(cells)
    kept = []
    for cell in cells:
        found = places.resolve(cell)
        if found is None:
            continue
        if found.kind == kind and found.code != "US-DC":
            kept.append(cell)
    return tuple(kept) or tuple(cells)


COMPARISONS = {Bound.AT_LEAST: ">=", Bound.MORE_THAN: ">", Bound.LESS_THAN: "<", Bound.AT_MOST: "<="}


def threshold(claim: Claim) -> tuple[str, int | str]:
    """What each counted member must have: "at least one" unless the sentence says otherwise."""
    condition = claim.condition
    if condition is None:
        return ">=", 1
    return COMPARISONS.get(condition.quantity.bound, ">="), str(condition.quantity.low)
