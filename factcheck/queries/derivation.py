"""What a measure that its descriptor derives from others stands for: a query over those, of the same rows and period.

"Inflation in August 2025" is the percent change of the index from August 2024 to August 2025. Evaluation, SQL and words
all ask here, so that none of them knows how a measure is derived.
"""

from __future__ import annotations

from datetime import date

from factcheck.queries import periods
from factcheck.queries.algebra import Change, Condition, Query, Rank, Ratio, Selection, Share
from factcheck.queries.answer import Unanswerable
from factcheck.queries.library import Library
from factcheck.references.derived import ChangeOf, RankOf, RatioOf, ShareOf
from factcheck.references.model import Dataset, Measure, Role, Snapshot, TimeSpec


def is_computed(selection: Selection, library: Library) -> bool:
    """Whether the selection's measure is worked out from others."""
    return library.dataset(selection.dataset).measure(selection.measure).computed


def stated(selection: Selection, library: Library) -> Selection:
    """The selection with the stated measure that the computed one is worked out from, for asking about rows."""
    dataset = library.dataset(selection.dataset)
    measure = dataset.measure(selection.measure)
    while measure.computed and measure.derived is not None:
        measure = dataset.measure(measure.derived.of)
    return selection if measure.name == selection.measure else selection.model_copy(update={"measure": measure.name})


def query_of(selection: Selection, library: Library) -> Query | None:
    """The query that a computed measure stands for; None where a column states the measure itself.

    Unanswerable where a change has no period to be counted from.
    """
    dataset = library.dataset(selection.dataset)
    measure = dataset.measure(selection.measure)
    if not measure.computed or measure.derived is None:
        return None
    made = measure.derived
    base = selection.model_copy(update={"measure": made.of})
    match made:
        case ChangeOf():
            return Change(start=_before(base, made, dataset.time_of(made.of)), end=base, basis=made.basis,
                          per_year=made.per_year, decimals=made.decimals)
        case ShareOf(by=str(by)):
            return Share(part=base, whole=selection.model_copy(update={"measure": by}))
        case ShareOf(over=over, member=member):
            return Share(part=base, whole=_whole(base, over or "", member or dataset.dimension(over or "").total))
        case RatioOf(by=by):
            beside = selection.model_copy(update={"measure": by})
            return Ratio(numerator=base, times=made.times,
                         denominator=_elsewhere(selection, made, library) if made.dataset else beside)
        case RankOf(over=over, order=order):
            return _rank(base, over, order, dataset)


def _before(base: Selection, made: ChangeOf, time: TimeSpec) -> Selection:
    """The selection at the start of a change."""
    if base.period is None:
        raise Unanswerable("no_rows", "a change needs a period")
    earlier = periods.earlier(base.period, months=made.months, days=made.days)
    if earlier is None:
        raise Unanswerable("no_rows", f"no period lies that long before {base.period}")
    return base.model_copy(update={"period": earlier, "as_of": _day_of(earlier, time) or base.as_of})


def _day_of(period: str, time: TimeSpec) -> date | None:
    if time.anchor and len(period) == 4:
        return date.fromisoformat(f"{period}-{time.anchor}")
    return periods.last_day(period)


def _whole(base: Selection, over: str, total: str | None) -> Selection:
    """All of a dimension: its total, or every row."""
    rest = tuple(condition for condition in base.where if condition.column != over)
    whole = () if total is None else (Condition(column=over, values=(total,)),)
    return base.model_copy(update={"where": (*rest, *whole)})


def _rank(base: Selection, over: str, order: str, dataset: Dataset) -> Rank:
    """The rank of the member that the selection names, among the members of its kind."""
    own = [condition.values for condition in base.where if condition.column == over]
    if len(own) != 1 or len(own[0]) != 1:
        raise Unanswerable("no_rows", f"a rank needs one {over}")
    dimension = dataset.dimension(over)
    kinds = {member.value: member.kind for member in dimension.members}
    kind = kinds.get(own[0][0])
    peers = tuple(value for value, other in kinds.items() if kind is not None and other == kind)
    return Rank.model_validate({"of": base, "over": over, "member": own[0][0], "order": order, "group": peers})


def _elsewhere(selection: Selection, made: RatioOf, library: Library) -> Selection:
    """The denominator in another dataset: places go with places, periods with periods."""
    own, other = library.dataset(selection.dataset), library.dataset(made.dataset or selection.dataset)
    columns = columns_there(own, other)
    where = []
    for dimension in other.dimensions:
        mine = next((mine for mine, theirs in columns.items() if theirs == dimension.name), None)
        given = next((condition.values for condition in selection.where if condition.column == mine), None)
        total = None if mine is None else own.dimension(mine).total
        if given is not None:
            values = tuple(dimension.total if value == total and dimension.total else value for value in given)
            where.append(Condition(column=dimension.name, values=values))
        elif dimension.total is not None:
            where.append(Condition(column=dimension.name, values=(dimension.total,)))
    snapshot = _snapshot_there(own.snapshot(selection.snapshot), other)
    return Selection(dataset=other.name, snapshot=snapshot.name, measure=made.by, where=tuple(where),
                     period=_period_there(selection.period, other, other.measure(made.by)), as_of=selection.as_of)


def columns_there(own: Dataset, other: Dataset) -> dict[str, str]:
    """Which dimension of one dataset goes with which of another: places with places, others by their name."""
    names = {dimension.name for dimension in other.dimensions}
    found = {dimension.name: dimension.name for dimension in own.dimensions
             if dimension.name in names and dimension.role is not Role.PLACE}
    mine, theirs = ([d.name for d in one.dimensions if d.role is Role.PLACE] for one in (own, other))
    return found | dict(zip(mine[:1], theirs[:1], strict=False))


def _snapshot_there(own: Snapshot, other: Dataset) -> Snapshot:
    """The newest one that was out when ours was fetched, so that a later one changes no answer; else the oldest."""
    superseded = {snapshot.supersedes for snapshot in other.snapshots}
    ordered = sorted((one for one in other.snapshots if one.name not in superseded),
                     key=lambda one: (one.released or one.as_of, one.name))
    out = [one for one in ordered if (one.released or one.as_of) <= own.retrieved]
    return (out or ordered[:1])[-1]


def _period_there(period: str | None, other: Dataset, measure: Measure) -> str | None:
    """The other table's name of a period: its year, where that table is annual."""
    annual = (measure.time or other.time).frequency == "annual"
    return period[:4] if period is not None and annual and periods.parts(period) else period
