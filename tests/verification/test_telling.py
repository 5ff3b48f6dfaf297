"""Values told with what they are of, where and when; and what is told of claims that no query was found for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.model import Basis, Granularity, Period
from factcheck.matching.model import Contender, NoMatch
from factcheck.queries.algebra import Change, CountWhere, Extreme, Query, Rank, Ratio, Selection, Share, Streak, Value
from factcheck.queries.answer import Result
from factcheck.queries.evaluation import evaluate
from factcheck.verification.telling import has, told
from factcheck.verification.unmatched import fields_of, named
from tests.verification.making import claim
from tests.verification.shelf import EARLY, month, permits, shelf


def changed(start: Selection, end: Selection, basis: str) -> Change:
    return Change(start=start, end=end, basis=Basis(basis))


@pytest.mark.parametrize(("query", "words", "asof"), [
    (Value(of=permits("permits", state="Ohio")), "90 permits in Ohio", " as of 15 September 2025"),
    (Value(of=permits("permits", type="full")), "120 permits with type full in the United States",
     " as of 15 September 2025"),
    (Value(of=month("2025-07", "rate")), "4.9% (unemployment rate)", " as of July 2025"),  # a table with no scope
    (changed(permits("permits", EARLY), permits("permits"), "absolute"),
     "an increase of 226 permits in the United States", " from 15 December 2024 to 15 September 2025"),
    (changed(permits("operators", EARLY, state="Utah"), permits("operators", state="Utah"), "percent"),
     "an increase of 2,400.0% in operators with a permit in Utah", " from 15 December 2024 to 15 September 2025"),
    (changed(permits("permits", EARLY), permits("permits"), "multiple"), "17.1 times (permits, United States)",
     " from 15 December 2024 to 15 September 2025"),
    (changed(month("2025-08", "rate"), month("2025-09", "rate"), "percentage_points"),
     "a decrease of 0.05 percentage points (unemployment rate)", " from August 2025 to September 2025"),
    (CountWhere(of=permits("permits"), over="state", threshold=Decimal(80)),
     "1 state (number of states with at least 80 permits on 15 September 2025)", ""),
    (CountWhere(of=permits("permits"), over="state", threshold=Decimal(60)),
     "2 states with at least 60 permits on 15 September 2025", ""),
    (Share(part=permits("permits", type="full"), whole=permits("permits")),
     "50.0% (share of permits with type full among all permits on 15 September 2025)", ""),
    (Ratio(numerator=permits("permits", state="Ohio"), denominator=permits("permits", state="Iowa")),
     "1.8 times (ratio of number of permits in Ohio to number of permits in Iowa on 15 September 2025)", ""),
    (Rank(of=permits("permits"), over="state", member="Utah", order="lowest"),
     "third among states by permits (lowest first)", " as of 15 September 2025"),
    (Extreme(of=month("2025-08", "rate")), "highest (unemployment rate)", " as of August 2025"),
    (Streak(of=month("2025-09", "rate"), moves="falls"),
     "1 month (number of months in a row, up to September 2025, in which unemployment rate fell)", ""),
])
def test_a_value_is_told_with_what_it_is_of(query: Query, words: str, asof: str) -> None:
    answer = evaluate(query, shelf())
    assert isinstance(answer, Result)
    assert told(query, answer, shelf()) == (words, asof)


def test_one_of_what_is_counted_is_told_in_the_singular() -> None:
    answer = Result(value=Decimal(1), unit="operator")
    assert told(Value(of=permits(state="Utah")), answer, shelf()).value == "1 operator with a permit in Utah"


def test_a_rank_is_that_of_its_member() -> None:
    assert has(Rank(of=permits("permits"), over="state", member="Utah"), shelf()) == "ranks Utah"
    assert has(Value(of=permits()), shelf()) == "has"


@pytest.mark.parametrize(("start", "end", "granularity", "name"), [
    (date(2025, 6, 17), date(2025, 6, 17), "day", "17 June 2025"),
    (date(2025, 6, 1), date(2025, 6, 30), "month", "June 2025"),
    (date(2025, 4, 1), date(2025, 6, 30), "quarter", "the second quarter of 2025"),
    (date(2025, 1, 1), date(2025, 12, 31), "year", "2025"),
    (date(2024, 10, 1), date(2025, 9, 30), "year", "1 October 2024 to 30 September 2025"),
    (date(2025, 6, 2), date(2025, 6, 8), "week", "2 June 2025 to 8 June 2025"),
    (date(2025, 6, 2), None, "other", "from 2 June 2025"), (None, date(2025, 6, 2), "other", "up to 2 June 2025"),
    (None, None, "other", None),
])
def test_a_resolved_time_has_a_name(start: date | None, end: date | None, granularity: str, name: str | None) -> None:
    assert named(Period(start=start, end=end, granularity=Granularity(granularity))) == name


@pytest.mark.parametrize(("reason", "detail", "text", "fields"), [
    ("out_of_coverage", {"period": "June"}, "June", {"period": "June 2025"}),
    ("out_of_coverage", {"period": "last month"}, "last month", {"period": "last month (June 2025)"}),
    ("out_of_coverage", {"period": "June 2025"}, "June 2025", {"period": "June 2025"}),
    ("out_of_coverage", {"period": "2025-06-17"}, None, {"period": "17 June 2025"}),
    ("out_of_coverage", {"period": "three years before"}, "June", {"period": "three years before"}),
    ("too_stale", {"as_of": "2025-06"}, "now", {"as_of": "June 2025"}),
    ("not_in_table", {"words": "“new”"}, "June", {"words": "“new”"}),
])
def test_times_are_told_in_full(reason: str, detail: dict[str, str], text: str | None, fields: dict[str, str]) -> None:
    period = Period(start=date(2025, 6, 1), end=date(2025, 6, 30), granularity=Granularity.MONTH, text=text)
    one = claim("c", "7", period=period)
    assert fields_of(one, NoMatch(reason=reason, detail=detail), shelf()) == fields
    near = NoMatch(reason=reason, detail=detail, nearest=(Contender(dataset="jobs"),))
    assert fields_of(one, near, shelf()) == {**fields, "table": "the table “Jobs by month”"}
