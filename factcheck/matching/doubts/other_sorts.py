"""Figures of another sort than what their sentence is about: a part, a cap, a private gauge, one firm's estimate."""

from __future__ import annotations

import re

from claims.model import Claim, Kind, Source
from factcheck.matching.words.word_lists import any_of

OF_WHICH = re.compile(r"\bof which\b[^,;:]*$", re.IGNORECASE)
"""Before a share: a part of the rise that was told before it ("up 5%, of which 3% was inflation")."""
_CAPPED = rf"{any_of('capped')} at"
CAPPED = re.compile(rf"\b{_CAPPED} (?:about |around )?$", re.IGNORECASE)
CAP = re.compile(rf"{_CAPPED}\b", re.IGNORECASE)
PROTECTED = re.compile(r"\binflation[- ](?:protected|linked|indexed)\b[^;.]*$", re.IGNORECASE)
OWN_GAUGE = re.compile(
    rf"\b{any_of('own_gauges')} (?:rate of )?{any_of('gauged')}\b[^;.]*$", re.IGNORECASE)
"""Before a rate: of whom it is ("my own inflation rate was")."""
_COUNTING_IN = rf"(?:{any_of('counting_in')}|(?:if|when|once) (?:you|we|one) {any_of('count_in')})"
COUNTED_IN = re.compile(
    rf"(?:^|[;,—–] ?)\W*(?:(?:and|but) )?{_COUNTING_IN} [^,;:\d]+,[^;]*$", re.IGNORECASE)
"""Before a rate: who was counted with the others ("counting the discouraged, unemployment is")."""
_NOT_AS_USUAL = rf"(?!(?:[\w’']+ )?{any_of('usually_corrected')}\b)"
CORRECTED_FOR = re.compile(
    rf"(?:^|[;,] ?)\W*(?:ignoring|{any_of('correcting')} for) {_NOT_AS_USUAL}[^,;:]+,[^;]*$", re.IGNORECASE)
ALL_GRADES = re.compile(r"\ball[- ]grades?\b", re.IGNORECASE)
ESTIMATED_BY = re.compile(
    rf"\b{any_of('houses')}(?:[’']s?)?(?: {any_of('estimators')})? {any_of('estimates')}\b[^;]*$")
"""Before a figure: a firm's own estimate of what is published elsewhere."""
OF_THEM = re.compile(r"\s*of (?:them|those|these|which|whom)\b", re.IGNORECASE)
OF_TIMES = re.compile(
    rf"\s*(?:{any_of('spans')} )?of (?:the |its |their )?{any_of('last_ones')} (?:[\w-]+)(?: {any_of('spans')})?\b",
    re.IGNORECASE)
"""Behind a number: so many of a run of times ("fell in three of the past six months")."""
COUNTED_SO_FAR = re.compile(
    rf"\s*(?:of )?(?:the |all )?(?:[a-z]+ ){{0,2}}{any_of('ballots')} (?:(?:had|have|has|were|was|being|been) )*"
    rf"(?:{any_of('counted')}\b|in(?=[,.;]|$))",
    re.IGNORECASE)
"""Behind a share: how far a count has come ("with 98% of the vote counted")."""
WITH_SO_MANY = re.compile(
    rf"\b[Ww]ith (?:about |nearly |only |some )?\d[\d.]*(?:%| percent| per cent) (?:of [^,;.]*?)?{any_of('counted')}\b")
_WHO = r"(?P<who>[\w’'.&-]+(?: [\w’'.&-]+)?)"
WHICH_ADDED = re.compile(
    rf"{_WHO}, which (?:has |have |had |alone |together )*{any_of('moved_jobs')}(?: {any_of('or_so')})* ?$",
    re.IGNORECASE)
"""Before a flow: whose it is ("led by hospitals, which added 46,000")."""
LED = re.compile(
    rf"\b(?:led|leads|leading)\b[^;.]*, {any_of('moving_jobs')}(?: (?:about|some|nearly))* ?$", re.IGNORECASE)
EVERYBODY = re.compile(rf"\b{any_of('everybody')}$", re.IGNORECASE)
SOME_OF_THEM = re.compile(r"^\W*(?:(?:[a-z]+ )?(?:and [a-z]+ )?ones|those (?:with|in|of|at|that|who|which))\b[^;]*$",
                          re.IGNORECASE)
"""Before a flow: some of those of whom the sentence before spoke ("Big ones added 39,000 jobs")."""
_HAVE = r"(?:have|had|has)(?: (?:already|since|now|also))?"
DONE_SO = re.compile(
    rf"(?: [a-z]+)? (?:{_HAVE} (?:{any_of('done_so')}|passed\b(?! [a-z]))|(?:do|did|does) (?:so|the same)\b)",
    re.IGNORECASE)
"""Behind a count: of who does what another sentence tells ("seven states have done so")."""
WHO_PAID = re.compile(
    rf"\bwho (?:had |have )?{any_of('paid')}(?: {any_of('on_average')})* ?$", re.IGNORECASE)
SOME_MONTHS = re.compile(
    rf"[^,;.]*\bon an? {any_of('month_counts')}-month (?:basis|average)\b", re.IGNORECASE)


def other_sort(claim: Claim) -> str | None:
    """The words that make a figure another than what its sentence seems to tell; None where none do."""
    ahead, behind = claim.ahead, claim.behind
    found = (OF_TIMES.match(behind) or _of_a_count_under_way(claim) or ESTIMATED_BY.search(ahead)
             or CAPPED.search(ahead) or CAP.match(claim.figure) or PROTECTED.search(ahead)
             or DONE_SO.match(behind) or _of_a_rate(claim) or _of_a_price(claim) or _of_a_flow(claim))
    return found.group().strip(" ,;.") if found is not None else None


def _of_a_count_under_way(claim: Claim) -> re.Match[str] | None:
    """How far a count of votes has come, and what it has come to by then: "with 90% counted, Trump had 51%"."""
    if (progress := COUNTED_SO_FAR.match(claim.behind)) is not None:
        return progress
    return WITH_SO_MANY.search(claim.sentence.text) if claim.kind in (Kind.SHARE, Kind.COUNT) else None


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
