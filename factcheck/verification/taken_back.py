"""Figures that the article takes back behind them: "He says that it was 6%. That is false", "It had 718"."""

from __future__ import annotations

import re

from claims.model import Claim

FAR = 160
"""How far behind a figure what takes it back is looked for."""

REPORTED = re.compile(
    r"\b(?:said|says|say|saying|stated|claims?|claimed|claiming|reported|reports|wrote|writes|posted|tweeted|told"
    r"|insists?|insisted|asserted|headline)\b|^\W*(?:CORRECTION|Correction|Q):?", re.MULTILINE)
"""Before a figure: that it is somebody's word."""
FALSE = (r"(?:false|wrong|untrue|incorrect|inaccurate|not (?:true|so|right|correct|the case)|a lie|nonsense|made up"
         r"|bogus)")
THAT_IS = r"(?:(?:that|this|it|the (?:claim|figure|number|statement))(?:['’]s| is| was) )?(?:VERDICT:\s*)?"
DENIED = r"(?:it|that|there) (?:is|was|were|are|did|does)(?:n['’]t| not)\b"
UNTRUE = re.compile(
    rf"[^.;!?]*?(?:['’”\"]*\s*(?:was|is|were)|[.;!?—–]['’”\"]*\s+(?:(?:In fact|But|Actually),? )?{THAT_IS})\s*{FALSE}\b"
    rf"|[^.;!?]*[.;!?]['’”\"]*\s+(?:We regret|(?:he|she|they|you) made (?:it|that) up|{DENIED}"
    r"|(?:A: )?No,|Not so\b|Not true\b)", re.IGNORECASE)
"""Behind it: that it is not so."""
REPLACED = re.compile(
    r"[^.;!?]{0,60}[.;!?—–]['’”\"]*\s+(?:(?:In fact|In truth|In reality|Actually|But),? )?"
    r"(?:[Ii]t|[Tt]here|[Tt]he (?:correct |real |actual |right )?(?:number|figure|rate|total|count))"
    r"(?:['’]s| is| was| were| are| has| had)(?: actually| really)? (?:about |nearly |almost )?"
    r"\$?\d[\d.,]*(?: ?%| percent| per cent| million| billion| trillion)?\s*(?:[.;!](?:\s|$)|$|\n)")
"""Behind it: what it is instead, with nothing said of another time."""


def taken_back(claim: Claim, story: str | None) -> bool:
    """Whether what is said of a figure right behind it is that it is not so, or what it is instead."""
    if story is None:
        return False
    behind = story[claim.end : claim.end + FAR]
    if UNTRUE.match(behind) is None and REPLACED.match(behind) is None:
        return False
    return REPORTED.search(claim.ahead) is not None
