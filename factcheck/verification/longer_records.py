"""Records that reach back further than a text says: "the highest since 1991" of what was not as high since 1981."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.model import Claim
from factcheck.queries import periods
from factcheck.queries.algebra import Extreme
from factcheck.queries.answer import Unanswerable
from factcheck.queries.evaluation import window
from factcheck.queries.library import Library
from factcheck.verification.holding import Held
from factcheck.verification.policy import Policy

FURTHER, MONTHS = Decimal("1.25"), 3
"""A record that reaches back further than is told by this many times and months is told of too short a time."""
OPEN = re.compile(r"\b(?:at least|more than|over)\b", re.IGNORECASE)
"""Words that leave open how much further back it reaches: "since at least 1991", "in more than 20 years"."""
AROUND = 25
"""So many characters behind a record are looked at for them."""


def since_when(claim: Claim, held: Held, library: Library, policy: Policy) -> str | None:
    """Since when nothing was as far out, in words, where the text names a much later time; else None.

    "The highest since 2019" says that something in 2019 was as high. Values that a usual revision may have moved there
    count as such, and a series that begins then says nothing.
    """
    query, start = held.reading.query, claim.within[0]
    if not isinstance(query, Extreme) or query.since is None or held.answer.value != 1:
        return None
    if OPEN.search(claim.sentence.text[start : start + len(claim.figure) + AROUND]):
        return None
    try:
        values, own = window(query.model_copy(update={"since": None}), library)
    except Unanswerable:
        return None
    measure = library.dataset(query.of.dataset).measure(query.of.measure)
    slack = (measure.usual_revision(values[own]) or Decimal(0)) * policy.revisions.ends
    highest = query.order == "highest"
    earlier = [moment for moment in periods.order(values) if moment != own]
    if not earlier or periods.after(earlier[0], query.since):
        return None
    as_far = [one for one in earlier if (values[one] >= values[own] if highest else values[one] <= values[own])]
    then = [one for one in earlier if not periods.after(one, query.since) and not periods.after(query.since, one)]
    if any(values[one] + slack >= values[own] if highest else values[one] - slack <= values[own] for one in then):
        return None
    told, reaches = _months(query.since, own), _months(as_far[-1] if as_far else earlier[0], own)
    if told is None or reaches is None or reaches <= FURTHER * told + MONTHS:
        return None
    return periods.spoken(as_far[-1]) if as_far else f"the table begins, {periods.spoken(earlier[0])}"


def _months(first: str, last: str) -> int | None:
    start, end = periods.parts(first), periods.parts(last)
    if start is None or end is None:
        return None
    return 12 * (end[0] - start[0]) + (end[1] if len(end) > 1 else 1) - (start[1] if len(start) > 1 else 1)
