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
from factcheck.matching.doubts.spoken_places import ENDS, is_national
from factcheck.matching.model import Match
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

REACH = 400
"""How far back the sentence before is looked for."""
_OPENING = rf"(?:(?:{any_of('openings')}|the fed {any_of('prefers')}),? )*"
_WHOSE = rf"(?:(?:{any_of('whose')}|[a-z-]+[’']s?) )?"
_WHICH = rf"(?:{any_of('which_people')} )*"
LEADS = rf"\W*{_OPENING}{_WHOSE}{_WHICH}"
"""What may stand before what a sentence speaks of."""
POINTS = re.compile(
    r"\b(?:their|theirs|among them|for them|there|on it|by it|in it|by that (?:gauge|measure|yardstick))\b"
    r"(?! (?:is|are|was|were|has|have|had|will)\b)", re.IGNORECASE)
"""Points at what was spoken of before."""
THEIRS = re.compile(
    r"(?:^\W*(?:(?:and|but|yet|so|still) )?|[:;,–—-] )(?:their|theirs)\b|\b(?:among|for|of) them\b", re.IGNORECASE)
"""Points at people that were spoken of before, at the head of a sentence or a clause."""
FOR_THEM = re.compile(r"\b(?:among|for) them\b", re.IGNORECASE)
SOME = re.compile(rf"\b(?:for|among) {any_of('some_people')} {any_of('some_only')} ", re.IGNORECASE)
"""Says that a figure is of some of the people only: "for those over 55"."""
IF_YOU = re.compile(rf"[^,;.\d]*,? if you(?:[’'](?:re|ve)| {any_of('if_you')})\b", re.IGNORECASE)
"""Behind a figure: of whom, or in which way counted, it is: "8.3% if you are Black"."""
PRIME = re.compile(r"\bprime-age\b", re.IGNORECASE)
CUT = re.compile(r":|;| [-–—] |[–—]")
ANOTHER_CLAUSE = re.compile(
    r"[,;:—–] ?(?:and|but|while|whereas|as|so|yet|even as|when|after)\b|\b(?:while|whereas|as|when|after)\b")
"""Between the one that a sentence begins with and a figure: it may be of something else."""
WHOLE = re.compile(rf"\b{any_of('the_whole')}(?!\w)")
"""Names the whole, so that no part of it is meant."""
DIGIT = re.compile(r"\d")
_NAME_OF_A_TOWN = rf"(?!{any_of('no_towns')})[A-Z][a-z]{{2,}}{any_of('town_endings')}"
TOWN = re.compile(
    rf"\W*(?:(?:in|at|across|take|consider|but|and|yet) )?(?P<who>{_NAME_OF_A_TOWN})(?:[’']s)?(?=[ ,])")
"""A town that no list knows, by the end of its name."""
_SHUT = rf"\b{any_of('shut')} (?:its|their|the) (?:last )?(?:\w+ )?{any_of('works')}\b"
MILL = re.compile(rf"{_SHUT}|[’']s {any_of('works_of_a_town')}\b", re.IGNORECASE)
"""Speaks of a town, whatever its name."""
COUNTING = re.compile(rf"\W*{any_of('counting')}\b[^,:;]*,", re.IGNORECASE)
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
    if claim.quantity.unit == "percent" and not DIGIT.search(ahead):
        first = _named_in(ahead, found, state)
        if first is not None and _kind_of(first) in ("people", "gauges"):
            return f"it may be of {first}", ANOTHER_CLAUSE.search(ahead) is None
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
    placed = bool(claim.places) and THEIRS.search(ahead) is None
    if counts or (placed and claim.quantity.unit != "percent"):
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
    if placed:
        return (f"it may be of {named}", False) if named is not None and _kind_of(named) == "people" else None
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
    return re.compile(rf"{LEADS}(?P<who>{listed})(?!\w|-)(?! {any_of('named_after')})", re.IGNORECASE)


@cache
def _kinds() -> dict[str, str]:
    return {form: kind for kind, listed in _words().items() for form in listed}


def is_of_people(text: str) -> bool:
    """Whether a stretch begins with a group of people."""
    match = _subject().match(text)
    return match is not None and _kind_of(match["who"]) == "people"


def _kind_of(named: str) -> str:
    return _kinds().get(named.casefold().replace("’", "'"), "")
