"""Times that a text only points at: "it once hit 14.8%", "long below 4%", "in his first term", "it never topped 5%".

No table can say when that was. Such a figure is never held against the newest value, which is not what it tells of.
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Claim, Kind, Period, Source
from factcheck.matching.carried import loose_times, past_ranks
from factcheck.matching.carried.loose_times import PART_OF

_LENGTHS = r"(?:years|months|weeks|decades|quarters|a (?:while|time|decade|year)|(?:[\w-]+ )(?:years|months|weeks))"
_WHOSE = r"(?:his|her|their|its|my|our)(?: (?:own|predecessor|successor)[’']?s?)?"
LEADS = re.compile(
    r"\bonce\b(?! (?:again|more|every|a|an|per|the)\b)(?: [a-z]+){0,3}$"
    r"|\bused to [a-z]+(?: [a-z]+)?$"
    rf"|, (?:long|until (?:recently|lately)|formerly|previously|for {_LENGTHS})$"
    r"|\bbriefly [a-z]+(?: [a-z]+)?$"
    r"|(?:^|[;,] )(?:and |but )?in between,? (?:[a-z]+ ){0,3}[a-z]+$"
    rf"|(?:^|; )(?:before|earlier|previously|for {_LENGTHS}),? (?:it|they|that|the \w+) [a-z]+(?: at| been)?$"
    r"|(?:^|; )(?:it|they) had (?:[a-z]+ly |just )?(?:been|stood|hit|reached|touched|topped|risen|fallen|climbed)"
    r"(?: (?:to|at))?$"
    rf"|\b(?:in|during) {_WHOSE} (?:first|second|third|last|final|early|opening|closing)(?: full| few)?"
    r" (?:day|week|month|quarter|year|term|hour)s?\b[^,;:\d]*$"
    r"|\bin (?:those|these|olden) (?:days|years|times)\b[^,;:\d]*$"
    r"|\bin the (?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b[^;:\d]*$"
    r"|^\W*(?:it|they) (?:all )?(?:began|begins?|started|starts?|opened|opens?|end(?:ed|s)?) with [^,;\d]*$",
    re.IGNORECASE)
"""What leads to a figure of a time that is not told."""
NEVER = re.compile(r"\b(?:at no (?:time|point)|not once|never once)\b[^;:]*$", re.IGNORECASE)
"""A denial of all times at once that stands before its verb: what is denied is not seen from the figure."""
NEVER_DID = re.compile(r"\bnever(?: (?:again|before|really|actually))?$", re.IGNORECASE)
"""A denial right before a verb that belongs to the figure ("never | topped 5%"): of a time that is over."""
FOLLOWS = re.compile(
    r"^(?: an? (?:gallon|barrel))?,? (?:not (?:so |too |very )?long ago|(?:earlier|before|previously)(?=\W*$)"
    rf"|in those (?:days|years|times)|at (?:one|some) (?:point|time)\b|for {_LENGTHS}(?=\W*$)"
    r"|until (?:very |quite )?(?:recently|lately)\b|(?:(?:only|just|a few|several|some|many|a couple of) )?"
    rf"(?:days|weeks|months|years|decades) ago\b|earlier (?:in |on in )(?:the|that) \w+\b"
    rf"|for {PART_OF} (?:the|that|his|her|its|their) )", re.IGNORECASE)
"""What follows such a figure."""
PART = re.compile(r"(?:early|mid|late)[ -](?:in )?(?:the )?(?:19|20)\d0s", re.IGNORECASE)
PRESENT = re.compile(r"\b(?:has|have|is|are|will|would|could|may|might)\b", re.IGNORECASE)
CUES = re.compile(
    r"\b(?:once|used|long|until|formerly|previously|briefly|between|before|earlier|for|had|in|during|it|they|never|no"
    r"|at|over|through|throughout|across|since|ago|when|by|other)\b", re.IGNORECASE)
"""Without any of these nothing is looked for."""


def left_untold(claim: Claim, published: date | None) -> Claim:
    """The claim at a time that is not known, where its sentence only points at one."""
    if not CUES.search(claim.sentence.text):
        return claim
    if claim.kind is Kind.RANK:
        return _untold(claim) if past_ranks.is_over(claim) and not _is_told(claim, published) else claim
    ahead, behind = claim.ahead.rstrip(), claim.behind
    if NEVER.search(ahead) or loose_times.is_one_of_many(claim, ahead, behind) or _is_of_part_of_a_decade(claim):
        return _untold(claim)
    if _is_told(claim, published):
        return claim
    if (led := loose_times.led_by(claim, ahead, published)) is not None:
        return claim.model_copy(update={"period": led, "period_source": Source.STATED, "baseline": None})
    denied = NEVER_DID.search(ahead) is not None and claim.figure[:1].isalpha()
    now = PRESENT.search(ahead) is not None
    over = not now and (FOLLOWS.match(behind) is not None or loose_times.is_vague(ahead))
    return _untold(claim) if denied or over or LEADS.search(ahead) or loose_times.is_mean(ahead, behind) else claim


def _is_of_part_of_a_decade(claim: Claim) -> bool:
    """Whether a level is told of "the early 1980s", which nobody means from the first month to the last."""
    told = claim.period.text if claim.period is not None else None
    return bool(told) and PART.match(str(told)) is not None and claim.kind is not Kind.CHANGE \
        and "averag" not in claim.sentence.text


def _is_told(claim: Claim, published: date | None) -> bool:
    """Whether its own sentence names its time; "now" is said of another figure beside it."""
    period = claim.period
    if period is None or not period.text or period.text not in claim.sentence.text:
        return False
    return not (period.start == period.end == published)


def _untold(claim: Claim) -> Claim:
    unknown = Period(start=None, end=None)
    return claim.model_copy(update={"period": unknown, "period_source": Source.STATED, "baseline": None})
