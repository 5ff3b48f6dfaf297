"""The words of a library: which phrase means which measure, member, dimension or topic of which dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.vocabulary.remembering import remembered
from claims.vocabulary.words import PhraseHit, PhraseIndex
from factcheck.references.model import Dataset, Role

Slot = Literal["measure", "member", "noun", "topic", "inert"]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means in a dataset: a measure, a member of a dimension, a dimension's noun, a topic."""

    slot: Slot
    name: str
    value: str = ""


Hit = PhraseHit[Sense]


COUNTING: tuple[Slot, ...] = ("measure", "noun")
"""What a figure may count: without one of these in its own words a claim is not of a dataset."""


def phrases(dataset: Dataset) -> list[tuple[str, Sense]]:
    """The phrases of a dataset, each with what it means there."""
    pairs: list[tuple[str, Sense]] = []
    for measure in dataset.measures:
        words = measure.words or (measure.name.replace("_", " "), measure.title)
        pairs += [(word, Sense("measure", measure.name)) for word in words]
    for dimension in dataset.dimensions:
        pairs += [(noun, Sense("noun", dimension.name)) for noun in dimension.nouns]
        if dimension.role is Role.CATEGORY:
            for member in dimension.members:
                if member.value != dimension.total:
                    pairs += [
                        (word, Sense("member", dimension.name, member.value))
                        for word in member.words or (member.value,)
                    ]
    pairs += [(word, Sense("topic", dataset.name)) for word in dataset.topic]
    pairs += [(word, Sense("inert", dataset.name)) for word in dataset.inert]
    return pairs


class DatasetLexicon:
    """The phrases of one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        pairs = phrases(dataset)
        # One index a slot: "task force agreements" names a category and, within it, the agreements that are counted.
        self._indexes = [
            PhraseIndex([p for p in dict.fromkeys(pairs) if p[1].slot in slots])
            for slots in (COUNTING, ("member",), ("topic",), ("inert",))
        ]
        self._topics = self._indexes[2]

        self._remembered = remembered(self._find)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The phrases of the dataset in a text, in order; one phrase may have several senses.

        The last texts are remembered: each of an article's claims asks about the same sentences, and both passes do.
        """
        return self._remembered(text)

    def names_topic(self, text: str) -> bool:
        """Whether a phrase of its topic stands in a text."""
        return self._topics.stands_in(text)

    def _find(self, text: str) -> tuple[Hit, ...]:
        return tuple(
            sorted((hit for index in self._indexes for hit in index.find(text)), key=lambda h: (h.start, -h.end))
        )
