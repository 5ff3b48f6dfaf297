"""The claims of an article as they stand in its text, asked by place without a look at each of them.

What a claim leans on stands before it, most often in its sentence. In a list of thousands of figures, looking through
all of them for each one would take a time that grows with their square.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, ValuesView
from itertools import pairwise

from claims.model import Claim


class Lineup(Mapping[str, Claim]):
    """Claims by their ids, in the order in which they were given; questions of place answer in that order, too."""

    __slots__ = ("_at", "_ends", "_in_order", "_row", "_rows", "_sentences")

    def __init__(self, claims: Iterable[Claim]) -> None:
        """``claims``: each id once, of one text."""
        self._rows = {claim.id: claim for claim in claims}
        self._row = list(self._rows.values())
        self._at = {name: at for at, name in enumerate(self._rows)}
        # Claims that are made by hand may stand in any order, and only figures in their order can be bisected.
        self._in_order = all(one.end <= other.start and _follows(one, other) for one, other in pairwise(self._row))
        self._ends = [one.end for one in self._row]
        self._sentences = [one.sentence.start for one in self._row]

    def __getitem__(self, name: str) -> Claim:
        """The claim of that id; KeyError where there is none."""
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self._rows)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    def values(self) -> ValuesView[Claim]:
        """The claims."""
        return self._rows.values()

    def put(self, claim: Claim) -> None:
        """Puts a claim in the place of the one with its id, which stands where it stands."""
        self._row[self._at[claim.id]] = self._rows[claim.id] = claim

    def before(self, claim: Claim, *, within: int | None = None) -> list[Claim]:
        """Those that end before a claim begins; ``within``: so many characters before it at most."""
        if not self._in_order:
            return [one for one in self._row
                    if one.end <= claim.start and (within is None or claim.start - one.end <= within)]
        first = 0 if within is None else bisect_left(self._ends, claim.start - within)
        return self._row[first : bisect_right(self._ends, claim.start)]

    def in_sentence(self, claim: Claim) -> list[Claim]:
        """Those of a claim's sentence, itself among them."""
        start = claim.sentence.start
        if not self._in_order:
            return [one for one in self._row if one.sentence == claim.sentence]
        return self._row[bisect_left(self._sentences, start) : bisect_right(self._sentences, start)]

    def before_in_sentence(self, claim: Claim) -> list[Claim]:
        """Those of a claim's sentence that end before it begins."""
        start = claim.sentence.start
        if not self._in_order:
            return [one for one in self._row if one.sentence == claim.sentence and one.end <= claim.start]
        return self._row[bisect_left(self._sentences, start) : bisect_right(self._ends, claim.start)]

    def in_earlier_sentences(self, claim: Claim) -> list[Claim]:
        """Those of the sentences before that of a claim."""
        start = claim.sentence.start
        found = self._row[: bisect_left(self._sentences, start)] if self._in_order else self._row
        if self._in_order and (not found or found[-1].sentence.end <= start):
            return found
        return [one for one in found if one.sentence.end <= start]


def _follows(one: Claim, other: Claim) -> bool:
    """Whether a claim's sentence is that of the one before, or begins behind its beginning."""
    return one.sentence.start < other.sentence.start or one.sentence == other.sentence
