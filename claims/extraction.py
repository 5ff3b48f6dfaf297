"""The extractor as functions of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from claims import language
from claims.model import Claim, Extraction
from claims.reading import read_text

Dated = tuple[str, date | None] | tuple[str, date | None, str | None]
"""A text with the day of its publication and, where it has one, its title."""


def read(text: str, *, published: date | None = None, title: str | None = None) -> Extraction:
    """Every number of a text, as a claim or as what else it is; ``published`` resolves "last month" and the like.

    ``title`` helps to tell where the story is set; its own numbers are not read.
    """
    return read_text(language.load(), text, published=published, title=title)


def extract(text: str, *, published: date | None = None) -> list[Claim]:
    """The claims of a text, in its order: ``extract("Texas has 135 agencies.")[0].head == "agency"``."""
    return list(read(text, published=published).claims)


def read_many(texts: Iterable[Dated]) -> Iterator[Extraction]:
    """``read`` over a stream of (text, published) or (text, published, title), one result a text, in order.

    Memory does not grow with it.
    """
    nlp = language.load()
    for text, published, *rest in texts:
        # What the model remembers of a text's words goes with the zone; an extraction holds plain strings, no tokens.
        # Nothing is yielded inside it: the caller may read another text meanwhile.
        with nlp.memory_zone():
            extraction = read_text(nlp, text, published=published, title=rest[0] if rest else None)
        yield extraction


def extract_many(texts: Iterable[Dated]) -> Iterator[list[Claim]]:
    """``extract`` over such a stream."""
    for extraction in read_many(texts):
        yield list(extraction.claims)
