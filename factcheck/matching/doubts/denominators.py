"""By what a rate is told: "6.7 per 10,000" is no rate per 100,000, whatever else agrees."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.model import Claim
from claims.vocabulary import numbers

PER = re.compile(
    r"\b(?:per|for every|for each|out of(?: every)?|in every|to every) "
    r"(?P<many>\d[\d, \u00a0]*(?:thousand|million)?|(?:a |one )?(?:hundred|thousand|million)(?: thousand)?)(?![\w.%])",
    re.IGNORECASE)
REACH = 40
"""How far behind a figure its denominator stands: "6.7 homicides for every 100,000"."""


def denominator(text: str) -> Decimal | None:
    """The round number that a stretch tells a rate by; None where it names none: "per 100,000 residents"."""
    found = PER.search(text)
    if found is None:
        return None
    said = found["many"].strip()
    digits = re.sub(r"(?<=\d)[, \u00a0](?=\d)", "", said)
    read = numbers.find(digits if digits[0].isdigit() else re.sub(r"^(?!a |one )", "one ", said))
    return read[0].low if read else None


def other_denominator(claim: Claim, unit: str) -> tuple[str, ...]:
    """The words that tell the claim's rate by another number than the table's ``unit`` does; none where they agree."""
    behind = claim.behind[:REACH]
    figure = claim.figure
    found = PER.search(figure) or PER.search(re.split(r"[;.]\s|,\s(?!\d)", behind)[0])
    if found is None:
        return ()
    return () if denominator(found.group()) == denominator(unit) else (found.group().strip(),)
