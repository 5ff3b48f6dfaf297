"""A share that names no whole, behind a sentence that counts several things.

"ICE lists 1,843 agreements with 1,551 agencies in 38 states. About 84% are of the first kind."
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.asking.state import State

BARE = re.compile(r"\W*(?:(?:and|but|of (?:them|those|these)|just|only|about|some|nearly|almost|roughly|more|less|than"
                  r"|over|under|fewer|well) ?)*", re.IGNORECASE)
"""Before a share that begins its sentence."""
SAID_OF = re.compile(r" (?:are|were|have|had|is|was|do|did)\b")
"""Behind one that names nothing that it is a part of."""


def of_which(claim: Claim, state: State) -> str | None:
    """What it may be a share of; None where it says so, or where only one thing was counted."""
    if claim.kind is not Kind.SHARE or SAID_OF.match(claim.behind) is None or BARE.fullmatch(claim.ahead) is None:
        return None
    before = state.in_earlier_sentences(claim)
    counted = [one for one in before if one.sentence == before[-1].sentence and one.kind is Kind.COUNT and one.head]
    things = dict.fromkeys(str(one.counted or one.head) for one in counted)
    said = claim.behind.lower()
    if len({one.head for one in counted}) < 2 or any(str(one.head) in said for one in counted):
        return None
    return f"it may be of the {' or the '.join(things)}"
