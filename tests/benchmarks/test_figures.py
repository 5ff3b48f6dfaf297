"""The annotated set is what it says it is, and its score counts what it should."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from claims.model import Bound, Claim, Extraction, Kind, Modality, NotClaim, Quantity, Span

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
annotated: Any = import_module("annotated")
scores: Any = import_module("figures")

TEXTS = annotated.load()
FIGURES = [(text, figure) for text in TEXTS for figure in text.figures]
OTHERS = [(text, other) for text in TEXTS for other in text.not_claims]

PHENOMENA: list[str] = [
    "digits",
    "number_words",
    "vague",
    "suffix",
    "currency",
    "fraction",
    "percent",
    "points",
    "multiple",
    "negative",
    "range",
    "decades",
    "rate",
    "rank",
    "superlative",
    "hedge",
    "change_by",
    "change_ends",
    "change_to_by",
    "up_from",
    "multiple_change",
    "change_next",
    "coordination",
    "respectively",
    "counted",
    "left_out",
    "whole",
    "where",
    "carried_place",
    "carried_time",
    "relative_time",
    "fiscal",
    "span_time",
    "forecast",
    "abbreviation",
    "demonym",
    "the_state",
    "nationwide",
    "ambiguous",
    "speaker",
    "negated",
    "hypothetical",
    "question",
    "opinion",
    "age",
    "age_category",
]
NOT_CLAIMS = [
    "date",
    "time",
    "bracket",
    "address",
    "phone",
    "statute",
    "model",
    "index",
    "score",
    "list_number",
    "dateline",
    "byline",
    "copyright",
    "pronoun",
    "identifier",
    "ordinal",
]


def test_no_text_is_empty_and_each_has_its_own_name() -> None:
    assert [text.id for text in TEXTS if not text.text.strip()] == []
    assert max(Counter(text.id for text in TEXTS).values()) == 1


def test_the_set_is_large_enough() -> None:
    assert len(FIGURES) >= 420
    assert len(OTHERS) >= 120


def test_spans_stand_in_their_texts() -> None:
    for text, row in [*FIGURES, *OTHERS]:
        assert text.text[row.start : row.end] == row.words, text.id


def test_words_that_are_a_number_are_no_part_of_a_longer_one() -> None:
    for text, row in [*FIGURES, *OTHERS]:
        around = text.text[max(0, row.start - 1) : row.start] + "|" + text.text[row.end : row.end + 1]
        assert not (row.words[0].isdigit() and around[0].isdigit()), (text.id, row.words, row.start)
        assert not (row.words[-1].isdigit() and around[-1].isdigit()), (text.id, row.words, row.start)


def test_every_digit_is_annotated() -> None:
    for text in TEXTS:
        spans = [(row.start, row.end) for row in (*text.figures, *text.not_claims)]
        for number in re.finditer(r"\d", text.text):
            assert any(start <= number.start() < end for start, end in spans), (text.id, number.start())


@pytest.mark.parametrize("name", PHENOMENA)
def test_each_phenomenon_has_five_figures(name: str) -> None:
    assert sum(name in figure.phenomena for _, figure in FIGURES) >= 5


@pytest.mark.parametrize("name", NOT_CLAIMS)
def test_each_reason_has_five_numbers(name: str) -> None:
    assert sum(name in other.phenomena for _, other in OTHERS) >= 5


def test_fields_hold_the_words_of_the_model() -> None:
    allowed = {
        "kind": {*Kind, "?"},
        "bound": {*Bound, "?"},
        "modality": {*Modality, "?"},
    }
    for text, figure in FIGURES:
        for field, words in allowed.items():
            assert set(getattr(figure, field).split("|")) <= words, (text.id, figure.words, field)
        assert figure.change is None or figure.change.direction in {"up", "down", "flat", "?"}


def test_ranges_have_both_ends_in_order() -> None:
    for text, figure in FIGURES:
        if figure.low != "?":
            assert figure.low <= figure.high, (text.id, figure.words)
            assert (figure.low == figure.high) or figure.bound == "between", (text.id, figure.words)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-08-14", date(2024, 8, 14), date(2024, 8, 14)),
        ("2023-10..2024-09", date(2023, 10, 1), date(2024, 9, 30)),
        ("..2030", None, date(2030, 12, 31)),
    ],
)
def test_periods(period: str, first: date | None, last: date | None) -> None:
    assert annotated.dates(period) == (first, last)


WORDS = "Some 12 homes burned in 2024, and 30 cars."


def example() -> Any:
    def row(words: str, low: str, head: str, bound: str = "exact") -> Any:
        at = WORDS.index(words)
        return annotated.Figure(
            words=words, start=at, end=at + len(words), low=Decimal(low), high=Decimal(low), bound=bound, unit=head,
            kind="count", change=None, head=head, places=(), period="-", speaker="-", modality="asserted",
            phenomena=("digits",),
        )  # fmt: skip

    at = WORDS.index("2024")
    year = annotated.Other(words="2024", start=at, end=at + 4, reason="date", phenomena=("date",))
    return annotated.Text(
        id="example", style="wire", text=WORDS, published=date(2025, 1, 1), not_claims=(year,),
        figures=(row("Some 12 homes", "12", "home", "about"), row("30 cars", "30", "car")),
    )  # fmt: skip


def claim(words: str, low: str, head: str, bound: Bound = Bound.EXACT) -> Claim:
    at = WORDS.index(words)
    return Claim(
        id=words, figure=words, start=at, end=at + len(words), sentence=Span(text=WORDS, start=0, end=len(WORDS)),
        kind=Kind.COUNT, quantity=Quantity(low=Decimal(low), high=Decimal(low), bound=bound, unit=head), head=head,
        pattern="example",
    )  # fmt: skip


HOMES = claim("Some 12 homes", "12", "home", Bound.ABOUT)
CARS = claim("30 cars", "30", "car")
YEAR = claim("2024", "2024", "home")


@pytest.mark.parametrize(
    ("claims", "value", "hedge", "head"),
    [
        ((HOMES, CARS), 1.0, 1.0, 1.0),
        ((HOMES,), 0.6667, 1.0, 0.6667),
        ((HOMES, YEAR, CARS), 0.8, 1.0, 0.8),
        ((claim("12 homes", "12", "house"), CARS), 1.0, 0.0, 0.5),
        ((), 0.0, 0.0, 0.0),
    ],
    ids=["all right", "one missed", "one too many", "one wrong", "nothing"],
)
def test_the_score_of_a_field(claims: tuple[Claim, ...], value: float, hedge: float, head: float) -> None:
    found = list(scores.pairs(example(), Extraction(claims=claims)))
    assert [scores.f1(found, field) for field in ("value", "hedge", "head")] == [value, hedge, head]


@pytest.mark.parametrize(
    ("extraction", "said"),
    [
        (Extraction(claims=(YEAR,)), "claim"),
        (Extraction(), "missing"),
        (Extraction(not_claims=(NotClaim(figure="2024", start=24, end=28, reason="date"),)), "date"),
    ],
)
def test_what_became_of_a_number_that_is_no_claim(extraction: Extraction, said: str) -> None:
    found = list(scores.pairs(example(), extraction))
    assert [kept.said for kept in scores.junk(example(), extraction, found)] == [said]
