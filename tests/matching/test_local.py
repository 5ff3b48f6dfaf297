"""Counties, cities and agencies: each is looked up in its own state, and two of one name are never added up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from claims import read
from claims.model import plain_decimal
from claims.vocabulary.localities import is_local_body, parts, sort_of_header
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.model import NoMatch
from factcheck.queries.evaluation import evaluate
from factcheck.queries.words import in_words
from factcheck.references.library import References

TABLES = Path(__file__).parent / "local"
CASES = [line.split("\t") for line in (Path(__file__).parent / "cases" / "local.tsv").read_text().splitlines()
         if not line.startswith("#")]


@cache
def library(name: str) -> References:
    return References.open(TABLES / f"{name}.csv")


@pytest.mark.parametrize(("table", "sentence", "figure", "expected"), CASES)
def test_a_place_is_looked_up_in_its_own_state(table: str, sentence: str, figure: str, expected: str) -> None:
    refs = library(table)
    found = match_claims(Article(text=sentence, title=None), claims := read(sentence).claims, refs)
    match = found[next(claim.id for claim in claims if claim.figure == figure)]
    if isinstance(match, NoMatch):
        assert match.reason == expected
        return
    answer = evaluate(match.reading.query, refs)
    assert answer.kind == "result"
    assert f"{in_words(match.reading.query, refs)} = {plain_decimal(answer.value)}" == expected


@pytest.mark.parametrize(("name", "expected"), [
    ("Jefferson Co.", ("Jefferson", "county")), ("Orleans Parish", ("Orleans", "parish")),
    ("St. Louis city", ("St. Louis", "city")), ("Iowa City", ("Iowa City", "")), ("County", ("County", "")),
])
def test_the_word_that_says_what_a_place_is(name: str, expected: tuple[str, str]) -> None:
    assert parts(name) == expected


def test_what_headers_and_names_say() -> None:
    assert [sort_of_header(header.split()) for header in ("County name", "Home city", "County or city", "Owner")] == [
        "county", "city", "", ""]
    assert is_local_body("Lake County Sheriff's Office") and not is_local_body("Ford Motor Company")
