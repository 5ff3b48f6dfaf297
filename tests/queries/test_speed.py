"""Questions are asked of a snapshot many times for each figure of an article; each must cost next to nothing."""

from __future__ import annotations

import time
from typing import Any

from factcheck.queries.algebra import Condition, CountWhere, Query, Rank, Selection, Value
from factcheck.queries.evaluation import evaluate
from factcheck.references.model import Aggregate, Measure, TimeKind, TimeSpec


def _median_ms(query: Query, folder: Any) -> float:
    evaluate(query, folder)
    times = []
    for _ in range(31):
        begun = time.perf_counter()
        evaluate(query, folder)
        times.append(time.perf_counter() - begun)
    return sorted(times)[15] * 1000


def test_a_thousand_rows_answer_in_well_under_two_milliseconds(folder: Any) -> None:
    rows = [{"state": f"State {i % 40}", "agency": f"Agency {i // 2}", "people": f"{i}.5"} for i in range(1000)]
    folder.add("roster", {"2025-09-17": rows}, time=TimeSpec(kind=TimeKind.AS_OF), measures=(
        Measure(name="agencies", title="agencies", aggregate=Aggregate.COUNT_DISTINCT, column="agency", unit="agency"),
        Measure(name="people", title="people", aggregate=Aggregate.SUM, column="people", unit="person")))
    for measure in ("agencies", "people"):
        of = Selection(dataset="roster", snapshot="2025-09-17", measure=measure, as_of="2025-09-17")
        one = of.model_copy(update={"where": (Condition(column="state", values=("State 7",)),)})
        assert _median_ms(Value(of=one), folder) < 2
        assert _median_ms(Rank(of=of, over="state", member="State 7"), folder) < 2
        assert _median_ms(CountWhere(of=of, over="state", threshold=10), folder) < 2
