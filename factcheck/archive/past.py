"""Which results are past: what was changed since they were made, and which documents that concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.archive.fingerprints import DatasetPrint, Fingerprint
from factcheck.archive.results import Results
from factcheck.archive.state import State
from factcheck.matching.words.phrasebook import Phrasebook
from factcheck.references.library import References

AT_ONCE = 256


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
    everywhere: bool = False
    """Any claim may be of one: bare tables are found by what stands in them, all together; and some others need no
    topic, so that another description of them concerns every text.
    """

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
        everywhere=any(_is_everywhere(old, new) for old, new in both))


def _is_everywhere(old: DatasetPrint | None, new: DatasetPrint | None) -> bool:
    if any(one is not None and one.guessed for one in (old, new)):
        return True
    anew = old is None or new is None or old.described != new.described
    return anew and any(one is not None and one.everywhere for one in (old, new))


def note(state: State, folder: Path, references: References, found: Differences, now: Fingerprint) -> None:
    """Notes the documents that are to be checked again, and from now on compares with what is true now."""
    everything = found.judging or found.everywhere
    more = [] if everything or found.reading or not found.worded else list(_speak_of(folder, references, found.worded))
    state.check_again(now, weighed=found.described, asked=found.datasets, every=everything, anew=found.reading,
                      more=more)


def _speak_of(folder: Path, references: References, names: tuple[str, ...]) -> Iterator[int]:
    """The documents that name the topic of datasets: all whose claims can be weighed against them."""
    book = Phrasebook([references.dataset(name) for name in names])
    with Results.open(folder) as results:
        answer = results.sql("SELECT document, coalesce(title, '') || chr(10) || text FROM documents JOIN texts "
                             "USING (document) WHERE claims > 0 ORDER BY document")
        while rows := answer.fetchmany(AT_ONCE):
            for document, text in rows:
                if book.topical(text).named:
                    yield document
