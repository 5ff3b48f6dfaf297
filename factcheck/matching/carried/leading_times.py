"""Times that lead a sentence and are counted from the one before: "It was 3.6% in June. A year earlier it was 4.6%."

Such a time is counted from what the sentence before tells of, not from the day of publication. Where that is not
settled the time stays unknown: a figure is never held against the old time because the new one was not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from claims.model import Claim, Kind, Period, Source
from claims.vocabulary import periods
from claims.vocabulary.periods import PeriodMention, shifted
from factcheck.matching.asking.state import State

REACH = 900
"""How far back, in characters, the time stands from which it is counted: a few paragraphs of news."""
LED = re.compile(
    r"\W*(?:(?:and|but|just|only|exactly|in|at|during|for|on|by|the|that|about|roughly)\s+)*", re.IGNORECASE)
"""What may stand before the time that leads a sentence."""
AGO = re.compile(r"\bago$", re.IGNORECASE)
"""How a time ends that is counted from the day of the text, or from what it tells of last."""
BESIDE = re.compile(
    r"\b(?:from|than|compared with|compared to|versus|against|after|following|above|below)(?: \w+)?$", re.IGNORECASE)
"""What leads to a figure that another one is compared with: its time is not what the sentence tells of."""
WHEN_IT_WAS = re.compile(r",? when (?:it|they|prices?|the [a-z ]+?|[a-z]+) (?:was|were|stood|had)\b[^,;]*$")
"""What leads to a figure of the time of a record: "the highest since April 2023, when it was 4.9%"."""
ANOTHER_CLAUSE = re.compile(r";|,? \b(?:since|now|then|before|until|while|whereas|today)\b", re.IGNORECASE)
UNREAD = re.compile(
    r"\W*(?:(?:and|but|just|only|about)\s+)*(?P<time>[\w-]+ (?:year|quarter|month|week|day)s? (?:earlier|before|prior))"
    r"(?! (?:that|this|he|she)\b)", re.IGNORECASE)
"""A leading time that no calendar word was found in: "Three months earlier the rate was"."""
LAST_MONTH_NAMED = re.compile(r"last (?P<month>[A-Z][a-z]+)", re.IGNORECASE)


def dated(claim: Claim, state: State) -> Claim:
    """The claim at the time that leads its sentence, where that is told by how long before another it is."""
    if claim.kind is Kind.RANK:
        return claim
    if (unknown := _named_again(claim, state)) is not None:
        return claim.model_copy(update={"period": unknown, "period_source": Source.STATED})
    mention = _leading(claim, state)
    if mention is None and claim.period is None and (unread := UNREAD.match(claim.sentence.text)) is not None:
        return claim.model_copy(update={"period": Period(start=None, end=None, text=unread["time"])})
    if mention is None or not _is_open(claim, mention):
        return claim
    update: dict[str, object] = {"period": _counted(claim, mention, state), "period_source": Source.STATED}
    if claim.baseline is not None and claim.baseline.text == mention.text:
        update["baseline"] = None
    return claim.model_copy(update=update)


def _leading(claim: Claim, state: State) -> PeriodMention | None:
    text = claim.sentence.text
    first = _first(text, state.article.published)
    if first is None or first.shift is None or first.role != "earlier" or not LED.fullmatch(text[: first.start]):
        return None
    at = claim.within[0]
    return first if first.end <= at and not ANOTHER_CLAUSE.search(text[first.end : at]) else None


@lru_cache(maxsize=64)
def _first(text: str, published: date | None) -> PeriodMention | None:
    """The first time that a sentence names. Remembered, since each of its claims asks for it."""
    found = periods.find(text, published=published)
    return found[0] if found else None


def _is_open(claim: Claim, mention: PeriodMention) -> bool:
    """Whether the claim has no other time of its own."""
    period = claim.period
    return period is None or claim.period_source is not Source.STATED or period.text == mention.text


def _counted(claim: Claim, mention: PeriodMention, state: State) -> Period | None:
    """The time meant; as told from the day of publication, where nothing before it is dated."""
    unknown = Period(start=None, end=None, text=mention.text)
    told = _told_before(claim, state)
    today = state.article.published
    if not told and _dates_before(claim, state):
        return unknown
    if not told or all(one.start == one.end == today for one in told):
        return mention.period or unknown  # "now": of the newest value, from which the matching counts back
    if len(told) > 1 or mention.shift is None or (AGO.search(mention.text) and _later_before(claim, told[0], state)):
        return unknown
    period = shifted(told[0], mention.shift)
    # Without its words: they would be counted a second time, from the newest value.
    return unknown if period is None else period.model_copy(update={"text": None})


def _dates_before(claim: Claim, state: State) -> bool:
    """Whether the paragraph names a month or a year before the sentence that no figure was given."""
    paragraph = state.article.text[: claim.sentence.start].rsplit("\n", 1)[-1]
    return any(one.shift is None and one.period is not None
               for one in periods.find(paragraph, published=state.article.published))


def _told_before(claim: Claim, state: State) -> list[Period]:
    """The times that the nearest dated sentence tells of, without those that it only compares with."""
    before = [one for one in state.in_earlier_sentences(claim)
              if claim.start - one.end <= REACH and one.kind is not Kind.RANK]
    timed = [one for one in before if one.period is not None and not _is_beside(one)]
    if not timed:
        return []
    return _distinct([one.period for one in timed if one.sentence == timed[-1].sentence])


def _later_before(claim: Claim, told: Period, state: State) -> bool:
    """Whether the text has told of a later time, which what was "ago" may be counted from as well."""
    ends = [one.period.end for one in state.in_earlier_sentences(claim) if one.period is not None and one.period.end]
    return told.end is not None and max(ends, default=told.end) > told.end


def _is_beside(claim: Claim) -> bool:
    ahead = claim.ahead.rstrip()
    return BESIDE.search(ahead) is not None or WHEN_IT_WAS.search(ahead) is not None


def _distinct(found: Sequence[Period | None]) -> list[Period]:
    return list({(one.start, one.end): one for one in found if one is not None}.values())


def _named_again(claim: Claim, state: State) -> Period | None:
    """ "5.2% in June. Last June it was 5.5%": a month that was just told of is not the one called the last."""
    period = claim.period
    named = LAST_MONTH_NAMED.fullmatch(period.text) if period is not None and period.text else None
    if named is None or period is None or named["month"].lower() in ("month", "year", "week", "quarter"):
        return None
    same = [one for one in state.claims.values() if one.start < claim.start and one.period is not None
            and one.period.start == period.start and one.period.text != period.text]
    return Period(start=None, end=None, text=period.text) if same else None
