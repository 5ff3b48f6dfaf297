"""The extractor as functions of plain text.

Texts are read in windows: so many of them, or so much of a long one, go through the language model together, and what
it then remembers of their words is dropped. So memory does not grow, whether with many texts or with one long one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from claims import language
from claims.model import Claim, Extraction
from claims.processes import Workers
from claims.reading import CONTEXT, Found, TextReader, find
from claims.sentences import Line, Parser, carrying
from claims.streams import CHARACTERS, TEXTS, Dated, Stream

if TYPE_CHECKING:
    from spacy.language import Language

    from claims.syntax import SentenceView

_one_at_a_time = Lock()
"""The model has one vocabulary, and forgets its words after each window: windows do not overlap."""


def read(text: str, *, published: date | None = None, title: str | None = None) -> Extraction:
    """Every number of a text, as a claim or as what else it is; ``published`` resolves "last month" and the like.

    ``title`` helps to tell where the story is set; its own numbers are not read.
    """
    (extraction,) = read_many([(text, published, title)])
    return extraction


def extract(text: str, *, published: date | None = None) -> list[Claim]:
    """The claims of a text, in its order: ``extract("Texas has 135 agencies.")[0].head == "agency"``."""
    return list(read(text, published=published).claims)


def read_many(
    texts: Iterable[Dated], *, processes: int = 1, ready: Callable[[], bool] | None = None
) -> Iterator[Extraction]:
    """``read`` over a stream of (text, published) or (text, published, title), one result a text, in order.

    Memory does not grow with it. Texts are taken from the stream some dozens ahead of the results; where they come
    slowly, ``ready`` says whether the next one is there, and while it is not, those that came are read. ``processes``
    more than one read at once, each with a model of its own; they end when the results do.
    """
    if processes < 1:
        raise ValueError(f"processes must be at least 1, and is {processes}.")
    stream = Stream(texts, ready=ready)
    if processes == 1:
        yield from read_stream(stream)
    else:
        with Workers(processes) as workers:
            yield from workers.read(stream)


def extract_many(
    texts: Iterable[Dated], *, processes: int = 1, ready: Callable[[], bool] | None = None
) -> Iterator[list[Claim]]:
    """``extract`` over such a stream."""
    for extraction in read_many(texts, processes=processes, ready=ready):
        yield list(extraction.claims)


def read_stream(stream: Stream, *, first: int = 1) -> Iterator[Extraction]:
    """``read_many`` in this process; the first window is of so many texts."""
    nlp, parser = _parser()
    for window in _windows(stream, first):
        # What the model remembers of a text's words goes with the zone; an extraction holds plain strings, no tokens.
        # Nothing is yielded inside it: the caller may read another text meanwhile.
        with _one_at_a_time, nlp.memory_zone():
            _read(window, parser)
        for piece in window:
            if piece.is_last:
                yield piece.text.extraction()
    if stream.broken is not None:
        raise stream.broken


@cache
def _parser() -> tuple[Language, Parser]:
    nlp = language.load()
    return nlp, Parser(nlp)


@dataclass(slots=True)
class _Piece:
    """The lines of one text that are read in one window; of all but long texts, all that matter."""

    text: TextReader
    lines: list[Line] = field(default_factory=list)
    is_last: bool = False


def _windows(stream: Stream, first: int) -> Iterator[list[_Piece]]:
    """The texts in lots, long ones in several."""
    window: list[_Piece] = []
    size, limit = 0, first
    for text, published, title in stream:
        piece = _Piece(TextReader(published=published, context=text[:CONTEXT], title=title))
        window.append(piece)
        for line in carrying(text):
            if size >= CHARACTERS:
                yield window
                piece = _Piece(piece.text)
                window, size = [piece], 0
            piece.lines.append(line)
            size += len(line.text)
        piece.is_last = True
        if len(window) >= limit or size >= CHARACTERS or not stream.ready():
            yield window
            window, size, limit = [], 0, min(TEXTS, 2 * limit)
    if window:
        yield window


def _read(window: list[_Piece], parser: Parser) -> None:
    """Reads all lines of a window; each sentence with figures is parsed, all of them together."""
    split = iter(parser.split([line for piece in window for line in piece.lines]))
    found: list[tuple[TextReader, list[list[Found]]]] = [
        (piece.text, [[find(s, published=piece.text.published) for s in next(split)] for _ in piece.lines])
        for piece in window
    ]
    wanted = [each.sentence for _, lines in found for line in lines for each in line if each.figures]
    views: Iterator[SentenceView] = iter(parser.views(wanted))
    for text, lines in found:
        for line in lines:
            text.read(line, [next(views) if each.figures else None for each in line])
