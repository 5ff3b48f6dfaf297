"""In which order wrong figures are told: what an editor has to correct first."""

from __future__ import annotations

from decimal import Decimal

from factcheck.checking.model import CheckedClaim
from factcheck.reports.relating import size_of_error

GROSS, CLEAR = Decimal("0.5"), Decimal("0.1")
"""From these shares of the value on an error is gross, or clear; what is smaller is still an error."""


def importance(claims: tuple[CheckedClaim, ...]) -> tuple[int, int, int, int]:
    """The key by which wrong figures that share a cause are sorted, the most important first.

    What the article says in its own voice before what somebody says in it; then by the size of the largest error, in
    three classes; then what concerns most figures; then what stands first in the text.
    """
    own = any(claim.speaker is None and not claim.quoted for claim in claims)
    worst = max(map(size_of_error, claims), default=Decimal(0))
    size = 0 if worst >= GROSS else 1 if worst >= CLEAR else 2
    return 0 if own else 1, size, -len(claims), min((claim.start for claim in claims), default=0)
