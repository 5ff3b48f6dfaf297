"""By which other count, index or prices a figure is told, in what leads to its clause.

"Measured by the PCE index, inflation was 3.4%", "If part-timers are counted, unemployment is 8.7%": the table's own
figure is told by another one.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import datelines
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import limiting_words
from factcheck.matching.doubts.limiting_phrases import is_adjusted_otherwise, is_annualized
from factcheck.matching.doubts.set_apart import unknown
from factcheck.matching.model import Match
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

_START = r"(?:^|[;:—–] ?|, (?:and|but|while|yet) |[.”\"] )\W*(?:(?:and|but|yet|still|even|so|now) )*"
MEASURED = re.compile(
    rf"{_START}(?P<how>(?:(?:when|if) )?(?:{any_of('measured_by')}) (?P<what>[^,;:\d]+)),", re.IGNORECASE)
ADJUSTED = re.compile(
    rf"{_START}(?P<how>(?:(?:when|if|once) )?{limiting_words.ADJUSTED_FOR} (?P<what>[^,;:\d]+)),", re.IGNORECASE)
UNADJUSTED = re.compile(
    rf"{_START}(?P<how>{limiting_words.UNADJUSTED}(?: for [^,;:\d]+)?),", re.IGNORECASE)
WITHOUT = re.compile(
    rf"{_START}(?P<how>(?:{limiting_words.LEAVING_OUT}|{limiting_words.COUNTING_IN}|less|minus"
    r"|add in|throw in|include|throwing in|lumping in) "
    r"(?P<what>[^,;:\d]+?))(?:,| and )",
    re.IGNORECASE)
ANNUALIZED = re.compile(rf"{_START}(?P<how>{limiting_words.ANNUALIZED}),", re.IGNORECASE)
BY_IT = re.compile(
    rf"{_START}(?P<how>(?:by|using|on|under) (?P<what>[^,;:\d]*?{any_of('yardsticks')})),", re.IGNORECASE)
POINTED = re.compile(r"(?:that|this|another|one|an?) ", re.IGNORECASE)
IF = re.compile(
    rf"{_START}(?P<how>(?:if|once|when) (?:you(?:[’'](?:re|ve))? [^,;:]+|"
    rf"[^,;:\d]+ (?:are|is|were|was) {any_of('counted_in')}[^,;:\d]*)),",
    re.IGNORECASE)
COUNT_OF_VOTES = re.compile(r"\b(?:votes?|ballots?)\b", re.IGNORECASE)
"""What is counted before there is a figure at all."""
OF_THE_MONTH = re.compile(r"\b(?:[Ii]nflation|[Pp]rices)\b[^,;:\d]*? (?P<how>for the month(?: of [A-Z][a-z]+)?)\b")
"""How much it was in one month alone."""
QUICK = re.compile(
    r"(?i:\b(?:measured|gauged|judged|judging|using|based|counted|defined|told|going|calculated|reckoned|figured|"
    r"expressed|converted|adjust\w+|correct\w+|allowing|accounting|unadjusted|annualized|before|net|shorn|stripped|less|minus|"
    r"excluding|counting|including|adding|add|throw|throwing|lumping|include|if|once|when|for the month)\b)"
    r"|\b(?:[Bb]y|[Oo]n|[Uu]nder) ")


COUNTING_IN = re.compile(rf"{_START}(?P<how>(?:counting|including) (?P<who>[^,;:\d]+)),", re.IGNORECASE)


def _with_others(ahead: str, found: Match, state: State) -> tuple[str, bool] | None:
    """Who is counted with the others, where the measure that was read is of those without them."""
    said = COUNTING_IN.search(ahead)
    if said is None:
        return None
    one = selections(found.reading.query)[0]
    measure = state.library.dataset(one.dataset).measure(one.measure) if one.measure else None
    told = measure is not None and leftovers.named((*measure.requires, *measure.beside, *measure.words), said["how"])
    return None if told else (said["how"], False)


def told_by_another(claim: Claim, found: Match, state: State) -> tuple[str, bool] | None:
    """Such words before a figure, and whether it is sure that they are of another one; None where there are none."""
    if claim.kind in (Kind.RANK, Kind.RATIO) or found.decision:
        return None
    text = claim.sentence.text
    ahead = text[datelines.end(text) : claim.within[0]]
    counts = claim.kind is Kind.COUNT
    told = counts or (claim.quantity.unit or "").startswith(("percent", "dollar"))
    if not told or QUICK.search(ahead) is None:
        return None
    if counts:
        return _with_others(ahead, found, state)
    asked = selections(found.reading.query)[0]
    words = state.lexicons[asked.dataset]
    if (said := ANNUALIZED.search(ahead)) is not None and not is_annualized(words, asked.measure):
        return said["how"], True
    sure = (_for_the_month(claim, ahead) or _unadjusted(ahead, words) or _counted_in(ahead)
            or _measured(claim, ahead, words))
    if sure is not None:
        return sure, True
    by = _last(BY_IT, ahead)
    if by is None:
        return None
    if unknown(by["what"], words):
        return by["how"], True
    return (by["how"], False) if POINTED.match(by["what"]) else None


def _for_the_month(claim: Claim, ahead: str) -> str | None:
    month = _last(OF_THE_MONTH, ahead) if " for the month" in ahead and claim.quantity.unit == "percent" else None
    return month["how"] if month is not None else None


def _unadjusted(ahead: str, words: DatasetLexicon) -> str | None:
    said = _last(UNADJUSTED, ahead)
    known = said is None or any(hit.payload.slot in ("measure", "member") for hit in words.find(said["how"]))
    return None if said is None or known else said["how"]


def _counted_in(ahead: str) -> str | None:
    said = _last(IF, ahead)
    return None if said is None or COUNT_OF_VOTES.search(said["how"]) else said["how"]


def _measured(claim: Claim, ahead: str, words: DatasetLexicon) -> str | None:
    for pattern in (MEASURED, WITHOUT):
        if (said := _last(pattern, ahead)) is not None and unknown(said["what"], words):
            return str(said["how"])
    said = _last(ADJUSTED, ahead)
    return said["how"] if said is not None and is_adjusted_otherwise(said["what"], claim, words) else None


A_RATE = re.compile(r"(?<![\w(])(?!(?:19|20)\d\d\b)\d[\d.,]*(?:%| percent)")


def _last(pattern: re.Pattern[str], ahead: str) -> re.Match[str] | None:
    """The last such words, where no other rate stands between them and the claim's."""
    found = list(pattern.finditer(ahead))
    return found[-1] if found and A_RATE.search(ahead, found[-1].end()) is None else None
