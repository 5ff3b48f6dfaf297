"""A query as SQL that gives the same value in a plain DuckDB shell, started in the folder that holds the datasets.

``to_sql(query, library)`` is one statement with one column, ``value``; where ``evaluate`` has no answer it gives NULL
or no row.
"""

from __future__ import annotations

from claims.model import Basis, plain_decimal
from factcheck.queries import periods
from factcheck.queries.aggregates import COUNTS
from factcheck.queries.algebra import (
    Change,
    CountWhere,
    Difference,
    Extreme,
    Query,
    Rank,
    Ratio,
    Selection,
    Share,
    Value,
)
from factcheck.queries.answer import Unanswerable
from factcheck.queries.evaluation import COMPARISONS
from factcheck.queries.library import Library
from factcheck.queries.rows import Group, Rows, group_of, is_roster, open_rows, roster_selections, series_group, within
from factcheck.queries.sql_text import aggregate, condition, indent, name, source, string, strings, where
from factcheck.references.model import Aggregate

NO_GAP = "NOT EXISTS (SELECT * FROM compared WHERE value IS NULL)"


def to_sql(query: Query, library: Library) -> str:
    """The statement; KeyError for an unknown dataset, measure or snapshot.

    A query that cannot even be asked (the file has no such column, the series begins too late) says so in a comment.
    """
    try:
        return _statement(query, library)
    except Unanswerable as unanswerable:
        answer = unanswerable.answer
        return f"SELECT NULL AS value -- {' '.join(f'{answer.reason} {answer.detail}'.split())}"


def _statement(query: Query, library: Library) -> str:
    match query:
        case Value(of=of):
            statement = _scalar(of, library)
        case Share(part=part, whole=whole):
            statement = _pair("part", part, "whole", whole, "100.0 * part.value / NULLIF(whole.value, 0)", library)
        case Change(start=start, end=end):
            statement = _pair("before", start, "after", end, _change(query, library), library)
        case Ratio(numerator=numerator, denominator=denominator):
            quotient = "1.0 * numerator.value / NULLIF(denominator.value, 0)"
            statement = _pair("numerator", numerator, "denominator", denominator, quotient, library)
        case Difference(left=left, right=right):
            statement = _pair("one", left, "other", right, "one.value - other.value", library)
        case Rank():
            statement = _rank(query, library)
        case Extreme():
            statement = _roster_extreme(query, library) if is_roster(query.of, library) else _extreme(query, library)
        case CountWhere():
            statement = _count_where(query, library)
    return statement


def _scalar(selection: Selection, library: Library) -> str:
    rows = open_rows(selection, library)
    single = int(rows.table.mask(rows.conditions).sum()) <= 1
    value = aggregate(rows.measure, rows.table, single=single)
    if rows.period_absent and rows.measure.aggregate in COUNTS:
        value = f"NULLIF({value}, 0)"  # a table that lacks the period says nothing of it; it does not say none
    return (f"SELECT {value} AS value\nFROM {source(rows.snapshot)}"
            + where(condition(one) for one in rows.conditions))


def _pair(first: str, one: Selection, second: str, other: Selection, value: str, library: Library) -> str:
    return (f"WITH {first} AS (\n{indent(_scalar(one, library))}\n), {second} AS (\n"
            f"{indent(_scalar(other, library))}\n)\nSELECT {value} AS value\nFROM {first}, {second}")


def _change(query: Change, library: Library) -> str:
    if query.basis in (Basis.ABSOLUTE, Basis.PERCENTAGE_POINTS):
        return "after.value - before.value"
    base = "NULLIF(before.value, 0)"
    if _may_be_negative(open_rows(query.start, library)):
        base = "NULLIF(GREATEST(before.value, 0), 0)"
    if query.basis is Basis.PERCENT:
        return f"100.0 * (after.value - before.value) / {base}"
    return f"1.0 * after.value / {base}"


def _may_be_negative(rows: Rows) -> bool:
    if rows.measure.aggregate in COUNTS or rows.measure.column is None:
        return False
    return rows.measure.scale < 0 or bool((rows.table.numbers(rows.measure.column).units < 0).any())


def _members(group: Group, *, zeros: bool, more: tuple[str, ...] = ()) -> str:
    """SELECT of ``member`` and ``value``. ``zeros``: members with no row that meets the limits count, with 0."""
    rows, over = group.rows, name(group.over)
    limits = [condition(one) for one in rows.limits]
    conditions = [condition(one) for one in group.fixed]
    filtered = zeros and group.counts and bool(limits)
    if not filtered:
        conditions += limits
    held = rows.table.coded(group.over).index
    if group.named:
        conditions.append(f"{over} IN ({strings(dict.fromkeys(group.named))})")
    else:
        conditions += [f"{over} <> {string(value)}" for value in ("", group.excluded or "") if value in held]
    conditions = list(dict.fromkeys([*conditions, *more]))
    single = _single(group)
    value = aggregate(rows.measure, rows.table, single=single, only=" AND ".join(limits) if filtered else "")
    statement = f"SELECT {over} AS member, {value} AS value\nFROM {source(rows.snapshot)}{where(conditions)}"
    if rows.measure.aggregate is not Aggregate.VALUE or not single:
        statement += f"\nGROUP BY {over}"
    if zeros and group.counts and group.absent:
        statement += f"\nUNION ALL\nSELECT UNNEST([{strings(group.absent)}]) AS member, 0 AS value"
    return statement


def _may_lack(group: Group) -> bool:
    """Whether a member may have rows and still no value: gaps, words for numbers, rows that disagree."""
    rows = group.rows
    if group.counts or rows.measure.column is None:
        return False
    numbers = rows.table.numbers(rows.measure.column)
    gaps = bool(numbers.missing.any() or numbers.bad.any())
    return gaps or (rows.measure.aggregate is Aggregate.VALUE and not _single(group))


def _single(group: Group) -> bool:
    """Whether each member's value comes from one row."""
    return group.rows.table.single(group.over, group.rows.table.mask(group.rows.conditions))


def _complete(group: Group) -> list[str]:
    """Conditions on ``compared`` that hold only where every member has a value."""
    checks = []
    if group.named and not group.counts:
        checks.append(f"(SELECT COUNT(*) FROM compared) = {len(set(group.named))}")
    if _may_lack(group):
        checks.append(NO_GAP)
    return checks


def _position(compared: str, member: str, order: str, checks: list[str]) -> str:
    direction = "DESC" if order == "highest" else "ASC"
    return (f"WITH compared AS (\n{indent(compared)}\n), ranked AS (\n"
            f"  SELECT member, RANK() OVER (ORDER BY value {direction}) AS rank\n  FROM compared\n)\n"
            f"SELECT rank AS value\nFROM ranked" + where([f"member = {string(member)}", *checks]))


def _rank(query: Rank, library: Library) -> str:
    group = group_of(query, library)
    return _position(_members(group, zeros=True), query.member, query.order, _complete(group))


def _extreme(query: Extreme, library: Library) -> str:
    group = series_group(query.of, library)
    own = query.of.period or ""
    moments = within(query, periods.order(group.outcomes), own)
    compared = _members(group, zeros=True, more=_window(query, group, moments))
    return _position(compared, own, query.order, _complete(group))


def _window(query: Extreme, group: Group, moments: list[str]) -> tuple[str, ...]:
    """The part of the series that is looked at: by comparing text where that compares time, else by naming it."""
    column = name(group.over)
    until = query.until or query.of.period or ""
    bounds = [bound for bound in (query.since, until) if bound]
    names = list(group.outcomes)
    width = len(names[0]) if names else 0
    if not (periods.plain(names) and all(periods.fits(bound) for bound in bounds)):
        return (f"{column} IN ({strings(moments)})" if moments else "false",)
    window = []
    for sign, bound in ((">", query.since), ("<=", until)):
        if bound:
            shown = column if len(bound) >= width else f"LEFT({column}, {len(bound)})"
            window.append(f"{shown} {sign} {string(bound[:width])}")
    return tuple(window)


def _roster_extreme(query: Extreme, library: Library) -> str:
    selections = {one.as_of.isoformat(): one for one in roster_selections(query.of, library)}
    own = library.dataset(query.of.dataset).snapshot(query.of.snapshot).as_of.isoformat()
    parts = []
    for moment in within(query, list(selections), own):
        value = indent(_scalar(selections[moment], library))
        parts.append(f"SELECT {string(moment)} AS member, (\n{value}\n) AS value")
    return _position("\nUNION ALL\n".join(parts), own, query.order,
                     [NO_GAP])


def _count_where(query: CountWhere, library: Library) -> str:
    group = group_of(query, library)
    zeros = COMPARISONS[query.comparison](0 * query.threshold, query.threshold)
    compared = _members(group, zeros=zeros)
    meets = f"value {query.comparison} {plain_decimal(query.threshold)}"
    counted, ends = "COUNT(*)", where([meets])
    checks = [f"COUNT(*) = {len(set(group.named))}"] if group.named and not group.counts else []
    if _may_lack(group):
        checks.append("COUNT(*) = COUNT(value)")
    if checks:
        counted, ends = f"COUNT(*) FILTER (WHERE {meets})", "\nHAVING " + " AND ".join(checks)
    return f"WITH compared AS (\n{indent(compared)}\n)\nSELECT {counted} AS value\nFROM compared{ends}"
