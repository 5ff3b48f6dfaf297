"""Lists of nouns, verbs and adjectives that patterns are built from, read from ``data/word_lists.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(files("factcheck.matching").joinpath("data/word_lists.toml").read_text(encoding="utf-8"))


def any_of(name: str) -> str:
    """The words of one list as a group of a pattern, the longest first: ``(?:bottomed\\ out|peaked|...)``.

    An apostrophe stands for either form of it. KeyError where there is no list of that name.
    """
    words = sorted(_lists()[name], key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word).replace(chr(39), '[’' + chr(39) + ']') for word in words)})"
