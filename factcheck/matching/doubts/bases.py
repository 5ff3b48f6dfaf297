"""By which other count, index or prices a figure is told, in what leads to its clause.

"Measured by the PCE index, inflation was 3.4%", "If part-timers are counted, unemployment is 8.7%": the table's own
figure is told by another one.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import datelines
from factcheck.matching.asking.state import State
from factcheck.matching.doubts.limited_behind import is_adjusted_otherwise
from factcheck.matching.doubts.set_apart import unknown
from factcheck.matching.model import Match
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

_START = r"(?:^|[;:—–] ?|, (?:and|but|while|yet) |[.”\"] )\W*(?:(?:and|but|yet|still|even|so|now) )*"
MEASURED = re.compile(
    rf"{_START}(?P<how>(?:(?:when|if) )?(?:{any_of('measured_by')}) (?P<what>[^,;:\d]+)),", re.IGNORECASE)
ADJUSTED = re.compile(
    rf"{_START}(?P<how>(?:(?:when|if|once) )?(?:adjust(?:ed|ing)|correct(?:ed|ing)|allowing|accounting) for (?P<what>[^,;:\d]+)),",
    re.IGNORECASE)
UNADJUSTED = re.compile(
    rf"{_START}(?P<how>(?:un-?adjusted|annualized|(?:not|without|before) (?:any |being )?(?:seasonally )?adjust\w+"
    rf"|before (?:{any_of('before_what')}))(?: for [^,;:\d]+)?),", re.IGNORECASE)
WITHOUT = re.compile(
    rf"{_START}(?P<how>(?:net of|shorn of|stripped of|less|minus|excluding|not (?:counting|including)|including|counting"
    r"|adding(?: in)?|add in|throw in|include|throwing in|lumping in|counting in) (?P<what>[^,;:\d]+?))(?:,| and )",
    re.IGNORECASE)
BY_IT = re.compile(rf"{_START}(?P<how>(?:by|using|on|under) (?P<what>[^,;:\d]*?{any_of('yardsticks')})),", re.IGNORECASE)
POINTED = re.compile(r"(?:that|this|another|one|an?) ", re.IGNORECASE)
IF = re.compile(
    rf"{_START}(?P<how>(?:if|once|when) (?:you(?:[’'](?:re|ve))? [^,;:]+|[^,;:\d]+ (?:are|is|were|was) {any_of('counted_in')}[^,;:\d]*)),",
    re.IGNORECASE)
COUNT_OF_VOTES = re.compile(r"\b(?:votes?|ballots?)\b", re.IGNORECASE)
"""What is counted before there is a figure at all."""
OF_THE_MONTH = re.compile(r"\b(?:[Ii]nflation|[Pp]rices)\b[^,;:]*? (?P<how>for the month(?: of [A-Z][a-z]+)?)\b")
"""How much it was in one month alone."""
QUICK = re.compile(
    r"(?i:\b(?:measured|gauged|judged|judging|using|based|adjust\w+|correct\w+|allowing|accounting|unadjusted|annualized|before|net|"
    r"shorn|stripped|less|minus|excluding|counting|including|adding|add|throw|throwing|lumping|include|if|once|when)\b)"
    r"|\b(?:[Bb]y|[Oo]n|[Uu]nder) ")


def told_by_another(claim: Claim, found: Match, state: State) -> tuple[str, bool] | None:
    """Such words before a figure, and whether it is sure that they are of another one; None where there are none."""
    if claim.kind not in (Kind.RANK, Kind.RATIO) and " for the month" in claim.ahead:
        month = OF_THE_MONTH.search(claim.ahead)
        return (month["how"], True) if month is not None and claim.quantity.unit == "percent" else None
    if claim.kind in (Kind.RANK, Kind.RATIO) or found.decision or "," not in claim.ahead and " and " not in claim.ahead:
        return None
    unit = claim.quantity.unit or ""
    if not unit.startswith(("percent", "dollar")):
        return None
    text = claim.sentence.text
    ahead = text[datelines.end(text) : claim.within[0]]
    if QUICK.search(ahead) is None:
        return None
    words = state.lexicons[selections(found.reading.query)[0].dataset]
    if (said := _last(UNADJUSTED, ahead)) is not None:
        known = any(hit.payload.slot in ("measure", "member") for hit in words.find(said["how"]))
        return None if known else (said["how"], True)
    if (said := _last(IF, ahead)) is not None:
        return None if COUNT_OF_VOTES.search(said["how"]) else (said["how"], True)
    for pattern in (MEASURED, WITHOUT):
        if (said := _last(pattern, ahead)) is not None and unknown(said["what"], words):
            return said["how"], True
    if (said := _last(ADJUSTED, ahead)) is not None:
        return (said["how"], True) if is_adjusted_otherwise(said["what"], claim, words) else None
    if (said := _last(BY_IT, ahead)) is not None:
        if unknown(said["what"], words):
            return said["how"], True
        return (said["how"], False) if POINTED.match(said["what"]) else None
    return None


def _last(pattern: re.Pattern[str], ahead: str) -> re.Match[str] | None:
    """The last such words, where no other figure stands between them and the claim's."""
    found = None
    for found in pattern.finditer(ahead):
        pass
    if found is None or re.search(r"(?<![\w(])(?!(?:19|20)\d\d\b)\d[\d.,]*(?:%| percent)", ahead[found.end() :]):
        return None
    return found
