"""The made-up news that benchmarks read: the same for the same seed, and about a third of it with a figure."""

from __future__ import annotations

import runpy
from pathlib import Path

from claims.sentences import may_carry_figure

STREAM = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "stream.py"))


def test_the_same_seed_gives_the_same_texts() -> None:
    assert list(STREAM["texts"](20, seed=3)) == list(STREAM["texts"](20, seed=3))
    assert list(STREAM["texts"](5, seed=3)) == list(STREAM["texts"](20, seed=3))[:5]
    assert list(STREAM["texts"](5, seed=3)) != list(STREAM["texts"](5, seed=4))


def test_about_a_third_of_the_sentences_carry_a_figure() -> None:
    sentences = [line for text in STREAM["texts"](200, seed=1, sentences=20)
                 for paragraph in text.split("\n\n")[1:] for line in paragraph.split(". ")]
    assert 0.3 < sum(map(may_carry_figure, sentences)) / len(sentences) < 0.4
