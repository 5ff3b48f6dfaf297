"""How far back a record reaches that is told by a length of time: "the highest in more than 40 years".

It is asked as "the highest since" is. What leads the length says how near to it something as high must be: in "nearly
30 years" it was a little less than that ago.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from datetime import date, timedelta
from decimal import Decimal

from claims.model import Claim, Granularity, Kind, Period
from claims.vocabulary import numbers
from factcheck.matching.asking.lineup import Lineup
from factcheck.matching.model import Match, NoMatch

MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
LONG = re.compile(
    r"^(?: level| rate| price| reading| point| mark| (?:monthly |weekly |annual )?(?:total|figure|increase|gain|rise))?"
    r" (?:in|of the (?:past|last)|over the (?:past|last))(?P<hedge>(?: (?:the|nearly|almost|about|roughly|around|some"
    r"|more|over|than|at|least|past|last|well|just|under))*) (?P<count>an?|half an?|\d{1,3}|[a-z]+(?:-[a-z]+)?)"
    r"[ -](?P<unit>months?|quarters?|years?|decades?|century|centuries)\b(?! of\b)", re.IGNORECASE)
"""Right behind a record."""
SHORT = re.compile(r"\b(?:nearly|almost|under|about|roughly|around|some)\b", re.IGNORECASE)
LEAST = re.compile(r"\b(?:more|over|least)\b", re.IGNORECASE)
SLACK = Decimal("0.1")
"""Something as high may have been nearer by this part of a length that is told as "nearly" so long."""
COUNTS = {"a": Decimal(1), "an": Decimal(1), "half a": Decimal("0.5"), "half an": Decimal("0.5")}


def since_when(claim: Claim, published: date | None) -> Claim:
    """The record with the month after which nothing was as high, where it tells how many months or years that is."""
    rank = claim.rank
    if claim.kind is not Kind.RANK or rank is None or rank.since is not None:
        return claim
    found = _length(claim) or _in_itself(claim)
    start = claim.period.start if claim.period is not None else published
    if found is None or start is None:
        return claim
    months = _months(found["count"].lower(), found["unit"].lower(), found["hedge"])
    if months is None or months < 1 or months // 12 >= start.year:
        return claim
    counted = 12 * start.year + start.month - 1 - months
    first = date(counted // 12, counted % 12 + 1, 1)
    words = found.group().strip()
    since = Period(start=first, end=_last_of(first), granularity=Granularity.MONTH, text=words)
    update = {"rank": rank.model_copy(update={"since": since}), "after": None,
              "predicate": (claim.predicate or "").replace(words, "").strip() or None}
    if claim.head in MONTHS:  # the record is of no decades
        update |= {"head": None, "counted": None}
    return claim.model_copy(update=update)


def judged_with_their_records(claims: Lineup, found: MutableMapping[str, Match | NoMatch]) -> None:
    """Gives the length of a record, which is a figure of its own, what was found of the record."""
    for record in claims.values():
        told = _length(record) if record.kind is Kind.RANK and isinstance(found.get(record.id), Match) else None
        if told is None:
            continue
        first, last = record.end + told.start("hedge"), record.end + told.end()
        for length in claims.in_sentence(record):
            match = found[record.id]
            if length.kind is not Kind.RANK and first <= length.start < last and isinstance(match, Match):
                found[length.id] = match.model_copy(update={"judged_with": record.id})


def _length(record: Claim) -> re.Match[str] | None:
    return LONG.match(record.behind)


def _in_itself(record: Claim) -> re.Match[str] | None:
    """The length in the words of the record itself: "the fewest in a decade", which ranks nobody among others."""
    at = record.figure.rfind(" in ")
    return LONG.match(record.figure[at:]) if at > 0 else None


def _months(count: str, unit: str, hedge: str) -> int | None:
    """The fewest months back that something as high may have been."""
    singular = "century" if unit.startswith("centur") else unit.rstrip("s")
    read = numbers.find(count)
    many = COUNTS.get(count) or (Decimal(read[0].low) if read else None)
    if many is None:
        return None
    whole = many * MONTHS[singular]
    if SHORT.search(hedge):
        return int(whole * (1 - SLACK))
    # "In 41 years" is also what was 40 years and seven months ago.
    return int(whole if LEAST.search(hedge) else whole - Decimal(MONTHS[singular]) / 2)


def _last_of(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)
