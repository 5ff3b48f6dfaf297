"""Functions of a text that remember the last texts they read: the claims of an article ask about the same sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

SHORT = 1000
"""Characters. A sentence is short, an article is not; of long texts only the last few are kept: memory is bounded."""


def remembered(read: Callable[[str], T], *, short: int = 1024, long: int = 2) -> Callable[[str], T]:
    """``read``, remembering the last ``short`` short texts and ``long`` long ones. Its results must be immutable."""
    of_short, of_long = lru_cache(maxsize=short)(read), lru_cache(maxsize=long)(read)

    def recall(text: str) -> T:
        return of_short(text) if len(text) <= SHORT else of_long(text)

    return recall
