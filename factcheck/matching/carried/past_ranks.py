"""Ranks of a time that is over and has no date: "China was once the most populous country", "until India passed it"."""

from __future__ import annotations

import re

from claims.model import Claim

_HELD = r"(?:was|were|had|held|ranked|led|topped|boasted|recorded|reported|claimed)"
_SPANS = r"(?:years|decades|centuries|generations|months|(?:much|most) of [\w’' ]+|a (?:while|time|decade|century))"
RANKED = re.compile(
    rf"\b{_HELD} (?:once|long|formerly|previously|for {_SPANS}|for [\w-]+ (?:years|decades|centuries))\b[^;:]*$"
    rf"|\b(?:once|formerly|previously|long|briefly) {_HELD}\b[^;:]*$|\bused to \w+\b[^;:]*$"
    rf"|^\W*(?:(?:once|formerly|previously|before|until|till|for (?:many )?{_SPANS}|for [\w-]+ (?:years|decades))\b"
    rf"[^,;:]*,? )(?:[^;:]*\b)?{_HELD}\b[^;:]*$", re.IGNORECASE)
"""What leads to a rank of an earlier time: "was once the largest", "for decades it had", "before India passed it"."""
RANKED_UNTIL = re.compile(
    r"^[^.;\d]{0,40}\b(?:until|till|before|for (?:years|decades|centuries|a time)|at one (?:time|point)"
    r"|(?:but|till|and then) (?:[A-Z][\w.]+|it|the \w+) (?:has |have |was |were )?(?:since )?"
    r"(?:overtaken|overtook|passed|surpassed|eclipsed))\b", re.IGNORECASE)
"""What tells behind a rank that it is over."""
PAST_VERB = re.compile(rf"\b{_HELD}\b[^;:]*$", re.IGNORECASE)


def is_over(claim: Claim) -> bool:
    """Whether a rank is told of a time that is over and has no date."""
    if claim.rank is not None and claim.rank.since is not None:
        return False
    over = PAST_VERB.search(claim.ahead) is not None and RANKED_UNTIL.match(claim.behind) is not None
    return over or RANKED.search(claim.ahead) is not None
