"""How a match was chosen, in the words of the library: what is told beside it, and what settled its place and time."""

from __future__ import annotations

from datetime import date

import pytest

from claims.model import Basis, Claim, Granularity, Period
from factcheck.matching.model import Contender, Feature, Match, NoMatch, Reading
from factcheck.queries.algebra import Change, CountWhere, Difference, Query, Rank, Value
from factcheck.verification.article import verify_claims
from factcheck.verification.model import Finding, MatchExplanation
from factcheck.verification.policy import Policy
from tests.verification.making import claim, country, state
from tests.verification.shelf import EARLY, LATE, month, permits, shelf

POLICY = Policy.default()
PUBLISHED = date(2025, 9, 16)
SEPTEMBER = Period(start=date(2025, 9, 1), end=date(2025, 9, 30), granularity=Granularity.MONTH, text="in September")


def finding(one: Claim, match: Match | NoMatch, *, published: date | None = PUBLISHED) -> Finding:
    return verify_claims([one], {one.id: match}, shelf(), POLICY, published=published).findings[0]


def explained(one: Claim, match: Match | NoMatch, *, published: date | None = PUBLISHED) -> MatchExplanation:
    found = finding(one, match, published=published).match
    assert found is not None
    return found


def reading(query: Query, score: float = 1.0, behind: str = "") -> Reading:
    features = (Feature(name="measure_words", value=score, weight=1.0, detail="“operators”"),)
    return Reading(query=query, score=score, features=features, behind=behind)


NOW, HERE = Value(of=permits()), Value(of=permits(state="Ohio"))

SETTLED = [
    ("whole", NOW, {}, [("place", "United States", "whole"), ("time", "15 September 2025", "known")]),
    ("country", NOW, {"places": country("United States")},
     [("place", "United States", "stated"), ("time", "15 September 2025", "known")]),
    ("state", HERE, {"places": state("Ohio")}, [("place", "Ohio", "stated"), ("time", "15 September 2025", "known")]),
    ("from around", HERE, {}, [("place", "Ohio", "context"), ("time", "15 September 2025", "known")]),
    ("period", NOW, {"period": SEPTEMBER, "sentence": "There were 200 in September."},
     [("place", "United States", "whole"), ("time", "15 September 2025", "stated")]),
    ("period from around", NOW, {"period": SEPTEMBER},
     [("place", "United States", "whole"), ("time", "15 September 2025", "context")]),
    ("month named", Value(of=month("2025-08")), {"sentence": "It was 5.3% in August."},
     [("time", "August 2025", "stated")]),
    ("newest known", Value(of=month("2025-08")), {}, [("time", "August 2025", "known")]),
    ("category", Value(of=permits("permits", type="full")), {},
     [("place", "United States", "whole"), ("time", "15 September 2025", "known"), ("type", "full", "read")]),
    ("members", CountWhere(of=permits(), over="state", threshold=1), {},  # type: ignore[arg-type]
     [("time", "15 September 2025", "known")]),
    ("rank", Rank(of=permits(), over="state", member="Utah"), {"places": state("Utah")},
     [("place", "Utah", "stated"), ("time", "15 September 2025", "known")]),
    ("change", Change(start=permits(as_of=EARLY), end=permits(), basis=Basis.ABSOLUTE), {},
     [("place", "United States", "whole"), ("time", "15 December 2024 to 15 September 2025", "until")]),
    ("change between two times", Change(start=permits(as_of=EARLY), end=permits(), basis=Basis.ABSOLUTE),
     {"sentence": "From Dec. 15, 2024, to Sept. 15, 2025, there were 188 more."},
     [("place", "United States", "whole"), ("time", "15 December 2024 to 15 September 2025", "stated")]),
    ("change of a time from around", Change(start=permits(as_of=EARLY), end=permits(), basis=Basis.ABSOLUTE),
     {"period": SEPTEMBER, "sentence": "In September there were 188 more."},
     [("place", "United States", "whole"), ("time", "15 December 2024 to 15 September 2025", "context")]),
    ("another day is named", NOW, {"sentence": "COLUMBUS (Sept. 16, 2025) - There were 200."},
     [("place", "United States", "whole"), ("time", "15 September 2025", "known")]),
    ("the day is named", NOW, {"sentence": "There were 200 on Sept. 15."},
     [("place", "United States", "whole"), ("time", "15 September 2025", "stated")]),
    ("both sides", Difference(left=permits("permits", type="full"), right=permits("permits", type="limited")), {},
     [("place", "United States", "whole"), ("time", "15 September 2025", "known"), ("type", "full", "read"),
      ("type", "limited", "read")]),
    ("word that only begins like a month", Value(of=month("2025-08")), {"sentence": "It was augmented to 5.3%."},
     [("time", "August 2025", "known")]),
]


@pytest.mark.parametrize(("query", "options", "expected"), [row[1:] for row in SETTLED],
                         ids=[row[0] for row in SETTLED])
def test_what_settled_a_query(
    query: Query, options: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    found = explained(claim("a", "200", **options), Match(reading=reading(query)))
    assert [(one.what, one.value, one.how) for one in found.settled] == expected


def test_a_time_is_of_the_story_or_the_newest_there_is() -> None:
    one = claim("a", "200")
    lent = explained(one, Match(reading=reading(NOW), lent=True)).settled[-1]
    undated = explained(one, Match(reading=reading(NOW)), published=None).settled[-1]
    assert (lent.how, undated.how) == ("lent", "newest")


def test_the_next_best_is_what_scored_most_of_the_rest() -> None:
    found = explained(claim("a", "200"), Match(
        reading=reading(NOW, 5), admissible=(reading(HERE, 3, "also_meant"),),
        rejected=(reading(Value(of=permits("permits")), 4, "lower_score"), reading(HERE, 2, "lower_score"))))
    assert found.chosen is not None and found.next_best is not None
    assert (found.chosen.score, found.chosen.query) == (5, "number of operators with a permit on 15 September 2025")
    assert (found.next_best.score, found.next_best.behind) == (4, "lower_score")
    assert found.next_best.query == "number of permits on 15 September 2025"
    assert [feature.contribution for feature in found.next_best.features] == [4]


def test_the_sense_in_which_the_figure_holds_is_told_before_others() -> None:
    both = Match(reading=reading(NOW, 5), admissible=(reading(HERE, 3, "also_meant"),),
                 rejected=(reading(Value(of=permits("permits")), 4, "lower_score"),))
    found = finding(claim("a", "60"), both)
    assert found.reason == "admissible_reading" and found.match is not None
    assert found.match.next_best is not None
    assert (found.match.next_best.behind, found.match.next_best.score) == ("holds", 3)


def test_what_was_ruled_out_is_the_next_best_where_nothing_else_was_weighed() -> None:
    other = Contender(dataset="jobs", measure="rate", words="operators", behind="not_in_table", detail="“Ohio”")
    found = explained(claim("a", "200"), Match(reading=reading(NOW), refused=(other,))).next_best
    assert found is not None
    assert (found.title, found.query, found.score, found.behind, found.detail) == (
        "Jobs by month", "unemployment rate", None, "not_in_table", "“Ohio”")


def test_tables_that_were_weighed_before_they_were_read() -> None:
    tables = tuple(Contender(dataset=name, score=score, features=(Feature(name="table_word", value=score, weight=1),))
                   for name, score in (("permits", 3.0), ("jobs", 1.0)))
    read = Feature(name="sentence_read", value=0.75, weight=1.0, detail="all but “soon”")
    taken = Reading(query=NOW, score=0.75, features=(read,))
    found = explained(claim("a", "200"), Match(reading=taken, weighed=tables))
    assert found.settled[-1].value == "75% of its words were read, all but “soon”"
    assert found.chosen is not None and found.next_best is not None
    assert (found.chosen.title, found.chosen.score) == ("Permits and who holds them", 3)
    assert (found.next_best.title, found.next_best.score, found.next_best.behind) == ("Jobs by month", 1, "lower_score")


def test_what_came_nearest_where_nothing_was_matched() -> None:
    ruled_out = Contender(dataset="permits", measure="operators", words="operators", behind="not_spoken_of")
    nearest = explained(claim("a", "200"), NoMatch(reason="no_reference", nearest=(ruled_out,))).nearest
    low = explained(claim("a", "200"), NoMatch(reason="no_reference", rejected=(reading(NOW),), needed=3.2)).nearest
    two = explained(claim("a", "200"), NoMatch(
        reason="ambiguous", detail={"readings": "this or that"},
        rejected=(reading(NOW), reading(HERE, 0.9, "lower_score"))))
    assert nearest is not None and low is not None and two.nearest is not None and two.next_best is not None
    assert (nearest.behind, nearest.score) == ("not_spoken_of", None)
    assert (low.behind, low.detail, low.score) == ("no_reference", "3.20", 1)
    assert (two.nearest.behind, two.nearest.detail, two.next_best.behind) == (
        "ambiguous", "this or that", "lower_score")
    assert finding(claim("a", "200"), NoMatch(reason="no_reference")).match is None


def test_the_tables_of_the_day_are_those_of_the_reference() -> None:
    assert LATE == "2025-09-15"
    found = finding(claim("a", "200"), Match(reading=reading(NOW)))
    assert found.reference is not None and found.match is not None and found.match.chosen is not None
    assert (found.reference.query, found.reference.score) == (found.match.chosen.query, found.match.chosen.score)
    assert found.reference.features == found.match.chosen.features
