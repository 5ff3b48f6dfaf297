"""Places that no list knows, by the word that says what they are: "the Abaco Islands", "Lake Toba", "Kivu province"."""

from __future__ import annotations

import re
from functools import cache

from claims.model import Place
from claims.vocabulary.gazetteer import words
from claims.vocabulary.place_context import PlaceMention

_NAME = r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}"


@cache
def _pattern() -> re.Pattern[str]:
    behind, before, lower = (
        "|".join(re.escape(word) for word in sorted(words(key), key=len, reverse=True))
        for key in ("landforms_behind", "landforms_before", "districts_behind")
    )
    return re.compile(
        rf"(?P<named>\b(?:{before})\ {_NAME}|\b{_NAME}\ (?:{behind}))\b(?!\ [A-Z])"
        rf"|\b(?P<bare>{_NAME})\ (?:{lower})\b"
        rf"|\b(?:{lower})\ of\ (?P<of>{_NAME})(?!\ [A-Z])"
    )


@cache
def _maybe() -> re.Pattern[str]:
    keys = ("landforms_behind", "landforms_before", "districts_behind")
    return re.compile("|".join(sorted(re.escape(word) for key in keys for word in words(key))))


def find(text: str, known: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The places of a text that are told by their kind alone, apart from those that are ``known``."""
    if not _maybe().search(text):  # most sentences
        return ()
    found = []
    for match in _pattern().finditer(text):
        group = match.lastgroup or "named"
        start, end = match.span(group)
        while (first := text[start:end].split(" ", 1))[0] in words("leading") and len(first) > 1:
            start += len(first[0]) + 1
        name = text[start:end]
        if name in words("leading") | words("months") or any(m.start < match.end() and start < m.end for m in known):
            continue
        found.append(PlaceMention(start=start, end=end, text=name, place=Place(name=name, kind="region"), via="name"))
    return tuple(found)


def with_known(text: str, known: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The known places and those that are told by their kind, in the order of the text."""
    told = find(text, known)
    return tuple(sorted((*known, *told), key=lambda m: m.start)) if told else known
