"""From a text to its parsed sentences: only those that can carry a figure are parsed.

Two thirds of the sentences of news carry no number; parsing is what costs, so they are split off and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.figures import ranks
from claims.syntax import SentenceView
from claims.vocabulary import numbers

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

LONGEST = 4_000
"""Lines longer than this many characters are read in pieces, so that memory stays bounded."""

BATCH = 32


@dataclass(frozen=True, slots=True)
class RawSentence:
    """A sentence of a paragraph: parsed where it can carry a figure (``view``), else only its text and place."""

    text: str
    start: int
    paragraph: int
    number: int
    first_of_line: bool
    view: SentenceView | None


def may_carry_figure(text: str) -> bool:
    """The cheap test: a text that fails it holds no number and no rank."""
    return bool(numbers.MAYBE.search(text)) or bool(ranks.MAYBE.search(text))


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The non-empty lines of a text with their offsets; over-long ones cut at white space."""
    for found in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+", text):
        line, start = found.group(), found.start()
        while len(line) > LONGEST:
            cut = line.rfind(" ", LONGEST // 2, LONGEST)
            cut = cut + 1 if cut > 0 else LONGEST
            yield start, line[:cut]
            line, start = line[cut:], start + cut
        if line.strip():
            yield start, line


def split(nlp: Language, text: str) -> Iterator[RawSentence]:
    """The sentences of every line that can carry a figure, in order, the ones with figures parsed."""
    carrying = [
        (start, line, paragraph) for paragraph, (start, line) in enumerate(lines(text)) if may_carry_figure(line)
    ]
    splitting = [name for name in nlp.pipe_names if name != "senter"] if "senter" in nlp.pipe_names else []
    parsing = ["senter"] if "senter" in nlp.pipe_names else []
    number = 0
    for first in range(0, len(carrying), BATCH):
        batch = carrying[first : first + BATCH]
        with nlp.select_pipes(disable=splitting):
            docs = list(nlp.pipe((line for _, line, _ in batch), batch_size=BATCH))
        spans = [
            (start, paragraph, span, span.text)
            for (start, _, paragraph), doc in zip(batch, docs, strict=True)
            for span in _sentences(doc)
        ]
        carries = [may_carry_figure(written) for _, _, _, written in spans]
        wanted = [span.as_doc() for (_, _, span, _), does in zip(spans, carries, strict=True) if does]
        with nlp.select_pipes(disable=parsing):
            parsed = iter(list(nlp.pipe(wanted, batch_size=BATCH)))
        for (start, paragraph, span, written), does in zip(spans, carries, strict=True):
            offset = start + span.start_char
            view = SentenceView(next(parsed)[:], offset) if does else None
            yield RawSentence(written, offset, paragraph, number, span.start == 0, view)
            number += 1


def _sentences(doc: Doc) -> Iterator[Span]:
    yield from doc.sents
