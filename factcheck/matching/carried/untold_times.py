"""Times that a text only points at: "it once hit 14.8%", "long below 4%", "in his first term", "it never topped 5%".

No table can say when that was. Such a figure is never held against the newest value, which is not what it tells of.
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Claim, Kind, Period, Source
from claims.vocabulary import periods
from factcheck.matching.words.word_lists import any_of

_LENGTHS = r"(?:years|months|weeks|decades|quarters|a (?:while|time|decade|year)|(?:[\w-]+ )(?:years|months|weeks))"
_PART_OF = r"(?:most|much|part|some|all|the rest|the (?:better|greater|best) part|a (?:good|large) part) of"
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
    rf"|\b(?:for|over|during|through|throughout) {_PART_OF} (?:the|that|this|last|his|her|its|their) [\w’' ]+?{_REST}",
    re.IGNORECASE)
"""What leads to a figure of a time that is not told, with no other figure or clause between."""
ONE_OF_MANY = re.compile(
    rf"\b(?:in|on|during|for|within) (?:(?:an?|any) {any_of('usual')} (?:day|week|month|quarter|year|season)"
    rf"|(?:an?|any|one|some|each|every|another)(?: (?:single|bad|busy|record|recent))? (?:hour|day|night|weekend|week))\b",
    re.IGNORECASE)
"""A day, a week or a year that is none in particular, though the month it lies in may be named."""
AVERAGED_OVER = re.compile(
    rf"\b(?:over|for|during|across|throughout|through|in|within|since) (?:[\w’'-]+ ){{0,5}}?{any_of('stretches')}\b"
    rf"[^,;:]*?,? (?:[^,;:\d]* )?averag[^,;:\d]*$|\baverag(?:ed|ing|es) (?:over|for|during|throughout) (?:[\w’'-]+ ){{0,4}}{any_of('stretches')}\b[^,;:\d]*$",
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
NEVER = re.compile(r"\b(?:at no (?:time|point)|not once|never once)\b[^;:]*$", re.IGNORECASE)
"""A denial of all times at once that stands before its verb: what is denied is not seen from the figure."""
NEVER_DID = re.compile(r"\bnever(?: (?:again|before|really|actually))?$", re.IGNORECASE)
"""A denial right before a verb that belongs to the figure ("never | topped 5%"): of a time that is over."""
FOLLOWS = re.compile(
    r"^(?: an? (?:gallon|barrel))?,? (?:not (?:so |too |very )?long ago|(?:earlier|before|previously)(?=\W*$)"
    rf"|in those (?:days|years|times)|at (?:one|some) (?:point|time)\b|for {_LENGTHS}(?=\W*$)"
    r"|until (?:very |quite )?(?:recently|lately)\b|(?:(?:only|just|a few|several|some|many|a couple of) )?"
    rf"(?:days|weeks|months|years|decades) ago\b|earlier (?:in |on in )(?:the|that) \w+\b"
    rf"|for {_PART_OF} (?:the|that|his|her|its|their) )", re.IGNORECASE)
"""What follows such a figure."""
_HELD = r"(?:was|were|had|held|ranked|led|topped|boasted|recorded|reported|claimed)"
_SPANS = r"(?:years|decades|centuries|generations|months|(?:much|most) of [\w’' ]+|a (?:while|time|decade|century))"
RANKED = re.compile(
    rf"\b{_HELD} (?:once|long|formerly|previously|for {_SPANS}|for [\w-]+ (?:years|decades|centuries))\b[^;:]*$"
    rf"|\b(?:once|formerly|previously|long|briefly) {_HELD}\b[^;:]*$|\bused to \w+\b[^;:]*$"
    rf"|^\W*(?:(?:once|formerly|previously|before|until|till|for (?:many )?{_SPANS}|for [\w-]+ (?:years|decades))\b"
    rf"[^,;:]*,? )(?:[^;:]*\b)?{_HELD}\b[^;:]*$", re.IGNORECASE)
"""What leads to a rank of an earlier time: "was once the largest", "for decades it had", "before India passed it"."""
RANKED_UNTIL = re.compile(
    r"^[^.;\d]{0,40}\b(?:until|till|before|for (?:years|decades|centuries|a time)|at one (?:time|point)"
    r"|(?:but|till|and then) (?:[A-Z][\w.]+|it|the \w+) (?:has |have |was |were )?(?:since )?"
    r"(?:overtaken|overtook|passed|surpassed|eclipsed))\b", re.IGNORECASE)
"""What tells behind a rank that it is over."""
PART = re.compile(r"(?:early|mid|late)[ -](?:in )?(?:the )?(?:19|20)\d0s", re.IGNORECASE)
PRESENT = re.compile(r"\b(?:has|have|is|are|will|would|could|may|might)\b", re.IGNORECASE)
PAST_VERB = re.compile(rf"\b{_HELD}\b[^;:]*$", re.IGNORECASE)
CUES = re.compile(
    r"\b(?:once|used|long|until|formerly|previously|briefly|between|before|earlier|for|had|in|during|it|they|never|no"
    r"|at|over|through|throughout|across|since|ago|when|by|other)\b", re.IGNORECASE)
"""Without any of these nothing is looked for."""


def left_untold(claim: Claim, published: date | None) -> Claim:
    """The claim at a time that is not known, where its sentence only points at one."""
    if not CUES.search(claim.sentence.text):
        return claim
    if claim.kind is Kind.RANK:
        return _untold(claim) if _was_ranked(claim) and not _is_told(claim, published) else claim
    ahead, behind = claim.ahead.rstrip(), claim.behind
    if NEVER.search(ahead) or _is_of_one_of_many(claim, ahead, behind) or _is_of_part_of_a_decade(claim):
        return _untold(claim)
    if _is_told(claim, published):
        return claim
    if (of_it := _of_what_leads(claim, ahead, published)) is not None:
        return of_it
    vague = VAGUE.search(ahead)
    if vague is not None and not PRESENT.search(ahead) and not _is_of_an_aside(ahead, vague):
        return _untold(claim)
    if "averag" in ahead.lower() and (AVERAGED_OVER.search(ahead) or AVERAGED_BEHIND.match(behind)):
        return _untold(claim)
    denied = NEVER_DID.search(ahead) is not None and claim.figure[:1].isalpha()
    if denied or LEADS.search(ahead) or (FOLLOWS.match(behind) and not PRESENT.search(ahead)):
        return _untold(claim)
    return claim


def _is_of_one_of_many(claim: Claim, ahead: str, behind: str) -> bool:
    """Whether a level is told of a day or a week that is not said: "in one week in December 70,000 came"."""
    if claim.kind is Kind.CHANGE:
        return False
    led = ONE_OF_MANY.search(ahead)
    told = led is not None and re.search(r"[;:]|, (?:and|but) ", ahead[led.end() :]) is None
    return told or ONE_OF_MANY.search(re.split("[,;.]", behind, maxsplit=1)[0]) is not None


def _of_what_leads(claim: Claim, ahead: str, published: date | None) -> Claim | None:
    """The level at the season or the event that leads to it, where either tells its time; None where there is none."""
    level = claim.kind is not Kind.CHANGE
    when = WHEN_IT.match(ahead) if level and claim.period is None else None
    if when is not None:
        named = [one.period for one in periods.find(when["clause"], published=published) if one.role == "at"]
        only = named[0] if len(named) == 1 else None
        return _untold(claim) if only is None else claim.model_copy(
            update={"period": only, "period_source": Source.STATED})
    open_ = level and claim.period is None
    season = SEASON.search(ahead) or SEASON_BEHIND.match(claim.behind) if open_ else None
    if season is None or published is None:
        return None
    named = [one.period for one in periods.find(f"last {season['season'].lower()}", published=published)]
    period = named[0] if len(named) == 1 else None
    if period is None or period.end is None or not 0 < (published - period.end).days < WHOLE_YEAR:
        return _untold(claim)
    return claim.model_copy(update={"period": period.model_copy(update={"text": f"the {season['season']}"}),
                                    "period_source": Source.STATED})


WHOLE_YEAR = 275
"""Days. A season that was over longer before is about to come round again."""


def _was_ranked(claim: Claim) -> bool:
    """Whether a rank is told of a time that is over and has no date."""
    if claim.rank is not None and claim.rank.since is not None:
        return False
    over = PAST_VERB.search(claim.ahead) is not None and RANKED_UNTIL.match(claim.behind) is not None
    return over or RANKED.search(claim.ahead) is not None


def _is_of_an_aside(ahead: str, vague: re.Match[str]) -> bool:
    """Whether a time closes a clause that is told of the subject: "Ohio, which lost people years ago, gained"."""
    return "," in vague.group().lstrip(" ,") and ASIDE.search(ahead[: vague.start() + 1]) is not None


ASIDE = re.compile(r",? (?:which|who|whose|where|that)\b[^,;:]*$")


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
