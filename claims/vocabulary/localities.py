"""Counties, cities and local bodies as table cells name them: matched by name, never across states.

There are 26 Jefferson Counties. A name that stands with its state is a place of its own; one that stands alone is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from claims.model import Place
from claims.vocabulary import gazetteer
from claims.vocabulary.data import read_toml

_SETTLED = 6  # letters from which on a word may have one letter wrong; shorter ones are other names ("Lane", "Lake")
_LONG = 9  # letters from which on it may have two


class Known(NamedTuple):
    """A name that is known: ``outer`` is the state or country it lies in, "" where nothing says."""

    name: str
    outer: str = ""


@cache
def _words() -> dict[str, Any]:
    return read_toml("localities.toml")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_words()["county_nouns"])


@cache
def _short() -> dict[str, str]:
    return dict(_words()["short"])


def locality(cell: str) -> Place | None:
    """The county or city of a cell that names its state too, else None.

    ``locality("Jefferson Co., Ala.").name == "Jefferson County, Alabama"``; "Jefferson County" alone is nowhere.
    """
    inner, comma, outer = cell.strip().rpartition(",")
    state = gazetteer.resolve(outer.strip()) if comma and outer.strip() else None
    name = " ".join(inner.split())
    if state is None or state.kind not in ("state", "territory", "country") or not re.search(r"[^\W\d]", name):
        return None
    head, _, last = name.rpartition(" ")
    noun = _short().get(last.casefold().rstrip("."), last.casefold())
    if head and noun in _nouns():
        return Place(name=f"{_capitals(head)} {noun.title()}, {state.name}", kind="county")
    return Place(name=f"{_capitals(name)}, {state.name}", kind="city")


def _capitals(name: str) -> str:
    if not name.isupper():
        return name
    return re.sub(r"\b(?:Of|The|And|De|Du|Del)\b(?<!^)", lambda word: word[0].lower(), name.title()).replace("'S", "'s")


def parts(name: str) -> tuple[str, str]:
    """A local name without the word that says what it is, and that word; "" where there is none.

    ``parts("Jefferson Co.") == ("Jefferson", "county")``, ``parts("St. Louis city") == ("St. Louis", "city")``, and
    ``parts("Iowa City") == ("Iowa City", "")``.
    """
    head, _, last = " ".join(name.split()).rpartition(" ")
    noun = _short().get(last.casefold().rstrip("."), last.casefold())
    if head and noun in _nouns():
        return head, noun
    if head and last in _words()["city_nouns"]:
        return head, "city"
    return " ".join(name.split()), ""


def sort_of_header(words: Iterable[str]) -> str:
    """What a column's header says of its cells: "county", "city" or "" where it says neither, or both."""
    said = {word.casefold() for word in words}
    found = [sort for sort in ("county", "city") if said & set(_words()[f"{sort}_headers"])]
    return found[0] if len(found) == 1 else ""


def is_local_body(name: str) -> bool:
    """Whether a name is one that bodies of several states may have: "Lake County Sheriff's Office"."""
    return not _bodies().isdisjoint(key(name).split())


@cache
def _bodies() -> frozenset[str]:
    return frozenset(_words()["local_bodies"])


def key(name: str) -> str:
    """A name by which spellings of one thing are the same: "St. Clair Cnty" and "Saint Clair County" are."""
    return " ".join(_short().get(word, word) for word in gazetteer.fold(name).split())


class Reconciler:
    """Finds the known name that a cell means, within its state only."""

    def __init__(self, known: Iterable[Known]) -> None:
        """``known``: what there is. A name may occur in several states."""
        self._by_outer: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name, outer in known:
            self._by_outer[outer][key(name)].add(name)

    def find(self, name: str, *, outer: str = "") -> str | None:
        """The known name, or None where none or more than one is meant.

        Words may be shortened, in another order, or, where they are long, have a letter or two wrong. Every word must
        find its own: "Jefferson" is not "Jefferson Davis", and what one has more is not overlooked.
        ``Reconciler([Known("Lake County", "Ohio")]).find("Lake Cnty.", outer="Ohio") == "Lake County"``
        """
        names = self._by_outer.get(outer)
        wanted = key(name)
        if not names or not wanted:
            return None
        if wanted in names:
            return _only(names[wanted])
        from rapidfuzz import process
        from rapidfuzz.fuzz import token_sort_ratio

        near = process.extract(wanted, list(names), scorer=token_sort_ratio, score_cutoff=80, limit=20)
        fitting = [found for found, _, _ in near if _one_spelling(wanted.split(), found.split())]
        return _only(names[fitting[0]]) if len(fitting) == 1 else None


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


def _one_spelling(words: list[str], others: list[str]) -> bool:
    """Whether two names have the same words but for misspelt letters; at most one word may differ."""
    left = list(others)
    odd = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            odd.append(word)
    if len(odd) != 1 or len(left) != 1:
        return not odd and not left
    from rapidfuzz.distance import DamerauLevenshtein

    shorter = min(len(odd[0]), len(left[0]))
    allowed = 2 if shorter >= _LONG else 1 if shorter >= _SETTLED else 0
    digits = any(letter.isdigit() for letter in odd[0] + left[0])
    return not digits and DamerauLevenshtein.distance(odd[0], left[0]) <= allowed
