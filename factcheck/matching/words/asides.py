"""Words behind a figure that limit nothing: "rose to 4.3% as hiring stalled" is still the unemployment rate.

What a rate or a price is of stands in its noun phrase, in the words that lead to the figure, or behind it after a word
that limits: "4.3% for women", "2% in manufacturing", "excluding food". The rest of a sentence tells why, who says so,
and what came of it.
"""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Kind

_LIMITS = (
    r"for|among|amongst|amid|in|inside|within|of|at|outside|excluding|except|including|without|across|on|from|by|per|with|"
    r"counting|where|whose|who|that|which|if|when|before|adjusted|but|than"
)
_LIMITED = re.compile(rf"\b(?:{_LIMITS})\s+(?:[\w’'.-]+\s+){{0,3}}$", re.IGNORECASE)
"""Behind one of these, up to four words limit what was told."""
_BREAK = re.compile(
    r"[,;:.()–—]|\b(?:as|while|because|after|despite|amid|and|though|although|since|so)\b", re.IGNORECASE
)
"""Where what was limited ends."""
_CLOSE = re.compile(r"^\s*(?:[\w’'-]+\s+){0,1}$")
"""So near to the figure that a word is the noun of it: "2% wage growth"."""


def limiting(words: tuple[str, ...], claim: Claim, unit: str) -> tuple[str, ...]:
    """Those of the unexplained words that may limit what the figure is of."""
    if not is_told_before(claim, unit):
        return words
    sentence = claim.sentence.text
    behind = sentence[claim.within[1] :]
    ahead = sentence[: claim.within[0]]
    return tuple(word for word in words if _limits(word, ahead, behind))


def is_told_before(claim: Claim, unit: str) -> bool:
    """Whether what the figure is of is told by what leads to it: rates, prices and relative changes."""
    if claim.kind in (Kind.RATE, Kind.MONEY):
        return unit.startswith("percent") or unit.startswith("dollar per")
    basis = claim.change.basis if claim.change is not None else None
    return claim.kind is Kind.CHANGE and basis in (Basis.PERCENT, Basis.PERCENTAGE_POINTS)


def _limits(word: str, ahead: str, behind: str) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    if pattern.search(ahead):
        return True
    places = [found.start() for found in pattern.finditer(behind)]
    return not places or any(_is_limited(behind[:at]) for at in places)


def _is_limited(before: str) -> bool:
    """Whether what stands between the figure and a word makes the word a limit."""
    if _CLOSE.match(before):
        return True
    last = _BREAK.split(before)[-1]
    return _LIMITED.search(last) is not None and not _BREAK.search(before[: len(before) - len(last)])
