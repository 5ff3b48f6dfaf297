"""Parts of names: the "15" of "aged 15 or over" is no figure, and "youth unemployment" is no unemployment."""

from __future__ import annotations

import re
from itertools import pairwise

from claims.model import Claim
from factcheck.matching.bare.series_index import Series
from factcheck.matching.bare.terms import placed, telling, terms

VERB = re.compile(r"(?:ing|ed|['’]s|spent|sold|made)$")
"""The look of words that lead to a noun without limiting it: "covering", "imported", "the kingdom's"."""

BESIDE = 2
"""How many words on either side of a number may show that it is part of a name."""


def is_named(claim: Claim, series: Series) -> bool:
    """Whether the figure with the words beside it stands in a cell of the series: its measure, categories or unit."""
    offset = claim.sentence.start
    start, end = claim.start - offset, claim.end - offset
    words = placed(claim.sentence.text)
    own = [term for term, at, until in words if at < end and start < until]
    numbers = [term for term in own if term[0].isdigit()]
    if not numbers:
        return False
    before = [term for term, at, until in words if until <= start][-BESIDE:]
    after = [term for term, at, _ in words if at >= end][:BESIDE]
    beside = {*(term for term in own if not term[0].isdigit()), *before, *after}
    return any(set(numbers) <= cell and beside & cell for cell in map(terms, _cells(series)))


def narrowed(text: str, series: Series, place: tuple[int, int]) -> tuple[str, ...]:
    """The words right before a word of the measure that the series does not know: they make it another measure.

    ``place``: where the sentence names the place. A verb before a noun limits nothing, nor does what stands before one.
    """
    title, found = terms(series.measure.title), []
    for (word, start, end), (named, at, until) in pairwise(placed(text)):
        joined = text[end:at] in (" ", "-") and not (start < place[1] and place[0] < end)
        if not joined or named not in title or word in series.words or word[0].isdigit() or not telling((word,)):
            continue
        known = text[start - 1 : start] == "-" or any(one[:7] == word[:7] for one in series.words if len(word) > 7)
        if not known and not VERB.search(text[start:end]) and not VERB.search(text[at:until]):
            found.append(text[start:end])
    return tuple(found)


def _cells(series: Series) -> list[str]:
    return [series.measure.name, *(cell for _, cell in series.measure.where), *(cell for _, cell in series.where)]
