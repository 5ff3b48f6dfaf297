"""A month without its year, in a paragraph that has gone back to an earlier one: "In 2020 ... Payrolls fell in April".

The news tells months of its own year so. Where the paragraph is of an older one the month may be of that.
"""

from __future__ import annotations

import re

from claims.model import Claim, Granularity, Source
from claims.vocabulary.years import names_year

SETS = re.compile(
    r"(?:^|[.!?]\s+|\n)\W*(?:(?:But|And|Back|Way back|Then|Only) )*(?:[Ii]n|[Bb]y|[Dd]uring|[Aa]t|[Ff]or|[Tt]hrough) "
    r"[^.,;!?]{0,30}?\b(?P<year>(?:19|20)\d\d)\b(?! (?:[a-z]+ )?(?:dollars|levels|prices|census)\b)")
"""How a sentence begins that is of a year: "In the spring of 2020, ..."."""
NEAR = 700
"""How far back it is looked for, in characters."""


def may_be_of(claim: Claim, text: str) -> str | None:
    """The year that a paragraph has gone back to, where a month is told without one; ``text``: that of the article."""
    period = claim.period
    if period is None or period.start is None or not period.text or claim.period_source is not Source.STATED:
        return None
    if period.granularity not in (Granularity.MONTH, Granularity.QUARTER) or names_year(period.text):
        return None
    paragraph = text[max(0, claim.start - NEAR) : claim.start].rpartition("\n")[2]
    found = list(SETS.finditer(paragraph))
    year = int(found[-1]["year"]) if found else period.start.year
    if year >= period.start.year - 1:
        return None
    return f"it may be of {found[-1]['year']}"
