"""Articles of many styles, true and false: what an editor would say of every figure in them, and what the product says.

The expected verdicts were given by hand and the values are asked of the reference files with pandas (``truth.py``), so
that nothing here leans on the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from claims.model import NotClaim
from factcheck import check
from factcheck.checking.model import CheckedClaim, Report
from factcheck.verification.model import Verdict
from tests.acceptance.expected import ARTICLES, ArticleFile, Expected, article
from tests.acceptance.truth import truth_of

FIGURES = [figure for path in ARTICLES for figure in article(path).figures if not figure.debatable]
NOT_CLAIMS = [figure for path in ARTICLES for figure in article(path).not_claims]
_FILES = {article(path).name: article(path) for path in ARTICLES}

NOT_READ_YET = frozenset(
    line
    for line in (Path(__file__).parent / "not_read_yet.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""Figures that are still unverifiable without need, or not found: never judged wrongly, and the list only shrinks."""

Item = TypeVar("Item", CheckedClaim, NotClaim)


def _id(value: ArticleFile | Expected) -> str:
    return f"{value.article}@{value.start}:{value.figure}" if isinstance(value, Expected) else value.name


@cache
def _report(name: str) -> Report:
    file = _FILES[name]
    return check(file.text, title=file.title, published=file.published)


def _over(items: Sequence[Item], expected: Expected) -> Item | None:
    """The item that shares most characters with the figure."""
    def shared(item: Item) -> int:
        return min(item.end, expected.end) - max(item.start, expected.start)

    best = max(items, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


@pytest.mark.parametrize("expected", FIGURES, ids=_id)
def test_verdict(expected: Expected) -> None:
    claim = _over(_report(expected.article).claims, expected)
    if _id(expected) in NOT_READ_YET:
        right = claim is not None and claim.verdict.value == expected.verdict
        assert not right, "it is judged rightly now: take it off not_read_yet.txt"
        assert claim is None or claim.verdict is Verdict.UNVERIFIABLE
        return
    if expected.verdict == "not judged":
        assert claim is None or claim.verdict is Verdict.UNVERIFIABLE
        return
    assert claim is not None, f"no claim was found at {expected.figure!r}"
    came = f"{claim.figure!r}: {claim.verdict.value}/{claim.reason}: {claim.message}"
    assert claim.verdict.value == expected.verdict, came
    if expected.reasons:
        assert claim.reason in expected.reasons, came
    if expected.truth is not None and expected.verdict != "unverifiable":
        assert claim.reference is not None, came
        value = truth_of(expected.truth)
        # A direction may stand in the query instead of the sign, and a rate may be a multiple.
        assert abs(abs(claim.reference.value) - abs(value)) <= abs(value) * Decimal("1e-9"), came


@pytest.mark.parametrize("expected", NOT_CLAIMS, ids=_id)
def test_not_a_claim(expected: Expected) -> None:
    other = _over(_report(expected.article).not_claims, expected)
    assert other is not None, f"{expected.figure!r} is not listed among the numbers that are no claims"
    assert other.reason in expected.reasons


@pytest.mark.parametrize("file", _FILES.values(), ids=_id)
def test_offsets_are_of_the_text_as_given(file: ArticleFile) -> None:
    report = _report(file.name)
    for claim in report.claims:
        assert file.text[claim.start:claim.end] == claim.figure
    for other in report.not_claims:
        assert file.text[other.start:other.end] == other.figure


@pytest.mark.parametrize("file", _FILES.values(), ids=_id)
def test_every_figure_found_is_expected(file: ArticleFile) -> None:
    """Nothing is judged that the file does not list: a stray pass or fail would go unseen."""
    listed = file.figures
    stray = [claim.figure for claim in _report(file.name).claims
             if claim.verdict.value != "unverifiable"
             and not any(claim.start < figure.end and figure.start < claim.end for figure in listed)]
    assert stray == []


@pytest.mark.parametrize("expected", [figure for figure in FIGURES if figure.truth is not None], ids=_id)
def test_the_truth_can_be_asked(expected: Expected) -> None:
    assert truth_of(str(expected.truth)).is_finite()


def test_what_is_not_read_yet_is_expected_and_little() -> None:
    assert {_id(figure) for figure in FIGURES} >= NOT_READ_YET
    assert len(NOT_READ_YET) <= 253  # forty-one articles came with what they leave unread when first read


def test_true_and_false_articles_of_many_styles() -> None:
    verdicts = [figure.verdict for figure in FIGURES]
    assert len(ARTICLES) >= 20
    assert all(verdicts.count(verdict) >= 60 for verdict in ("pass", "fail", "unverifiable"))
