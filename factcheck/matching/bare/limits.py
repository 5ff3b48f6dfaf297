"""Numbers of a sentence that limit the rows: "of more than 900 tons", "with 3 masts", "after 1911"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from factcheck.matching.bare.outline import Column, Outline
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.bare.vocabulary import listed, phrases
from factcheck.queries.algebra import Comparison, Condition

_BEFORE, _BEHIND = 7, 4


@dataclass(frozen=True, slots=True)
class Limit:
    """A condition on a column's numbers, told by the words ``words``."""

    condition: Condition
    words: frozenset[int]
    score: float


def limits(sentence: Sentence, outline: Outline, taken: frozenset[int]) -> list[Limit]:
    """The limits that the numbers outside the figure and of ``taken`` words are."""
    found: list[Limit] = list(_spans(sentence, outline, taken))
    spanned = {at for one in found for at in one.words}
    for at, word in enumerate(sentence.words):
        if at in spanned:
            continue
        if word.value is None or at in sentence.figure or at in taken or _is_name(sentence, at):
            continue
        one = _limit(sentence, outline, at, word.value)
        if one is not None:
            found.append(one)
    return [*found, *_nothing(sentence, outline)]


def _is_name(sentence: Sentence, at: int) -> bool:
    """Whether a number stands in the article's title too: it says what all of it is about."""
    return sentence.titled(at)


def _spans(sentence: Sentence, outline: Outline, taken: frozenset[int]) -> Iterator[Limit]:
    """Years from and to: "between 1990 and 1995", "from 1990 to 1995", "1990-1995"."""
    columns = [column for column in outline.columns if column.yearly] or [
        column for column in outline.columns if column.dated and column.years]
    if len(columns) != 1:
        return
    for at, word in enumerate(sentence.words[:-1]):
        for other in (at + 1, at + 2):
            if other >= len(sentence.words) or {at, other} & (sentence.figure | taken):
                continue
            link = sentence.texts[at + 1:other]
            opened = sentence.texts[at - 1:at] in (("between",), ("from",)) if at else False
            if link and not (opened and link in (("and",), ("to",), ("through",), ("until",))):
                continue
            first, last = word.value, sentence.words[other].value
            if first is None or last is None or not (1000 < first < last < 2200):
                continue
            yield from _span(columns[0], (first, at), (last, other))


def _span(column: Column, first: tuple[Decimal, int], last: tuple[Decimal, int]) -> Iterator[Limit]:
    if not column.yearly:
        cells = tuple(cell for cell in column.cells if first[0] <= column.years.get(cell, 0) <= last[0])
        yield Limit(Condition(column=column.name, values=cells), frozenset((first[1], last[1])), 2.0)
        return
    ends: tuple[tuple[Comparison, tuple[Decimal, int]], ...] = ((">=", first), ("<=", last))
    for sign, (value, place) in ends:
        yield Limit(Condition(column=column.name, comparison=sign, threshold=value), frozenset((place,)), 2.0)


def comparison_at(sentence: Sentence, at: int, *, year: bool = False) -> tuple[Comparison | None, frozenset[int]]:
    """How the number at a place limits, by the words before and behind it, and which words those are."""
    tables = ("limits", "year_limits") if year else ("limits",)
    for table in tables:
        for phrase, sign in phrases(table):
            for gap in (0, 1):
                start = at - len(phrase) - gap
                if start >= 0 and sentence.texts[start:start + len(phrase)] == phrase and not (
                        set(range(start, at)) & sentence.figure):
                    return sign, frozenset(range(start, at))
    for phrase, sign in phrases("limits_behind"):
        if sentence.texts[at + 1:at + 1 + len(phrase)] == phrase:
            return sign, frozenset(range(at + 1, at + 1 + len(phrase)))
    return None, frozenset()


def _limit(sentence: Sentence, outline: Outline, at: int, value: Decimal) -> Limit | None:
    year = value == int(value) and 1000 < value < 2200 and "," not in sentence.texts[at]
    sign, said = comparison_at(sentence, at, year=year)
    chosen = _column(sentence, outline, at, year=year)
    if chosen is None:
        return None
    column, named = chosen
    places = frozenset((at,)) | said | named
    if sign is not None:
        return Limit(Condition(column=column.name, comparison=sign, threshold=value), places, 2.0 + len(named))
    cells = tuple(cell for cell in column.cells if column.numbers.get(cell) == value)
    if not cells:
        return None
    return Limit(Condition(column=column.name, values=cells), places, 1.0 + len(named))


def _column(sentence: Sentence, outline: Outline, at: int, *, year: bool) -> tuple[Column, frozenset[int]] | None:
    """The column of numbers whose header stands nearest, and the places of its words."""
    best: tuple[float, Column, frozenset[int]] | None = None
    window = [*range(max(0, at - _BEFORE), at), *range(at + 1, min(len(sentence.words), at + 1 + _BEHIND))]
    for column in outline.columns:
        if not column.numeric or (year and not column.yearly) or (column.yearly and not year):
            continue
        hits = [place for place in window if sentence.meanings[place] in column.header
                and place not in sentence.figure and _reaches(sentence, place, at)]
        if not hits:
            continue
        covered = len({sentence.meanings[place] for place in hits}) / len(column.header)
        rank = covered * 2 + 1 / (1 + min(abs(place - at) for place in hits))
        if best is None or rank > best[0]:
            best = rank, column, frozenset(hits)
    if best is not None:
        return best[1], best[2]
    yearly = [column for column in outline.columns if column.yearly]
    if year and len(yearly) == 1:
        return yearly[0], frozenset()
    return None


def _reaches(sentence: Sentence, place: int, at: int) -> bool:
    """Whether no other number stands between a header's word and the number."""
    low, high = sorted((place, at))
    return not any(sentence.words[between].value is not None for between in range(low + 1, high))


def _nothing(sentence: Sentence, outline: Outline) -> Iterator[Limit]:
    """"With no masts", "never moored": the column is nought."""
    for at, text in enumerate(sentence.texts):
        if text not in listed("negations") or text == "not":
            continue
        for column in outline.columns:
            if not column.numeric or Decimal(0) not in column.numbers.values():
                continue
            behind = range(at + 1, min(len(sentence.words), at + 4))
            hits = [place for place in behind if sentence.meanings[place] in column.header]
            if hits and {sentence.meanings[place] for place in hits} >= column.header:
                cells = tuple(cell for cell in column.cells if column.numbers.get(cell) == 0)
                yield Limit(Condition(column=column.name, values=cells), frozenset((at, *hits)), 1.5)
