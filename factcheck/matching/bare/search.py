"""The series of a library that have the place and time of a claim, by how well they fit its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest

from claims.model import Claim, Period
from factcheck.matching.bare.moments import Moments
from factcheck.matching.bare.series_index import SeriesIndex
from factcheck.matching.bare.series_model import Series
from factcheck.matching.bare.terms import placed, telling
from factcheck.matching.bare.units import fits

CLOSEST = 300
"""Of the series that have the place, so many are weighed: those that share most words with the sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A series at a place and time, with how well it fits: ``explained`` of the sentence, ``said`` of the series."""

    series: Series
    place: str
    when: tuple[str, ...]
    explained: float
    said: float

    @property
    def score(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.explained * self.said / (self.explained + self.said) if self.explained + self.said else 0.0


def find(claim: Claim, index: SeriesIndex, subjects: dict[str, tuple[int, int]], when: Moments) -> list[Found]:
    """The series that have the place and time, the best first."""
    text, offset = claim.sentence.text, claim.sentence.start
    own = claim.start - offset, claim.end - offset
    # The claim's own number has no say in what it is held against.
    said = [(term, start, end) for term, start, end in placed(text)
            if not (own[0] <= start < own[1] and term[0].isdigit())]
    beside = {place: telling(term for term, start, _ in said if not taken[0] <= start < taken[1])
              for place, taken in {"": (0, 0), **subjects}.items()}
    near = {number: weight for number, weight in index.near({term for term, _, _ in said}).items()
            if not beside.keys().isdisjoint(index.series[number].rows)}
    found = []
    for number in nlargest(CLOSEST, near, key=lambda one: (near[one], -one)):
        one = index.series[number]
        for place, others in beside.items():
            cells = _cells(one.rows[place], when, index) if place in one.rows else None
            if cells is None or not fits(claim, one):
                continue
            terms = [term for term in others if term in one.words or not term[0].isdigit()]
            whole = sum(index.weight(term) * one.words.get(term, 1.0) for term in terms)
            got = sum(index.weight(term) * one.words[term] for term in terms if term in one.words)
            total = index.total(number)
            found.append(Found(one, place, cells, got / whole if whole else 0.0, got / total if total else 0.0))
    return sorted(found, key=lambda one: (-one.score, one.series.dataset.name, one.series.measure.name, one.place))


def _cells(periods: set[str], when: Moments, index: SeriesIndex) -> tuple[str, ...] | None:
    """The cells of time that are meant; None where the series lacks one."""
    wanted = (when.own,) if when.base is None else (when.own, when.base)
    found = [next((cell for cell in sorted(periods) if _same(index.period(cell), one)), None) for one in wanted]
    cells = tuple(cell for cell in found if cell is not None)
    return cells if len(cells) == len(wanted) else None


def _same(one: Period | None, other: Period) -> bool:
    return one is not None and (one.start, one.end) == (other.start, other.end)
