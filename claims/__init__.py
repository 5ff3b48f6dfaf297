"""Figures of a text and their frames.

``extract(text, published=date)`` gives the claims of a text; ``read`` gives its other numbers as well. Importing this
package or ``claims.model`` loads no language model: that happens at the first text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.extraction import extract, extract_many, read, read_many
    from claims.model import Claim, Extraction, NotClaim

__all__ = ["Claim", "Extraction", "NotClaim", "extract", "extract_many", "read", "read_many"]

_TYPES = frozenset({"Claim", "Extraction", "NotClaim"})


def __getattr__(name: str) -> Any:
    # The types too: spaCy imports this package at every start, for the name of its component.
    if name in __all__:
        return getattr(import_module("claims.model" if name in _TYPES else "claims.extraction"), name)
    raise AttributeError(f"module 'claims' has no attribute {name!r}")
