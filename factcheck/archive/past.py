"""Which results are past: what was changed since they were made, and which documents that concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.vocabulary.words import tokens
from factcheck.archive.fingerprints import Fingerprint
from factcheck.archive.results import Results
from factcheck.archive.state import State
from factcheck.matching.lexicon import COUNTING, phrases
from factcheck.matching.phrasebook import Phrasebook
from factcheck.references.library import References
from factcheck.references.model import Dataset


@dataclass(frozen=True, slots=True)
class Differences:
    """What is no longer as it was when the results were made."""

    reading: bool = False
    judging: bool = False
    datasets: tuple[str, ...] = ()
    """Those that changed, came or went."""
    described: tuple[str, ...] = ()
    """Those among them that are described anew, and not only have another snapshot."""
    worded: tuple[str, ...] = ()
    """Those among them that other words lead to now: any text may speak of them."""
    bare: bool = False
    """Bare tables are found by what stands in them, all together: any claim may be of one."""

    def __bool__(self) -> bool:
        """Whether there are any."""
        return self.reading or self.judging or bool(self.datasets)


def differences(before: Fingerprint, now: Fingerprint) -> Differences:
    """What changed from one time to another."""
    names = sorted({*before.datasets, *now.datasets})
    changed = [name for name in names if before.datasets.get(name) != now.datasets.get(name)]
    both = [(before.datasets.get(name), now.datasets.get(name)) for name in changed]
    return Differences(
        reading=before.reading != now.reading, judging=before.judging != now.judging, datasets=tuple(changed),
        described=tuple(name for name, (old, new) in zip(changed, both, strict=True)
                        if old is None or new is None or old.described != new.described),
        worded=tuple(name for name, (old, new) in zip(changed, both, strict=True)
                     if new is not None and (old is None or old.words != new.words)),
        bare=any(one is not None and one.guessed for pair in both for one in pair))


def note(state: State, folder: Path, references: References, found: Differences, now: Fingerprint) -> None:
    """Notes the documents that are to be checked again, and from now on compares with what is true now."""
    everything = found.judging or found.bare
    more = [] if everything or found.reading or not found.worded else list(_speak_of(folder, references, found.worded))
    state.check_again(now, weighed=found.described, asked=found.datasets, every=everything, anew=found.reading,
                      more=more)


def _speak_of(folder: Path, references: References, names: tuple[str, ...]) -> Iterator[int]:
    """The documents in whose texts the words of datasets stand; some more, as any of the words may be far apart."""
    readers = [_Words(references.dataset(name)) for name in names]
    with Results.open(folder) as results:
        answer = results.sql("SELECT document, coalesce(title, '') || chr(10) || text FROM documents JOIN texts "
                             "USING (document) WHERE claims > 0 ORDER BY document")
        while rows := answer.fetchmany(256):
            for document, text in rows:
                if any(reader.may_be_in(text) for reader in readers):
                    yield document


class _Words:
    """What leads to one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._name = dataset.name
        self._topics = Phrasebook([dataset])
        listed = (phrase for phrase, sense in phrases(dataset) if sense.slot in COUNTING)
        self._counting = [frozenset(token.stem for token in tokens(phrase)) for phrase in listed]

    def may_be_in(self, text: str) -> bool:
        """Whether a claim of the text can have been weighed against the dataset."""
        if self._name not in self._topics.topical(text):
            return False
        stems = {token.stem for token in tokens(text)}
        return any(stems >= phrase for phrase in self._counting if phrase)
