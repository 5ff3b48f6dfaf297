"""What a match says of itself: features that add up to its score, and the order of readings that they make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import read
from claims.model import Claim
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.model import Contender, Match, NoMatch, Reading
from factcheck.references.library import References
from tests.matching.making import LATE, berths, claim, counts, dataset, jobs, match, people

THINGS = Path(__file__).parent / "things"
OVER_THE_SCORE = {"older", "farther", "elsewhere", "also_meant", "other_moment"}
"""Why a reading that did not score less stands behind another one."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> References:
    """The roster, its counts and a leaflet of a fortnight before, a yacht harbor with the same words, two series."""
    root = tmp_path_factory.mktemp("shelf")
    dataset(root, "yachts", {LATE: [{"state": "Ohio", "yacht": "a"}]}, topic=("yacht",),
            time={"kind": "as_of", "instant": True, "max_age_days": 45},
            measures=({"name": "slips", "title": "yacht berths", "aggregate": "count", "unit": "berth",
                       "words": ["berth"]},))
    dataset(root, "leaflet", {LATE: [{"as_of": "2025-09-01", "berths": "20"}]}, topic=("ferry", "ferries"),
            time={"kind": "period", "column": "as_of", "frequency": "irregular", "instant": True, "max_age_days": 45},
            scope="United States", precedence=30, topic_required=True,
            measures=({"name": "berths", "title": "berths", "aggregate": "value", "column": "berths", "unit": "berth",
                       "words": ["berth"], "concept": "ferry.berths"},))
    for make in (berths, counts, jobs, people):
        make(root)
    return References.open(root)


COUNTED = st.sampled_from(["berths", "operators", "facilities", "night berths", "day berths", "jobs", "residents",
                           "companies", "lifeboats", "types of berths"])
PLACES = st.sampled_from([(), ("Ohio",), ("Maine",), ("Texas",), ("United States",), ("Canada",)])
PERIODS = st.sampled_from([None, LATE, "2024-12-15", "2025-03-01", "2025-08-01..2025-08-31", "2024-07-01", "open"])
SENTENCES = st.sampled_from(["Ferries use {}.", "The harbor board lists {}.", "Yacht owners rent {}.", "There are {}.",
                             "{} were listed beside the pier.", "The census of ferries found {}."])
KINDS = st.sampled_from(["count", "count", "share", "rank"])


@st.composite
def spoken(draw: st.DrawFn) -> Claim:
    """A claim about the shelf's things, or about others."""
    counted = draw(COUNTED)
    sentence = draw(SENTENCES).format(f"7 {counted}")
    return claim(sentence, "7", counted, places=draw(PLACES), period=draw(PERIODS), kind=draw(KINDS))


def _weighed(found: Match | NoMatch) -> Iterator[Reading | Contender]:
    """Everything that was given a score."""
    if isinstance(found, Match):
        yield found.reading
        yield from (*found.admissible, *found.rejected, *found.weighed)
    else:
        yield from (*found.rejected, *(one for one in found.nearest if one.score is not None))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_claims=st.lists(spoken(), min_size=1, max_size=4))
def test_contributions_add_up_to_the_score_and_the_score_makes_the_order(
    shelf: References, given_claims: list[Claim]
) -> None:
    told = [one.model_copy(update={"id": f"x{number}"}) for number, one in enumerate(given_claims)]
    for found in match(shelf, *told):
        for one in _weighed(found):
            assert round(sum(feature.contribution for feature in one.features), 4) == pytest.approx(one.score, abs=1e-4)
        if isinstance(found, Match):
            for other in (*found.admissible, *found.rejected):
                assert other.behind
                assert other.score < found.reading.score or other.behind in {*OVER_THE_SCORE, "as_good"}
                assert other.behind != "lower_score" or other.score < found.reading.score


BEHIND = [
    ("Ferries use 7 berths.", "berths", LATE, ["farther", "older"]),
    ("Ferries use 7 facilities.", "facilities", LATE, ["also_meant"]),
]


@pytest.mark.parametrize(("sentence", "counted", "period", "expected"), BEHIND)
def test_why_the_next_best_stands_behind(
    shelf: References, sentence: str, counted: str, period: str, expected: list[str]
) -> None:
    (found,) = match(shelf, claim(sentence, "7", counted, period=period))
    assert isinstance(found, Match)
    assert [one.behind for one in (*found.admissible, *found.rejected)] == expected


NEAREST = [
    (claim("Ferries use 7 berths in Canada.", "7", "berths", places=("Canada",)), "not_in_table", "“Canada”"),
    (claim("Ferries use 7 berths.", "7", "berths", period="2025-05-01"), "too_stale", "2024-12-15"),
    (claim("The ports have 7 companies.", "7", "companies"), "not_spoken_of", ""),
]


@pytest.mark.parametrize(("told", "behind", "detail"), NEAREST, ids=[behind for _, behind, _ in NEAREST])
def test_what_came_nearest_and_what_ruled_it_out(
    roster: References, told: Claim, behind: str, detail: str
) -> None:
    (found,) = match(roster, told)
    assert isinstance(found, NoMatch)
    (nearest,) = found.nearest
    assert (nearest.dataset, nearest.behind, nearest.words) == ("berths", behind, told.counted)
    assert nearest.detail == detail


def test_what_was_ruled_out_is_told_beside_what_was_taken(shelf: References) -> None:
    (found,) = match(shelf, claim("Ferries use 7 night berths.", "7", "night berths"))
    assert isinstance(found, Match)
    (other,) = found.refused
    assert (other.behind, other.detail) == ("not_in_table", "“night”")


def test_a_score_that_is_too_low_is_told_with_the_one_that_is_needed(tmp_path: Path) -> None:
    library = References.open(berths(tmp_path, topic_required=False))
    (found,) = match(library, claim("There are 7 berths.", "7", "berths"), title="News")
    assert isinstance(found, NoMatch)
    assert found.needed == 3.2
    assert found.rejected[0].score < found.needed


FARMS = """Country,Indicator,Unit,Year,Value
Norway,Sheep on mountain farms,Heads,2020,910
Norway,Goats on mountain farms,Heads,2020,350
Norway,Wool from mountain farms,Tonnes,2020,41.5
Latvia,Sheep on farms,Heads,2020,99
"""


@pytest.mark.parametrize("sentence", [
    "Norway had 910 sheep on its mountain farms in 2020.", "In 2020 there were 350 goats on farms in Norway.",
    "Farms in Norway and the mountain made 41.5 tonnes of wool in 2020, the office of farms said.",
    "Latvia had 99 sheep in 2020.", "In 2020, 12 people in Latvia spoke of a farm.",
])
def test_series_are_weighed_by_what_they_and_the_sentence_have_of_each_other(tmp_path: Path, sentence: str) -> None:
    (tmp_path / "farms.csv").write_text(FARMS, encoding="utf-8")
    matches = match_claims(Article(text=sentence), read(sentence).claims, References.open(tmp_path)).values()
    scored = [list(_weighed(found)) for found in matches]
    assert all(scored) and scored
    for weighed in scored:
        scores = [one.score for one in weighed]
        assert scores == sorted(scores, key=lambda score: -(score or 0)), "the order is by the score"
        for one in weighed:
            assert one.score == pytest.approx(sum(feature.contribution for feature in one.features), abs=1e-4)


def test_lists_are_weighed_by_the_words_that_they_share_with_the_sentence() -> None:
    library = References.open(THINGS)
    sentence = "the grip lighthouse is 44 m high , like the new bridge"
    article = Article(text=sentence, title="lighthouses of nordmøre")
    (found,) = match_claims(article, read(sentence).claims, library).values()
    assert isinstance(found, Match)
    first, second = found.weighed
    assert (first.dataset, second.dataset) == ("lighthouses", "bridges")
    assert {feature.detail for feature in first.features} == {"“lighthouse”", "“grip”"}
    assert first.score is not None and second.score is not None and first.score > second.score
    for one in (first, second, found.reading):
        assert one.score == pytest.approx(sum(feature.contribution for feature in one.features), abs=1e-4)
