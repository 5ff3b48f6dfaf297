"""The members that a comparison ranges over, with their values, as SQL; those of worked-out measures too.

What is worked out from two measures is two selects of members, joined: a rate per head joins counts with populations, a
change over a year joins each month with the one a year before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factcheck.queries import periods
from factcheck.queries.algebra import Change, Rank, Ratio, Selection, Share
from factcheck.queries.answer import Unanswerable
from factcheck.queries.derivation import is_computed, query_of
from factcheck.queries.library import Library
from factcheck.queries.rows import Group, at_member, group_of, series_group
from factcheck.queries.sql_quotients import change, quotient
from factcheck.queries.sql_text import aggregate, condition, indent, name, source, string, strings, where
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Aggregate

NO_GAP = "(SELECT COUNT(*) = COUNT(value) FROM compared)"
"""Every member has a value. "NOT EXISTS (... IS NULL)" would say the same, and DuckDB 2.0 answers it wrongly where a
Parquet file's statistics leave one side of an outer join empty."""

Scalar = Callable[[Selection, Library], str]


def members(group: Group, library: Library, scalar: Scalar, *, zeros: bool, more: tuple[str, ...] = ()) -> str:
    """SELECT of ``member`` and ``value``.

    ``zeros``: members with no row that meets the limits count, with 0. ``more``: conditions on the member. ``scalar``
    makes the select of one member's value, for what no join can give.
    """
    if group.computed is None:
        return _stated(group, zeros=zeros, more=more)
    if not group.outcomes:
        return "SELECT NULL AS member, NULL AS value\nWHERE false"
    found = _joined(group, group.computed, library, scalar) or _one_by_one(group, group.computed, library, scalar)
    return f"SELECT member, value\nFROM (\n{indent(found)}\n) AS worked_out{where(more)}" if more else found


def _stated(group: Group, *, zeros: bool, more: tuple[str, ...] = ()) -> str:
    """SELECT of ``member`` and ``value``. ``zeros``: members with no row that meets the limits count, with 0."""
    rows, over = group.rows, name(group.over)
    limits = [condition(one, rows.table) for one in rows.limits]
    conditions = [condition(one, rows.table) for one in group.fixed]
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
    value = aggregate(rows.measure, rows.table, single=single, only=" AND ".join(limits) if filtered else "",
                      rows_each=rows.summed)
    statement = f"SELECT {over} AS member, {value} AS value\nFROM {source(rows.snapshot)}{where(conditions)}"
    if rows.measure.aggregate is not Aggregate.VALUE or not single:
        statement += f"\nGROUP BY {over}"
    if zeros and group.counts and group.absent:
        statement += f"\nUNION ALL\nSELECT UNNEST([{strings(group.absent)}]) AS member, 0 AS value"
    return statement


def may_lack(group: Group) -> bool:
    """Whether a member may have rows and still no value: gaps, words for numbers, rows that disagree."""
    rows = group.rows
    if group.computed is not None or rows.summed is not None:
        return True
    if group.counts or rows.measure.column is None:
        return False
    numbers = rows.table.numbers(rows.measure.column)
    gaps = bool(numbers.missing.any() or numbers.bad.any())
    return gaps or (rows.measure.aggregate is Aggregate.VALUE and not _single(group))


def _single(group: Group) -> bool:
    """Whether each member's value comes from one row."""
    return group.rows.table.single(group.over, group.rows.table.mask(group.rows.conditions))


def complete(group: Group) -> list[str]:
    """Conditions on ``compared`` that hold only where every member has a value."""
    checks = []
    if group.named and not group.counts:
        checks.append(f"(SELECT COUNT(*) FROM compared) = {len(set(group.named))}")
    if may_lack(group):
        checks.append(NO_GAP)
    return checks


def through_time(group: Group) -> bool:
    """Whether the members are periods."""
    return group.over == group.rows.dataset.time_of(group.rows.measure.name).column


def _joined(group: Group, selection: Selection, library: Library, scalar: Scalar) -> str | None:
    """Two selects of members, joined; None where that cannot give it: what is worked out of the worked out, ranks."""
    if any(limit.column == group.over for limit in selection.where):
        return None
    try:
        made = query_of(_for(selection, group, next(iter(group.outcomes))), library)
        match made:
            case Change(start=second, end=first):
                names, value = ("after", "before"), change(made, library)
            case Ratio(numerator=first, denominator=second):
                names, value = ("numerator", "denominator"), quotient(made)
            case Share(part=first, whole=second):
                names, value = ("part", "whole"), quotient(made)
            case _:
                return None
        if is_computed(first, library) or is_computed(second, library):
            return None
        beside = _beside(group, first, second, library)
        on, kept = f"{names[0]}.member", list[str]()
        if through_time(group) and isinstance(made, Change):
            shifted = _shifted(group, selection, library, on)
            if shifted is None:
                return None
            on, kept = shifted
        if beside is None:
            beside, link = scalar(second, library), f"\nLEFT JOIN {names[1]} ON true"  # one that has no row leaves gaps
        else:
            link = f"\nLEFT JOIN {names[1]} ON {names[1]}.member = {on}"
    except Unanswerable:
        return None
    main = replace(group, computed=None)
    return (f"WITH {names[0]} AS (\n{indent(_stated(main, zeros=True))}\n), {names[1]} AS (\n{indent(beside)}\n)\n"
            f"SELECT {names[0]}.member AS member, {value} AS value\nFROM {names[0]}{link}{where(kept)}")


def _beside(group: Group, first: Selection, second: Selection, library: Library) -> str | None:
    """The members of the second measure; None where it is the same for all of them, as a total is."""
    if through_time(group):
        if second.dataset != first.dataset:
            raise Unanswerable("no_rows")
        return _stated(series_group(second.model_copy(update={"period": None}), library), zeros=True)
    member = first.where[-1].values[0]
    at = next((one for one in second.where if one.values == (member,)), None)
    if at is None:
        return None
    others = tuple(one for one in second.where if one != at)
    peers = Rank(of=second.model_copy(update={"where": others}), over=at.column, member="", group=tuple(group.outcomes))
    return _stated(group_of(peers, library), zeros=True)


def _one_by_one(group: Group, selection: Selection, library: Library, scalar: Scalar) -> str:
    """The value of each member by a select of its own."""
    parts = []
    for member in group.outcomes:
        try:
            value = f"(\n{indent(scalar(_for(selection, group, member), library))}\n)"
        except Unanswerable:
            value = "NULL"
        parts.append(f"SELECT {string(member)} AS member, {value} AS value")
    return "\nUNION ALL\n".join(parts)


def _for(selection: Selection, group: Group, member: str) -> Selection:
    """The selection for one member."""
    if through_time(group):
        return selection.model_copy(update={"period": member})
    return at_member(selection, group.over, member)


_EARLIER = {
    "day": "strftime(CAST({at} AS DATE) - INTERVAL {months} MONTH - INTERVAL {days} DAY, '%Y-%m-%d')",
    "month": "strftime(CAST({at} || '-01' AS DATE) - INTERVAL {months} MONTH, '%Y-%m')",
    "year": "CAST(CAST({at} AS INTEGER) - {years} AS VARCHAR)",
}
"""A period so much before another, by the form of its name."""


def _shifted(group: Group, selection: Selection, library: Library, at: str) -> tuple[str, list[str]] | None:
    """The name of the period that a period's change is counted from, and the periods that have one; None for names that
    SQL cannot reckon with."""
    made = library.dataset(selection.dataset).measure(selection.measure).derived
    moments = list(group.outcomes)
    forms = {len(periods.parts(one) or ()) if periods.fits(one) else 0 for one in moments}
    if not isinstance(made, ChangeOf) or len(forms) != 1 or 0 in forms:
        return None
    form = {1: "year", 2: "month", 3: "day"}[forms.pop()]
    earlier = _EARLIER[form].format(at=at, months=made.months, days=made.days, years=made.months // 12)
    return earlier, [f"{at} >= {string(moments[0])}"]
