"""Which rows a selection means, and which members a comparison ranges over. Evaluation and SQL both ask here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from factcheck.queries import derivation, periods
from factcheck.queries.aggregates import COUNTS, Outcome, aggregate, by_member
from factcheck.queries.algebra import (
    Change,
    Condition,
    CountWhere,
    Difference,
    Extreme,
    Rank,
    Ratio,
    Selection,
    Share,
)
from factcheck.queries.answer import Unanswerable, Unanswered
from factcheck.queries.arithmetic import combined, position
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.table import Table, table
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Aggregate, Dataset, Measure, Snapshot, TimeKind


@dataclass(frozen=True)
class Rows:
    """A selection opened up: ``fixed`` are the conditions of its measure and period, ``limits`` its own.

    ``measure`` is the stated one, where the selection's is worked out from it. Several members of a dimension over
    which the measure adds up are asked for their total: then it is a sum, of exactly ``summed`` rows.
    """

    selection: Selection
    dataset: Dataset
    snapshot: Snapshot
    measure: Measure
    table: Table
    fixed: tuple[Condition, ...]
    limits: tuple[Condition, ...]
    period_absent: bool
    summed: int | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All of them."""
        return self.fixed + self.limits


@dataclass(frozen=True)
class Group:
    """The members that a comparison ranges over. ``named``: they were given, else they are what the table holds.

    ``absent`` are named members with no row: for counts they have none, for anything else they are missing.
    ``computed``: the selection whose measure is worked out, for each member anew, from the one in ``rows``.
    """

    rows: Rows
    over: str
    named: tuple[str, ...]
    excluded: str | None
    absent: tuple[str, ...]
    outcomes: dict[str, Outcome]
    computed: Selection | None = None

    @property
    def fixed(self) -> tuple[Condition, ...]:
        """Conditions that every member's rows meet, whatever the claim limits them to."""
        return self.rows.fixed

    @property
    def counts(self) -> bool:
        """Whether a member with no row has the value 0."""
        return self.computed is None and self.rows.measure.aggregate in COUNTS

    def values(self) -> dict[str, Decimal]:
        """The value of every member; Unanswerable where one has none."""
        for member, outcome in self.outcomes.items():
            if isinstance(outcome, Unanswerable):
                answer = outcome.answer
                raise Unanswerable(answer.reason, f"{member}: {answer.detail}" if answer.detail else member)
        return {member: value for member, value in self.outcomes.items() if isinstance(value, Decimal)}


def open_rows(selection: Selection, library: Library) -> Rows:
    """The selection with its dataset, measure, table and conditions."""
    selection = derivation.stated(selection, library)
    dataset = library.dataset(selection.dataset)
    measure = measure_of(selection, library)
    rows = table(library, selection.dataset, selection.snapshot)
    named: dict[str, list[str]] = {}
    for column, value in measure.where:
        named.setdefault(column, []).append(value)
    fixed = [Condition(column=column, values=tuple(values)) for column, values in named.items()]
    absent = False
    if selection.period is not None:
        when = dataset.time_of(selection.measure).column
        if when is None:
            raise Unanswerable("no_column", f"{dataset.name} has no time column")
        fixed.append(Condition(column=when, values=(selection.period,)))
        absent = selection.period not in rows.coded(when).index
    summed = _summed(measure, selection.where)
    if summed is not None:
        measure = measure.model_copy(update={"aggregate": Aggregate.SUM})
    return Rows(selection, dataset, dataset.snapshot(selection.snapshot), measure, rows, tuple(fixed), selection.where,
                absent, summed)


def _summed(measure: Measure, where: tuple[Condition, ...]) -> int | None:
    """How many rows a total has, where several members are asked for a measure that adds up over them; else None."""
    plain = [condition for condition in where if not condition.negated and len(set(condition.values)) > 1]
    several, columns = [set(condition.values) for condition in plain], [condition.column for condition in plain]
    if measure.aggregate is not Aggregate.VALUE or not several or not set(columns) <= set(measure.additive):
        return None
    return prod(len(values) for values in several)


def value_of(selection: Selection, library: Library) -> Decimal:
    """The measure over the selection's rows; raises Unanswerable."""
    made = derivation.query_of(selection, library)
    if isinstance(made, Share | Change | Ratio | Difference):
        return combined(made, lambda one: value_of(one, library))
    if isinstance(made, Rank):
        return position(group_of(made, library).values(), made.member, made.order)[0]
    outcome = table(library, selection.dataset, selection.snapshot).value(
        selection, lambda: _stated_value(selection, library))
    if isinstance(outcome, Unanswered):
        raise Unanswerable(outcome.reason, outcome.detail)
    return outcome


def _stated_value(selection: Selection, library: Library) -> Decimal | Unanswered:
    """The value of a selection whose measure a column states; the same whoever asks."""
    rows = open_rows(selection, library)
    mask = rows.table.mask(rows.conditions)
    if rows.period_absent:
        return Unanswered(reason="no_rows", detail=f"no row for {selection.period}")
    if rows.summed is not None and int(mask.sum()) != rows.summed:
        return Unanswered(reason="incomplete", detail=f"{int(mask.sum())} of {rows.summed} rows")
    try:
        return aggregate(rows.measure, rows.table, mask)
    except Unanswerable as unanswerable:
        return unanswerable.answer


def rounding_of(selection: Selection, library: Library) -> Decimal:
    """To what the measure's value over the selection is rounded, in its unit; 0 where it is exact or none says."""
    rows = open_rows(selection, library)
    column, percent = rows.measure.rounding_column, rows.measure.rounding_percent
    mask = rows.table.mask(rows.conditions)
    size = Decimal(0)
    try:
        if column is not None and rows.table.has(column):
            size = aggregate(rows.measure.model_copy(update={"column": column, "scale": Decimal(1)}), rows.table, mask)
        if percent is not None:
            size = max(size, abs(aggregate(rows.measure, rows.table, mask)) * percent / 100)
    except Unanswerable:
        return Decimal(0)
    return size


def stated_rows(query: Rank, library: Library) -> Rows:
    """The row that states the position of a rank's member; Unanswerable for the lowest first, which no table states."""
    if query.order != "highest":
        raise Unanswerable("incomplete", "the table states positions with the highest first")
    where = (*(one for one in query.of.where if one.column != query.over),
             Condition(column=query.over, values=(query.member,)))
    rows = open_rows(query.of.model_copy(update={"where": where}), library)
    stated = {"column": query.column, "scale": Decimal(1), "aggregate": Aggregate.VALUE}
    return replace(rows, measure=rows.measure.model_copy(update=stated), summed=None)


def stated_position(query: Rank, library: Library) -> Decimal:
    """The position that the table states for a rank's member; Unanswerable where it does not."""
    rows = stated_rows(query, library)
    if rows.period_absent:
        raise Unanswerable("no_rows", f"no row for {query.of.period}")
    return aggregate(rows.measure, rows.table, rows.table.mask(rows.conditions))


def group_of(query: Rank | CountWhere, library: Library) -> Group:
    """The members that a rank or a count of members ranges over, with their values."""
    selection = query.of
    on_over: tuple[Condition, ...] = ()
    if isinstance(query, CountWhere):
        on_over = tuple(condition for condition in selection.where if condition.column == query.over)
    others = tuple(condition for condition in selection.where if condition.column != query.over)
    rows = open_rows(selection.model_copy(update={"where": others}), library)
    if rows.period_absent:
        raise Unanswerable("no_rows", f"no row for {selection.period}")
    rows = _with_fixed(rows, on_over)
    total = next((d.total for d in rows.dataset.dimensions if d.name == query.over), None)
    group = _group(rows, query.over, query.group, None if query.group else total)
    if not derivation.is_computed(selection, library):
        return group
    kept = selection.where if isinstance(query, CountWhere) else others
    return _computed(group, selection.model_copy(update={"where": kept}), library)


def series_group(selection: Selection, library: Library, *, published: bool = False) -> Group:
    """The periods of a series in its snapshot's time column, with their values, in time.

    Only those of the selection's own kind: a month is not compared with the fiscal years that stand beside it.
    ``published``: without those for which no value ever came out.
    """
    rows = open_rows(selection.model_copy(update={"period": None}), library)
    column = rows.dataset.time_of(selection.measure).column
    if column is None:
        raise Unanswerable("no_column", f"{rows.dataset.name} has no time column")
    left_out = rows.dataset.measure(selection.measure).unpublished if published else ()
    left_out = tuple(one for one in left_out if one != selection.period)
    if left_out:
        rows = _with_fixed(rows, (Condition(column=column, values=left_out, negated=True),))
    group = _group(rows, column, (), None)
    ordered = {period: group.outcomes[period] for period in periods.order(group.outcomes)
               if selection.period is None or periods.alike(period, selection.period)}
    found = Group(rows, column, (), None, (), ordered)
    if derivation.is_computed(selection, library):
        return _computed(found, selection, library, through_time=True)
    return found


def _computed(group: Group, selection: Selection, library: Library, *, through_time: bool = False) -> Group:
    """The group with the value of the computed measure for each of its members.

    Through time, a change begins with the first period that it can be counted from within the series.
    """
    def worked_out() -> dict[str, Outcome]:
        members = [*group.outcomes]
        if through_time:
            members = counted_from(selection, library, members)
        return {member: _outcome(_of(selection, group.over, member, through_time=through_time), library)
                for member in members}

    key = "computed", selection, group.over, group.named, group.excluded
    outcomes = group.rows.table.remembered(key, worked_out)
    return Group(group.rows, group.over, group.named, group.excluded, group.absent, outcomes, selection)


def counted_from(selection: Selection, library: Library, moments: list[str]) -> list[str]:
    """The periods of a series, oldest first, but those whose change would have to be counted from before it begins."""
    made = library.dataset(selection.dataset).measure(selection.measure).derived
    if not isinstance(made, ChangeOf) or not moments:
        return moments
    before = {moment: periods.earlier(moment, months=made.months, days=made.days) for moment in moments}
    return [moment for moment in moments if (name := before[moment]) and not periods.after(moments[0], name)]


def _of(selection: Selection, over: str, member: str, *, through_time: bool) -> Selection:
    return selection.model_copy(update={"period": member}) if through_time else at_member(selection, over, member)


def at_member(selection: Selection, over: str, member: str) -> Selection:
    """The selection for one member of what it ranges over: of no row where it is limited to others."""
    limits = (limit for limit in selection.where if limit.column != over or member not in limit.values)
    return selection.model_copy(update={"where": (*limits, Condition(column=over, values=(member,)))})


def _outcome(selection: Selection, library: Library) -> Outcome:
    try:
        return value_of(selection, library)
    except Unanswerable as unanswerable:
        return unanswerable


def is_roster(selection: Selection, library: Library) -> bool:
    """Whether the snapshots themselves are the series."""
    return library.dataset(selection.dataset).time_of(selection.measure).kind is TimeKind.AS_OF


def roster_selections(selection: Selection, library: Library) -> tuple[Selection, ...]:
    """The same selection in each snapshot of its dataset, oldest first; superseded snapshots are left out."""
    dataset = library.dataset(selection.dataset)
    own = dataset.snapshot(selection.snapshot)
    superseded = {snapshot.supersedes for snapshot in dataset.snapshots}
    by_day: dict[str, Snapshot] = {}
    for snapshot in sorted(dataset.snapshots, key=lambda snapshot: (snapshot.as_of, snapshot.name)):
        if snapshot.name not in superseded:
            by_day[snapshot.as_of.isoformat()] = snapshot
    by_day[own.as_of.isoformat()] = own
    return tuple(selection.model_copy(update={"snapshot": by_day[day].name, "as_of": by_day[day].as_of})
                 for day in sorted(by_day))


def within(query: Extreme, moments: list[str], own: str) -> list[str]:
    """The moments of a series that an extreme looks at; Unanswerable where it begins too late."""
    until, since = query.until or own, query.since
    if since is not None and all(periods.after(moment, since) for moment in moments):
        raise Unanswerable("incomplete", f"the series begins after {since}")
    kept = [moment for moment in moments
            if not periods.after(moment, until) and (since is None or periods.after(moment, since))]
    if own not in kept:
        raise Unanswerable("no_rows", f"no value for {own} in that part of the series")
    return kept


def _with_fixed(rows: Rows, more: tuple[Condition, ...]) -> Rows:
    return replace(rows, fixed=rows.fixed + more)


def _group(rows: Rows, over: str, named: tuple[str, ...], excluded: str | None) -> Group:
    """Members are the named ones, or those the table holds: for counts those of any row of the measure and period."""
    asked = rows.measure.name, rows.measure.column, rows.measure.aggregate, rows.measure.scale
    key = asked, rows.fixed, rows.limits, over, named, excluded, rows.summed
    absent, outcomes = rows.table.remembered(key, lambda: _members(rows, over, named, excluded))
    return Group(rows, over, named, excluded, absent, outcomes)


def _members(rows: Rows, over: str, named: tuple[str, ...],
             excluded: str | None) -> tuple[tuple[str, ...], dict[str, Outcome]]:
    """The named members with no row, and every member's value, those that are not named in one order for all tables."""
    found = by_member(rows.measure, rows.table, rows.table.mask(rows.conditions), over, rows_each=rows.summed)
    counts = rows.measure.aggregate in COUNTS
    held = rows.table.mask(rows.fixed) if counts else None
    if named:
        members = tuple(dict.fromkeys(named))
    elif held is not None:
        members = tuple(sorted(member for member in rows.table.members(over, held) if member not in ("", excluded)))
    else:
        members = tuple(sorted(member for member in found if member != excluded))
    none: Outcome = Decimal(0) if counts else Unanswerable("incomplete", "no row")
    outcomes = {member: found.get(member, none) for member in members}
    present = set(rows.table.members(over, held)) if held is not None else set(found)
    absent = tuple(member for member in members if member not in present)
    return absent, outcomes
