"""A remembered function gives what the function gives, and keeps few long texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.vocabulary.remembering import SHORT, remembered
from claims.vocabulary.words import tokens


@given(st.lists(st.text(max_size=2), max_size=40))
def test_a_memory_changes_no_answer(asked: list[str]) -> None:
    recall = remembered(str.upper, short=2, long=1)
    assert [recall(text) for text in asked] == [text.upper() for text in asked]


def test_short_texts_are_read_once_and_long_ones_forgotten() -> None:
    read: list[str] = []

    def note(text: str) -> int:
        read.append(text[:1])
        return len(text)

    recall = remembered(note, short=2, long=1)
    assert [recall(text) for text in ("a", "b", "a", "c" * (SHORT + 1), "d" * (SHORT + 1), "c" * (SHORT + 1))] == [
        1, 1, 1, SHORT + 1, SHORT + 1, SHORT + 1]
    assert read == ["a", "b", "c", "d", "c"]


def test_words_of_a_sentence_are_cut_once() -> None:
    assert tokens("two agencies") is tokens("two agencies")
