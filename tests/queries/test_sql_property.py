"""SQL in a plain shell gives what evaluation gives, for random tables and random queries of every kind."""

from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from claims.model import Basis
from factcheck.queries.algebra import (
    Change,
    Condition,
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
from factcheck.queries.evaluation import Result, evaluate
from factcheck.queries.sql import to_sql
from factcheck.queries.words import in_words
from factcheck.references.derived import ChangeOf, RankOf, RatioOf, ShareOf
from factcheck.references.model import Aggregate, Dimension, Measure, Role, TimeKind, TimeSpec

STATES = ["Ohio", "O'Hara", 'The "Big" One', "New, York", "", "Total"]
MODELS = ["Jail", "Task; Force", "jail"]
AGENCIES = ["a", "b", "c", ""]
SNAPSHOTS = ["2024-12-29", "2025-07-18", "2025-09-17"]
SERIES = [["2019", "2020", "2021"], ["2024-11", "2024-12", "2025-01"], ["2024-01", "2025-01", "2026-01"],
          ["2024Q4", "2025Q4", "2026Q1"], ["FY2020", "2020Q1", "winter"]]
NUMBERS = {
    "whole": ["1", "2", "10", "300", "0"],
    "fine": ["0.1", "0.2", "0.3", "4.25", "-3.5"],
    "gaps": ["", "1", "n/a", "7", ".."],
    "dressed": ["1,234", "−5", "12.5%", "(3)", "1 234", "12[a]", "$7", "5*"],
    "dirty": ["3", "4.5", "three", "1,23", ""],
    "large": ["12345678901234567890", "2.5", "3"],
}
change_of, share_of = partial(ChangeOf, op="change"), partial(ShareOf, op="share")
ratio_of, rank_of = partial(RatioOf, op="ratio"), partial(RankOf, op="rank")
MEASURES: tuple[Measure, ...] = (
    Measure(name="rows", title="agreements", aggregate=Aggregate.COUNT, unit="agreement"),
    Measure(name="named", title="named agencies", aggregate=Aggregate.COUNT, column="group", unit="agency"),
    Measure(name="agencies", title="agencies", aggregate=Aggregate.COUNT_DISTINCT, column="group", unit="agency"),
    Measure(name="jail", title="jail agreements", aggregate=Aggregate.COUNT, where=(("model", "Jail"),),
            unit="agreement"),
    Measure(name="sum", title="people", aggregate=Aggregate.SUM, column="value", unit="person"),
    Measure(name="thousands", title="people", aggregate=Aggregate.SUM, column="value", unit="person",
            scale=Decimal(1000)),
    Measure(name="mean", title="mean rate", aggregate=Aggregate.MEAN, column="value", unit="percent"),
    Measure(name="value", title="rate", aggregate=Aggregate.VALUE, column="value", unit="percent"),
)
# Worked out from the ones above; "heads" lies in a table of its own.
MEASURES += (
    Measure(name="total", title="people", aggregate=Aggregate.VALUE, column="value", unit="person",
            additive=("State name",)),
    *(Measure(name=name, title=name, aggregate=Aggregate.VALUE, unit="percent", derived=derived)
      for name, derived in (
          ("monthly", change_of(of="value", months=1)),
          ("yearly", change_of(of="value", months=12, basis=Basis.ABSOLUTE)),
          ("annualized", change_of(of="value", months=1, per_year=3)),
          ("growth of rows", change_of(of="rows", months=12, basis=Basis.MULTIPLE)),
          ("change of a change", change_of(of="yearly", months=12, basis=Basis.PERCENTAGE_POINTS)),
          ("share", share_of(of="value", over="State name")),
          ("share of rows", share_of(of="jail", by="rows")),
          ("per agency", ratio_of(of="sum", by="agencies", times=Decimal("2.5"))),
          ("per head", ratio_of(of="rows", by="heads", dataset="people", times=Decimal(1000))),
          ("rank", rank_of(of="value", over="State name", order="lowest")))))
PEOPLE = (Measure(name="heads", title="people", aggregate=Aggregate.VALUE, column="heads", unit="person"),)
DIMENSIONS = (Dimension(name="State name", role=Role.PLACE, title="state", nouns=("state",), total="Total"),
              Dimension(name="model", role=Role.CATEGORY, title="model"))
TIMES = [Decimal(1), Decimal(100), Decimal(100_000)]
ADAPTER: TypeAdapter[Query] = TypeAdapter(Query)
Case = tuple[bool, list[list[dict[str, str]]], Query, list[str], list[str]]


def people(periods: list[str], heads: list[str]) -> list[dict[str, str]]:
    return [{"place": place, "when": period, "heads": heads[i % len(heads)]}
            for i, period in enumerate(periods) for place in ("Ohio", "O'Hara", "All")]


def rows(periods: list[str], numbers: list[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    row = st.fixed_dictionaries({
        "State name": st.sampled_from(STATES), "model": st.sampled_from(MODELS), "group": st.sampled_from(AGENCIES),
        "period": st.sampled_from(periods), "value": st.sampled_from(numbers)})
    scattered = st.lists(row, min_size=1, max_size=14)
    # A series as tables have it: one row for each state and period, so that values are unique and have an answer.
    grid = st.tuples(*(st.sampled_from(numbers) for _ in range(3 * len(periods)))).map(lambda cells: [
        {"State name": state, "model": "Jail", "group": "a", "period": period, "value": cells[3 * i + j]}
        for i, period in enumerate(periods) for j, state in enumerate(("Ohio", "O'Hara", "Total"))])
    return scattered | grid


@st.composite
def cases(draw: st.DrawFn) -> Case:
    periods = draw(st.sampled_from(SERIES))
    numbers = NUMBERS[draw(st.sampled_from(sorted(NUMBERS)))]
    roster = draw(st.booleans())
    tables = [draw(rows(periods, numbers)) for _ in SNAPSHOTS]

    def selection() -> Selection:
        where = []
        if draw(st.booleans()):
            where.append(Condition(column="State name", values=tuple(draw(
                st.lists(st.sampled_from([*STATES, "Nowhere"]), min_size=1, max_size=2, unique=True))),
                negated=draw(st.integers(0, 4)) == 0))
        if draw(st.integers(0, 3)) == 0:
            where.append(Condition(column="model", values=(draw(st.sampled_from([*MODELS, "none'; DROP"])),)))
        if draw(st.integers(0, 3)) == 0:
            where.append(Condition(column="value", comparison=draw(st.sampled_from([">=", ">", "<=", "<", "="])),
                                   threshold=draw(st.sampled_from([Decimal(0), Decimal("0.3"), Decimal(4)]))))
        period = None
        if not roster and draw(st.integers(0, 4)):
            period = draw(st.sampled_from([*periods, periods[0], periods[-1], "1999"]))
        snapshot = draw(st.sampled_from(SNAPSHOTS))
        aggregate = draw(st.sampled_from([None, None, *Aggregate]))
        counts = aggregate in (Aggregate.COUNT, Aggregate.COUNT_DISTINCT)
        measure = draw(st.sampled_from(MEASURES))
        column = draw(st.sampled_from([None, None, None, "value", "group" if counts else "value"]))
        if aggregate is not None and not counts and measure.column != "value":
            column = "value"  # names are never stored as numbers
        return Selection(dataset="table", snapshot=snapshot, measure=measure.name,
                         where=tuple(where), period=period, as_of=date.fromisoformat(snapshot),
                         column=column, aggregate=aggregate, multiples=draw(st.sampled_from([1, 1, 1, 1_000, 10**6])))

    one, other = selection(), selection()
    same = {"measure": one.measure}
    over, groups, members = draw(st.sampled_from([
        ("State name", [(), (), ("Ohio", "O'Hara"), ("Ohio", "New, York", "Nowhere")], ["Ohio", "O'Hara", "Nowhere"]),
        ("model", [(), ("Jail", "jail"), ("Jail", "Task; Force", "none")], ["Jail", "jail"])]))
    group = draw(st.sampled_from(groups))
    order: Any = draw(st.sampled_from(["highest", "lowest"]))
    comparison: Any = draw(st.sampled_from([">=", ">", "<=", "<", "="]))
    options: list[Query] = [
        Value(of=one),
        Share(part=one, whole=other.model_copy(update=same)),
        Change(start=one, end=other.model_copy(update=same), basis=draw(st.sampled_from(Basis))),
        Ratio(numerator=one, denominator=other.model_copy(update=same), times=draw(st.sampled_from(TIMES))),
        Difference(left=one, right=other),
        Rank(of=one, over=over, member=draw(st.sampled_from(members)), order=order,
             group=group),
        Rank(of=one, over=over, member=draw(st.sampled_from(members)), order=order, column="value"),
        CountWhere(of=one, over=over, comparison=comparison, threshold=draw(st.sampled_from(
            [Decimal(0), Decimal(1), Decimal(2), Decimal("0.3"), Decimal(-4)])), group=group),
        Extreme(of=one.model_copy(update={"period": None if roster else draw(st.sampled_from(periods))}), order=order,
                since=draw(st.sampled_from([None, None, "2024-12", periods[0], periods[0][:4], "2025"])),
                until=draw(st.sampled_from([None, None, periods[-1], "2025-08"]))),
        Streak(of=one.model_copy(update={"period": None if roster else draw(st.sampled_from(periods))}),
               moves=draw(st.sampled_from([None, "rises", "falls"])), comparison=comparison,
               threshold=draw(st.sampled_from([Decimal(0), Decimal(2), Decimal("0.3"), Decimal(4)]))),
        Change(start=one, end=other.model_copy(update=same), basis=Basis.PERCENT, years=draw(st.integers(1, 12))),
    ]
    return roster, tables, draw(st.sampled_from(options)), periods, draw(st.lists(
        st.sampled_from(["5", "0", "12", "", "2.5"]), min_size=1, max_size=3))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(case=cases())
def test_shell_gives_what_evaluation_gives(case: Case, make_folder: Any) -> None:
    roster, tables, query, periods, heads = case
    time = TimeSpec(kind=TimeKind.AS_OF) if roster else TimeSpec(kind=TimeKind.PERIOD, column="period")
    with tempfile.TemporaryDirectory() as root:
        folder = make_folder(Path(root))
        folder.add("people", {"2025-12-31": people(periods, heads)}, measures=PEOPLE, dimensions=(
            Dimension(name="place", role=Role.PLACE, title="state", total="All"),),
            time=TimeSpec(kind=TimeKind.PERIOD, column="when"))
        folder.add("table", dict(zip(SNAPSHOTS, tables, strict=True)), time=time, measures=MEASURES,
                   dimensions=DIMENSIONS)
        answer = evaluate(query, folder)
        sql = to_sql(query, folder)
        given_by_shell = folder.ask(sql)
        if isinstance(answer, Result):
            assert given_by_shell is not None, sql
            scale = max(abs(answer.value), abs(given_by_shell), Decimal(1))
            assert abs(answer.value - given_by_shell) <= scale * Decimal("1e-9"), sql
        else:
            assert given_by_shell is None, sql
        assert ADAPTER.validate_json(ADAPTER.dump_json(query)) == query
        assert to_sql(query, folder) == sql
        assert in_words(query, folder)
