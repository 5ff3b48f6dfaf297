"""How doubts about a reading are told, and the words by which they are seen, read from ``data/doubts.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from claims.model import Frozen


class _Doubts(Frozen):
    told: dict[str, str]
    words: dict[str, tuple[str, ...]]


@cache
def _doubts() -> _Doubts:
    text = resources.files(__package__).joinpath("data/doubts.toml").read_text(encoding="utf-8")
    return _Doubts.model_validate(tomllib.loads(text))


def told(doubt: str, **fields: str) -> str:
    """A doubt in words, without a full stop; KeyError where there is none of that name."""
    return _doubts().told[doubt].format_map(fields)


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list; KeyError where there is none of that name."""
    return frozenset(_doubts().words[name])


def any_of(name: str, *, capital: bool = False) -> str:
    """One list as a group of a pattern, the longest first; ``capital``: each may begin with a capital letter."""
    listed = sorted(_doubts().words[name], key=len, reverse=True)
    return f"(?:{'|'.join(_either(one) if capital else re.escape(one) for one in listed)})"


def _either(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}"
