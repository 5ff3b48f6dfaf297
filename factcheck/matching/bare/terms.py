"""The words of a sentence and of a table's cells, brought to one form, so that "women" finds the column of females."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from claims.vocabulary.remembering import remembered
from claims.vocabulary.words import content_words, stem, tokens
from factcheck.matching.words import leftovers


@cache
def tables() -> dict[str, dict[str, Any]]:
    """The word lists of ``data/tables.toml``."""
    return tomllib.loads(files("factcheck.matching").joinpath("data/tables.toml").read_text(encoding="utf-8"))


@cache
def _data() -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
    same = {tuple(stem(part) for part in word.split()): stem(words[0])
            for words in tables()["same"]["lists"] for word in words}
    return same, frozenset(stem(word) for word in tables()["silent"]["words"])


@cache
def inert() -> frozenset[str]:
    """The terms that limit nothing beside what is measured: "average wages" are the table's wages."""
    return frozenset(word for one in tables()["inert"]["words"] for word in terms(one))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words in tables()["opposites"]["lists"]:
        group = frozenset(word for one in words for word in terms(one))
        for word in group:
            found[word] = found.get(word, frozenset()) | (group - {word})
    return found


def opposites(word: str) -> frozenset[str]:
    """The terms that cannot be told of the same thing: "export" for "import"."""
    return _opposites().get(word, frozenset())


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The listed phrases of several words by their first, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for parts, first in _data()[0].items():
        if len(parts) > 1:
            found.setdefault(parts[0], []).append((parts, first))
    return {key: tuple(sorted(ways, key=lambda way: -len(way[0]))) for key, ways in found.items()}


@remembered
def terms(text: str) -> frozenset[str]:
    """The terms of a stretch: content words in one form, and numbers that belong to names ("aged 15 to 24")."""
    return frozenset(term for term, _, _ in placed(text))


def placed(text: str) -> list[tuple[str, int, int]]:
    """The terms with where they stand."""
    same, silent = _data()
    all_tokens = tokens(text)
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(all_tokens):
        token = all_tokens[at]
        size, term = 1, same.get((token.stem,), token.stem)
        for parts, first in _phrases().get(token.stem, ()):
            if tuple(one.stem for one in all_tokens[at : at + len(parts)]) == parts:
                size, term = len(parts), first
                break
        last = all_tokens[at + size - 1]
        if term not in silent and (term[0].isdigit() or content_words(text[token.start : last.end])):
            found.append((term, token.start, last.end))
        at += size
    return found


def telling(found: Iterable[str]) -> frozenset[str]:
    """The terms but those of change, which say what happened and not to what."""
    return frozenset(found) - leftovers.inert("changes") - _MOVING


_MOVING = frozenset(stem(word) for word in (
    "rise", "fall", "increase", "decrease", "grow", "higher", "lower", "high", "low", "fewer", "drop", "decline", "go",
    "up", "down", "more", "less", "change"))
