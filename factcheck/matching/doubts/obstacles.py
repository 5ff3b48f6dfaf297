"""What stands in the way of every reading: words that make a figure another sort of number, or of no clear place."""

from __future__ import annotations

import re
from itertools import pairwise

from claims.model import Bound, Claim, Kind, Source
from claims.vocabulary import periods, places
from claims.vocabulary.places import PlaceMention
from claims.vocabulary.words import stem
from factcheck.matching.doubts import ranks_told
from factcheck.matching.doubts.other_sorts import other_sort
from factcheck.matching.model import NoMatch
from factcheck.matching.words import leftovers
from factcheck.matching.words.word_lists import any_of
from factcheck.matching.words.zones import Zones

NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d{1,3}(?![\d,(])|\d{1,3},000)"
ONE_IN_MANY = re.compile(
    rf"\s*in (?:every )?{NUMBER}\b"
    r"(?! [a-z]*(?:states|count|cities|towns|years|months|days|weeks|decades|quarters|centuries|generations))"
)
PER_TIME = re.compile(
    r"\b(?:per|each|every) (?:hour|day|week|month|year)\b"
    rf"|^[^,;]*\b(?:daily|weekly|monthly)\b(?! (?:[a-z]+ )?{any_of('told_by_time')}\b)",
    re.IGNORECASE,
)
A_TIME = re.compile(
    r"\s*an? (?:hour|day|week|month|year)\b(?! (?:after|before|earlier|later|ago|from|since|or)\b)", re.IGNORECASE
)
"""Right behind what is counted: "1,800 encounters a day"."""
TOLD_BY_TIME = re.compile(
    r"\d[\d,.]*(?: (?:million|thousand))?(?: [a-z]+){0,2} "
    r"(?P<each>(?:an?|per|each|every) (?:hour|day|week|month|quarter|year))\b"
    r"(?! (?:after|before|earlier|later|ago|from|since)\b)[^;.]*$", re.IGNORECASE)
"""Before a number without a noun: that which it goes on from was of each such time ("480,000 a month and 168,000")."""
PART_OF_TIME = re.compile(
    r"\b(?:first|last|final|opening|closing) (?:[\w-]+ )?(?:half|quarters?|months?|weeks?|days?) of (?:the )?",
    re.IGNORECASE,
)
OF_A_TOTAL = re.compile(r"\b(?:of a (?:total|pool|universe|possible) (?:of )?|out of )$", re.IGNORECASE)
EACH = re.compile(r"\b(?:each|apiece)\b", re.IGNORECASE)
OF_EACH = re.compile(r"\b(?:each|every)\b(?! (?:of|other|year|quarter|month|week|day)\b)(?= \w)", re.IGNORECASE)
"""Before a count: so many has each of them, and not all together ("each state has 25")."""
ON_AVERAGE = re.compile(r"\b(?:on average|an average of|averag(?:ed|ing|es))\b", re.IGNORECASE)
SHIFTED = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:earlier|before|later|after)\b", re.IGNORECASE)
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
NOTHING = re.compile(r"\b(?:no|none|without|never|neither|lack(?:s|ing)?|not|zero)\b", re.IGNORECASE)


MILESTONE = re.compile(r"\b(?:pass(?:es|ed|ing)?|cross(?:es|ed|ing)?)(?: the)?$", re.IGNORECASE)
"""What leads to a mark that was left behind: "has passed one million"."""
POLLED = re.compile(rf"\b{any_of('pollsters')}\b")
"""Who asks people of its own choice: what it counts is in no table of what is counted of all."""
OFFERED = re.compile(rf"\b{any_of('offered')}(?: [a-z]+){{0,2}} $", re.IGNORECASE)
"""What leads to jobs that nobody has yet: "employers posted 50,000 jobs"."""
REVISED = re.compile(r"\brevised(?: \w+)? from(?: (?!to\b)[a-z]+){0,3} ?$", re.IGNORECASE)
"""What leads to an earlier estimate of the same value: "4%, revised up from an initial 3.8%"."""
THAN_THOUGHT = re.compile(
    rf"[\d.,]*[^,;:.]*\b(?:more|fewer|less|higher|lower)\b[^,;:.]*\bthan "
    rf"(?:(?:had|has|was|were|been|it|they|first|initially|originally|previously|earlier) )*{any_of('thought')}\b",
    re.IGNORECASE,
)
"""Behind a figure that tells how far an estimate was off: "800,000 fewer jobs than first reported"."""
OF_A_PART = re.compile(r"\d[\d,.]*\s+of (?:which|whom|them|those|these)\b[^,;.]*")
"""Behind a whole: a part of it, whose place is its own ("1,000 agreements, 325 of which are in Florida")."""


AT_ONE_POINT = re.compile(r"\bat (?:one|some|a certain) (?:point|time|stage|moment)\b[^;.:]*$", re.IGNORECASE)
"""Before a figure: of a time that nobody names, as while votes are counted."""
ANOTHER_YARDSTICK = re.compile(
    rf"\b(?:another|a different|an alternative|its own|the other) (?:[\w-]+ )?{any_of('yardsticks')}\b[^;.:]*$",
    re.IGNORECASE)
"""Before a figure: it is of a measure that is not named ("measured by another index, which rose 3.6%")."""


HAD_BEEN = re.compile(
    r"\b(?:had|[’']d) (?:[a-z]+ly |also |already |once |only |just |never |not |long |always )*"
    r"(?:been|stood|cost|averaged|numbered|totall?ed|hovered)"
    r"(?: (?:at|around|about|near|above|below|over|under|just|only|still|nearly|roughly|almost|close|to|as|high"
    r"|low))*$", re.IGNORECASE)
"""What leads to a level of an earlier time, which is another than that of the sentence before."""


BY_SOMEBODY = re.compile(
    rf"\b(?:I|we|he|she|you|{any_of('officeholders')})(?:[’'](?:ve|d))?"
    r"(?: (?:has|have|had|also|already|alone|[a-z]+ly))*"
    r" (?:created|made|added|generated|gained|produced|brought back|saved|lost|destroyed|killed)"
    r"(?: (?:a|about|some|nearly|almost|over|around|roughly|more than|another|a total of))* ?$", re.IGNORECASE)
"""Before a flow: who takes it for his own, in a time that he does not name ("we created two million jobs")."""


OTHER_SIDE = re.compile(
    r"(?<![\w.,])(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:-to-|\s?[-–]\s?| to )$")
ONE_SIDE = re.compile(
    r"(?:-to-|\s?[-–]\s?| to )(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?![,.]?\d|%)")
FROM_ONE = re.compile(r"\b(?:from|between)\b[^,;:]*$", re.IGNORECASE)


def _of_the_other_side(claim: Claim) -> NoMatch | None:
    """Why it is not known whose it is, of a score that names no sides: "Florida is 20 to eight the other way"."""
    if claim.kind is not Kind.COUNT or (claim.counted and not claim.inherited):
        return None
    ahead = claim.ahead
    second = OTHER_SIDE.search(ahead)
    if second is None and not (claim.inherited and ONE_SIDE.match(claim.behind)):
        return None
    if FROM_ONE.search(ahead[: second.start()] if second is not None else ahead) is not None:
        return None
    if second is not None and re.search(r"[A-Z][a-z]", (claim.after or "").split(",")[0]) is not None:
        return None
    return NoMatch(reason="ambiguous", detail={"readings": "it is of one side of a score, and not said of which"})


def _of_what_is_not_named(claim: Claim) -> NoMatch | None:
    """Why its time or its measure cannot be known, where the words before it name neither."""
    before = claim.ahead
    told = claim.period.text if claim.period is not None and claim.period_source is Source.STATED else None
    stated = claim.period is not None and claim.period_source is Source.STATED and (
        not claim.inherited or (bool(told) and str(told) in claim.behind))  # "It had been 6.8 in 2021"
    untimed = HAD_BEEN.search(claim.before or "") or (claim.head == "job" and BY_SOMEBODY.search(before))
    if AT_ONE_POINT.search(before) or (untimed and not stated):
        return NoMatch(reason="unresolved_time")
    yardstick = ANOTHER_YARDSTICK.search(before)
    return NoMatch(reason="not_in_table", detail={"words": f"“{yardstick.group()}”"}) if yardstick is not None else None


NAMES_PLACES = "names_places"
"""Why a figure is ambiguous whose sentence names places that it was not given; a tentative reading goes without."""


NAMED_BEHIND = re.compile(r": .*")
"""Behind a number of places: which they are ("Three states lost people: Mississippi, Vermont and West Virginia")."""


def obstacle(claim: Claim, zones: Zones) -> NoMatch | None:
    """Why no table can be asked, whatever is counted; None where nothing stands in the way."""
    words = _another_sort(claim, zones) or other_sort(claim)
    if words is not None:
        return NoMatch(reason="not_in_table", detail={"words": f"“{words}”"})
    if (told := _of_another_count(claim) or ranks_told.obstacle(claim)) is not None:
        return told
    if _of_another_time(claim):
        return NoMatch(reason="unresolved_time")
    if MILESTONE.search(claim.before or "") and claim.quantity.bound is Bound.EXACT and claim.kind is Kind.COUNT:
        return NoMatch(reason="ambiguous", detail={"readings": "it says that it was passed, and not by how much"})
    if (told := _of_what_is_not_named(claim) or _of_the_other_side(claim)) is not None:
        return told
    if _of_one_of_two(claim, zones):
        return NoMatch(reason="ambiguous", detail={"readings": "it names two places, or one whose name two have"})
    sentence = claim.sentence.text
    parts = [part.span() for part in OF_A_PART.finditer(sentence, claim.within[1])]
    if claim.kind is Kind.COUNT and stem(claim.head or "") in leftovers.inert("places"):
        parts += [listed.span() for listed in NAMED_BEHIND.finditer(sentence, claim.within[1])]
    named = [one for one in places.find(sentence) if not any(start <= one.start < end for start, end in parts)]
    if claim.kind is not Kind.RANK and not claim.places and any(_is_narrow(mention) for mention in named):
        return NoMatch(reason="ambiguous", because=NAMES_PLACES,
                       detail={"readings": "its sentence names places, and not which is meant"})
    return None


def _of_another_count(claim: Claim) -> NoMatch | None:
    """Whether it is a poll's, an earlier estimate, how far one was off, or of jobs on offer."""
    if polled := POLLED.search(claim.sentence.text):
        return NoMatch(reason="not_in_table", detail={"words": f"“{polled.group()}”"})
    ahead = claim.ahead
    if claim.head in ("job", "position") and (offered := OFFERED.search(ahead)):
        return NoMatch(reason="not_in_table", detail={"words": f"“{offered.group().strip()}”"})
    if REVISED.search(ahead):
        return NoMatch(reason="ambiguous", detail={"readings": "it is an earlier estimate, which was revised"})
    if THAN_THOUGHT.match(claim.sentence.text[claim.within[0] :]):
        return NoMatch(reason="ambiguous", detail={"readings": "it tells how far an estimate was off"})
    return None


def _another_sort(claim: Claim, zones: Zones) -> str | None:
    """The words that make a number a sample's share, a rate in time, a whole to compare with, or that of each."""
    sentence = claim.sentence.text
    start, end = claim.within
    behind = sentence[end : end + 60]
    if sample := ONE_IN_MANY.match(behind):  # "four states in five" are no four states
        return sample.group().strip()
    if rate := A_TIME.match(behind) or PER_TIME.search(behind) or PER_TIME.search(zones.clause):
        return rate.group().strip()
    if claim.kind is Kind.COUNT and not claim.counted and (told := TOLD_BY_TIME.search(sentence[:start])):
        return told["each"]
    if OF_A_TOTAL.search(sentence[:start]) or OF_A_TOTAL.search(sentence[: start + len("a total of ")]):
        return "a total"
    if EACH.search(re.split("[,;]", behind)[0]):
        return "each"
    of_each = None if len(claim.places) > 1 else OF_EACH.search(claim.before or "")  # "Ohio and Iowa each gained"
    said = of_each or ON_AVERAGE.search(f"{claim.before or ''} ; {behind.split(',')[0]}")
    return said.group() if said is not None and claim.kind is Kind.COUNT else None


OF_THE_YEAR = re.compile(
    r"\b(?:for|in|over|during) the (?:full |whole |entire |fiscal |budget )?year\b"
    r"(?! (?:to|ended|ending|before|earlier|through))",
    re.IGNORECASE,
)
"""A year that the story named before, whichever that was."""


AT_A_FEAST = re.compile(
    rf"\b(?:on|at|around|over|during|by|until|till|through|in|near|since|after|as [a-z]+(?: back)? as|as of)"
    rf"(?: (?:the|last|this))* {any_of('feasts')}\b", re.IGNORECASE)
"""Of a day that is known by its name alone: "on Labor Day", "as late as Thanksgiving week"."""
UP_TO_A_FEAST = re.compile(
    rf"\b(?:before|ahead of|heading into|going into)(?: (?:the|last|this))* {any_of('feasts')}\b", re.IGNORECASE)
"""Of the days before it: those of the article, where they lead to the figure; behind it, in the past, which they are
is not told.
"""
PAST = re.compile(r"\b(?:was|were|had|cost|paid|stood|sold|averaged)\b", re.IGNORECASE)
AS_LATE_AS = re.compile(r"\bas (?:late|recently|early|long ago|far back) as (?P<when>[^,;.]+)", re.IGNORECASE)


def _of_a_named_day(claim: Claim) -> bool:
    """Whether the words beside a figure tell its time by what no calendar was asked for, and name no other."""
    period, near = claim.period, f"{claim.before or ''} ; {claim.after or ''}"
    own = period is not None and claim.period_source is Source.STATED and (period.text or "\0") in near
    if own or claim.kind is Kind.RANK:
        return False
    if AT_A_FEAST.search(near) or (UP_TO_A_FEAST.search(claim.after or "") and PAST.search(claim.before or "")):
        return True
    late = AS_LATE_AS.search(near)
    return late is not None and not periods.find(late["when"], published=None)


def _of_another_time(claim: Claim) -> bool:
    """Whether a time is told that was not read: "a month earlier 517", two dates that "respectively" hands out."""
    if _of_a_named_day(claim):
        return True
    before = claim.before or ""
    not_stated = claim.period is None or claim.period_source is not Source.STATED
    level = claim.kind is Kind.COUNT and claim.change is None
    if level and not_stated and OF_THE_YEAR.search(f"{before} ; {claim.after or ''}"):
        return True
    if SHIFTED.search(before) and claim.period is not None and (claim.period.text or "") not in before:
        return True
    sentence = claim.sentence.text
    if claim.period is not None and claim.period.text and any(
            sentence.startswith(claim.period.text, part.end()) for part in PART_OF_TIME.finditer(sentence)):
        return True  # "in the first six months of fiscal 2024", of which only the year was read
    handed_out = not claim.places and RESPECTIVELY.search(sentence) is not None
    return handed_out and len(periods.find(sentence, published=None)) > 1


def _is_narrow(mention: PlaceMention) -> bool:
    """Whether it is a place within a country; a state's name that may be another's ("Georgia") counts as one."""
    return mention.place.kind == "state" if not mention.confident else mention.place.kind != "country"


def _is_one_of_a_pair(claim: Claim) -> bool:
    """Whether its place is named with another one in the same breath, which the claim was not given."""
    sentence, given = claim.sentence.text, {place.name for place in claim.places}
    mentions = places.find(sentence)
    pairs = pairwise(mentions)
    if claim.kind is Kind.RANK or len(re.findall(r"\d[\d,.]*", sentence)) > 1:
        return False  # of several figures each may have its own place
    return any(sentence[one.end : other.start] in (" and ", ", and ", " & ")
               and len({one.place.name, other.place.name} & given) == 1 and one.place.kind == other.place.kind
               for one, other in pairs)


def _of_one_of_two(claim: Claim, zones: Zones) -> bool:
    """Whether what is counted belongs to a place whose name is that of two, and nothing says which: "Georgia's"."""
    if claim.places:
        return _is_one_of_a_pair(claim)
    sentence = claim.sentence.text
    if any(mention.place.kind == "region" and sentence[: mention.start].lower().endswith("the ")
           for mention in places.find(sentence)):
        return True
    return any(not mention.confident and places.resolve(mention.text) != places.resolve(mention.text, kind="country")
               for mention in places.find(f"{zones.own} ; {claim.before or ''}"))


def nothing_said(zones: Zones) -> tuple[str, ...]:
    """The word that says of members that they have nothing: "the ten states without any agreement"."""
    found = NOTHING.search(f"{zones.own} ; {zones.clause}")
    return (found.group(),) if found else ()
