"""Which of the numbers of a sentence is what it says of a list; the others are names and limits of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from claims.model import Bound, Claim, Kind
from factcheck.matching.bare.mentions import mentions
from factcheck.matching.bare.operations import is_times, opens, said
from factcheck.matching.bare.outline import Outline
from factcheck.matching.bare.sentence import Sentence, sentence_of

_LOOSE = frozenset({Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST})


def is_focus(claim: Claim, claims: Iterable[Claim], title: str | None, outline: Outline) -> bool:
    """Whether no other number of the claim's sentence has a better right to be what it says. Blind to all numbers."""
    own = _right(sentence_of(claim, title), outline)
    for other in claims:
        if other.sentence != claim.sentence or other.id == claim.id or other.kind is Kind.RANK:
            continue
        right = _right(sentence_of(other, title), outline)
        if right > own or (right == own and other.start < claim.start):
            return False
    return own > -2


def _right(sentence: Sentence, outline: Outline) -> float:
    first = sentence.opening
    before = sentence.texts[max(0, first - 2):first] or sentence.texts[max(0, sentence.first - 2):sentence.first]
    after = sentence.last + 1
    right = 0.0
    leads = [*said(sentence, "mean"), *said(sentence, "sum")]
    if any(first <= at < sentence.first for at in leads):
        right += 2.5
    if sentence.claim.quantity.bound in _LOOSE:
        right -= 1.5
    if "exactly" in sentence.texts[first:sentence.first]:
        right -= 3
    if is_times(sentence):
        right += 2.5
    if opens(sentence):
        right += 2.5
    if sentence.texts[max(0, sentence.first - 3):sentence.first][-2:] == ("total", "of"):
        right += 2
    if set(before) & {"was", "is", "were", "are", "averaged", "totaled", "to", "of"}:
        right += 2.5 if any(at < sentence.first for at in leads) else 0
        right += 1 if after >= len(sentence.words) and "of" not in before else 0
    if before[-1:] in (("with",), ("exactly",), ("at",), ("number",), ("no",)):
        right -= 1
    elif before[-1:] in (("in",), ("of",), ("by",), ("from",), ("for",), ("on",)):
        right -= 1 if not any(at < sentence.first for at in leads) else 0
    return right - 3 * (_named(sentence) or _is_cell(sentence, outline))


def _is_cell(sentence: Sentence, outline: Outline) -> bool:
    """Whether the number is part of a cell of several words: the "7" of "pier 7"."""
    if not any(sentence.stems[at] in outline.vocabulary for at in sentence.figure):
        return False
    whole = replace(sentence, figure=frozenset())
    return any(one.exact and len(one.words) > 1 and sentence.figure <= one.words for one in mentions(whole, outline))


def _named(sentence: Sentence) -> bool:
    """Whether the number is part of a name: the word before or behind it stands beside it in the title too."""
    title = sentence.title
    if not all(sentence.stems[at] in title for at in sentence.figure):
        return False
    beside = [at for at in (sentence.first - 1, sentence.last + 1) if 0 <= at < len(sentence.words)]
    return any(sentence.stems[at] in title for at in beside)
