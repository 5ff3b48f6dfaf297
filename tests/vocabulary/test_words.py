from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.vocabulary.words import PhraseIndex, content_words, stem, tokens

STEMS = [line.split("\t") for line in (Path(__file__).parent / "words.tsv").read_text("utf-8").splitlines()
         if not line.startswith("# ")]


@pytest.mark.parametrize(("word", "expected"), STEMS, ids=lambda text: text)
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("About 1,000 agencies in the U.S. have 287(g) agreements", ("agency", "united states", "287(g)", "agreement")),
    ("it told us of US and U.S. troops", ("tell", "united states", "united states", "troop")),
    ("The sheriffs’ offices don't have three", ("sheriff", "office")),
    ("4.3% of at-large arrests", ("large", "arrest")),
    ("", ()),
])
def test_content_words(text: str, expected: tuple[str, ...]) -> None:
    assert content_words(text) == expected


def test_tokens_keep_names_of_laws_and_numbers_whole() -> None:
    assert [token.text for token in tokens("287(g), U.S. and 1,234.5 in the United States' A&M task-force")] == [
        "287(g)", "U.S.", "and", "1,234.5", "in", "the", "United States", "A&M", "task", "force"]


def test_the_longest_phrase_wins_and_inflection_does_not_matter() -> None:
    index = PhraseIndex({"task force model": "long", "model": "short", "unemployment rate": "rate"})
    found = index.find("Two Task-Force Models, one model; unemployment rates")
    assert [(hit.text, hit.payload) for hit in found] == [
        ("Task-Force Models", "long"), ("model", "short"), ("unemployment rates", "rate")]


def test_phrases_do_not_cross_sentences_or_parts_of_words() -> None:
    assert PhraseIndex({"unemployment rate": 1}).find("high unemployment. Rate it") == ()
    assert PhraseIndex({"model": 1}).find("remodelling a supermodel") == ()


def test_two_phrases_with_the_same_stems_are_both_found() -> None:
    index = PhraseIndex([("agency", 1), ("agencies", 2)])
    assert [hit.payload for hit in index.find("831 agencies")] == [1, 2]


@given(st.text())
def test_offsets_and_repeated_stemming(text: str) -> None:
    for token in tokens(text):
        assert text[token.start:token.end] == token.text
        assert token.stem
    for hit in PhraseIndex({"a b": 1, "a": 2, "united states": 3}).find(text):
        assert text[hit.start:hit.end] == hit.text
    content_words(text)


@pytest.mark.parametrize("unit", ["a", "a.", "1,", "a'", "A&", "1(a)", "United ", "a "])
def test_long_texts_take_linear_time(unit: str) -> None:
    began = time.process_time()
    PhraseIndex({"a a a a b": 1}).find(unit * (200_000 // len(unit)))
    content_words(unit * (200_000 // len(unit)))
    assert time.process_time() - began < 20  # quadratic time would need hours


@pytest.mark.parametrize(("text", "found"), [
    ("George W. Bush won", ["George W. Bush"]), ("George W Bush won", ["George W Bush"]),
    ("They met George W. Bush won", ["George W. Bush"]), ("by plan b. Task force", []),
    ("George. W. Bush", []),
])
def test_the_point_of_an_initial_ends_no_phrase(text: str, found: list[str]) -> None:
    assert [hit.text for hit in PhraseIndex({"george w. bush": 1, "plan b task": 2}).find(text)] == found
