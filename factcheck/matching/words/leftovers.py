"""What a claim says that a table cannot express: words that nothing explains."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from claims.model import Period
from claims.vocabulary import administrations, periods, places
from claims.vocabulary.remembering import SHORT, remembered
from claims.vocabulary.words import PhraseHit, PhraseIndex, Token, content_words, stem, tokens
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
    telling = _telling(text, part) if len(text) <= SHORT else tuple(_read(text, part))
    covered = [(hit.start, hit.end) for hit in hits]
    return tuple(token.text for token in telling
                 if not any(start < token.end and token.start < end for start, end in covered))


@lru_cache(maxsize=2048)
def _telling(text: str, part: str) -> tuple[Token, ...]:
    """``_read`` of a short text, remembered."""
    return tuple(_read(text, part))


def _read(text: str, part: str) -> Iterator[Token]:
    """The content words of a stretch that are no place, no time and not inert."""
    covered = _places_and_times(text)
    allowed = inert(part) | inert("modifiers")
    for token in tokens(text):
        if token.stem in allowed or any(start < token.end and token.start < end for start, end in covered):
            continue
        if content_words(token.text) and not MULTIPLE.fullmatch(token.stem):
            yield token


@remembered
def _places_and_times(text: str) -> tuple[tuple[int, int], ...]:
    """Where a stretch names a place or a time. Remembered, since every reading of a claim asks about the same words."""
    joined = JOINED.finditer(text) if " quarter" in text or " period" in text or " stretch" in text else ()
    return (*((m.start(), m.end()) for m in joined),
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
    return tuple(hit.text for hit in spans(phrases, text))


def spans(phrases: tuple[str, ...], text: str) -> tuple[PhraseHit[str], ...]:
    """Where the phrases stand in a text."""
    if not phrases or not text:
        return ()
    return _spans(phrases, text) if len(text) <= SHORT else _index(phrases).find(text)


@lru_cache(maxsize=2048)
def _spans(phrases: tuple[str, ...], text: str) -> tuple[PhraseHit[str], ...]:
    """Remembered, since every reading of a claim, and both passes, ask about the same words."""
    return _index(phrases).find(text)


def falls(text: str) -> bool:
    """Whether a stretch speaks of something going down."""
    return any(token.stem in inert("falls") for token in tokens(text))


def meets(phrases: tuple[str, ...], text: str) -> bool:
    """Whether one of the phrases stands in a text; true where none is required."""
    return not phrases or bool(named(phrases, text))


@lru_cache(maxsize=1024)
def _index(phrases: tuple[str, ...]) -> PhraseIndex[str]:
    return PhraseIndex((phrase, phrase) for phrase in phrases)
