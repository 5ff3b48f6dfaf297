"""The extractor as functions of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from claims import language
from claims.model import Claim, Extraction
from claims.reading import read_text


def read(text: str, *, published: date | None = None) -> Extraction:
    """Every number of a text, as a claim or as what else it is; ``published`` resolves "last month" and the like."""
    return read_text(language.load(), text, published=published)


def extract(text: str, *, published: date | None = None) -> list[Claim]:
    """The claims of a text, in its order: ``extract("Texas has 135 agencies.")[0].head == "agency"``."""
    return list(read(text, published=published).claims)


def read_many(texts: Iterable[tuple[str, date | None]]) -> Iterator[Extraction]:
    """``read`` over a stream of (text, published), one result a text, in order; memory does not grow with it."""
    nlp = language.load()
    for text, published in texts:
        # What the model remembers of a text's words goes with the zone; an extraction holds plain strings, no tokens.
        # Nothing is yielded inside it: the caller may read another text meanwhile.
        with nlp.memory_zone():
            extraction = read_text(nlp, text, published=published)
        yield extraction


def extract_many(texts: Iterable[tuple[str, date | None]]) -> Iterator[list[Claim]]:
    """``extract`` over a stream of (text, published)."""
    for extraction in read_many(texts):
        yield list(extraction.claims)
