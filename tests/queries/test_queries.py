"""Each case of ``cases/queries.toml``: its value, its words, and its SQL in a plain shell."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from factcheck.queries.algebra import Condition, Query, Rank, Selection, Value
from factcheck.queries.evaluation import Result, Unanswered, evaluate, ranking, series
from factcheck.queries.sql import to_sql
from factcheck.queries.words import in_words

CASES = tomllib.loads((Path(__file__).parent / "cases" / "queries.toml").read_text(encoding="utf-8"))["case"]
ADAPTER: TypeAdapter[Query] = TypeAdapter(Query)


def _query(data: dict[str, Any], select: Callable[..., Selection]) -> Query:
    """The query of a case, its selections spelled out."""
    opened: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[-1], dict):
            dataset, snapshot, measure, period, where = value
            opened[key] = select(dataset, snapshot, measure, period or None, **{
                column: tuple(values) if isinstance(values, list) else values for column, values in where.items()})
        else:
            opened[key] = value
    return ADAPTER.validate_python(opened)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.get("words", str(case["query"]))[:80])
def test_case(case: dict[str, Any], desk: Any, select: Callable[..., Selection]) -> None:
    query = _query(case["query"], select)
    answer = evaluate(query, desk)
    in_shell = desk.ask(to_sql(query, desk))
    if "reason" in case:
        assert isinstance(answer, Unanswered)
        assert answer.reason == case["reason"]
        assert in_shell is None
    else:
        assert answer == Result(value=Decimal(case["value"]), unit=case["unit"], ties=case.get("ties", 0),
                                signed=case.get("signed", False))
        assert in_shell is not None
        assert float(in_shell) == pytest.approx(float(answer.value), rel=1e-9)
        assert in_words(query, desk) == case["words"]
    assert ADAPTER.validate_json(ADAPTER.dump_json(query)) == query


def test_every_kind_of_query_has_a_case() -> None:
    assert {case["query"]["op"] for case in CASES} == {
        "value", "share", "change", "ratio", "difference", "rank", "extreme", "count_where"}


def test_ranking_has_first_place_first(desk: Any, select: Callable[..., Selection]) -> None:
    query = Rank(of=select("roster", "2025-09-17", "agreements", state="Ohio"), over="state", member="Ohio")
    assert [(member, int(value)) for member, value in ranking(query, desk)] == [
        ("Florida", 12), ("Texas", 7), ("O'Brien", 1), ("Ohio", 1)]
    lowest = query.model_copy(update={"order": "lowest"})
    assert [member for member, _ in ranking(lowest, desk)] == ["O'Brien", "Ohio", "Texas", "Florida"]


def test_series_of_a_roster_and_of_a_table(desk: Any, select: Callable[..., Selection]) -> None:
    days = series(select("roster", "2025-07-18", "agreements", state="Florida"), desk)
    assert [(day, int(value)) for day, value in days] == [("2024-12-29", 4), ("2025-07-18", 10), ("2025-09-17", 12)]
    assert series(select("rates", "2025-12-16", "rate", "2025-07", place="Iowa"), desk) == (
        ("2024-07", Decimal("3.1")), ("2025-05", Decimal("3.1")), ("2025-07", Decimal("3.0")))


def test_a_superseded_snapshot_is_no_point_of_the_series(desk: Any, select: Callable[..., Selection]) -> None:
    roster = desk.dataset("roster")
    corrected = tuple(snapshot.model_copy(update={"supersedes": "2025-07-18"} if snapshot.name == "2025-09-17" else {})
                      for snapshot in roster.snapshots)
    desk.datasets["roster"] = roster.model_copy(update={"snapshots": corrected})
    points = series(select("roster", "2025-09-17", "agreements"), desk)
    assert [day for day, _ in points] == ["2024-12-29", "2025-09-17"]


@pytest.mark.parametrize(
    "value", ["'; DROP TABLE x; --", "a'b", "''", '"', "\\", "a\nb", "x' OR '1'='1", "%", "{path}"])
def test_a_value_never_leaves_its_quotes(value: str, desk: Any, select: Callable[..., Selection]) -> None:
    sql = to_sql(Value(of=select("roster", "2025-09-17", "agreements", state=("Ohio", value))), desk)
    assert desk.ask(sql) == 1
    ranked = to_sql(Rank(of=select("roster", "2025-09-17", "agreements"), over="state", member=value), desk)
    assert desk.ask(ranked) is None


def test_columns_are_quoted_too(folder: Any) -> None:
    from factcheck.references.model import Aggregate, Measure, TimeKind, TimeSpec
    odd = 'Sum "of" it, all'
    folder.add("odd", {"2025-01-01": [{odd: "1,200", "order": "x"}, {odd: "(200)", "order": "y"}]},
               time=TimeSpec(kind=TimeKind.AS_OF),
               measures=(Measure(name="sum", title="sum", aggregate=Aggregate.SUM, column=odd, unit="dollar"),))
    selection = Selection(dataset="odd", snapshot="2025-01-01", measure="sum", as_of="2025-01-01",
                          where=(Condition(column="order", values=("x", "y")),))
    assert folder.ask(to_sql(Value(of=selection), folder)) == 1000
    assert evaluate(Value(of=selection), folder) == Result(value=Decimal(1000), unit="dollar")


def test_an_unknown_name_is_an_error_not_an_answer(desk: Any, select: Callable[..., Selection]) -> None:
    for wrong in (select("nowhere", "2025-09-17", "agreements"), select("roster", "2025-01-01", "agreements"),
                  select("roster", "2025-09-17", "badges")):
        with pytest.raises(KeyError):
            evaluate(Value(of=wrong), desk)
