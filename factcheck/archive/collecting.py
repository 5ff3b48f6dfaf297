"""When a process that goes through lots looks for garbage: behind every few, and within one where it makes much.

What it has loaded - the language model, tables, types - are hundreds of thousands of objects that stay. Left to itself
Python goes through them again and again, and yet keeps for long what a lot leaves behind in circles.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 50_000
"""So many new objects are looked through before a lot ends; one of news makes a tenth of that."""
LOTS = 8
"""Behind so many lots all is looked through that has come since: it takes as long as one article does."""


def settle() -> None:
    """From now on what is there is left alone; whoever works calls ``collect`` behind every ``LOTS`` lots."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY, *gc.get_threshold()[1:])


@contextmanager
def settled() -> Iterator[None]:
    """The same for a while."""
    before = gc.get_threshold()
    settle()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def collect() -> None:
    """Lets go of what lots have left behind."""
    gc.collect()
