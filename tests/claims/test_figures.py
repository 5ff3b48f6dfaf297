from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import exclusions, ranks, reader
from claims.vocabulary import numbers, periods
from tests.claims.tables import joined, rows, value

HEDGES, RANGES, MEASURES, SHARING = rows("hedges"), rows("ranges"), rows("measures"), rows("sharing")
EXCLUSIONS, RANKS = rows("exclusions"), rows("ranks")


@pytest.mark.parametrize(("text", "figure", "bound", "neutral"), HEDGES, ids=[row[0] for row in HEDGES])
def test_hedges(text: str, figure: str, bound: str, neutral: str) -> None:
    found = reader.read(text).figures[0]
    assert (text[found.start : found.end], found.bound.value, " | ".join(found.neutral) or "-") == (
        figure,
        bound,
        neutral,
    )


@pytest.mark.parametrize(("text", "expected"), RANGES, ids=[row[0] for row in RANGES])
def test_ranges(text: str, expected: str) -> None:
    assert (
        joined([f"{text[f.start : f.end]}={value(f)} {f.bound.value}" for f in reader.read(text).figures]) == expected
    )


@pytest.mark.parametrize(("text", "expected"), MEASURES, ids=[row[0] for row in MEASURES])
def test_measures(text: str, expected: str) -> None:
    assert (
        joined([f"{text[f.start : f.end]}={value(f)} {f.unit or '-'}" for f in reader.read(text).figures]) == expected
    )


@pytest.mark.parametrize(("text", "expected"), SHARING, ids=[row[0] for row in SHARING])
def test_sharing(text: str, expected: str) -> None:
    assert (
        joined(
            [
                f"{text[f.start : f.end]}={value(f)} {f.bound.value} {f.unit or '-'}{'*' if f.restates else ''}"
                for f in reader.read(text).figures
            ]
        )
        == expected
    )


@pytest.mark.parametrize(
    ("rule", "verdict", "stretch", "text"), EXCLUSIONS, ids=[f"{row[0]}: {row[3]}" for row in EXCLUSIONS]
)
def test_exclusions(rule: str, verdict: str, stretch: str, text: str) -> None:
    reading = reader.read(text)
    if verdict == "figure":
        assert rule not in {x.rule for x in reading.exclusions}
        assert text[reading.figures[0].start : reading.figures[0].end] == stretch
    else:
        first = next(x for x in reading.exclusions if x.rule == rule)
        assert (text[first.start : first.end], first.reason) == (stretch, verdict)


@pytest.mark.parametrize(("text", "expected"), RANKS, ids=[row[0] for row in RANKS])
def test_ranks(text: str, expected: str) -> None:
    assert (
        joined(
            [
                f"{text[f.start : f.end]}={value(f)} {f.rank_order} {f.pattern}"
                for f in reader.read(text).figures
                if f.rank_order
            ]
        )
        == expected
    )


def test_every_rule_has_three_cases_for_it_and_one_against() -> None:
    rules = {rule.name for rule in exclusions.rules()}
    assert rules == {row[0] for row in EXCLUSIONS}
    for rule in rules:
        verdicts = [row[1] == "figure" for row in EXCLUSIONS if row[0] == rule]
        assert (verdicts.count(False) >= 3, verdicts.count(True) >= 1) == (True, True), rule


@pytest.mark.parametrize("rule", exclusions.rules(), ids=lambda rule: rule.name)
def test_no_line_is_passed_over_that_a_rule_matches(rule: exclusions.Rule) -> None:
    texts = [row[3] for row in EXCLUSIONS] + [row[3].upper() for row in EXCLUSIONS]
    assert not [text for text in texts if rule.pattern.search(text) and not rule.may_match(text.lower())]


def test_every_pattern_of_ranks_has_a_case() -> None:
    assert ranks.names() <= {part.rsplit(" ", 1)[-1] for row in RANKS for part in row[1].split("; ")}


def test_there_are_enough_cases() -> None:
    assert [len(HEDGES) >= 50, len(RANGES) >= 50, len(MEASURES) >= 60, len(EXCLUSIONS) >= 120, len(RANKS) >= 60] == [
        True
    ] * 5


@pytest.mark.parametrize(
    ("text", "sign", "pattern"),
    [
        ("Oil -1.5% at noon", -1, "signed"),
        ("Gold +0.4%", 1, "signed"),
        ("it fell to $-3bn", -1, "signed"),
        ("it was minus 4 degrees", -1, "signed"),
        ("a loss of 4 percent", 0, "digits"),
        ("the team - 5 people", 0, "digits"),
        ("between 20 -30", 0, "dash_range"),
        ("plus 20 percent", 0, "digits"),
        ("plus-20 percent", 1, "signed"),
    ],
)
def test_a_written_sign_is_kept(text: str, sign: int, pattern: str) -> None:
    figure = reader.read(text).figures[0]
    assert (figure.sign, figure.pattern) == (sign, pattern)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("24.5 deaths per 100,000 people", "per 100,000"),
        ("one nurse for every 50 patients", "per 50"),
        ("5 deaths", None),
        ("5 percent; per 100,000 it was more", None),
    ],
)
def test_a_rate_keeps_its_base(text: str, per: str | None) -> None:
    assert reader.read(text).figures[0].per == per


def test_a_date_of_the_calendar_is_no_figure_but_a_length_of_time_is() -> None:
    text = "In June 2023 it closed after the past two years, and the winter of 2020-21"
    reading = reader.read(text, periods=periods.find(text, published=date(2024, 5, 1)))
    assert [text[f.start : f.end] for f in reading.figures] == ["two years"]
    assert {x.reason for x in reading.exclusions} == {"date"}


def test_a_list_number_stands_only_at_the_start_of_a_line() -> None:
    assert reader.read("1. Florida", first_of_line=True).exclusions
    assert [f.low for f in reader.read("1. Florida", first_of_line=False).figures] == [1]


PIECES = [
    "1",
    "20",
    "3.5",
    "1,000",
    " ",
    " ",
    " ",
    "-",
    "–",
    "to",
    "and",
    "or",
    "between",
    "from",
    "percent",
    "%",
    "$",
    "€",
    "(",
    ")",
    "about",
    "more than",
    "the",
    "a",
    "past",
    "per",
    "for every",
    "million",
    "two",
    "half",
    "third",
    "the second",
    "largest",
    "since",
    "2019",
    "miles",
    "km",
    "No.",
    "Section",
    "F",
    "aged",
    "won",
    "of",
    "s",
    "mid",
    "+",
    "minus",
    "page",
    "any other",
]
TEXTS = st.one_of(
    st.text(max_size=100),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
)


@given(TEXTS)
def test_every_number_is_in_exactly_one_list(text: str) -> None:
    reading = reader.read(text)
    for mention in numbers.find(text):
        figures = [f for f in reading.figures if f.number_start < mention.end and mention.start < f.number_end]
        excluded = [x for x in reading.exclusions if x.start < mention.end and mention.start < x.end]
        in_rank = any(f.rank_order for f in figures)
        assert len(figures) == 1 if in_rank else len(figures) + len(excluded) == 1, (text, mention)


@given(TEXTS)
def test_offsets_hold(text: str) -> None:
    reading = reader.read(text)
    for figure in reading.figures:
        assert 0 <= figure.start <= figure.number_start < figure.number_end <= len(text)
        assert figure.number_start < figure.end <= len(text)
        assert figure.low <= figure.high
        assert figure.precision > 0
    starts = [x.start for x in reading.exclusions]
    assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in pairwise(reading.exclusions))


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert reader.read(text) == reader.read(text)


@pytest.mark.parametrize("piece", ["1", "one ", "-"])
def test_a_very_long_sentence_is_read(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    reading = reader.read(text)
    beyond = piece.isdigit()  # more digits than any number has are one identifier
    assert len(reading.figures) + len(reading.exclusions) == len(numbers.find(text)) + beyond


def test_every_rule_is_written_for_one_line() -> None:
    assert not [rule.name for rule in exclusions.rules() if re.search(r"\(\?[a-z]*s", rule.pattern.pattern)]
