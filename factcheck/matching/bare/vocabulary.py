"""The words by which sentences ask something of a list of things, read from ``data/operations.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from claims.vocabulary.words import content_words
from factcheck.matching.bare.text import words
from factcheck.queries.algebra import Comparison


@cache
def data() -> Mapping[str, Any]:
    """The tables of the file."""
    text = files("factcheck.matching.bare.data").joinpath("operations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def listed(table: str, key: str = "words") -> frozenset[str]:
    """The words of a list: ``listed("asks", "mean")``."""
    return frozenset(data()[table][key])


@cache
def phrases(table: str) -> tuple[tuple[tuple[str, ...], Comparison], ...]:
    """Phrases that stand for a comparison, as words, the longest first."""
    found = [(tuple(word.text for word in words(phrase)), sign) for sign, said in data()[table].items()
             for phrase in said]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _canonical() -> Mapping[str, str]:
    return {word: group[0] for group in data()["same"]["groups"] for word in group}


def same(stem: str) -> str:
    """The word that stands for all words that mean the same in a header: "crowd" is "attendance"."""
    return _canonical().get(stem, stem)


@cache
def is_small(word: str) -> bool:
    """Whether a word carries no content: "the", "of", "were"."""
    return not word[:1].isdigit() and not content_words(word) and word not in ("%", "$", "+")
