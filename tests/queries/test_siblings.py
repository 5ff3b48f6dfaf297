from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from claims.model import Basis
from factcheck.queries.algebra import Change, CountWhere, Extreme, Query, Rank, Ratio, Selection, Share, Value
from factcheck.queries.evaluation import Result, evaluate
from factcheck.queries.siblings import MOST, siblings, still_to_come
from factcheck.queries.sql import to_sql
from factcheck.queries.words import in_words


def _first(query: Query, stated: str, desk: Any) -> tuple[str, str] | None:
    """The relation and words of the first sibling that gives the stated number."""
    for sibling in siblings(query, desk):
        answer = evaluate(sibling.query, desk)
        if isinstance(answer, Result) and answer.value == Decimal(stated):
            return sibling.relation, in_words(sibling.query, desk)
    return None


def _queries(select: Callable[..., Selection]) -> dict[str, tuple[Query, str, str]]:
    agencies = select("roster", "2025-09-17", "agencies", state="Florida")
    before = select("roster", "2024-12-29", "agencies", state="Florida")
    rate = select("rates", "2025-12-16", "rate", "2025-07", place="Michigan")
    earlier = rate.model_copy(update={"period": "2025-05"})
    adults = select("counts", "2026-01-01", "encounters", "2023", who="Adults")
    agreements = agencies.model_copy(update={"measure": "agreements"})
    return {
        "agreements, not agencies": (Value(of=agencies), "12", "unit"),
        "an older snapshot": (Value(of=agreements), "10", "snapshot"),
        "the neighbouring state": (Value(of=agreements), "7", "place"),
        "all states": (Value(of=agreements), "21", "place"),
        "the month before": (Value(of=rate), "5.3", "period"),
        "the year before": (Value(of=rate), "5.0", "period"),
        "another state": (Value(of=rate), "3.0", "place"),
        "the nation": (Value(of=rate), "4.3", "place"),
        "another category": (Value(of=adults), "30", "category"),
        "the total": (Value(of=adults), "100", "category"),
        "total rows counted in": (Value(of=adults), "200", "total"),
        "units of a change": (Change(start=before, end=agencies, basis=Basis.ABSOLUTE), "8", "unit"),
        "percent for points": (Change(start=earlier, end=rate, basis=Basis.PERCENT), "-0.3", "basis"),
        "ends swapped": (Change(start=before, end=agencies, basis=Basis.ABSOLUTE), "-4", "endpoint"),
        "ratio turned": (Ratio(numerator=before, denominator=agencies), "3", "endpoint"),
        "from the other end": (Rank(of=agreements, over="state", member="Florida"), "4", "order"),
        "the lowest": (Extreme(of=agreements), "3", "order"),
        "the part's category": (Share(part=agreements.model_copy(update={"where": ()}),
                                      whole=agreements.model_copy(update={"where": ()})),
                                "42.85714285714285714285714286", "category"),
        "states on another day": (CountWhere(of=agreements.model_copy(update={"where": ()}), over="state",
                                             threshold=Decimal(1)), "3", "snapshot"),
    }


NAMES = ["agreements, not agencies", "an older snapshot", "the neighbouring state", "all states", "the month before",
         "the year before", "another state", "the nation", "another category", "the total", "total rows counted in",
         "units of a change", "percent for points", "ends swapped", "ratio turned", "from the other end", "the lowest",
         "the part's category", "states on another day"]


@pytest.mark.parametrize("name", NAMES)
def test_the_slip_is_found(name: str, desk: Any, select: Callable[..., Selection]) -> None:
    query, stated, relation = _queries(select)[name]
    found = _first(query, stated, desk)
    assert found is not None
    assert found[0] == relation


@pytest.mark.parametrize("name", NAMES)
def test_siblings_are_different_bounded_and_in_a_fixed_order(name: str, desk: Any,
                                                            select: Callable[..., Selection]) -> None:
    query = _queries(select)[name][0]
    found = list(siblings(query, desk))
    assert 0 < len(found) <= MOST
    assert query not in [sibling.query for sibling in found]
    assert len({sibling.query for sibling in found}) == len(found)
    assert found == list(siblings(query, desk))
    for sibling, later in pairwise(found):
        assert later.relation in still_to_come(sibling.relation)
    for sibling in found:
        answer = evaluate(sibling.query, desk)
        in_shell = desk.ask(to_sql(sibling.query, desk))
        assert (in_shell is not None) == isinstance(answer, Result)
        assert in_words(sibling.query, desk)


def test_both_ends_of_a_change_move_together_but_in_time(desk: Any, select: Callable[..., Selection]) -> None:
    query = _queries(select)["units of a change"][0]
    for sibling in siblings(query, desk):
        assert isinstance(sibling.query, Change)
        start, end = sibling.query.start, sibling.query.end
        assert (start.measure, start.where) == (end.measure, end.where)
