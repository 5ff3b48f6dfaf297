"""Worked-out measures on tables as they are published: SQL in a plain shell gives what evaluation gives."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from claims.model import Basis
from factcheck.queries.algebra import Change, Condition, CountWhere, Extreme, Query, Rank, Selection, Value, selections
from factcheck.queries.evaluation import Result, evaluate, series
from factcheck.queries.sql import to_sql
from factcheck.queries.words import in_words
from factcheck.references.derived import ChangeOf, RankOf, RatioOf, ShareOf
from factcheck.references.model import Aggregate, Dimension, Measure, Member, Role, TimeKind, TimeSpec

change_of, share_of = partial(ChangeOf, op="change"), partial(ShareOf, op="share")
ratio_of, rank_of = partial(RatioOf, op="ratio"), partial(RankOf, op="rank")
PLACES = ["Ohio", "O'Hara", "Iowa", "All"]
SERIES = {
    "annual": ["2019", "2020", "2021", "2022"], "monthly": ["2022-12", "2023-11", "2023-12", "2024-11", "2024-12"],
    "quarterly": ["2023Q3", "2023Q4", "2024Q1", "2024Q4"], "daily": ["2024-02-22", "2024-02-29", "2025-02-28"]}
VALUE = Measure(name="value", title="people served", aggregate=Aggregate.VALUE, column="value", unit="person",
                additive=("place",))
HEADS = Measure(name="heads", title="people", aggregate=Aggregate.VALUE, column="heads", unit="person")
DERIVED = {
    "month": change_of(of="value", months=1), "quarter": change_of(of="value", months=3, per_year=4),
    "year": change_of(of="value", months=12, basis=Basis.ABSOLUTE), "times": change_of(of="value", months=12,
                                                                                     basis=Basis.MULTIPLE),
    "week": change_of(of="value", days=7), "share": share_of(of="value", over="place"),
    "part": share_of(of="value", by="other"), "ratio": ratio_of(of="value", by="other", times=Decimal("0.5")),
    "rate": ratio_of(of="value", by="heads", dataset="people", times=Decimal(100000)),
    "rank": rank_of(of="value", over="place"), "faster": change_of(of="year", months=12, basis=Basis.PERCENTAGE_POINTS)}
MEASURES = (VALUE, VALUE.model_copy(update={"name": "other", "column": "other"}),
            *(Measure(name=name, title=name, aggregate=Aggregate.VALUE, unit="percent", derived=derived)
              for name, derived in DERIVED.items()))
MEMBERS = tuple(Member(value=place, kind="state" if place != "All" else "country") for place in PLACES)
CELLS = ["1", "2", "10", "300", "0", "0.1", "-3.5", ""]
SOLID = ["1", "2", "10", "300", "12.5"]
TIME = TimeSpec(kind=TimeKind.PERIOD, column="when")


def tables(pick: Random) -> tuple[list[str], list[dict[str, str]], list[dict[str, str]]]:
    """A row for each place and period, every other time with gaps; and how many people live there."""
    periods, solid = SERIES[pick.choice(sorted(SERIES))], pick.random() < 0.6
    cells = SOLID if solid else CELLS
    rows = [{"place": place, "when": period, "value": pick.choice(cells), "other": pick.choice(cells)}
            for period in periods for place in PLACES if solid or pick.random() < 0.9]
    heads = [{"place": {"All": "Everywhere"}.get(place, place), "when": period, "heads": pick.choice(cells)}
             for period in periods for place in PLACES]
    return periods, rows, heads


def asked(pick: Random, periods: list[str]) -> Query:
    places = pick.choice([("Ohio",), ("O'Hara",), ("All",), ("Ohio", "Iowa"), ("Ohio", "Nowhere")])
    one = Selection(dataset="table", snapshot="2025-09-17", where=(Condition(column="place", values=places),),
                    period=pick.choice(periods), measure=pick.choice([*DERIVED, "value"]), as_of=date(2025, 9, 17))
    order: Any = pick.choice(["highest", "lowest"])
    comparison: Any = pick.choice([">=", "<"])
    group = pick.choice([(), ("Ohio", "O'Hara", "Iowa"), ("Ohio", "Nowhere")])
    anyone = one.model_copy(update={"where": ()})
    options: list[Query] = [
        Value(of=one), Extreme(of=one, order=order, since=pick.choice([None, periods[0], periods[1]])),
        Rank(of=anyone, over="place", member=pick.choice(PLACES), order=order, group=group),
        CountWhere(of=anyone, over="place", comparison=comparison,
                   threshold=pick.choice([Decimal(1), Decimal(0), Decimal(50)]), group=group),
        Change(start=one.model_copy(update={"period": periods[-2]}), end=one, basis=pick.choice(list(Basis)))]
    return pick.choice(options)


def agree(query: Query, folder: Any) -> bool:
    """Whether the query has an answer; the shell must have the same one, or none."""
    answer, sql = evaluate(query, folder), to_sql(query, folder)
    in_shell = folder.ask(sql)
    assert in_words(query, folder)
    if not isinstance(answer, Result):
        assert in_shell is None, sql
        return False
    assert in_shell is not None, sql
    scale = max(abs(answer.value), abs(in_shell), Decimal(1))
    assert abs(answer.value - in_shell) <= scale * Decimal("1e-9"), sql
    return True


def test_shell_gives_what_evaluation_gives(make_folder: Any) -> None:
    """Drawn evenly and not by hypothesis, which draws too much alike to reach most pairs of a query and a measure."""
    answered: Counter[str] = Counter()
    for seed in range(30):
        pick = Random(seed)
        periods, rows, heads = tables(pick)
        with tempfile.TemporaryDirectory() as root:
            folder = make_folder(Path(root))
            folder.add("people", {"2025-12-31": heads}, measures=(HEADS,), time=TIME, dimensions=(
                Dimension(name="place", role=Role.PLACE, title="state", total="Everywhere"),))
            folder.add("table", {"2025-09-17": rows}, measures=MEASURES, time=TIME, dimensions=(
                Dimension(name="place", role=Role.PLACE, title="state", total="All", members=MEMBERS),))
            for _ in range(40):
                query = asked(pick, periods)
                answered[f"{query.op} {selections(query)[0].measure}"] += agree(query, folder)
                assert all(isinstance(value, Decimal) for _, value in series(selections(query)[0], folder))
    assert sum(times > 0 for times in answered.values()) > 40, "most pairs of a query and a measure have an answer"
