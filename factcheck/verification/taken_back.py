"""Figures that the article takes back behind them: "He says that it was 6%. That is false", "It had 718"."""

from __future__ import annotations

import re

from claims.model import Claim
from factcheck.verification.doubt_words import any_of

FAR = 160
"""How far behind a figure what takes it back is looked for."""

REPORTED = re.compile(rf"\b{any_of('reported')}\b|^\W*{any_of('asked')}:?", re.MULTILINE)
"""Before a figure: that it is somebody's word."""

_QUOTES = r"['’”\"]*"
_NEXT = rf"[.;!?—–]{_QUOTES}\s+"
"""The end of a sentence or a clause, and what it may have behind it."""
_THAT_IS = rf"(?:{any_of('pointers_back')}(?:['’]s| is| was) )?(?:VERDICT:\s*)?"
_IS_FALSE = rf"(?:{_QUOTES}\s*(?:was|is|were)|{_NEXT}(?:{any_of('in_fact')},? )?{_THAT_IS})\s*{any_of('untrue')}\b"
_DENIED = rf"{any_of('it')} {any_of('denied')}(?:n['’]t| not)\b"
_INVENTED = rf"{any_of('who')} made (?:it|that) up"
_ANSWERED = rf"[.;!?]{_QUOTES}\s+(?:We regret|{_INVENTED}|{_DENIED}|(?:A: )?No,|Not so\b|Not true\b)"
UNTRUE = re.compile(rf"[^.;!?]*?{_IS_FALSE}|[^.;!?]*{_ANSWERED}", re.IGNORECASE)
"""Behind it: that it is not so."""

_WHEN = r"(?: (?:on|in|for|at|as of) [^;!?]{1,30}?)?"
_COUNTING = any_of("countings")
_TRUE_ONE = rf"(?:[Ii]t|[Tt]here|[Tt]he {_COUNTING}|[Tt]he {any_of('true_ones')} {_COUNTING}{_WHEN})"
_STANDS = rf"(?:['’]s| {any_of('stands')})(?: actually| really)? (?:{any_of('nearly')} )?"
_AMOUNT = rf"\$?\d[\d.,]*(?: ?%| {any_of('units')})?"
REPLACED = re.compile(
    rf"[^.;!?]{{0,60}}{_NEXT}(?:{any_of('in_truth')},? )?{_TRUE_ONE}{_STANDS}{_AMOUNT}\s*(?:[.;!](?:\s|$)|$|\n)")
"""Behind it: what it is instead, with nothing said of another time."""


def taken_back(claim: Claim, story: str | None) -> bool:
    """Whether what is said of a figure right behind it is that it is not so, or what it is instead."""
    if story is None:
        return False
    behind = story[claim.end : claim.end + FAR]
    if UNTRUE.match(behind) is None and REPLACED.match(behind) is None:
        return False
    return REPORTED.search(claim.ahead) is not None
