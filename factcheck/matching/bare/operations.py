"""What a sentence asks of the rows that it picks out: to count them, or the sum, mean or end of which column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from factcheck.matching.bare.outline import Column, Outline
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.bare.vocabulary import is_small, listed


class Ask(StrEnum):
    """What is asked of rows."""

    COUNT = "count"
    MEAN = "mean"
    SUM = "sum"
    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Target:
    """A column that a sentence names by its header; ``score``: by how much of it, and how close."""

    column: Column
    words: frozenset[int]
    score: float


def noun_at(sentence: Sentence) -> int | None:
    """Where the noun behind the figure stands: "two of the tall ships" has it at "ships", by what is counted."""
    head = sentence.claim.head
    for at in range(sentence.last + 1, min(len(sentence.words), sentence.last + 7)):
        if sentence.words[at].value is not None:
            break
        if head and sentence.texts[at].startswith(head[:4]) and not is_small(sentence.texts[at]):
            return at
    after = sentence.last + 1
    return after if after < len(sentence.words) and not is_small(sentence.texts[after]) else None


def said(sentence: Sentence, key: str) -> list[int]:
    """Where words of ``asks`` stand."""
    wanted = listed("asks", key)
    return [at for at, stem in enumerate(sentence.stems)
            if at not in sentence.figure and (stem in wanted or sentence.texts[at] in wanted)
            and sentence.texts[at - 1:at] != ("at",)]  # "at least", "at most"


def is_times(sentence: Sentence) -> bool:
    """Whether the figure counts occasions: "four times"."""
    after = sentence.last + 1
    return after < len(sentence.stems) and sentence.stems[after] in listed("times")


def opens(sentence: Sentence) -> bool:
    """Whether the figure counts what its sentence or clause begins with: "three of the ships", "there were two"."""
    before = sentence.texts[max(0, sentence.first - 3):sentence.first]
    of_them = sentence.texts[sentence.last + 1:sentence.last + 3]
    if of_them[:1] == ("of",) and (of_them[1:] in (("the",), ("these",), ("them",), ("those",)) or sentence.first == 0):
        return True
    comma = sentence.claim.sentence.text[:sentence.words[sentence.opening].start].rstrip().endswith(",")
    return not before or "there" in before or (comma and noun_at(sentence) is not None)


def comparative(sentence: Sentence) -> tuple[str, frozenset[int]] | None:
    """ "More" or "less", where the figure is by how much two rows differ: "12 more goals than", "3 years before"."""
    for at in range(sentence.last + 1, min(len(sentence.words), sentence.last + 4)):
        for way in ("more", "less"):
            if sentence.texts[at] in listed("comparatives", way):
                than = sentence.texts.index("than", at) if "than" in sentence.texts[at:] else None
                if than is not None:
                    return way, frozenset((at, than))
                if sentence.texts[at] in ("before", "after", "ahead", "behind", "above", "below"):
                    return way, frozenset((at,))
    return None


def targets(sentence: Sentence, outline: Outline, at: int, taken: Iterable[int] = (), *,
            added: bool = False, beside: bool = True) -> list[Target]:
    """The columns of numbers that the words name, those first whose header begins soonest behind ``at``.

    ``taken``: words that say something else. ``added``: columns that only number the rows are no answer. ``beside``:
    a header's word right beside the figure is as good.
    """
    left_out = set(taken) | sentence.figure
    meant_by_noun = _result(sentence)
    found = []
    for column in outline.columns:
        if not (column.numeric or (added and column.holds_numbers)) or (
                added and (column.ordinal or column.yearly)):
            continue
        weights: dict[str, float] = {}
        places = set()
        for place, meaning in enumerate(sentence.meanings):
            if place in left_out or is_small(sentence.texts[place]) or meaning not in column.header_words:
                continue
            weight = _closeness(sentence, place, at, beside=beside) * (1.0 if meaning in column.header else 0.6)
            if sentence.stems[place] not in column.header_stems:
                weight *= 0.85  # another word for it
            if sentence.titled(place):
                weight *= 0.8
            places.add(place)
            weights[meaning] = max(weights.get(meaning, 0.0), weight)
        if not weights.keys() & column.header:
            continue
        if meant_by_noun & column.header:
            weights["result"] = 0.5  # "they lost 9 of the matches"
        covered = len(weights.keys() & column.header) / len(column.header)
        score = sum(weights.values()) + 0.5 * covered - 0.05 * column.extra - (0.4 if column.yearly else 0)
        found.append(Target(column, frozenset(places), score))
    return sorted(found, key=lambda one: -one.score)


def _result(sentence: Sentence) -> frozenset[str]:
    """Wins, losses or draws, where the figure counts matches and the verb before it says how they ended."""
    after = sentence.meanings[sentence.last + 1:sentence.last + 2]
    if after != ("match",):
        return frozenset()
    return frozenset(sentence.meanings[max(0, sentence.first - 6):sentence.first]) & {"win", "loss", "draw"}


def _closeness(sentence: Sentence, place: int, at: int, *, beside: bool) -> float:
    """1 right behind ``at``, less the more words with content lie between; less still before it."""
    low, high = sorted((place, at))
    between = sum(other in sentence.content and sentence.stems[other] not in listed("fillers")
                  for other in range(low + 1, high))
    near = max(0.3, 1 - (0.12 if beside else 0.35) * between)
    close = beside and (0 < place - sentence.last <= 2 or place == sentence.first - 1)
    return max(near if place > at else near * 0.6, 0.9 if close else 0.0)
