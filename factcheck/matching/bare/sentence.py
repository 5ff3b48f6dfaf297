"""A sentence as it is read against a list: its words, which of them are the figure, and which name the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from claims.model import Claim
from factcheck.matching.bare.text import Word, words
from factcheck.matching.bare.vocabulary import is_small, same

_LONG, _VERY_LONG = 6, 9


@dataclass(frozen=True, eq=False)
class Sentence:
    """``figure`` are the places of the number's own words in ``words``; ``title`` the words of the article's title.

    ``opening`` is where the figure begins with the words that belong to it: "just under", "a total of". ``stems`` are
    the stems of the words, misspelt ones as the table spells them.
    """

    words: tuple[Word, ...]
    figure: frozenset[int]
    title: frozenset[str]
    claim: Claim
    opening: int
    stems: tuple[str, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each word as it stands, folded."""
        return tuple(word.text for word in self.words)

    @cached_property
    def meanings(self) -> tuple[str, ...]:
        """For each word the one that stands for it in headers."""
        return tuple(same(stem) for stem in self.stems)

    @cached_property
    def first(self) -> int:
        """Where the figure begins."""
        return min(self.figure, default=len(self.words))

    @cached_property
    def last(self) -> int:
        """Where the figure ends."""
        return max(self.figure, default=len(self.words))

    @cached_property
    def content(self) -> frozenset[int]:
        """The places of the words that say something, the figure left out."""
        return frozenset(at for at, word in enumerate(self.words)
                         if at not in self.figure and not is_small(word.text)
                         and (len(word.text) > 1 or word.value is not None))

    def titled(self, at: int) -> bool:
        """Whether a word is one of the title's."""
        return self.stems[at] in self.title

    def find(self, phrase: tuple[str, ...], *, start: int = 0) -> int | None:
        """Where a phrase begins, word for word."""
        size = len(phrase)
        return next((at for at in range(start, len(self.texts) - size + 1) if self.texts[at:at + size] == phrase), None)


def sentence_of(claim: Claim, title: str | None) -> Sentence:
    """The sentence of a claim."""
    text = claim.sentence.text
    found = words(text)
    start, end = claim.within
    inside = [at for at, word in enumerate(found) if word.start < end and word.end > start]
    return Sentence(found, _number_words(found, inside), _titled(title or ""), claim,
                    min(inside, default=0), tuple(word.stem for word in found))


@lru_cache(maxsize=64)
def _titled(title: str) -> frozenset[str]:
    """The words of a title; "1998-99" names 1999 too."""
    found = words(title)
    stems = {word.stem for word in found}
    for first, second in pairwise(found):
        if first.value is not None and second.value is not None and len(first.text) == 4 and len(second.text) == 2:
            stems.add(first.text[:2] + second.text)
    return frozenset(stems)


def corrected(sentence: Sentence, vocabulary: frozenset[str],
              spellings: Mapping[tuple[str, int], tuple[str, ...]]) -> Sentence:
    """The sentence with words that the table does not have, but for a letter, as the table spells them.

    ``spellings``: the words of the table by first letter and length.
    """
    stems = list(sentence.stems)
    for at in sentence.content:
        stem = stems[at]
        if len(stem) < _LONG or not stem.isalpha() or stem in vocabulary or stem in sentence.title:
            continue
        allowed = 2 if len(stem) >= _VERY_LONG else 1
        near = [word for size in range(len(stem) - allowed, len(stem) + allowed + 1)
                for word in spellings.get((stem[0], size), ())
                if Levenshtein.distance(word, stem, score_cutoff=allowed) <= allowed]
        if len(near) == 1:
            stems[at] = near[0]
    return replace(sentence, stems=tuple(stems))


def _number_words(found: tuple[Word, ...], inside: Iterable[int]) -> frozenset[int]:
    """The words of the figure that are its number: of "at least two piers" only "two"."""
    places = list(inside)
    numbers = [at for at in places if found[at].value is not None]
    if not numbers:
        return frozenset(places)
    return frozenset(range(numbers[0], numbers[-1] + 1))
