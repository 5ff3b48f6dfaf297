"""Someone or something else that a figure is of, told by what its sentence, or the one before, speaks of.

"Women fared better. Their unemployment rate was 4.1%" is of women, "Rents are sticky. Inflation was 3%" may be of
rents, and neither is what a table of the whole says. Words that a table knows itself are its own matter.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from claims.model import Claim, Kind
from claims.vocabulary import datelines
from factcheck.matching.asking.state import State
from factcheck.matching.doubts.spoken_before import ENDS, is_national
from factcheck.matching.model import Match
from factcheck.queries.algebra import selections

REACH = 400
"""How far back the sentence before is looked for."""
LEADS = (
    r"\W*(?:(?:and|but|yet|so|still|then|now|for|among|at|in|across|with|take|consider|look at|as for|only|even|of|on"
    r"|to|too"
    r"|meanwhile|elsewhere|especially|over|strip out|leave out|set aside|counting|excluding|including|not counting"
    r"|gov\.|the fed (?:prefers|watches|looks at|likes)),? )*"
    r"(?:(?:the|these|those|many|most|some|all|our|my|your|their|her|his|[a-z-]+[’']s?) )?"
    r"(?:(?:older|younger|young|old|black|white|hispanic|latino|asian|single|married|working|college|rural|urban|poor|rich"
    r"|low-income|middle-aged|prime-age|teenage|disabled|native-born|foreign-born|unemployed|jobless|recent|new|local"
    r"|american"
    r"|many|most|some|few|other) )*")
"""What may stand before what a sentence speaks of."""
POINTS = re.compile(
    r"\b(?:their|theirs|among them|for them|there|on it|by it|in it|by that (?:gauge|measure|yardstick))\b"
    r"(?! (?:is|are|was|were|has|have|had|will)\b)", re.IGNORECASE)
"""Points at what was spoken of before."""
THEIRS = re.compile(
    r"(?:^\W*(?:(?:and|but|yet|so|still) )?|[:;,–—-] )(?:their|theirs)\b|\b(?:among|for|of) them\b", re.IGNORECASE)
"""Points at people that were spoken of before, at the head of a sentence or a clause."""
FOR_THEM = re.compile(r"\b(?:among|for) them\b", re.IGNORECASE)
SOME = re.compile(
    r"\b(?:for|among) (?:those|people|workers|adults|households|families|americans) "
    r"(?:who(?:se)? |aged |over |under |without |in their"
    r"|of working age|living )", re.IGNORECASE)
"""Says that a figure is of some of the people only: "for those over 55"."""
IF_YOU = re.compile(
    r"[^,;.\d]*,? if you(?:[’']re| are|[’']ve| have| rent| own| live| work| eat| drive| count| include| add)\b",
    re.IGNORECASE)
"""Behind a figure: of whom, or in which way counted, it is: "8.3% if you are Black"."""
PRIME = re.compile(r"\bprime-age\b", re.IGNORECASE)
CUT = re.compile(r":|;| [-–—] |[–—]")
WHOLE = re.compile(
    r"\b(?:overall|nation(?:al(?:ly)?|wide|[’']s)?|country[’']?s?|U\.S\.|United States|American?s?|in all|in total"
    r"|headline|all items|altogether|as a whole|total|statewide|state[’']s)(?!\w)")
"""Names the whole, so that no part of it is meant."""
DIGIT = re.compile(r"\d")
TOWN = re.compile(
    r"\W*(?:(?:in|at|across|take|consider|but|and|yet) )?"
    r"(?P<who>(?!Clinton|Washington|Hamilton|Wellington|Newton)[A-Z][a-z]{2,}"
    r"(?:ville|town|burg|burgh|ton|ford|port|field|boro|borough|dale|wood|mont|bury|born|chester|haven|wick|worth"
    r"|polis|stead))"
    r"(?:[’']s)?(?=[ ,])")
"""A town that no list knows, by the end of its name."""
MILL = re.compile(
    r"\b(?:lost|closed|shut|losing|closing|shuttered|reopened) (?:its|their|the) (?:last )?(?:\w+ )?"
    r"(?:mills?|plants?|factory|factories|mines?|shipyard|smelter|foundry|hospital)\b"
    r"|[’']s (?:mills?|factories|plants|mines|shipyards?)\b", re.IGNORECASE)
"""Speaks of a town, whatever its name."""
COUNTING = re.compile(
    r"\W*(?:counting|including|excluding|not counting|adding|without|adjusting|stripping out|leaving out)\b"
    r"[^,:;]*,", re.IGNORECASE)
"""At the head of a sentence: another way of counting."""


def spoken_of(claim: Claim, found: Match, state: State) -> tuple[str, bool] | None:
    """What else a figure may be of, and whether that is sure; None where nothing says so."""
    if found.decision or claim.kind is Kind.RANK:
        return None
    text, at = claim.sentence.text, claim.within[0]
    head = datelines.end(text)
    ahead = text[head:at]
    if IF_YOU.match(text, claim.within[1]) or SOME.search(ahead) or PRIME.search(ahead):
        return "it may be of some of the people only", True
    if claim.quantity.unit == "percent" and FOR_THEM.search(ahead):
        return "it may be of those whom it points at", True
    if WHOLE.search(ahead) or WHOLE.search(claim.after or ""):
        return None
    own = _in_its_sentence(claim, ahead, found, state)
    if own is not None:
        return f"it may be of {own}", True
    return _before(claim, ahead, found, state)


def _in_its_sentence(claim: Claim, ahead: str, found: Match, state: State) -> str | None:
    """What the clause before is of: "For Black workers it is worse: the rate was"."""
    cut = next(iter(CUT.finditer(ahead)), None)
    if cut is None:
        counted = COUNTING.match(ahead)
        return _named_in(counted.group(), found, state) if counted is not None else None
    if DIGIT.search(ahead, cut.end()) and claim.inherited:
        return None
    return _named_in(ahead[: cut.start()], found, state)


def _before(claim: Claim, ahead: str, found: Match, state: State) -> tuple[str, bool] | None:
    """What the sentence before is of, where it tells no figure of its own or this one points at it."""
    counts = claim.kind is Kind.COUNT and bool(claim.head) and (claim.head or "") in claim.figure.lower()
    if counts or (claim.places and THEIRS.search(ahead) is None):
        return None  # it says what is counted, or where
    text = state.article.text[max(0, claim.sentence.start - REACH) : claim.sentence.start]
    points = POINTS.search(ahead) is not None
    if not text.strip() or text.endswith(("\n", "\r")):
        return ("those whom it points at", True) if THEIRS.match(ahead) and not claim.places else None
    before = ENDS.split(text.splitlines()[-1].strip())[-1]
    before = before[datelines.end(before) :]
    if DIGIT.search(before) and not points:
        return None
    named = _named_in(before, found, state)
    if (named is None or _kind_of(named) != "people") and not points and is_national(claim.sentence.text):
        return None
    if named is None:
        town = TOWN.match(before)
        place = town["who"] if town is not None else "the place that it speaks of" if MILL.search(before) else None
        return (f"it may be of {place}", False) if place is not None else None
    sure = points or _kind_of(named) == "people"
    return f"it may be of {named}", sure


def _named_in(text: str, found: Match, state: State) -> str | None:
    """The one that a stretch begins with, where the table that was asked does not know it."""
    match = _subject().match(text)
    if match is None:
        return None
    named = match["who"]
    for of in selections(found.reading.query):
        if any(hit.text.casefold() == named.casefold() for hit in state.lexicons[of.dataset].find(named)):
            return None
    return str(named)


@cache
def _words() -> dict[str, list[str]]:
    path = files("factcheck.matching").joinpath("data/someone_else.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _subject() -> re.Pattern[str]:
    """A stretch that begins with one of them; "the energy of the market" and "food stamps" are none."""
    forms = sorted({form for listed in _words().values() for form in listed}, key=len, reverse=True)
    listed = "|".join(re.escape(one).replace("'", "[’']") for one in forms)
    return re.compile(rf"{LEADS}(?P<who>{listed})(?!\w|-)(?! (?:stamps|department|administration|secretary|policy))",
                      re.IGNORECASE)


@cache
def _kinds() -> dict[str, str]:
    return {form: kind for kind, listed in _words().items() for form in listed}


def _kind_of(named: str) -> str:
    return _kinds().get(named.casefold().replace("’", "'"), "")
