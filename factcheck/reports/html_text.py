"""The article's text cut into paragraphs and pieces, each piece with the figure that it belongs to.

The texts of all blocks together are the article's text, character for character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from claims.model import Frozen, NotClaim
from factcheck.verification.model import Verdict

# Atomic, so that "\r\n" is never tried as two line ends with an empty line between.
_NEWLINE = r"(?>\r\n|[\n\r\u2028\u2029])"
_BLANK_LINES = re.compile(rf"{_NEWLINE}(?:[^\S\n\r\u2028\u2029]*{_NEWLINE})+")
_LINE_END = re.compile(_NEWLINE)


class Mark(Frozen):
    """A stretch of the text with the number of its card; ``verdict`` says how it is marked."""

    number: int
    start: int
    end: int
    verdict: Verdict


class Piece(Frozen):
    """Text of one look. ``home`` is the one piece of a figure that carries its anchor and links to its card.

    A home without text belongs to a figure whose every word is part of a shorter one.
    """

    text: str
    mark: Mark | None = None
    home: bool = False
    other: NotClaim | None = None


class Block(Frozen):
    """A paragraph, or the white space between two."""

    paragraph: bool
    pieces: tuple[Piece, ...]


def blocks(text: str, marks: Sequence[Mark], others: Sequence[NotClaim] = ()) -> tuple[Block, ...]:
    """The text as blocks. Where figures overlap, a stretch belongs to the shortest; numbers that are no claims yield.

    >>> [piece.text for piece in blocks("Up 5 to 7.", [Mark(number=1, start=3, end=4, verdict=Verdict.PASS)])[0].pieces]
    ['Up ', '5', ' to 7.']
    """
    spans = _spans(text)
    cuts = {0, len(text), *(edge for start, end, _ in spans for edge in (start, end))}
    items: tuple[Mark | NotClaim, ...] = (*marks, *others)
    cuts |= {edge for item in items for edge in (item.start, item.end) if 0 <= edge <= len(text)}
    owners = _owners(sorted(cuts), items)
    paragraph_at = [(start, end) for start, end, paragraph in spans if paragraph]
    homes = _homes(owners, paragraph_at)
    homeless = _homeless(marks, homes, paragraph_at)
    return tuple(_block(text, span, owners, homes, homeless) for span in spans)


def _spans(text: str) -> list[tuple[int, int, bool]]:
    """Paragraphs and gaps: paragraphs end at blank lines, or, in a text that has none, at every line."""
    gap = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINE_END
    spans, at = [], 0
    for match in gap.finditer(text):
        spans += [(at, match.start(), True), (match.start(), match.end(), False)]
        at = match.end()
    spans.append((at, len(text), True))
    return [(start, end, paragraph and not text[start:end].isspace()) for start, end, paragraph in spans if start < end]


_Owner = Mark | NotClaim | None


def _owners(cuts: Sequence[int], items: Sequence[Mark | NotClaim]) -> list[tuple[int, int, _Owner]]:
    opening: dict[int, list[Mark | NotClaim]] = defaultdict(list)
    for item in items:
        opening[item.start].append(item)
    active: list[Mark | NotClaim] = []
    found = []
    for start, end in pairwise(cuts):
        active = [item for item in active if item.end > start] + opening[start]
        found.append((start, end, min(active, key=_precedence, default=None)))
    return found


def _precedence(item: Mark | NotClaim) -> tuple[bool, int]:
    return isinstance(item, NotClaim), item.end - item.start


def _homes(owners: Iterable[tuple[int, int, _Owner]], paragraphs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Number of a figure to the offset of the first stretch that is its own."""
    homes: dict[int, int] = {}
    at = 0
    for start, end, owner in owners:
        while at < len(paragraphs) and paragraphs[at][1] <= start:
            at += 1
        inside = at < len(paragraphs) and paragraphs[at][0] <= start and end <= paragraphs[at][1]
        if inside and isinstance(owner, Mark):
            homes.setdefault(owner.number, start)
    return homes


def _homeless(marks: Sequence[Mark], homes: dict[int, int],
              paragraphs: Sequence[tuple[int, int]]) -> dict[int, list[Mark]]:
    """Figures without a stretch of their own, by the offset inside a paragraph at which their anchor is set."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.number not in homes and paragraphs:
            start, end = paragraphs[max(bisect_left(paragraphs, mark.end, key=itemgetter(0)) - 1, 0)]
            found[min(mark.end, end) if mark.end > start else end].append(mark)
    return found


def _block(text: str, span: tuple[int, int, bool], owners: Sequence[tuple[int, int, _Owner]], homes: dict[int, int],
           homeless: dict[int, list[Mark]]) -> Block:
    first, last, paragraph = span
    if not paragraph:
        return Block(paragraph=False, pieces=(Piece(text=text[first:last]),))
    pieces: list[Piece] = []
    for at in range(bisect_left(owners, first, key=itemgetter(0)), len(owners)):
        start, end, owner = owners[at]
        if start >= last:
            break
        mark, other = (owner, None) if isinstance(owner, Mark) else (None, owner)
        home = mark is not None and homes.get(mark.number) == start
        if not home and pieces and pieces[-1].text and (pieces[-1].mark, pieces[-1].other) == (mark, other):
            pieces[-1] = pieces[-1].model_copy(update={"text": pieces[-1].text + text[start:end]})
        else:
            pieces.append(Piece(text=text[start:end], mark=mark, home=home, other=other))
        pieces += [Piece(text="", mark=one, home=True) for one in homeless.get(end, ())]
    return Block(paragraph=True, pieces=tuple(pieces))
