"""The words by which an article is held against itself, read from `data/consistency.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from claims.model import Frozen


class _Answers(Frozen):
    later: tuple[str, ...]


class _Parts(Frozen):
    groups: tuple[tuple[str, ...], ...]


class _Majority(Frozen):
    more: tuple[str, ...]
    less: tuple[str, ...]


class Wordings(Frozen):
    """Answers of which nobody gives two, groups of which nothing is in two, names of more and less than a half."""

    answers: _Answers
    parts: _Parts
    majority: _Majority


@cache
def wordings() -> Wordings:
    """The words that come with the package."""
    text = resources.files(__package__).joinpath("data/consistency.toml").read_text(encoding="utf-8")
    return Wordings.model_validate(tomllib.loads(text))
