"""Matching never looks at the number: with any other number in its place, a claim means the same query.

Otherwise any number would find some query that it equals. The articles are those of the acceptance tests.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import read
from claims.model import Claim, Quantity
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.model import Match, NoMatch
from factcheck.references.library import References
from tests.acceptance.expected import ARTICLES, article

FILES = {path.stem: path for path in ARTICLES}
LIBRARY = References.open()


@cache
def _given(name: str) -> tuple[Article, tuple[Claim, ...]]:
    file = article(FILES[name])
    found = read(file.text, published=file.published).claims
    return Article(text=file.text, title=file.title, published=file.published), found


@cache
def _matched(name: str) -> dict[str, Match | NoMatch]:
    paper, claims = _given(name)
    return match_claims(paper, claims, LIBRARY)


def _number(random: Random) -> Decimal:
    return Decimal(random.randrange(1, 10 ** random.randrange(1, 10))) / random.choice((1, 1, 10, 100))


def _quantity(quantity: Quantity, random: Random) -> Quantity:
    low, high = sorted((_number(random), _number(random)))
    if quantity.low == quantity.high:
        high = low
    precision = random.choice((Decimal("0.1"), Decimal(1), Decimal(1000)))
    return quantity.model_copy(update={"low": low, "high": high, "precision": precision})


def _with_other_numbers(claim: Claim, random: Random) -> Claim:
    """The claim with every number exchanged, all its words, units and bounds kept."""
    change = claim.change
    if change is not None:
        stated = {name for name in ("from_", "to", "by") if getattr(change, name) is not None}
        change = change.model_copy(update={name: _number(random) for name in sorted(stated)})
    whole = claim.whole_quantity
    return claim.model_copy(update={
        "quantity": _quantity(claim.quantity, random), "change": change,
        "whole_quantity": _quantity(whole, random) if whole is not None else None})


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_other_number_finds_the_same_query(name: str, random: Random) -> None:
    paper, claims = _given(name)
    others = [_with_other_numbers(each, random) for each in claims]
    found = match_claims(paper, others, LIBRARY)
    for each in claims:
        assert found[each.id] == _matched(name)[each.id], each.figure


def test_the_articles_have_what_this_is_about() -> None:
    """Enough matches of every kind, so that the property says something."""
    found = [match for name in FILES for match in _matched(name).values()]
    ops = [match.reading.query.op for match in found if isinstance(match, Match)]
    assert len(ops) > 150
    assert {"value", "share", "change", "rank", "count_where"} <= set(ops)


def test_numbers_are_exchanged() -> None:
    _, claims = _given(next(iter(FILES)))
    others = [_with_other_numbers(each, Random(3)) for each in claims]
    for before, after in zip(claims, others, strict=True):
        assert before.quantity != after.quantity
        assert before.quantity.unit == after.quantity.unit
