"""What a library adds to a card: the series, the ranking, the releases; and how they are drawn."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.model import Basis, Change, Direction, Kind
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.queries.algebra import Change as ChangeQuery
from factcheck.queries.algebra import CountWhere, Extreme, Query, Rank, Share, Value
from factcheck.references.library import References
from factcheck.reports import html
from factcheck.reports.exhibits import AFTER, MOST_POINTS, Exhibits, Trend, exhibits
from factcheck.reports.trend_chart import BOTTOM, described, trend_chart
from tests.reports import library
from tests.reports.html_samples import claim
from tests.reports.library import MONTHS, STATES, desks, rate, reference

TEXT = "The rate was 4.6 percent. There are 100 desks."


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> References:
    return library.library(tmp_path_factory.mktemp("shelf"))


def held(query: Query, shelf: References, number: str = "4.6", **more: Any) -> CheckedClaim:
    options = {"unit": "percent", "kind": Kind.SHARE} | more
    one = claim(TEXT, "c1", "4.6 percent", "fail", "value_differs", "Not so.", low=number,
                reference=reference(query, shelf), **options)
    return one.model_copy(update={"quantity": one.quantity.model_copy(update={"precision": Decimal("0.1")})})


def shown(query: Query, shelf: References, number: str = "4.6", **more: Any) -> Exhibits:
    found = exhibits(held(query, shelf, number, **more), shelf)
    assert found is not None
    return found


def test_a_series_is_shown_around_the_claimed_month(shelf: References) -> None:
    trend = shown(Value(of=rate("2025-02")), shelf).trend
    assert trend is not None and trend.title == "vacancy rate" and trend.cut
    own = MONTHS.index("2025-02")
    assert trend.points[-1].name == "August 2025" and len(trend.points) == MOST_POINTS
    assert trend.at == (MOST_POINTS - 1 - AFTER,) and trend.points[trend.at[0]].name == "February 2025"
    assert trend.points[trend.at[0]].value == Decimal(30 + own % 12) / 10
    assert trend.stated == (Decimal("4.6"), Decimal("4.6"))


def test_a_change_has_both_of_its_ends_and_what_the_article_makes_of_it(shelf: References) -> None:
    query = ChangeQuery(start=rate("2024-08"), end=rate("2025-08"), basis=Basis.PERCENT)
    trend = shown(query, shelf, "50", kind=Kind.CHANGE,
                  change=Change(direction=Direction.DOWN, basis=Basis.PERCENT)).trend
    assert trend is not None
    start, end = (trend.points[place] for place in trend.at)
    assert (start.name, end.name) == ("August 2024", "August 2025")
    assert trend.stated == (start.value / 2, start.value / 2)


def test_a_roster_is_a_series_of_its_days_and_a_state_stands_among_the_states(shelf: References) -> None:
    found = shown(Value(of=desks(state="Ohio")), shelf, "100", unit="desk", kind=Kind.COUNT)
    assert found.trend is not None and [str(one.value) for one in found.trend.points] == ["11", "22", "33"]
    assert found.trend.title == "desks: Ohio" and found.editions == ()
    assert found.standing is not None
    rows = [(row.position, row.member, str(row.value), row.own) for row in found.standing.rows]
    assert rows == [(1, "Florida", "90", False), (2, "Texas", "80", False), (3, "Georgia", "61", False),
                    (4, "Colorado", "40", False), (5, "Ohio", "33", True), (6, "Arizona", "25", False)]
    assert found.standing.among == 8 and found.standing.stated == (100, 100)


def test_a_rank_shows_the_top_its_own_row_and_the_claimed_place(shelf: References) -> None:
    query = Rank(of=desks(), over="state", member="Florida", group=tuple(library.STATES))
    found = shown(query, shelf, "7", unit=None, kind=Kind.RANK)
    assert found.trend is None and found.standing is not None and found.standing.stated is None
    assert [row.position for row in found.standing.rows] == [1, 2, 3, 4, 5, 7]


def test_a_count_of_members_shows_those_around_its_limit(shelf: References) -> None:
    query = CountWhere(of=desks(), over="state", comparison=">=", threshold=Decimal(20))
    standing = shown(query, shelf, unit="state", kind=Kind.COUNT).standing
    assert standing is not None
    assert [(row.member, row.own) for row in standing.rows] == [
        ("Florida", True), ("Texas", True), ("Georgia", True), ("Colorado", True), ("Ohio", True), ("Arizona", True),
        ("Alabama", False), ("Alaska", False)]
    assert (standing.counted, standing.limit, standing.stated) == (6, "at least 20 desks", None)
    low = shown(query.model_copy(update={"comparison": "<"}), shelf, unit="state", kind=Kind.COUNT).standing
    assert low is not None and [row.member for row in low.rows if row.own] == ["Alabama", "Alaska"]
    report = Report(sha256="0" * 64, references="1" * 64, claims=(held(query, shelf, unit="state", kind=Kind.COUNT),))
    page = html.render(report, Article(text=TEXT), shelf)
    assert "◆ marks what is counted, 6 with at least 20 desks" in page


def test_a_share_is_shown_as_its_two_amounts(shelf: References) -> None:
    query = Share(part=desks(state="Ohio"), whole=desks())
    parts = shown(query, shelf, "15").parts
    assert [(one.title, one.value) for one in parts] == [("desks: Ohio", 33), ("desks", sum(STATES.values()))]
    page = html.render(Report(sha256="0" * 64, references="1" * 64, claims=(held(query, shelf, "15"),)),
                       Article(text=TEXT), shelf)
    assert "<bdi>33 desks</bdi>" in page
    assert shown(Share(part=desks(), whole=desks()), shelf, "100").parts == ()


def test_releases_are_told_where_there_are_several(shelf: References) -> None:
    editions = shown(Value(of=rate("2025-02")), shelf).editions
    assert [(one.snapshot, one.used) for one in editions] == [("first", True), ("second", False)]
    assert editions[1].value == (editions[0].value or 0) + Decimal("0.1")


def test_what_has_no_chart_has_none(shelf: References) -> None:
    assert shown(Extreme(of=desks(), order="highest"), shelf, unit="state", kind=Kind.COUNT).standing is None


def test_of_another_library_nothing_is_shown(shelf: References, tmp_path: Path) -> None:
    one = held(Value(of=rate("2025-02")), shelf)
    other = one.reference and one.reference.model_copy(update={"asked": Value(
        of=rate("2025-02").model_copy(update={"dataset": "unknown"}))})
    assert exhibits(one.model_copy(update={"reference": other}), shelf) is None
    assert exhibits(one.model_copy(update={"reference": None}), shelf) is None


def _trend(shelf: References, number: str = "4.6") -> Trend:
    trend = shown(Value(of=rate("2025-02")), shelf, number).trend
    assert trend is not None
    return trend


@pytest.mark.parametrize("number", ["4.6", "0.1", "95", "3.1"])
def test_the_chart_stays_within_its_bounds_and_its_labels_apart(shelf: References, number: str) -> None:
    drawn = str(trend_chart(_trend(shelf, number), name="trend-1", said=f"{number}%"))
    across = [float(x) for x in re.findall(r'\bc?x[12]?="([\d.-]+)%"', drawn)]
    heights = [float(y) for y in re.findall(r'\bc?y[12]?="([\d.-]+)"', drawn)]
    assert min(across) >= 0 and max(across) <= 100
    assert min(heights) >= 0 and max(heights) <= BOTTOM + 36
    feet = [float(y) for y in re.findall(r'class="label [a-z]+"[^>]* y="([\d.-]+)"', drawn)]
    assert len(feet) == 2 and abs(feet[0] - feet[1]) >= 13
    assert drawn.count('class="course"') == MOST_POINTS - 1


def test_the_chart_tells_itself(shelf: References) -> None:
    told = described(_trend(shelf), "4.6%")
    assert told.startswith("From August 2022, 3.7%, to August 2025, 3.7%; between 3.0% and 4.1%.")
    assert told.endswith("For February 2025 the table has 3.1%; the article's figure comes to 4.6%.")


def test_the_page_shows_charts_and_the_same_as_tables(shelf: References) -> None:
    one = held(Value(of=desks(state="Ohio")), shelf, "100", unit="desk", kind=Kind.COUNT)
    two = held(Value(of=rate("2025-02")), shelf).model_copy(update={"id": "c2"})
    report = Report(sha256="0" * 64, references=shelf.sha256, claims=(one, two))
    page = html.render(report, Article(text=TEXT), shelf)
    assert page.count('<svg class="trend" role="img"') == 2
    assert page.count('<table class="standing">') == 1 and page.count("What each release says of it") == 1
    assert "(6 of 8, highest first)" in page
    assert page.count("<caption>") == 2 and "the article: 4.6%" in page
    bare = html.render(report, Article(text=TEXT))
    assert "<svg class=\"trend\"" not in bare and "standing\"" not in bare
