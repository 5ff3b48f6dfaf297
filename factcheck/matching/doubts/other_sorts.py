"""Figures of another sort than what their sentence is about: a part, a cap, a private gauge, one firm's estimate."""

from __future__ import annotations

import re

from claims.model import Claim, Kind, Source
from factcheck.matching.words.word_lists import any_of

OF_WHICH = re.compile(r"\bof which\b[^,;:]*$", re.IGNORECASE)
"""Before a share: a part of the rise that was told before it ("up 5%, of which 3% was inflation")."""
CAPPED = re.compile(r"\b(?:capped|limited|pegged|fixed) at (?:about |around )?$", re.IGNORECASE)
CAP = re.compile(r"(?:capped|limited|pegged|fixed) at\b", re.IGNORECASE)
PROTECTED = re.compile(r"\binflation[- ](?:protected|linked|indexed)\b[^;.]*$", re.IGNORECASE)
OWN_GAUGE = re.compile(
    r"\b(?:(?:my|your)(?: own)?|(?:his|her|their|our) own|personal|real-time|homemade)"
    r" (?:rate of )?(?:inflation|unemployment)\b[^;.]*$", re.IGNORECASE)
"""Before a rate: of whom it is ("my own inflation rate was")."""
COUNTED_IN = re.compile(
    r"(?:^|[;,—–] ?)\W*(?:(?:and|but) )?"
    r"(?:counting|(?:if|when|once) (?:you|we|one) (?:counts?|adds?|includes?)|adding(?: in)?) [^,;:\d]+,[^;]*$",
    re.IGNORECASE)
"""Before a rate: who was counted with the others ("counting the discouraged, unemployment is")."""
CORRECTED_FOR = re.compile(
    r"(?:^|[;,] ?)\W*(?:ignoring|(?:corrected|correcting|adjusted|adjusting|allowing|accounting) for) "
    r"(?!(?:[\w’']+ )?(?:inflation|season|seasonal|prices)\b)[^,;:]+,[^;]*$", re.IGNORECASE)
ALL_GRADES = re.compile(r"\ball[- ]grades?\b", re.IGNORECASE)
ESTIMATED_BY = re.compile(
    rf"\b{any_of('houses')}(?:[’']s?)?(?: (?:economists|analysts|strategists))? "
    r"(?:estimates?|estimated|reckons?|reckoned|calculates?|calculated|figures|puts?)\b[^;]*$")
"""Before a figure: a firm's own estimate of what is published elsewhere."""
OF_THEM = re.compile(r"\s*of (?:them|those|these|which|whom)\b", re.IGNORECASE)
OF_TIMES = re.compile(
    r"\s*(?:months |weeks |quarters |years )?of (?:the |its |their )?(?:past|last|previous|prior|latest) "
    r"(?:[\w-]+)(?: (?:months|weeks|quarters|years))?\b", re.IGNORECASE)
"""Behind a number: so many of a run of times ("fell in three of the past six months")."""
WHICH_ADDED = re.compile(
    r"(?P<who>[\w’'.&-]+(?: [\w’'.&-]+)?), which (?:has |have |had |alone |together )*"
    r"(?:added|cut|lost|shed|gained|created|eliminated|hired)(?: (?:about|some|nearly|only|just|another))* ?$",
    re.IGNORECASE)
"""Before a flow: whose it is ("led by hospitals, which added 46,000")."""
LED = re.compile(
    r"\b(?:led|leads|leading)\b[^;.]*, (?:adding|cutting|shedding|gaining|losing)(?: (?:about|some|nearly))* ?$",
    re.IGNORECASE)
EVERYBODY = re.compile(rf"\b{any_of('everybody')}$", re.IGNORECASE)
SOME_OF_THEM = re.compile(r"^\W*(?:(?:[a-z]+ )?(?:and [a-z]+ )?ones|those (?:with|in|of|at|that|who|which))\b[^;]*$",
                          re.IGNORECASE)
"""Before a flow: some of those of whom the sentence before spoke ("Big ones added 39,000 jobs")."""
DONE_SO = re.compile(
    r"(?: [a-z]+)? (?:(?:have|had|has)(?: (?:already|since|now|also))? "
    r"(?:done so|done the same|followed(?: suit)?|passed\b(?! [a-z]))"
    r"|(?:do|did|does) (?:so|the same)\b)", re.IGNORECASE)
"""Behind a count: of who does what another sentence tells ("seven states have done so")."""
WHO_PAID = re.compile(r"\bwho (?:had |have )?(?:paid|spent)(?: (?:an average of|about|on average|around|roughly))* ?$",
                      re.IGNORECASE)
SOME_MONTHS = re.compile(r"[^,;.]*\bon an? (?:two|three|four|six|2|3|4|6)-month (?:basis|average)\b", re.IGNORECASE)


def other_sort(claim: Claim) -> str | None:
    """The words that make a figure another than what its sentence seems to tell; None where none do."""
    ahead, behind = claim.ahead, claim.behind
    found = (OF_TIMES.match(behind) or ESTIMATED_BY.search(ahead) or CAPPED.search(ahead) or CAP.match(claim.figure)
             or PROTECTED.search(ahead)
             or DONE_SO.match(behind) or _of_a_rate(claim) or _of_a_price(claim) or _of_a_flow(claim))
    return found.group().strip(" ,;.") if found is not None else None


def _of_a_rate(claim: Claim) -> re.Match[str] | None:
    if "%" not in claim.figure and "percent" not in claim.figure and "per cent" not in claim.figure:
        return None
    ahead = claim.ahead
    if (gauge := OWN_GAUGE.search(ahead) or SOME_MONTHS.match(claim.behind)) is not None:
        return gauge
    return OF_WHICH.search(ahead) or COUNTED_IN.search(ahead) or CORRECTED_FOR.search(ahead)


def _of_a_price(claim: Claim) -> re.Match[str] | None:
    if "$" not in claim.figure:
        return None
    paid = WHO_PAID.search(claim.ahead) if re.match(r"\s*,", claim.behind) else None
    return paid or ALL_GRADES.search(claim.sentence.text)


def _of_a_flow(claim: Claim) -> re.Match[str] | None:
    if claim.places and claim.places_source is not Source.ASSUMED:
        return None
    if claim.kind is Kind.CHANGE and (part := OF_THEM.match(claim.behind)) is not None:
        return part
    if claim.kind not in (Kind.CHANGE, Kind.COUNT) or claim.head not in (None, "job", "position"):
        return None
    which = WHICH_ADDED.search(claim.ahead)
    if which is not None:
        return None if EVERYBODY.search(which["who"]) else which
    return LED.search(claim.ahead) or (SOME_OF_THEM.match(claim.ahead) if claim.head else None)
