"""When a process that goes through lots looks for garbage: behind each lot, and within one only where it makes much.

What it has loaded - the language model, tables, types - are hundreds of thousands of objects that stay. Left to itself
Python goes through them again and again, and yet keeps for long what a lot leaves behind in circles.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 50_000
"""So many new objects within one lot are looked through before it ends; a lot of news makes a tenth of that."""


def settle() -> None:
    """From now on what is there is left alone; whoever works calls ``collect`` behind each lot."""
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
    """Lets go of what a lot has left behind."""
    gc.collect()
