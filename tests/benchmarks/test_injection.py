"""True articles whose figures are made wrong: the set is what it says it is, and no altered figure passes."""

from __future__ import annotations

import sys
from collections import Counter
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from factcheck.references.library import References
from factcheck.verification.policy import Policy

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
injection: Any = import_module("injection")
written: Any = import_module("written")
cells: Any = import_module("cells")

ARTICLES = injection.load()
FIGURES = [(article, figure) for article in ARTICLES for figure in article.figures]
ALTERED = [one for article, figure in FIGURES for one in injection.alterations(article, figure)]
EACH = 12
"""One alteration in so many is judged here; ``make floors`` judges all."""


def test_the_figures_are_true_of_the_files() -> None:
    wrong = [figure.words for _, figure in FIGURES
             if not written.accepts(written.parse(figure.words), cells.value(figure.truth), Policy.default())]
    assert wrong == []
    assert len(FIGURES) >= 100


@pytest.mark.parametrize("way", injection.WAYS)
def test_each_way_is_applied(way: str) -> None:
    assert Counter(one.way for one in ALTERED)[way] >= 5


def test_an_alteration_changes_the_article_and_marks_its_figure() -> None:
    for one in ALTERED:
        assert one.text != one.article.text
        assert 0 <= one.start < one.end <= len(one.text)
        assert any(sign.isdigit() for sign in one.text[one.start:one.end])


def test_what_is_altered_is_caught() -> None:
    library = References.open()
    said = [(injection.verdict(one.text, one.article.published, one.start, one.end, library)[0], one)
            for one in ALTERED[::EACH]]
    assert [one.text for verdict, one in said if verdict == "pass"] == []
    assert sum(verdict == "fail" for verdict, _ in said) >= 0.85 * len(said)


@pytest.mark.parametrize(("words", "value", "holds"), [
    ("4.3%", "4.34", True), ("4.3%", "4.35", False), ("1,843", "1843", True), ("1,850", "1843", False),
    ("1,850", "1846", True), ("nearly 400", "387", True), ("400", "387", False), ("nearly 400", "401", False),
    ("about 1,000", "905", True), ("about 1,000", "899", False), ("more than 900", "900", False),
    ("more than 900", "9100", False), ("fewer than 900", "899", True), ("at least 5%", "5.1", True),
    ("$3.5 trillion", "3549918918778", True), ("$3.5 trillion", "3550000000000", False), ("8.1%", "-8.1", True),
])
def test_what_a_figure_accepts(words: str, value: str, holds: bool) -> None:
    assert written.accepts(written.parse(words), Decimal(value), Policy.default()) is holds


@pytest.mark.parametrize(("words", "coarser"), [
    ("4.3%", "5%"), ("1,843", "1,850"), ("$3.17", "$3.2"), ("83", "90"), ("1,600", "2,000"),
    ("3.5 million", "4 million"),
])
def test_rounded_up_by_a_place(words: str, coarser: str) -> None:
    assert str(written.rounded_up(written.parse(words))) == coarser


@pytest.mark.parametrize(("question", "value"), [
    ("value us-state-population population place=Utah&year=2024", "3503613"),
    ("rise us-state-population population place=Utah&year=2023..2024", "60391"),
    ("value us-state-population rank:population place=California&year=2024&place_kind=state", "1"),
])
def test_the_files_are_asked(question: str, value: str) -> None:
    assert cells.value(question) == Decimal(value)


def test_what_the_files_do_not_hold_is_an_error() -> None:
    with pytest.raises(LookupError):
        cells.value("value us-state-population population place=Atlantis&year=2024")
