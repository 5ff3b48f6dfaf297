"""How long a change takes, as a text says: "from a year earlier", "in the 12 months through August", "monthly"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from claims.model import Claim, Period
from claims.vocabulary import periods

STEP = {"annual": 12, "quarterly": 3, "monthly": 1}
"""Months from one value of a regular series to the next."""
_YEARLY = re.compile(
    r"\b(?:in|over|during|for) (?:the|a|one|that|this)(?: past| last)? (?:year|12 months|twelve months)\b"
    r"|\bon the year\b|\byear[- ](?:over|on)[- ]year\b|\b(?:annual|annually|annual basis|yearly)\b", re.I)
_MONTHLY = re.compile(
    r"\bmonth[- ](?:over|on|to)[- ]month\b|\b(?:monthly|monthly basis)\b|\b(?:in|over|on) (?:the|a|one) month\b", re.I)
_RELATIVE = re.compile(
    r"^(?:the )?same (?:month|time|period|week|day)\b|\b(?:earlier|ago(?! this (?-i:[A-Z]))|before|prior)\b", re.I)
_RECORD = (
    r"\b(?:most|least|highest|lowest|biggest|largest|smallest|fastest|slowest|sharpest|steepest|strongest|weakest|worst"
    r"|best|first|greatest)\b[^.;,]*\bsince (?:the |early |late |mid-?)?")
AT_A_RATE = re.compile(r"\bannual(?:ized)?[ -](?:growth )?(?:rate|pace|clip|speed)\b", re.I)
"""A change told as what it would come to in a year takes no year."""


OVER_A_YEAR = re.compile(
    r"\b(?:in|over|during|for) the (?:past|last|latest|previous) (?:year|12 months|twelve months)\b", re.I)
"""Before a figure: its change took a year, whatever it is compared with behind it."""


def over_a_year(claim: Claim) -> bool:
    """Whether the words ahead of a change say that it took a year."""
    return OVER_A_YEAR.search(claim.ahead) is not None


def tells_a_year(text: str) -> bool:
    """Whether a text speaks of a change over a year."""
    return _YEARLY.search(text) is not None


def takes_a_year(behind: str) -> bool:
    """Whether the words right behind a change say that it took a year: "gained 562,941 in a year"."""
    found = _YEARLY.search(behind)
    return found is not None and len(behind[: found.start()].split()) <= 2


def of_its_own_month(claim: Claim) -> Claim:
    """A change over a month without the start that it has from a sentence before: "On the month, they rose 0.5%"."""
    text = claim.sentence.text
    if claim.baseline is None or not _MONTHLY.search(text[: claim.within[0]]):
        return claim
    own = any(one.shift is not None or one.role in ("since", "from_to") for one in periods.find(text, published=None))
    return claim if own or tells_a_year(text) else claim.model_copy(update={"baseline": None})


def is_relative(base: Period) -> bool:
    """Whether a time is told by how long before it is: "a year earlier", "the same month last year"."""
    return base.text is None or _RELATIVE.search(base.text) is not None


def is_of_a_record(sentence: str, base: Period) -> bool:
    """Whether a time is that since which something is a record: "up 0.4%, the most since January"."""
    return base.text is not None and re.search(_RECORD + re.escape(base.text), sentence, re.I) is not None


def months(claim: Claim, published: date | None, *, at_a_rate: bool) -> int | None:
    """How many months the change takes, as the claim states it; None where it does not."""
    period, base = claim.period, claim.baseline
    if over_a_year(claim):
        return 12
    if period is not None and period.start and period.end and (period.end - period.start).days > 100:
        return months_between(period.start, period.end) + (1 if period.end.day > 25 and period.start.day < 5 else 0)
    if base is not None and base.start is not None:
        end = period.start if period is not None else published if is_relative(base) else None
        if period is not None and period.start == base.start and period.end is not None:
            end = period.end  # "between March and April rents climbed 0.4%"
        return months_between(base.start, end) if end is not None else -1
    text = AT_A_RATE.sub("", claim.sentence.text) if at_a_rate else claim.sentence.text
    if _YEARLY.search(text):
        return -1 if _MONTHLY.search(text) else 12
    near = " ; ".join(filter(None, (claim.shared, claim.before, claim.figure, claim.after, claim.counted)))
    return 1 if _MONTHLY.search(near) else None


def months_between(first: date, last: date) -> int:
    """From the month of one day to that of another."""
    return 12 * (last.year - first.year) + last.month - first.month


def named_beside(claim: Claim, claims: Iterable[Claim], published: date | None) -> list[Period]:
    """The times that the sentence names and the claim was not given, though they stand by its figure.

    ``claims``: those of the article; what stands behind another figure is of that one.
    """
    text, at = claim.sentence.text, claim.sentence.start
    known = {one.text for one in (claim.baseline, claim.period) if one is not None}
    figures = [other.start - at for other in claims if other.sentence == claim.sentence]
    found = []
    for mention in periods.find(text, published=published):
        apart = any(claim.end - at <= start < mention.start for start in figures)
        if mention.period is not None and mention.shift is None and mention.text not in known and not apart:
            found.append(mention.period)
    return list(dict.fromkeys(found))


def without_record(claim: Claim, claims: Iterable[Claim], published: date | None) -> Claim:
    """A level with its own time, where it was given the one since which it is a record: "4.3%, the highest since 2021".

    With no other time in its sentence it is of now; with several, as it was.
    """
    if claim.period is None or not is_of_a_record(claim.sentence.text, claim.period):
        return claim
    left = named_beside(claim, claims, published)
    left = [one for one in left if one.start != published]  # "the Labor Department said Friday"
    return claim if len(left) > 1 else claim.model_copy(update={"period": left[0] if left else None})


WHOLE_TIME = re.compile(
    r"\b(?:averag(?:ed|ing|es?)|was|were|had been|stood at|rate of|average of)"
    r"(?: (?:just|only|about|around|nearly|at|still))*$",
    re.IGNORECASE,
)
"""What leads to a figure that is of all of a longer time: "in 1992 unemployment was 7.5%"; not "peaked at"."""


AVERAGED = re.compile(r"\baverag(?:e|ed|es|ing)\b|\bmean\b", re.IGNORECASE)


COMPARED = re.compile(r"\b(?:from|against|than|versus|to|with)$", re.IGNORECASE)
"""What leads to the other value of a comparison, which is told as the first is: "averaged $3.30, down from $3.52"."""


def is_averaged(claim: Claim) -> bool:
    """Whether a level is told as the mean over its time: "averaged $4.56 in July", "the July price was $4.56"."""
    if claim.change is not None and claim.change.by is not None:
        return False
    period = (claim.period.text or "") if claim.period is not None else ""
    of_the_time = bool(period) and re.search(
        rf"\b{re.escape(period)}(?:[’']s)? (?:price|average|rate|level|mean)\b", claim.sentence.text) is not None
    led = claim.shared if COMPARED.search((claim.before or "").strip()) else ""
    return of_the_time or AVERAGED.search(
        f"{led or ''} ; {claim.before or ''} ; {claim.counted or ''} ; {claim.figure}") is not None


def is_of_the_whole_time(claim: Claim) -> bool:
    """Whether a figure of a rate is told of all of its time, so that the mean over it is meant."""
    return claim.change is None and WHOLE_TIME.search(claim.before or "") is not None
