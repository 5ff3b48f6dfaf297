"""How a figure is told, where that is no part of what it is of: by whose count, and against which forecast."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.words.word_lists import any_of

BY_WHOM = re.compile(
    r"^\W*(?:by|according to|in|on|per) (?P<whose>(?:(?:the|its|their|an?) )?(?:[\w.&-]+ ){0,5}?[\w.&-]+(?:[’']s?)?) "
    r"(?:(?:own|latest|new|weekly|monthly|official) )?"
    rf"{any_of('reckonings')}(?![\w-]),? ",
    re.IGNORECASE,
)
"""What opens a sentence and says whose count it is: "By the agency's count regular was $3.88"."""
FORESEEN = re.compile(rf"\b{any_of('foreseen')}\b", re.IGNORECASE)
AFTER = re.compile(
    r"^\W*(?:after|following|up from|down from|compared with|compared to|versus|against)\W*$", re.IGNORECASE)
"""What leads to the value of an earlier time: "4%, after 4.2% a month before"."""


OF_ITSELF = re.compile(r"(?:an? |the )?(?:[\w-]+ )?(?P<noun>[a-z]+) of ")
"""A figure that begins with the change that it tells the size of."""


def plainly(claim: Claim) -> Claim:
    """The claim without what only says by whose count, or against which forecast, its figure is told."""
    itself = OF_ITSELF.match(claim.figure) if claim.kind is Kind.CHANGE and not claim.inherited else None
    if itself is not None and (claim.counted or "").startswith(f"{itself['noun']} of "):
        # "An increase of 0.2 percentage points" is none of an increase: of what, its sentence says.
        claim = claim.model_copy(update={"counted": None, "head": None, "modifiers": ()})
    if FORESEEN.search(f"{claim.counted or ''} ; {claim.shared or ''}") and AFTER.match(claim.before or ""):
        if claim.period is not None and claim.period.text:
            return claim.model_copy(update={"counted": None, "head": None, "modifiers": (), "shared": None,
                                            "predicate": None, "whole": None})
        return claim
    led = claim.before if claim.shared is None else claim.shared
    found = BY_WHOM.match(led or "")
    if found is None or led is None:
        return claim
    told = led[found.end() :]
    update: dict[str, object] = {"before" if claim.shared is None else "shared": told}
    if claim.counted and claim.counted.lower() in found.group().lower():
        update |= {"counted": None, "head": None, "modifiers": (), "predicate": f"{told} {claim.after or ''}".strip()}
    return claim.model_copy(update=update)
