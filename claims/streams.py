"""The texts that someone hands in, as they come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from claims.errors import TextError

Dated = tuple[str, date | None] | tuple[str, date | None, str | None]
"""A text with the day of its publication and, where it has one, its title."""

CHARACTERS = 48_000
"""So much text is read at once; a thousand parsed words take about a megabyte."""

TEXTS = 64
"""So many texts are read at once. The first ones come in smaller lots, so that a reader sees something soon."""

_HALF_PAIR = re.compile("[\ud800-\udfff]")


class Text(NamedTuple):
    """One text with what is known of it."""

    text: str
    published: date | None
    title: str | None


class Stream:
    """Texts in the order in which they came, up to where the stream ends or breaks off.

    ``broken`` is the error with which it broke off: what came before it is read first.
    """

    def __init__(self, texts: Iterable[Dated], *, ready: Callable[[], bool] | None = None) -> None:
        """``ready`` says whether the next text is there without waiting; a stream without it never makes one wait."""
        self.broken: Exception | None = None
        self._texts, self._ready = texts, ready

    def __iter__(self) -> Iterator[Text]:
        """The texts; TextError, as ``broken``, for one that holds half a surrogate pair."""
        try:
            for text, published, *rest in self._texts:
                if (half := _HALF_PAIR.search(text)) is not None:
                    raise TextError(f"A text holds half a surrogate pair (character {half.start() + 1}), which is no "
                                    "text; decode it again.")
                yield Text(text, published, rest[0] if rest else None)
        except Exception as error:
            self.broken = error

    def ready(self) -> bool:
        """Whether the next text, or the end, is there without waiting. If not, what came so far is read first."""
        return self._ready is None or self._ready()

    def lots(self) -> Iterator[list[Text]]:
        """The texts in lots of which each is read at once."""
        lot: list[Text] = []
        size, most = 0, 1
        for text in self:
            lot.append(text)
            size += len(text.text)
            if len(lot) >= most or size >= CHARACTERS or not self.ready():
                yield lot
                lot, size, most = [], 0, min(TEXTS, 2 * most)
        if lot:
            yield lot
