"""Words without their inflection, and phrases found by them.

``stem("agencies") == "agency"``. A stem is for comparing, never for showing: it undoes plurals, possessives and,
carefully, -ed and -ing, and spells British words the American way; what no rule gets right is listed in
``data/words.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from claims.vocabulary.data import read_toml
from claims.vocabulary.remembering import remembered

T = TypeVar("T")


class Token(NamedTuple):
    """A word or a number: ``text[start:end] == token.text``."""

    start: int
    end: int
    text: str
    stem: str


@dataclass(frozen=True, slots=True)
class PhraseHit(Generic[T]):
    """A phrase found in a text: ``text[start:end] == hit.text``; ``phrase`` is the listed form, with its payload."""

    start: int
    end: int
    text: str
    phrase: str
    payload: T


# "United States" is one word, so that "U.S." is the same word and the word "state" keeps its own meaning.
_TOKEN = re.compile(
    r"(?:United|UNITED)\s(?:States|STATES)(?:\sof\sAmerica)?(?!\w)"
    r"|(?<![\w.,])\d+\([A-Za-z]\)"
    r"|(?<!\w)(?:[A-Za-z]\.){2,}"
    r"|\d[\d,]*(?:\.\d+)?(?!\w)"
    r"|[A-Z]+&[A-Z]+(?!\w)"
    r"|[^\W_]+(?:['’][^\W_]+)*"
)
_VOWEL = re.compile(r"[aeiouy]")
# Endings that a verb hardly has without a final e: "increas", "charg", "estimat", "doubl", "reduc".
_NEEDS_E = re.compile(r"(?:at|iz|[bdtgp]l|v|[rnd]c|[uioae]c|[dnr]g|ag|[nrpl]s|[aeiou]s|(?<!o)ur|ir|u|ut|ud|id)$")
_UNITED_STATES = {"u.s.", "u.s.a.", "US", "USA"}


@cache
def _data() -> dict[str, Any]:
    return read_toml("words.toml")


@cache
def _lists() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    data = _data()
    return (data["irregular"], frozenset(data["fixed"]["words"]),
            frozenset([*data["stop"]["words"], *data["numbers"]["words"]]))


@cache
def _spelling() -> dict[str, str]:
    spelling: dict[str, str] = _data()["spelling"]
    return spelling


@lru_cache(maxsize=1 << 14)  # a long stream of names would fill a larger one: memory grows until it is full
def stem(word: str) -> str:
    """A word in lower case without accents, possessive, plural, and careful -ed and -ing.

    ``stem("sheriffs'") == "sheriff"``, ``stem("People") == "person"``, ``stem("U.S.") == "united states"``,
    ``stem("offences") == "offense"``.
    """
    if word in _UNITED_STATES or word.casefold() in _UNITED_STATES or word.casefold().startswith("united states"):
        return "united states"
    low = word.casefold()
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low.replace("’", "'")) if not unicodedata.combining(c))
    low = low.strip("'").removesuffix("'s").replace(".", "") if not low[:1].isdigit() else low
    irregular, fixed, _ = _lists()
    if low in irregular:
        return irregular[low]
    if low in fixed or len(low) < 4 or not low.isalpha():
        return low
    return _american(_verb(_singular(low)))


@lru_cache(maxsize=1 << 12)
def singular(word: str) -> str:
    """A noun in lower case without its plural: ``singular("doses") == "dose"``, ``singular("people") == "person"``."""
    irregular = _lists()[0]
    return irregular.get(word) or _singular(word)


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _verb(word: str) -> str:
    irregular, fixed, _ = _lists()
    if word in irregular or word in fixed:
        return irregular.get(word, word)
    base = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else ""
    if len(base) < 3 or not _VOWEL.search(base) or base.endswith(("e", "th")):
        return word
    if base.endswith("i"):
        return base[:-1] + "y"
    if base[-1] == base[-2] and base[-1] not in "lszf":
        return base[:-1]
    return base + "e" if _NEEDS_E.search(base) else base


def _american(word: str) -> str:
    """The American spelling: of a listed word, and of any in -isation."""
    listed = _spelling().get(word)
    return listed or (f"{word[:-7]}ization" if word.endswith("isation") and word != "improvisation" else word)


def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text with their stems. Hyphens part words; "287(g)", "U.S." and "1,000" stay whole."""
    return _tokens(text)


@remembered
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple([Token(m.start(), m.end(), m.group(), stem(m.group())) for m in _TOKEN.finditer(text)])


@remembered
def stems(text: str) -> tuple[str, ...]:
    """The stems of ``tokens``, for those who need nothing else: of a whole article they are had much sooner."""
    return tuple(map(stem, _TOKEN.findall(text)))


@remembered
def _places(text: str) -> Mapping[str, list[int]]:
    """At which of a text's tokens each stem stands."""
    found: dict[str, list[int]] = {}
    for at, one in enumerate(stems(text)):
        found.setdefault(one, []).append(at)
    return MappingProxyType(found)


def content_words(text: str) -> tuple[str, ...]:
    """Stems of the words that say what a text is about: no stop words, numbers or marks.

    ``content_words("About 1,000 agencies in the U.S. have 287(g) agreements")`` is
    ``("agency", "united states", "287(g)", "agreement")``.
    """
    stop = _lists()[2]
    found = []
    for token in tokens(text):
        low = token.text.casefold().replace("’", "'")
        if token.stem == "united states" or not (low in stop or token.stem in stop or len(token.stem) < 2):
            if token.text[0].isdigit() and not token.text.endswith(")"):
                continue
            found.append(token.stem)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    stems: tuple[str, ...]
    phrase: str
    payload: T
    comma: bool


class PhraseIndex(Generic[T]):
    """Finds any of many phrases in a text by the stems of their words, the longest first.

    ``PhraseIndex({"task force model": "tfm"}).find("two Task-Force Models")[0].payload == "tfm"``. Phrases whose stems
    are the same are all reported, at the same place.
    """

    def __init__(self, phrases: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        """Index the phrases; one without any word is ignored."""
        pairs = phrases.items() if isinstance(phrases, Mapping) else phrases
        index: dict[str, list[_Entry[T]]] = {}
        for phrase, payload in pairs:
            stems = tuple(token.stem for token in tokens(phrase))
            if stems:
                index.setdefault(stems[0], []).append(_Entry(stems, phrase, payload, "," in phrase))
        self._index = {first: sorted(entries, key=lambda e: -len(e.stems)) for first, entries in index.items()}

    def find(self, text: str) -> tuple[PhraseHit[T], ...]:
        """All phrases in ``text``, none overlapping another but where two have the same words."""
        return tuple(self._hits(text, tokens(text)))

    def stands_in(self, text: str) -> bool:
        """Whether ``find`` finds anything: looked for only where a phrase begins, so that a long text is cheap."""
        places, found = _places(text), stems(text)
        begun = [(at, entry) for first, entries in self._index.items() for at in places.get(first, ())
                 for entry in entries if found[at : at + len(entry.stems)] == entry.stems]
        return bool(begun) and any(_matches(text, tokens(text), at, entry) for at, entry in begun)

    def _hits(self, text: str, found: tuple[Token, ...]) -> Iterator[PhraseHit[T]]:
        at = 0
        while at < len(found):
            length = 0
            for entry in self._index.get(found[at].stem, ()):
                if (length and len(entry.stems) != length) or not _matches(text, found, at, entry):
                    continue
                length = len(entry.stems)
                start, end = found[at].start, found[at + length - 1].end
                yield PhraseHit(start, end, text[start:end], entry.phrase, entry.payload)
            at += length or 1


def _matches(text: str, found: tuple[Token, ...], at: int, entry: _Entry[T]) -> bool:
    if at + len(entry.stems) > len(found):
        return False
    for offset, wanted in enumerate(entry.stems):
        if found[at + offset].stem != wanted:
            return False
        if offset:
            before = found[at + offset - 1]
            gap = text[before.end:found[at + offset].start]
            if len(before.text) == 1 and before.text.isupper():
                gap = gap.removeprefix(".")  # an initial: "George W. Bush"
            if len(gap) > 4 or any(mark in gap for mark in ".;:!?()") or ("," in gap and not entry.comma):
                return False
    return True
