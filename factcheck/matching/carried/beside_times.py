"""Which of the times of a sentence is a figure's own, by what stands between them.

"It rose to 4.6% from 4.4% in September and 4.1% in June": the 4.6% is of neither month. "It was 4.1% in June and is
4.3%": the present ends the time of the past. "January's rate of 3% slid to 2.3% in April": the month that a figure is
called by is its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from claims.model import Claim, Granularity, Kind, Period, Source
from claims.vocabulary import periods
from claims.vocabulary.periods import Shift, shifted
from claims.vocabulary.time_words import either, month_number, vocabulary
from factcheck.matching.carried.own_times import IN_THE_SECOND, LOOKS_BACK
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.periods import spoken

_MONTH = f"(?:{either(vocabulary()['months'])})"
_DATED = rf"(?:{_MONTH}(?:,? (?:of )?(?:19|20)\d\d)?|(?:19|20)\d\d)"
_HELD_AGAINST = rf"\b{any_of('held_against')}(?: in)?(?: the)?|\bwhat (?:it|they|that) (?:was|were|had been) in"
_ITS_VALUE = rf"(?:[’']s)?(?: (?:[a-z]+ )?{any_of('called_value')})?"
COMPARED = re.compile(
    rf"(?:{_HELD_AGAINST}) (?P<time>{_DATED}){_ITS_VALUE}(?:, (?:at |a |an |of )?| \(| of | at )$")
"""What leads to a figure that stands behind the time it is of, in a comparison: "lower than in April 2020, "."""
TELL_HOW_MUCH = (Kind.CHANGE, Kind.SHARE, Kind.RATIO)
"""Figures that tell how something compares: what they are counted from may be told behind them."""
LABEL = re.compile(rf"(?:^|[,;:(—–]|\band)\s*(?:the )?(?P<time>{_DATED})(?::| [-–—]|,? at)? $")
"""The time as the label of its figure: "June 3.6%, May 3.7%", "(May: 3.7%"."""
SHORT = re.compile(rf"\b(?P<month>{_MONTH}) of [’'](?P<year>[0-2]\d)\b(?=[^,;\d]*$)")
CENTURY = 2000
IN_DIGITS = re.compile(r"\b(?:in|for|since) (?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?=[^,;\d]*$)")
HEAD = re.compile(rf"^\W*(?P<time>{_MONTH}(?: (?:19|20)\d\d)?)(?::| [–—-]) ")
"""The time as the label of a line: "April: inflation 2.3%"."""
CALLED_BY = re.compile(
    rf"^\W*(?:[Tt]he |[Tt]hat )?(?P<time>{_MONTH}(?: (?:19|20)\d\d)?)(?:[’']s)? (?:[\w-]+ ){{1,4}}of $")
"""The month in the name of the figure: "January's rate of", "The January jobless rate of"."""
AFTER_IT = re.compile(rf"^[^,;.\d]{{0,20}}\b(?:in |by )?the (?:(?:following|next) (?P<next>{_MONTH}|year|month|quarter)"
                      rf"|(?P<after>{_MONTH}) after(?: that)?)(?! (?:to|through)\b)")
"""Behind a figure: it is of the next one of that name after the figure before it."""
COUNTS = {word: int(count) for word, count in vocabulary()["numbers"].items() if count == int(count)}
UNITS = {unit.value: vocabulary()["units"][unit.value]["months"]
         for unit in (Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)}
"""How many months each is."""
_COUNTED = rf"(?P<count>{either(COUNTS)}|\d{{1,2}}) (?P<unit>{either(UNITS)})s?"
ON = re.compile(rf"^ {_COUNTED} on\b", re.IGNORECASE)
"""Behind a figure: it is of so much later than the one before it."""
BACK = re.compile(
    rf"(?:^|[,;] |\band |\bbut ){_COUNTED} (?:earlier|before|prior)"
    r"(?:,? (?:it|they|that) (?:was|were|had been|stood at))?(?: at)?$", re.IGNORECASE)
"""Before a figure: it is of so much earlier than the first of its sentence."""
SET_AGAINST = re.compile(r"^[^.;\d]{0,25}\b(?:from|against|versus|than|compared (?:with|to))\b[^,;\d]*$")
"""Between a figure and the one that it is compared with."""
FROM_TO = re.compile(r"\bfrom\b[^;]*\bto $")
"""What leads to the end of a change that was told with the time of its start."""
ENDS_A_SPAN = re.compile(r"\b(?:to|through|until|till) $")
"""What leads to a time that is itself the end of that change: "from 2020 to 2021, to 29 million"."""
FROM = re.compile(r"^ (?:in|for|during) [^,;]*, (?:up |down )?from $")
"""From a figure and its time to the one before it, which is of an earlier time that is not told."""
_CAME_ABOUT = rf"; ?[^;]*\b{any_of('came_about')}\b[^;]*$"
ELSEWHERE = re.compile(
    rf"{_CAME_ABOUT}|, (?:after|following) [^,;\d]*$|,? and {any_of('of_them')} of (?:\w+ ){{1,3}}[^;]*$")
"""From a figure to a time that something else has: "; most of them came in", ", after gains in"."""
OF_A_WEEK = re.compile(
    rf"^[^;.\d]{{0,25}}\b(?:in|for|during) the (?:week of the \d|{any_of('which_week')} week\b)", re.IGNORECASE)
"""A week of the month that its sentence names, which has a value of its own."""
PAST = re.compile(rf"\b(?:{any_of('past_verbs')}|[a-z]+ed)\b")
IS = re.compile(rf"\b{any_of('present_verbs')}(?: {any_of('by_now')})*(?: by)? $")
"""A verb of the present right before a figure."""
CLOSES = re.compile(r"^, (?:is|are|has|have) $")
"""What closes the aside that a time stands in: ", 4.1% in June, is"."""
RECORD_SINCE = re.compile(
    r"\bthe (?:second |third )?(?:most|least|worst|best|[a-z]{3,}est)\b[^;.]*\bsince (?:[a-z]+ )*$")
"""From a figure to the time since which it is a record."""
LED_TWICE = re.compile(rf"^\W*In (?P<time>{_MONTH}(?: (?:19|20)\d\d)?), (?P<aside>[^,]*), ")
"""A time that leads its sentence, and an aside on it: "In September, the last month we have, "."""
AFTER_LED = re.compile(rf"^\W*{_COUNTED} after\b[^,;]*?\b(?P<time>{_DATED}), (?=[^,;]*$)", re.IGNORECASE)
"""What leads a sentence of so much later than a time: "A year after its peak of June 2022, "."""


def each_of_its_own(claims: Sequence[Claim], published: date | None) -> list[Claim]:
    """The claims of an article, each with the time that the words beside it give it."""
    found: list[Claim] = []
    for _, sentence in groupby(claims, key=lambda one: one.sentence.start):
        group = list(sentence)
        done: list[Claim] = []
        for at, claim in enumerate(group):
            following = group[at + 1] if at + 1 < len(group) else None
            done.append(claim if claim.kind is Kind.RANK else _timed(claim, done, following, published))
        found += done
    return found


def _timed(claim: Claim, before: Sequence[Claim], following: Claim | None, published: date | None) -> Claim:
    text, (start, end) = claim.sentence.text, claim.within
    behind = text[end : following.within[0] if following is not None else len(text)]
    lead = text[before[-1].within[1] if before else 0 : start]
    if (named := _named_beside(claim, before, lead, behind, published)) is not None:
        return _at(claim, named)
    if before and (counted := _counted(lead, text[end:], before)) is not None:
        return _at(claim, counted)
    claim = _without_the_start_of_a_record(claim)
    period = claim.period
    if period is None and before and IN_THE_SECOND.match(behind) and LOOKS_BACK.search(lead):
        return _at(claim, Period(start=None, end=None))  # a quarter of a year that nothing tells
    if period is None or not period.text or period.text not in text:
        return claim
    if OF_A_WEEK.match(behind) and period.granularity is Granularity.MONTH:
        return _at(claim, Period(start=None, end=None))
    if before and FROM.match(lead) and period.text in lead and period.text not in behind:
        return _at(claim, Period(start=None, end=None))
    return _now(claim) if _is_of_another(claim, period.text, lead, behind, following) else claim


def _named_beside(claim: Claim, before: Sequence[Claim], lead: str, behind: str, published: date | None
                  ) -> Period | None:
    """The time that stands right before a figure as its label, or in what it is called."""
    own = claim.period.text if claim.period is not None else None
    if (label := LABEL.search(lead)) is not None:
        return _read(label["time"], published)
    if own and own in behind:
        return None
    ahead = claim.ahead
    if (own is None or own in ahead) and (written := _in_short(ahead)) is not None:
        return _read(written, published)
    open_ = own is None or own not in claim.sentence.text or own not in ahead
    found = CALLED_BY.match(ahead) if open_ else None
    if found is None and claim.kind is not Kind.CHANGE:
        found = _compared(before, lead)
    if found is None and own is None:
        found = HEAD.match(ahead)
    if found is None and (led := LED_TWICE.match(ahead)) is not None and (own is None or own in led["aside"]):
        found = led
    if found is not None:
        return _read(found["time"], published)
    if own is None and (after := AFTER_LED.match(ahead)) is not None:
        return _moved(_read(after["time"], published), after, 1)
    return None


def _in_short(ahead: str) -> str | None:
    """A month and its year that are written in another way, as they are commonly written."""
    if (short := SHORT.search(ahead)) is not None:
        return f"{short['month']} {CENTURY + int(short['year'])}"
    digits = IN_DIGITS.search(ahead)
    return None if digits is None else spoken(f"{digits['year']}-{digits['month']}")


def _compared(before: Sequence[Claim], lead: str) -> re.Match[str] | None:
    """The time of a comparison that leads to a figure, and not that of the figure before it."""
    found = COMPARED.search(lead)
    apart = found is not None and (not before or before[-1].kind in TELL_HOW_MUCH or "," in lead[: found.start()])
    return found if apart else None


def _read(words: str, published: date | None) -> Period | None:
    named = periods.find(f"in {words}", published=published)  # a month alone is read as one behind a preposition
    return named[0].period if len(named) == 1 else None


def _counted(lead: str, rest: str, before: Sequence[Claim]) -> Period | None:
    """The time that is counted from that of another figure of the sentence; unknown where that is not known."""
    if (back := BACK.search(lead.rstrip())) is not None or (back := _length_before(lead, before)) is not None:
        return _moved(before[0].period, back, -1)
    last = before[-1].period
    if (on := ON.match(rest)) is not None:
        return _moved(last, on, 1)
    after = AFTER_IT.match(rest)
    if after is None:
        return None
    name = after["next"] or after["after"]
    if last is None or last.start is None or name in UNITS:
        same = last is not None and last.granularity.value == name
        return _moved(last, None, 1, UNITS.get(name, 0)) if same else Period(start=None, end=None)
    if last.granularity is not Granularity.MONTH:
        return Period(start=None, end=None)
    return shifted(last, Shift(months=(month_number(name) - last.start.month - 1) % 12 + 1))


def _length_before(lead: str, before: Sequence[Claim]) -> re.Match[str] | None:
    """How long before another one a figure is, where that length was read as a figure of its own."""
    length = before[-1]
    told = f"{length.figure}{lead.rstrip()}"
    return BACK.match(told) if length.kind is Kind.MEASURE and len(before) > 1 else None


def _moved(period: Period | None, told: re.Match[str] | None, step: int, months: int = 0) -> Period:
    """The period so much later or earlier; unknown where it is itself, or is no month, quarter or year."""
    count = 1 if told is None else _number(told["count"])
    unit = months if told is None else UNITS[told["unit"].lower()]
    if period is None or period.start is None or period.granularity is Granularity.OTHER:
        return Period(start=None, end=None)
    return shifted(period, Shift(months=step * count * unit))


def _number(words: str) -> int:
    name = " ".join(words.lower().split())
    return COUNTS[name] if name in COUNTS else int(name)


def _is_of_another(claim: Claim, told: str, lead: str, behind: str, following: Claim | None) -> bool:
    """Whether the time that a figure was given is that of another one, or of something else, in its sentence."""
    text, (start, end) = claim.sentence.text, claim.within
    if told in behind:
        between = behind[: behind.index(told)]
        return ELSEWHERE.search(between) is not None
    if told not in text[:start]:
        if (at := text.find(told, end)) < 0:
            return False  # it is told in the figure itself
        far = following is not None and following.period != claim.period and claim.period_source is Source.STATED
        against = far and claim.kind is not Kind.CHANGE and SET_AGAINST.match(behind) is not None
        return against or ELSEWHERE.search(text[end:at]) is not None
    at = text.rindex(told, 0, start)
    since = text[at + len(told) : start]
    if FROM_TO.search(text[:start]) and re.fullmatch(r",? to ", since) and not ENDS_A_SPAN.search(text[:at]):
        return claim.period_source is Source.STATED
    ahead = text[:at]
    if CLOSES.match(since):
        return True
    present = IS.search(since)
    return present is not None and PAST.search(ahead + since[: present.start()]) is not None


def _without_the_start_of_a_record(claim: Claim) -> Claim:
    """A change without the time since which it is a record: "rose by 4,901, the biggest jump, at 29%, since 1990"."""
    base = claim.baseline
    if base is None or not base.text or claim.kind is not Kind.CHANGE:
        return claim
    told = claim.behind.find(base.text)
    record = told >= 0 and RECORD_SINCE.search(claim.behind[:told]) is not None
    return claim.model_copy(update={"baseline": None}) if record else claim


def _now(claim: Claim) -> Claim:
    """The claim without the time, as of the newest value."""
    update: dict[str, object] = {"period": None, "period_source": Source.STATED}
    if claim.baseline is not None and claim.period is not None and claim.baseline.text == claim.period.text:
        update["baseline"] = None
    return claim.model_copy(update=update)


def _at(claim: Claim, period: Period) -> Claim:
    return claim.model_copy(update={"period": period, "period_source": Source.STATED})
