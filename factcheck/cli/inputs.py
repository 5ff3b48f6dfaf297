"""What a command was asked to read: its articles as they come, and the inputs that could not be read, said aloud."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from factcheck.articles.live import ByteStream, LiveInput
from factcheck.articles.model import Article
from factcheck.articles.reading import parse_published
from factcheck.articles.sources import STDIN, InputFormat, is_many, read
from factcheck.cli.speaking import hint, say


class Inputs:
    """The articles of one call. ``unread`` counts the inputs that gave none; each was said on standard error."""

    def __init__(self, sources: Sequence[str], *, input_format: str, published: str | None) -> None:
        """The arguments of the command as given. UsageError where ``published`` is no date."""
        self.sources = tuple(sources) or (STDIN,)
        self.unread = 0
        self._format = InputFormat(input_format)
        self._published = parse_published(published) if published is not None else None
        self._live: LiveInput | None = None

    @property
    def several(self) -> bool:
        """Whether the call can give more than one article; known from the call alone, so that output keeps its form."""
        return len(self.sources) > 1 or is_many(self.sources[0], self._format)

    def articles(self) -> Iterator[Article]:
        """The articles, in order, each read only when it is asked for."""
        stdin = self._opened() if STDIN in self.sources else None
        for item in read(self.sources, stdin=stdin, input_format=self._format, published=self._published):
            if isinstance(item, Article):
                yield item
            else:
                self.unread += 1
                say(item.message)

    def ready(self) -> bool:
        """Whether the next article can be had without waiting for whoever writes to standard input."""
        return self._live is None or self._live.ready()

    def _opened(self) -> ByteStream | None:
        """Standard input as bytes; None where it was closed before we started."""
        if sys.stdin is None or sys.stdin.closed:
            return None
        if sys.stdin.isatty():
            hint("Paste the article, then press Ctrl-D.")
        with suppress(OSError):  # no real file: read as it is, it never makes one wait
            self._live = LiveInput(sys.stdin.buffer)
        return self._live or sys.stdin.buffer
