"""What a claim says that a table cannot express: words that nothing explains."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from claims.model import Period
from claims.vocabulary import administrations, periods, places
from claims.vocabulary.remembering import remembered
from claims.vocabulary.words import PhraseHit, PhraseIndex, content_words, stem, tokens
from factcheck.matching.words.lexicon import Hit

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
JOINED = re.compile(rf"\b{_MONTH} (?:through |to )?(?={_MONTH} (?:quarter|period|stretch)\b)")
"""The first month of "the October-December quarter", as a clause has it without its hyphen."""
MULTIPLE = re.compile(r"\w+fold")
"""A figure of its own: "1,500 agreements, a sixfold increase"."""


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("factcheck.matching").joinpath("data/inert.toml").read_text(encoding="utf-8"))


@cache
def listed(part: str) -> tuple[str, ...]:
    """The words of one list of ``data/inert.toml``, as they stand there."""
    return tuple(_tables()[part]["words"])


@cache
def inert(part: str) -> frozenset[str]:
    """Their stems."""
    return frozenset(stem(word) for word in listed(part))


def unexplained(text: str, hits: Iterable[Hit | PhraseHit[str]], *, part: str) -> tuple[str, ...]:
    """The content words of a stretch that nothing explains, as written, in order.

    ``part`` names the list of inert words: a modifier of the counted noun is held to a shorter one than a predicate.
    """
    covered = [*((h.start, h.end) for h in hits), *_places_and_times(text)]
    allowed = inert(part) | inert("modifiers")
    left = []
    for token in tokens(text):
        if token.stem in allowed or any(s < token.end and token.start < e for s, e in covered):
            continue
        if not content_words(token.text) or MULTIPLE.fullmatch(token.stem):
            continue
        left.append(token.text)
    return tuple(left)


@remembered
def _places_and_times(text: str) -> tuple[tuple[int, int], ...]:
    """Where a stretch names a place or a time. Remembered, since every reading of a claim asks about the same words."""
    return (*((m.start(), m.end()) for m in JOINED.finditer(text)),
            *((m.start, m.end) for m in places.find(text)),
            *((m.start, m.end) for m in periods.find(text, published=None)),
            *((m.start, m.end) for m in administrations.find(text, published=None)),
            *((m.start, m.end) for m in periods.find_times(text)))


def happened(text: str, period: Period | None) -> tuple[str, ...]:
    """The verbs of happening in a clause that speaks of a span of time: "signed in August" is no stock."""
    if period is None or period.start is None or period.end is None or period.start == period.end:
        return ()
    named = _places_and_times(text)  # "New York had 19.9 million residents": nothing is new there
    found = [t for t in tokens(text) if t.stem in inert("flows")]
    return tuple(t.text for t in found if not any(start < t.end and t.start < end for start, end in named))


def named(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Which of the phrases stand in a text, as written."""
    return tuple(hit.text for hit in _index(phrases).find(text)) if phrases else ()


def spans(phrases: tuple[str, ...], text: str) -> tuple[PhraseHit[str], ...]:
    """Where the phrases stand in a text."""
    return tuple(_index(phrases).find(text)) if phrases else ()


def falls(text: str) -> bool:
    """Whether a stretch speaks of something going down."""
    return any(token.stem in inert("falls") for token in tokens(text))


def meets(phrases: tuple[str, ...], text: str) -> bool:
    """Whether one of the phrases stands in a text; true where none is required."""
    return not phrases or bool(named(phrases, text))


@lru_cache(maxsize=1024)
def _index(phrases: tuple[str, ...]) -> PhraseIndex[str]:
    return PhraseIndex((phrase, phrase) for phrase in phrases)
