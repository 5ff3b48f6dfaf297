"""The article cut into pieces: nothing is lost, every figure has one home."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import NotClaim
from factcheck.reports.html_text import Mark, blocks
from factcheck.verification.model import Verdict


def _mark(number: int, start: int, end: int) -> Mark:
    return Mark(number=number, start=start, end=end, verdict=Verdict.FAIL)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark], list[NotClaim]]:
    text = draw(st.text(alphabet=st.one_of(st.sampled_from("ab 1\n\n\r\t\u2028"), st.characters()), max_size=60))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda span: span[0] < span[1])
    drawn = draw(st.lists(spans, max_size=6)) if text else []
    others = draw(st.lists(spans, max_size=3)) if text else []
    return text, [_mark(n, *span) for n, span in enumerate(drawn)], [
        NotClaim(figure=text[start:end], start=start, end=end, reason="date") for start, end in others]


@given(marked_texts())
def test_the_pieces_are_the_text_and_each_figure_has_one_home(case: tuple[str, list[Mark], list[NotClaim]]) -> None:
    text, marks, others = case
    cut = blocks(text, marks, others)
    assert "".join(piece.text for block in cut for piece in block.pieces) == text
    homes = Counter(piece.mark.number for block in cut for piece in block.pieces if piece.home and piece.mark)
    assert homes == (Counter(mark.number for mark in marks) if text.strip() else Counter())


@given(marked_texts())
def test_what_is_marked_lies_in_the_figure(case: tuple[str, list[Mark], list[NotClaim]]) -> None:
    text, marks, others = case
    at = 0
    for block in blocks(text, marks, others):
        for piece in block.pieces:
            if piece.mark and piece.text:
                assert piece.mark.start <= at and at + len(piece.text) <= piece.mark.end
            at += len(piece.text)


PARAGRAPHS = [
    ("one line", ["one line"]),
    ("first\n\nsecond", ["first", "second"]),
    ("first\n \t\n\nsecond\nstill second", ["first", "second\nstill second"]),
    ("no blank line\nanywhere\r\nhere", ["no blank line", "anywhere", "here"]),
    ("\n\nlead\n", ["lead"]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[str]) -> None:
    found = ["".join(piece.text for piece in block.pieces).strip("\n") for block in blocks(text, ()) if block.paragraph]
    assert found == expected


OVERLAPS = [
    ([(0, 10), (4, 10)], [("half", 0), (" of 10", 1)]),
    ([(4, 10), (0, 10)], [("half", 1), (" of 10", 0)]),
    ([(0, 6), (3, 10)], [("half o", 0), ("f 10", 1)]),
    ([(0, 10), (0, 4), (4, 10)], [("half", 1), (" of 10", 2), ("", 0)]),
    ([(0, 10), (0, 10)], [("half of 10", 0), ("", 1)]),
]


@pytest.mark.parametrize(("spans", "expected"), OVERLAPS)
def test_overlapping_figures(spans: list[tuple[int, int]], expected: list[tuple[str, int]]) -> None:
    marks = [_mark(number, *span) for number, span in enumerate(spans)]
    (block,) = blocks("half of 10", marks)
    assert [(piece.text, piece.mark and piece.mark.number) for piece in block.pieces] == expected
    assert all(piece.home for piece in block.pieces)


def test_numbers_that_are_no_claims_yield_to_claims() -> None:
    (block,) = blocks("May 5", [_mark(1, 4, 5)], [NotClaim(figure="May 5", start=0, end=5, reason="date")])
    assert [(piece.text, piece.mark is not None, piece.other is not None) for piece in block.pieces] == [
        ("May ", False, True), ("5", True, False)]
