"""Sentences about lists of things: which rows they pick out, what they ask of them, and when nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import read
from claims.model import Claim, plain_decimal
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.bare.text import cell_words, words
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.evaluation import evaluate
from factcheck.queries.words import in_words
from factcheck.references.library import References
from factcheck.verification.judging import judge
from factcheck.verification.policy import Policy

TABLES = Path(__file__).parent / "things"
CASES = Path(__file__).parent / "cases" / "bare_things.tsv"
TITLES = {"lighthouses": "lighthouses of nordmøre", "bridges": "bridges of the west country",
          "chess": "2011 varna chess match", "ships": "ships of the northern line", "flights": "flights by city"}


def cases() -> list[tuple[str, str, str, str]]:
    """Table, sentence, figure, and what it is read as: "query = value", or the reason why it is not."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


@cache
def library(name: str) -> References:
    return References.open(TABLES / f"{name}.csv")


@cache
def everything() -> References:
    return References.open(TABLES)


@cache
def claims_of(sentence: str) -> tuple[Claim, ...]:
    return read(sentence).claims


def matched(sentence: str, title: str, refs: References) -> Mapping[str, Match | NoMatch]:
    return match_claims(Article(text=sentence, title=title), claims_of(sentence), refs)


def told(found: Match | NoMatch, refs: References) -> str:
    if isinstance(found, NoMatch):
        return found.reason
    answer = evaluate(found.reading.query, refs)
    value = plain_decimal(round(answer.value, 2)) if answer.kind == "result" else answer.reason
    return f"{in_words(found.reading.query, refs)} = {value}"


def figure(sentence: str, text: str) -> Claim:
    return next(claim for claim in claims_of(sentence) if claim.figure == text)


@pytest.mark.parametrize(("table", "sentence", "text", "expected"), cases())
def test_a_sentence_is_read(table: str, sentence: str, text: str, expected: str) -> None:
    refs = library(table)
    found = matched(sentence, TITLES[table], refs)
    assert told(found[figure(sentence, text).id], refs) == expected


@pytest.mark.parametrize(("table", "sentence", "text", "expected"), [case for case in cases() if "=" in case[3]])
def test_of_several_lists_it_chooses_its_own_or_none(table: str, sentence: str, text: str, expected: str) -> None:
    refs = everything()
    found = matched(sentence, TITLES[table], refs)[figure(sentence, text).id]
    assert told(found, refs) in (expected, "ambiguous", "no_reference", "not_in_table")


def test_several_lists_are_told_apart() -> None:
    refs = everything()
    read_ = [told(matched(sentence, TITLES[table], refs)[figure(sentence, text).id], refs) == expected
             for table, sentence, text, expected in cases() if "=" in expected]
    assert sum(read_) >= 0.8 * len(read_)


@pytest.mark.parametrize(("table", "sentence", "text", "expected"), cases())
@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_other_number_finds_the_same_query(table: str, sentence: str, text: str, expected: str,
                                               random: Random) -> None:
    refs, title = library(table), TITLES[table]
    others = []
    for claim in claims_of(sentence):
        number = Decimal(random.randrange(1, 10 ** random.randrange(1, 7))) / random.choice((1, 10))
        quantity = claim.quantity.model_copy(update={"low": number, "high": number})
        others.append(claim.model_copy(update={"quantity": quantity}))
    assert match_claims(Article(text=sentence, title=title), others, refs) == matched(sentence, title, refs)


@pytest.mark.parametrize(("sentence", "text", "verdict"), [
    ("three of the lighthouses were kept by kari nes .", "three of the lighthouses", "pass"),
    ("four of the lighthouses were kept by kari nes .", "four of the lighthouses", "fail"),
    ("at least two lighthouses were kept by kari nes .", "at least two lighthouses", "pass"),
    ("more than three lighthouses were kept by kari nes .", "more than three lighthouses", "fail"),
    ("tyrhaug was first lit 41 years before skarvøy light .", "41 years", "pass"),
    ("tyrhaug was first lit 41 years after skarvøy light .", "41 years", "fail"),
    ("olav berg was the keeper two times .", "two times", "pass"),
    ("three of the lighthouses were not painted .", "three of the lighthouses", "unverifiable"),
])
def test_a_claim_is_judged(sentence: str, text: str, verdict: str) -> None:
    refs, claim = library("lighthouses"), figure(sentence, text)
    found = matched(sentence, TITLES["lighthouses"], refs)[claim.id]
    finding = judge(claim, found, refs, Policy.default())
    assert finding.verdict == verdict, finding.message
    assert "1900" not in finding.message


@pytest.mark.parametrize(("text", "expected"), [
    ("Men 's 1,234th", "man 1234"), ("1,310 - 0.50", "1310 0.5"), ("Ålesund, O'Hara's", "alesund o'hara"),
    ("oak , elm", "oak elm"), ("12th-century", "12 century"), ("4x4s", "4x4s"),
    ("$7,500", "$ 7500"), (".35%", "0.35 %")])
def test_words_are_told_alike(text: str, expected: str) -> None:
    assert " ".join(word.stem for word in words(text)) == expected


def test_days_are_told_as_in_a_sentence() -> None:
    assert [word.stem for word in cell_words("2019-05-04")] == ["4", "may", "2019"]
