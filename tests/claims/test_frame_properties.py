"""What holds for the extraction of any text: assembled from fragments of news, broken lines and noise."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import extract, extract_many, read, read_many
from claims.model import Extraction, Kind, Rank
from claims.vocabulary import numbers

FRAGMENTS = [
    "Florida has 325 agreements.", "Texas has another 171.", "That is up from 135.", "An increase of more than 600%.",
    "Nearly half of the 1,000 permits are new.", "More than 30 towns have at least one clinic.",
    "Texas ranks second.", "“We lost 14 of our 90 wells,” Lee said.", "In August, sales rose 6.5% to $1.2 million.",
    "The 287(g) program began on Oct. 1, 2019.", "Call 555-0143.", "He was the one who left.",
    "Between 40 and 60 came.",
    "Ohio has 12 teams, Iowa 14 teams and Utah nine.", "It doubled.", "Two-thirds of voters agreed.", "Will 12 come?",
    "No figure here.", "\n", "\n\n", "\r\n", "\u2028", "\t", "  ", "1. First", "- 20%", "(16 km)", "12,345,678",
    "$", "%",
    "— 3 —", "é 7 ü", "😀 8 dogs", "３ dogs", "5\u00a0percent", "half a million", "dozens", "No. 1", "©2025", "\"",
    "Under 5s", "A boy of 5",
    "1e6", "1..2", "B2B", "9" * 41, "12" * 15, "1.234.567,89", "5/0", "10^9", "¾", "x²", "covid-19", "4-2-3-1",
    "٣ dogs",
    "the most since 2019", "10", "and", "or", "to", "of", ",", ";", ":", "1.", "of 12,", "up", "from",
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=9).map(" ".join)
DAYS = st.sampled_from([None, date(2025, 9, 17), date(2024, 2, 29)])

moderate = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def _read(text: str, published: date | None) -> Extraction:
    return read(text, published=published)


@moderate
@given(TEXTS, DAYS)
def test_offsets_are_of_the_text(text: str, published: date | None) -> None:
    extraction = _read(text, published)
    for claim in extraction.claims:
        assert text[claim.start : claim.end] == claim.figure != ""
        sentence = claim.sentence
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start <= claim.start < claim.end <= sentence.end
    for other in extraction.not_claims:
        assert text[other.start : other.end] == other.figure != ""


@moderate
@given(TEXTS, DAYS)
def test_every_number_lies_in_exactly_one_of_the_lists(text: str, published: date | None) -> None:

    extraction = _read(text, published)
    for line_start, line in _lines(text):
        for mention in numbers.find(line):
            start, end = line_start + mention.start, line_start + mention.end
            claims = [c for c in extraction.claims if c.start < end and start < c.end]
            others = [n for n in extraction.not_claims if n.start < end and start < n.end]
            in_rank = any(c.rank for c in claims)
            assert len(claims) == 1 if in_rank else len(claims) + len(others) == 1, (text, mention, claims, others)


@moderate
@given(TEXTS, DAYS)
def test_no_digit_is_passed_over_or_told_twice(text: str, published: date | None) -> None:
    extraction = _read(text, published)
    for at in (at for at, character in enumerate(text) if character.isdecimal()):
        claimed = [c for c in extraction.claims if c.start <= at < c.end]
        apart = [n for n in extraction.not_claims if n.start <= at < n.end]
        assert bool(claimed) != bool(apart), (text, at, claimed, apart)
        assert len(apart) <= 1


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append((start, line.rstrip("\r\n\u2028")))
        start += len(line)
    return found


@moderate
@given(TEXTS, DAYS)
def test_ids_and_links_hold_together(text: str, published: date | None) -> None:
    claims = _read(text, published).claims
    assert [c.id for c in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    assert all(a.start <= b.start for a, b in pairwise(claims))
    assert all(a.start <= b.start for a, b in pairwise(_read(text, published).not_claims))
    known = {c.id: c for c in claims}
    for claim in claims:
        for link in (claim.antecedent, claim.start_claim, claim.end_claim):
            assert link is None or (link in known and link != claim.id)
        if claim.inherited:
            assert claim.antecedent is not None
            assert claim.head == known[claim.antecedent].head


@moderate
@given(TEXTS, DAYS)
def test_kinds_carry_what_they_are_made_of(text: str, published: date | None) -> None:
    for claim in _read(text, published).claims:
        assert claim.quantity.low <= claim.quantity.high
        assert (claim.kind is Kind.RANK) == isinstance(claim.rank, Rank)
        if claim.kind is Kind.CHANGE:
            assert claim.change is not None
        if claim.change is not None and claim.change.by is not None:
            assert claim.change.basis is not None and claim.change.by >= 0
        if claim.whole_quantity is not None:
            assert claim.whole_quantity.low <= claim.whole_quantity.high


@moderate
@given(TEXTS, DAYS)
def test_json_and_back_without_loss(text: str, published: date | None) -> None:
    extraction = _read(text, published)
    assert Extraction.model_validate_json(extraction.model_dump_json(by_alias=True)) == extraction


@settings(max_examples=25, deadline=None)
@given(TEXTS, DAYS)
def test_reading_twice_gives_the_same(text: str, published: date | None) -> None:
    assert read(text, published=published) == _read(text, published)
    assert list(_read(text, published).claims) == extract(text, published=published)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(TEXTS, DAYS), max_size=4))
def test_a_stream_gives_what_single_texts_give(texts: list[tuple[str, date | None]]) -> None:
    expected = [_read(*each) for each in texts]
    assert list(read_many(texts)) == expected
    assert [tuple(found) for found in extract_many(texts)] == [e.claims for e in expected]


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.sampled_from(["\n", "\n\n", "No figure here.\n", "é😀\n"]))
def test_what_stands_before_only_moves_the_offsets(text: str, lead: str) -> None:
    """A line with no figure, place or time before the text changes nothing in it."""
    before, after = _read(text, None), _read(lead + text, None)
    shift = len(lead)
    assert [(c.figure, c.start + shift, c.kind, c.head) for c in before.claims] == [
        (c.figure, c.start, c.kind, c.head) for c in after.claims]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "No figure here.", "\u2028\x0b\x0c", "é😀"])
def test_a_text_without_numbers_has_no_claims(text: str) -> None:
    assert read(text) == Extraction()
