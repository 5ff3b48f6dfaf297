"""Lists of figures that share what stands behind the last of them: "42 Democrats and eight Republicans serve"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.model import Claim

JOINED = re.compile(r",? (?P<last>and |or )?")
"""Between two figures of a list, each with its own noun."""


def behind(claim: Claim, claims: Iterable[Claim]) -> str:
    """What stands behind the list that a figure opens, up to a comma; nothing where it opens none.

    The last of a list is told by its "and": "1,843 agreements, 1,162 of them under the model" is none.
    """
    text, at, end = claim.sentence.text, claim.sentence.start, claim.end
    following = (one for one in claims if one.sentence.start == at and one.start >= claim.end)
    for one in sorted(following, key=lambda one: one.start):
        gap = JOINED.fullmatch(text, end - at, one.start - at)
        if gap is None:
            break
        end = one.end
        if gap["last"]:
            return re.split(r"[,;]", text[end - at :])[0]
    return ""
