"""How the match of a claim was chosen, in words: what each code says, and what adds up to what."""

from __future__ import annotations

import re

import pytest

from factcheck.checking.model import CheckedClaim
from factcheck.reports.match_words import signed, told
from factcheck.verification.model import MatchExplanation, Settled
from tests.reports import samples

CLAIM = samples.report().claims[0]
QUERY = "number of libraries that lend tools in Ohio on 1 March 2025"


def _with(match: MatchExplanation | None) -> CheckedClaim:
    return CLAIM.model_copy(update={"match": match})


def test_both_candidates_add_up_to_their_scores() -> None:
    found = told(_with(samples.matched(QUERY)))
    assert found is not None
    assert round(sum(row.chosen for row in found.rows), 2) == found.score == 3.8
    assert round(sum(row.other or 0 for row in found.rows), 2) == found.other_score == 2.4


def test_what_says_the_same_of_both_is_said_once() -> None:
    found = told(_with(samples.matched(QUERY)))
    assert found is not None
    assert [(row.detail, row.other_detail) for row in found.rows] == [
        ("“libraries” = libraries that lend tools", "“libraries” = branches"),
        ("“lend” in its clause", "“libraries” in its sentence"), ("no", ""),
        ("100% of the figures that were matched", "nothing else was matched to it"), ("3 days", "")]
    assert [row.idle for row in found.rows] == [False, False, True, False, False]


def test_the_lead_is_told_by_the_feature_that_made_most_of_it() -> None:
    found = told(_with(samples.matched(QUERY)))
    assert found is not None
    assert found.behind == "It scores 1.40 less, most of that for: what the article is about."


BEHIND = [
    ("not_in_table", "“lamps”", "Ruled out: it cannot express “lamps”."),
    ("not_in_table", "", "Ruled out: it cannot express what is said."),
    ("too_stale", "2020-01-01", "Ruled out: its nearest value is of 2020-01-01, which is too old."),
    ("not_spoken_of", "", "Ruled out: nothing beside the figure says that it is of this."),
    ("names_no_place", "", "Ruled out: it is told by place, and the text names none."),
    ("no_reference", "3.20", "Not taken: a match needs a score of 3.20."),
    ("unresolved_time", " (“then”)", "Ruled out: it is not clear which time is meant (“then”)."),
    ("some_new_code", "x", ""),
]


@pytest.mark.parametrize(("code", "detail", "expected"), BEHIND)
def test_what_ruled_out_the_nearest(code: str, detail: str, expected: str) -> None:
    found = told(_with(samples.nearest(code, detail)))
    assert found is not None
    assert (found.matched, found.score, found.refused) == (False, None, expected)


def test_the_nearest_has_the_words_that_named_it() -> None:
    found = told(_with(samples.nearest("not_spoken_of", "")))
    assert found is not None
    assert found.first == "lights, by the words “lamps” (Lending Libraries of Ohio)"


def test_a_report_that_was_kept_tells_what_was_weighed_for_the_one_taken() -> None:
    found = told(_with(None))
    assert found is not None
    assert (found.score, found.other, [row.chosen for row in found.rows]) == (2.5, "", [1.5])
    assert told(_with(None).model_copy(update={"reference": None})) is None


SETTLED = [
    ("stated", "Ohio, as the text says"),
    ("whole", "Ohio as a whole, since no place is named"),
    ("known", "Ohio, since no time is named and this was known on 4 March 2025"),
    ("some_new_code", "Ohio"),
]


@pytest.mark.parametrize(("how", "expected"), SETTLED)
def test_what_settled_it(how: str, expected: str) -> None:
    match = samples.matched(QUERY).model_copy(update={
        "settled": (Settled(what="place", value="Ohio", how=how, on="4 March 2025"),)})
    found = told(_with(match))
    assert found is not None
    assert found.settled == (("place", expected),)


@pytest.mark.parametrize(("value", "expected"), [(0.854, "+0.85"), (-0.3, "\u22120.30"), (0, "0.00"), (-0.001, "0.00")])
def test_signs(value: float, expected: str) -> None:
    assert signed(value) == expected
    assert re.fullmatch(r"[+\u2212]?\d\.\d\d", signed(value))
