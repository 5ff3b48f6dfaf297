"""Which of the lists of a library a sentence speaks of, by the words of headers and cells, the rare ones first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from weakref import WeakKeyDictionary

from factcheck.matching.bare.outline import Outline, outlined
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.bare.tables import lists
from factcheck.matching.bare.text import words
from factcheck.matching.model import Contender, Feature, NoMatch
from factcheck.references.library import References
from factcheck.references.model import Dataset

_CLEAR = 1.3
_ENTRIES = 20_000
"""So many entries of the index are looked through for one sentence, its rarest words first."""
_MOST_ROWS = 20_000
"""A list of more is no list whose things a sentence tells apart by their names."""
_TOLD = 4
"""So many of the words that chose a list are told one by one."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The list chosen, and those among which it was, the best first; none where the library has only one."""

    outline: Outline
    weighed: tuple[Contender, ...] = ()


class Lists:
    """The lists of a library, with the tables in which each word stands."""

    def __init__(self, library: References) -> None:
        """Every list is read once; the very long ones are left out."""
        self._outlines: dict[str, Outline] = {}
        self._holding: dict[str, list[str]] = {}
        for dataset in lists(library):
            snapshot = _newest(dataset)
            rows = next(one.rows or 0 for one in dataset.snapshots if one.name == snapshot)
            if library.large(dataset.name, snapshot) is not None or rows > _MOST_ROWS:
                continue
            one = outlined(dataset, library.cells(dataset.name, snapshot))
            self._outlines[dataset.name] = one
            for stem in one.vocabulary | {word.stem for word in words(dataset.title)}:
                self._holding.setdefault(stem, []).append(dataset.name)

    def choose(self, sentence: Sentence) -> Chosen | NoMatch:
        """The one list whose words the sentence has clearly most of, each word worth more the fewer lists have it."""
        if len(self._outlines) == 1:
            return Chosen(next(iter(self._outlines.values())))
        worth: Counter[str] = Counter()
        looked = 0
        for stem in sorted(_looked_for(sentence), key=lambda one: (len(self._holding.get(one, ())), one)):
            names = self._holding.get(stem, ())
            looked += len(names)
            if looked > _ENTRIES and worth:
                break  # what is left stands in so many lists that it hardly tells them apart
            for name in names:
                worth[name] += self._worth(stem)  # type: ignore[assignment]
        ranked = worth.most_common(2)
        if not ranked:
            return NoMatch(reason="no_reference")
        weighed = tuple(self._weighed(name, sentence) for name, _ in ranked)
        if len(ranked) > 1 and ranked[0][1] < _CLEAR * ranked[1][1]:
            titles = " or ".join(self._outlines[name].dataset.title for name, _ in ranked)
            return NoMatch(reason="ambiguous", detail={"readings": titles}, nearest=weighed)
        return Chosen(self._outlines[ranked[0][0]], weighed)

    def _worth(self, stem: str) -> float:
        return log(1 + len(self._outlines) / len(self._holding[stem]))

    def _weighed(self, name: str, sentence: Sentence) -> Contender:
        """A list with the words that speak for it, the telling ones singly."""
        written = {sentence.stems[at]: sentence.texts[at] for at in sentence.content}
        shared = [stem for stem in _looked_for(sentence) if name in self._holding.get(stem, ())]
        ordered = sorted(((self._worth(stem), written.get(stem, stem)) for stem in shared), reverse=True)
        features = [Feature(name="table_word", value=worth, weight=1.0, detail=f"“{text}”")
                    for worth, text in ordered[:_TOLD]]
        if rest := ordered[_TOLD:]:
            features.append(Feature(name="other_words", value=sum(worth for worth, _ in rest), weight=1.0,
                                    detail=", ".join(f"“{text}”" for _, text in rest)))
        score = round(sum(one.contribution for one in features), 4)
        return Contender(dataset=name, score=score, features=tuple(features))


def _looked_for(sentence: Sentence) -> set[str]:
    return {sentence.stems[at] for at in sentence.content} | sentence.title


def _newest(dataset: Dataset) -> str:
    return max(dataset.snapshots, key=lambda one: (one.as_of, one.name)).name


_LISTS: WeakKeyDictionary[References, Lists] = WeakKeyDictionary()


def choose(sentence: Sentence, library: References) -> Chosen | NoMatch:
    """The list that a sentence speaks of; why there is none."""
    if library not in _LISTS:
        _LISTS[library] = Lists(library)
    return _LISTS[library].choose(sentence)
