"""Which words of a sentence stand by which figure, where it has several.

"Two are held by state agencies, 50 by county agencies and 31 by municipal agencies": the words between two figures are
cut at their last conjunction; what stands left of it follows the one, what stands right of it leads to the other. The
words before the first figure are shared by all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.frame.draft import Draft

BORDER = re.compile(r"[;:]\s|\.\s(?=[A-Z])|,?\s(?:and|but|while|whereas|versus|or)\s|,\s|\s[—–-]\s")
APPOSED = re.compile(r"\s*,?\s*(?:or|\(|about|—)\s*$")
"""Between a figure and the same one told otherwise: "553, or 50.5 percent,"."""

LENGTH = re.compile(r"\s*(?:ago|earlier|before|later|after that)\b,?\s*(?=[A-Z]|the |it |they |he |she )")
"""Behind a length of time at the head of a sentence: "Four years earlier Biden had won it by"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Stretches of the sentence, as offsets: before and after the figure up to its neighbours, and the shared lead."""

    before: tuple[int, int]
    after: tuple[int, int]
    shared: tuple[int, int]
    first: bool = False


def cut(drafts: Sequence[Draft]) -> list[Segment]:
    """One segment a figure; ``drafts`` are those of one sentence in order."""
    if not drafts:
        return []
    text = drafts[0].view.text
    first = drafts[0].start
    befores, afters = [(0, first)], []
    for left, right in pairwise(drafts):
        start, end = left.end, max(left.end, right.start)
        borders = list(BORDER.finditer(text, start, end))
        border = borders[-1].span() if borders else (end, end)
        if (told := LENGTH.match(text, start, end)) is not None and not borders:
            border = (told.end(), told.end())
        afters.append((start, border[0]))
        befores.append((border[1], end))
    afters.append((drafts[-1].end, len(text)))
    for position in range(len(drafts) - 2, -1, -1):
        if APPOSED.fullmatch(text[drafts[position].end : drafts[position + 1].start]):
            afters[position] = afters[position + 1]
    return [
        Segment(before, after, (0, 0) if position == 0 else (0, first), first=position == 0)
        for position, (before, after) in enumerate(zip(befores, afters, strict=True))
    ]


def separate(drafts: Sequence[Draft]) -> None:
    """No figure reaches into the next one: "12 nearly half" is two figures, whatever the parser joins."""
    for left, right in pairwise(drafts):
        if left.end > right.figure.start >= left.figure.end:
            left.end = left.figure.end


def fill(drafts: Sequence[Draft]) -> None:
    """Sets each draft's segment; a whole ("half of the 1,000 permits") leaves what follows it to its part."""
    for draft, segment in zip(drafts, cut(drafts), strict=True):
        draft.segment = segment
    for part, whole in pairwise(drafts):
        if part.whole_noun is not None and whole.noun is not None and part.whole_noun.i == whole.noun.i:
            assert part.segment is not None and whole.segment is not None
            part.segment = replace(part.segment, after=whole.segment.after)
            whole.segment = Segment((0, 0), (0, 0), (0, 0))
