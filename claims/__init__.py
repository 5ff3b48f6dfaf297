"""Figures of a text and their frames.

``extract(text, published=date)`` gives the claims of a text; ``read`` gives its other numbers as well. Importing this
package or ``claims.model`` loads no language model: that happens at the first text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.model import Claim, Extraction, NotClaim

if TYPE_CHECKING:
    from claims.extraction import extract, extract_many, read, read_many

__all__ = ["Claim", "Extraction", "NotClaim", "extract", "extract_many", "read", "read_many"]


def __getattr__(name: str) -> Any:
    if name in ("extract", "extract_many", "read", "read_many"):
        from claims import extraction

        return getattr(extraction, name)
    raise AttributeError(f"module 'claims' has no attribute {name!r}")
