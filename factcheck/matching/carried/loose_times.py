"""Times that no calendar knows, told without a date: "not long ago", "in one week in December", "over the decade".

A season or an event that leads to a figure gives it the time that it has itself: "When he left in January, it was 4%".
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Claim, Kind, Period
from claims.vocabulary import periods
from factcheck.matching.words.word_lists import any_of

PART_OF = r"(?:most|much|part|some|all|the rest|the (?:better|greater|best) part|a (?:good|large) part) of"
"""How a text tells some of a longer time."""
_SPAN = r"(?:days|weeks|months|years|decades|generations)"
_REST = r",? [^,;:\d]*$"
VAGUE = re.compile(
    rf"\buntil (?:very |quite )?(?:recently|lately){_REST}"
    rf"|\bnot (?:so |too |very |that |all that )?long ago{_REST}"
    rf"|(?:^\W*|[,;] |\b(?:and|but|only|just|mere|few|several|some|many|couple of|was|were|stood) ){_SPAN} ago{_REST}"
    rf"|\bearlier (?:(?:on |on in |in )?(?:the|this|that)) (?:year|month|quarter|week|decade|spring|summer|fall"
    rf"|autumn|winter){_REST}|\bthe other (?:day|week|month|year){_REST}"
    rf"|^\W*(?:(?:and|but|yet) )?once,{_REST}"
    rf"|^\W*(?:(?:and|but|yet) )?(?:for|over) (?:(?:many|several|some|much|most|the better part)(?: of)?(?: the)? )?"
    rf"(?:{_SPAN}|a (?:while|time|decade|generation|century)){_REST}"
    rf"|\b(?:for|over|during|through|throughout) {PART_OF} (?:the|that|this|last|his|her|its|their) [\w’' ]+?{_REST}",
    re.IGNORECASE)
"""What leads to a figure of a time that is not told, with no other figure or clause between."""
ONE_OF_MANY = re.compile(
    rf"\b(?:in|on|during|for|within) (?:(?:an?|any) {any_of('usual')} (?:day|week|month|quarter|year|season)"
    rf"|(?:an?|any|one|some|each|every|another)(?: {any_of('usual')})? (?:hour|day|night|weekend|week))\b",
    re.IGNORECASE)
"""A day, a week or a year that is none in particular, though the month it lies in may be named."""
AVERAGED_OVER = re.compile(
    rf"\b(?:over|for|during|across|throughout|through|in|within|since) (?:[\w’'-]+ ){{0,5}}?{any_of('stretches')}\b"
    rf"[^,;:]*?,? (?:[^,;:\d]* )?averag[^,;:\d]*$"
    rf"|\baverag(?:ed|ing|es) (?:over|for|during|throughout) (?:[\w’'-]+ ){{0,4}}{any_of('stretches')}\b[^,;:\d]*$",
    re.IGNORECASE)
"""The same of a mean over a stretch of time that has no date: "over the past 50 years it averaged"."""
AVERAGED_BEHIND = re.compile(
    rf"^[^,;.]{{0,25}}?\b(?:(?:over|during|throughout) (?!the (?:country|nation|state|region|weekend)\b)"
    rf"(?:the|an?|his|her|its|their|those|these|that|this|two|three|four|five|six|seven|eight|nine|ten|\d)"
    rf"|(?:for|across|through|since|in) [^,;.]*\b{any_of('stretches')})\b", re.IGNORECASE)
"""The same behind the figure: "averaged 4.9% over the decade"."""
_SEASON = (r"(?:over|during|in|throughout|through) the (?P<season>spring|summer|fall|autumn|winter)\b"
           r"(?! (?:of|and|or|before|after|months?)\b)")
SEASON = re.compile(rf"(?<!than )(?<!since )(?<!after )(?<!before )\b{_SEASON}{_REST}", re.IGNORECASE)
SEASON_BEHIND = re.compile(rf"^(?: an? \w+| (?:jobs|people|agreements))? {_SEASON}", re.IGNORECASE)
"""A season without its year."""
WHEN_IT = re.compile(
    r"^\W*(?:(?:and|but) )?(?:when|by the time) (?P<clause>(?!\w+ed\b|taken\b|seen\b|told\b)[^,;:]+), (?:[^,;:\d]* )?"
    r"(?:was|were|stood|had|averaged|cost)\b[^,;:\d]*$", re.IGNORECASE)
"""What leads to a figure of the time of something else: "When he left in January, the rate was"."""
WHOLE_YEAR = 275
"""Days. A season that was over longer before is about to come round again."""
ASIDE = re.compile(r",? (?:which|who|whose|where|that)\b[^,;:]*$")
"""Before a time that closes a clause on the subject: "Ohio, which lost people years ago, gained"."""
UNKNOWN = Period(start=None, end=None)


def is_one_of_many(claim: Claim, ahead: str, behind: str) -> bool:
    """Whether a level is told of a day or a week that is not said: "in one week in December 70,000 came"."""
    if claim.kind is Kind.CHANGE:
        return False
    led = ONE_OF_MANY.search(ahead)
    told = led is not None and re.search(r"[;:]|, (?:and|but) ", ahead[led.end() :]) is None
    return told or ONE_OF_MANY.search(re.split("[,;.]", behind, maxsplit=1)[0]) is not None


def is_vague(ahead: str) -> bool:
    """Whether the words before a figure only point at its time."""
    found = VAGUE.search(ahead)
    if found is None:
        return False
    return "," not in found.group().lstrip(" ,") or ASIDE.search(ahead[: found.start() + 1]) is None


def is_mean(ahead: str, behind: str) -> bool:
    """Whether a figure is the mean of a stretch of time that has no date."""
    if "averag" not in ahead.lower():
        return False
    return AVERAGED_OVER.search(ahead) is not None or AVERAGED_BEHIND.match(behind) is not None


def led_by(claim: Claim, ahead: str, published: date | None) -> Period | None:
    """The time of the event or the season that a level without a time of its own is told by; None where there is none.

    Unknown where that has no date.
    """
    if claim.kind is Kind.CHANGE or claim.period is not None:
        return None
    if (when := WHEN_IT.match(ahead)) is not None:
        return _only(when["clause"], published) or UNKNOWN
    season = SEASON.search(ahead) or SEASON_BEHIND.match(claim.behind)
    if season is None or published is None:
        return None
    period = _only(f"last {season['season'].lower()}", published)
    if period is None or period.end is None or not 0 < (published - period.end).days < WHOLE_YEAR:
        return UNKNOWN
    return period.model_copy(update={"text": f"the {season['season']}"})


def _only(words: str, published: date | None) -> Period | None:
    """The one time that words name."""
    named = [one.period for one in periods.find(words, published=published) if one.role == "at"]
    return named[0] if len(named) == 1 else None
