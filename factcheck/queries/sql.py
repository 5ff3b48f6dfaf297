"""A query as SQL that gives the same value in a plain DuckDB shell, started in the folder that holds the datasets.

``to_sql(query, library)`` is one statement with one column, ``value``; where ``evaluate`` has no answer it gives NULL
or no row.
"""

from __future__ import annotations

from claims.model import plain_decimal
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
    Streak,
    Value,
)
from factcheck.queries.answer import Unanswerable
from factcheck.queries.derivation import query_of
from factcheck.queries.library import Library
from factcheck.queries.rows import (
    Group,
    Rows,
    group_of,
    is_roster,
    open_rows,
    roster_selections,
    series_group,
    stated_rows,
    within,
)
from factcheck.queries.sql_groups import NO_GAP, complete, may_lack, members
from factcheck.queries.sql_quotients import change, quotient
from factcheck.queries.sql_text import aggregate, condition, indent, name, source, string, strings, where
from factcheck.queries.table import COMPARISONS


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
            statement = _pair("part", part, "whole", whole, quotient(query), library)
        case Change(start=start, end=end):
            statement = _pair("before", start, "after", end, change(query, library), library)
        case Ratio(numerator=numerator, denominator=denominator):
            statement = _pair("numerator", numerator, "denominator", denominator, quotient(query), library)
        case Difference(left=left, right=right):
            statement = _pair("one", left, "other", right, "one.value - other.value", library)
        case Rank():
            statement = _rank(query, library)
        case Extreme():
            statement = _roster_extreme(query, library) if is_roster(query.of, library) else _extreme(query, library)
        case Streak():
            statement = _streak(query, library)
        case CountWhere():
            statement = _count_where(query, library)
    return statement


def _scalar(selection: Selection, library: Library) -> str:
    made = query_of(selection, library)
    if made is not None:
        return _statement(made, library)
    return _rows_value(open_rows(selection, library))


def _rows_value(rows: Rows) -> str:
    single = int(rows.table.mask(rows.conditions).sum()) <= 1
    value = aggregate(rows.measure, rows.table, single=single, rows_each=rows.summed)
    if rows.period_absent and rows.measure.aggregate in COUNTS:
        value = f"NULLIF({value}, 0)"  # a table that lacks the period says nothing of it; it does not say none
    return (f"SELECT {value} AS value\nFROM {source(rows.snapshot)}"
            + where(condition(one, rows.table) for one in rows.conditions))


def _pair(first: str, one: Selection, second: str, other: Selection, value: str, library: Library) -> str:
    return (f"WITH {first} AS (\n{indent(_scalar(one, library))}\n), {second} AS (\n"
            f"{indent(_scalar(other, library))}\n)\nSELECT {value} AS value\nFROM {first}, {second}")


def _position(compared: str, member: str, order: str, checks: list[str]) -> str:
    direction = "DESC" if order == "highest" else "ASC"
    return (f"WITH compared AS (\n{indent(compared)}\n), ranked AS (\n"
            f"  SELECT member, RANK() OVER (ORDER BY value {direction}) AS rank\n  FROM compared\n)\n"
            f"SELECT rank AS value\nFROM ranked" + where([f"member = {string(member)}", *checks]))


def _rank(query: Rank, library: Library) -> str:
    if query.column is not None:
        return _rows_value(stated_rows(query, library))
    group = group_of(query, library)
    return _position(members(group, library, _scalar, zeros=True), query.member, query.order, complete(group))


def _extreme(query: Extreme, library: Library) -> str:
    group = series_group(query.of, library, published=True)
    own = query.of.period or ""
    moments = within(query, periods.order(group.outcomes), own)
    compared = members(group, library, _scalar, zeros=True, more=_window(query, group, moments))
    return _position(compared, own, query.order, complete(group))


def _streak(query: Streak, library: Library) -> str:
    if query.of.period is None or is_roster(query.of, library):
        raise Unanswerable("no_rows", "a run of periods needs a series")
    group = series_group(query.of, library)
    own = query.of.period
    moments = [one for one in periods.order(group.outcomes) if not periods.after(one, own)]
    whole = Extreme(of=query.of)
    compared = members(group, library, _scalar, zeros=True, more=_window(whole, group, moments))
    order = "member" if periods.plain(moments) else f"LIST_POSITION([{strings(moments)}], member)"
    if query.moves is None:
        holds = f"value {query.comparison} {plain_decimal(query.threshold)}"
    else:
        holds = f"value {'>' if query.moves == 'rises' else '<'} LAG(value) OVER (ORDER BY {order})"
    return (f"WITH compared AS (\n{indent(compared)}\n), told AS (\n"
            f"  SELECT member, {order} AS turn, {holds} AS holds\n  FROM compared\n), ended AS (\n"
            "  SELECT MAX(turn) AS turn\n  FROM told\n  WHERE NOT holds\n)\n"
            "SELECT CASE WHEN COUNT(*) = COUNT(holds) AND (SELECT turn IS NOT NULL FROM ended)\n"
            f"  AND (SELECT COUNT(*) FROM compared WHERE member = {string(own)}) = 1 THEN COUNT(*) END AS value\n"
            "FROM told\nWHERE turn > (SELECT turn FROM ended)")


def _window(query: Extreme, group: Group, moments: list[str]) -> tuple[str, ...]:
    """The part of the series that is looked at: by comparing text where that compares time, else by naming it."""
    column = name(group.over) if group.computed is None else "member"
    until = query.until or query.of.period or ""
    bounds = [bound for bound in (query.since, until) if bound]
    names = list(group.outcomes)
    width = len(names[0]) if names else 0
    every = [period for period in group.rows.table.coded(group.over).values if period]
    if not (periods.plain(every) and all(periods.fits(bound) for bound in bounds)):
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
    compared = members(group, library, _scalar, zeros=zeros)
    meets = f"value {query.comparison} {plain_decimal(query.threshold)}"
    counted, ends = "COUNT(*)", where([meets])
    checks = [f"COUNT(*) = {len(set(group.named))}"] if group.named and not group.counts else []
    if may_lack(group):
        checks.append("COUNT(*) = COUNT(value)")
    if checks:
        counted, ends = f"COUNT(*) FILTER (WHERE {meets})", "\nHAVING " + " AND ".join(checks)
    return f"WITH compared AS (\n{indent(compared)}\n)\nSELECT {counted} AS value\nFROM compared{ends}"
