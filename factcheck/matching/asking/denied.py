"""Members that a text denies: "had neither a conviction nor a pending charge" is said of those with none of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from factcheck.matching.words.lexicon import Hit
from factcheck.references.model import Dimension

DENIES = re.compile(r"\b(?:no|not|neither|nor|without|never|lack|lacks|lacked|lacking)(?: (?:a|an|any|been))?\s*$",
                    re.IGNORECASE)
"""Right before a name: those are meant that it is not said of."""
BEGINS_DENYING = re.compile(r"(?:no|not|neither|without|never)\b", re.IGNORECASE)
OR = re.compile(r"\s*,?\s*(?:or|nor)(?: (?:a|an|any|been|no|other))*\s*$", re.IGNORECASE)
"""Between two names: what is denied of the first is denied of the second."""


def left_of(dimension: Dimension, hits: Iterable[Hit], text: str) -> tuple[str, ...] | None:
    """Which members are left where a text denies some of a dimension; None where it denies none that it names.

    Nothing is left ("()") where one alone is denied: the others need not be all that is meant. A name that denies by
    itself ("no conviction") means what its table says, and only with what follows by "or" is it one of several.
    """
    named: dict[tuple[int, int], set[str]] = {}
    for hit in hits:
        if hit.payload.slot == "member" and hit.payload.name == dimension.name:
            named.setdefault((hit.start, hit.end), set()).add(hit.payload.value)
    every = {one.value for one in dimension.members} - {dimension.total}
    spans = sorted(named)
    for at, (start, end) in enumerate(spans):
        itself = BEGINS_DENYING.match(text, start) is not None
        if not itself and DENIES.search(text[:start]) is None:
            continue
        left = set(named[start, end]) if itself else every - named[start, end]
        last, denied = end, 1
        for first, behind in spans[at + 1 :]:
            if OR.fullmatch(text, last, first) is None:
                break
            positive = named[first, behind]
            left &= positive if BEGINS_DENYING.match(text, first) is not None else every - positive
            last, denied = behind, denied + 1
        if denied == 1:
            return None if itself else ()
        return tuple(one.value for one in dimension.members if one.value in left)
    return None


def without_denied(
    named: Mapping[str, list[str]], dimensions: Iterable[Dimension], hits: Iterable[Hit], text: str
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The members named of each dimension, without those denied; and the dimensions of which it is not settled."""
    found, open_ = dict(named), []
    hits = tuple(hits)
    for dimension in dimensions:
        if dimension.name not in named:
            continue
        left = left_of(dimension, hits, text)
        if left == ():
            open_.append(dimension.title)
        elif left is not None:
            found[dimension.name] = list(left)
    return found, tuple(open_)
