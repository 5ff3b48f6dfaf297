"""Every day of which the built-in counts of agreements tell: a claim about it, or printed soon after, gets that day."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache

import pytest

from factcheck.matching.model import Match
from factcheck.queries.algebra import selections
from factcheck.queries.evaluation import evaluate
from factcheck.references.library import References
from factcheck.references.locations import builtin
from tests.matching.making import claim, match

COUNTS = "ice-287g-counts"


@cache
def library() -> References:
    return References.open(builtin() / COUNTS)


@cache
def agreements() -> dict[date, int]:
    """The national number of each day, read from the file without any code of ours."""
    [snapshot] = library().dataset(COUNTS).snapshots
    with snapshot.path.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["as_of"]): int(row["agreements"]) for row in csv.DictReader(file)
                if (row["place"], row["support_type"], row["agency_type"]) == ("United States", "All models",
                                                                               "All types")}


def read(*, period: str | None, published: date) -> str:
    """The day and the number that a claim is held against, or why it is held against none."""
    sentence = "ICE had 7 active 287(g) agreements."
    (found,) = match(library(), claim(sentence, "7", "agreements", period=period), published=published)
    if not isinstance(found, Match):
        return found.reason
    answer = evaluate(found.reading.query, library())
    assert answer.kind == "result"
    return f"{selections(found.reading.query)[0].period} {answer.value}"


def test_there_are_as_many_days_as_the_rosters_tell_of() -> None:
    assert len(agreements()) == 105


@pytest.mark.parametrize("at", range(105))
def test_each_day_gets_its_own_number(at: int) -> None:
    days = sorted(agreements())
    day, newest = days[at], days[-1]
    after = days[at + 1] if at + 1 < len(days) else None
    own = f"{day} {agreements()[day]}"
    assert read(period=str(day), published=newest) == own, "as of the day that the claim speaks of"
    assert read(period=None, published=day) == own, "as known on the day of publication"
    last = min(day + timedelta(days=45), after - timedelta(days=1) if after else date.max)
    assert read(period=None, published=last) == own, "until the next roster, or until it is too old"
    if after is None or after > day + timedelta(days=46):
        assert read(period=None, published=day + timedelta(days=46)) == "too_stale"


def test_before_the_first_day_nothing_was_known() -> None:
    before = min(agreements()) - timedelta(days=1)
    assert read(period=None, published=before) == "out_of_coverage"
    assert read(period=str(before), published=max(agreements())) == "out_of_coverage"
