"""Which datasets of a library a text may speak of, found by its own words: it costs what the text is long.

An inverted index: a phrase's stems lead to the datasets that list it. It promises only that no dataset is left out.
What the words of a dataset mean in a text its ``DatasetLexicon`` says, which is made when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from claims.vocabulary.remembering import remembered
from claims.vocabulary.words import stems
from factcheck.matching.words.lexicon import COUNTING, DatasetLexicon, phrases
from factcheck.references.asking import weighed
from factcheck.references.library import References
from factcheck.references.model import Dataset

_NONE: frozenset[str] = frozenset()


class StemIndex:
    """Phrases by the stems of their words, each with the names that list it."""

    def __init__(self, phrases_of: Iterable[tuple[str, Iterable[str]]]) -> None:
        """``phrases_of``: names, each with its phrases. A phrase without any word is ignored."""
        found: dict[tuple[str, ...], list[str]] = {}
        lengths: dict[str, set[int]] = {}
        stemmed: dict[str, tuple[str, ...]] = {}  # most phrases stand in many tables: "state", "percent"
        for name, listed in phrases_of:
            for phrase in listed:
                words = stemmed.get(phrase)
                if words is None:
                    words = stemmed[phrase] = stems(phrase)
                if words:
                    found.setdefault(words, []).append(name)
                    lengths.setdefault(words[0], set()).add(len(words))
        self._names = {words: frozenset(names) for words, names in found.items()}
        self._lengths = {first: tuple(sorted(sizes)) for first, sizes in lengths.items()}

    def groups(self, text: str) -> tuple[frozenset[str], ...]:
        """For each listed phrase whose words stand in the text one after another, the names that list it."""
        found = stems(text)
        keys = {found[at:at + size] for at, first in enumerate(found) for size in self._lengths.get(first, ())}
        return tuple([self._names[key] for key in keys if key in self._names])


@dataclass(frozen=True, slots=True)
class Topical:
    """The datasets that an article may be held against: ``always``, and those whose topic it ``named``."""

    always: frozenset[str]
    named: frozenset[str] = _NONE

    def __contains__(self, name: object) -> bool:
        """Whether the dataset of that name is among them."""
        return name in self.named or name in self.always

    def among(self, names: frozenset[str]) -> frozenset[str]:
        """Those of ``names`` that are topical; as cheap as the smaller of the sets."""
        return (names & self.named) | (names & self.always)


class Phrasebook(Mapping[str, DatasetLexicon]):
    """The lexicon of each dataset by its name, and which of them a text may speak of."""

    def __init__(self, datasets: Iterable[Dataset], *, unnamed: Iterable[Dataset] = ()) -> None:
        """``datasets``: in the order in which they are to be asked.

        ``unnamed``: those that no text leads to, only an editor's decision; their lexicons can be asked for.
        """
        self._datasets = {dataset.name: dataset for dataset in datasets}
        self._unnamed = {dataset.name: dataset for dataset in unnamed}
        self._order = {name: at for at, name in enumerate(self._datasets)}
        self._always = frozenset(name for name, dataset in self._datasets.items() if not dataset.topic_required)
        self._counting = StemIndex(self._listed(COUNTING))
        self._topics = StemIndex(self._listed(("topic",)))
        self._made: dict[str, DatasetLexicon] = {}
        # Each of an article's claims asks twice about its own words; the article itself is asked about once.
        self._counting_groups: Callable[[str], tuple[frozenset[str], ...]] = remembered(self._counting.groups)

    def _listed(self, slots: tuple[str, ...]) -> Iterator[tuple[str, Iterator[str]]]:
        for name, dataset in self._datasets.items():
            yield name, (phrase for phrase, sense in phrases(dataset) if sense.slot in slots)

    def topical(self, text: str) -> Topical:
        """The datasets whose topic the text names at all, and those that do not require one."""
        maybe = frozenset().union(*self._topics.groups(text)) - self._always
        named = frozenset(name for name in maybe if self[name].names_topic(text))
        weighed(named)
        return Topical(self._always, named)

    def counting(self, text: str, topical: Topical) -> tuple[DatasetLexicon, ...]:
        """The lexicons of the topical datasets with a measure or noun in the text, in the order of the datasets."""
        names = frozenset().union(*map(topical.among, self._counting_groups(text)))
        weighed(names)
        return tuple([self[name] for name in sorted(names, key=self._order.__getitem__)])

    def __getitem__(self, name: str) -> DatasetLexicon:
        """The lexicon of a dataset; KeyError for an unknown name."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = DatasetLexicon(self._datasets.get(name) or self._unnamed[name])
        return made

    def __iter__(self) -> Iterator[str]:
        """The names of the datasets."""
        return iter(self._datasets)

    def __len__(self) -> int:
        """How many datasets there are."""
        return len(self._datasets)


_PHRASEBOOKS: WeakKeyDictionary[References, Phrasebook] = WeakKeyDictionary()


def phrasebook(library: References) -> Phrasebook:
    """The phrasebook of a library, made once."""
    if library not in _PHRASEBOOKS:
        # A bare table of series is read by its cells alone (matching.bare.series).
        described = (dataset for dataset in library.datasets if not (dataset.guessed))
        guessed = (dataset for dataset in library.datasets if dataset.guessed)
        _PHRASEBOOKS[library] = Phrasebook(described, unnamed=guessed)
    return _PHRASEBOOKS[library]
