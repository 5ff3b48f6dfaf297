"""Levels told by how long ago they were: "it was 4.2% a year earlier" counts from the newest value that was known."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Claim, Granularity, Kind
from claims.vocabulary import periods
from claims.vocabulary.intervals import week_of
from claims.vocabulary.periods import Shift, shifted
from factcheck.matching.asking import times
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import Choice, Moment, NoMoment
from factcheck.matching.carried.own_times import counts_back_in_its_label
from factcheck.matching.words import durations
from factcheck.matching.words.word_lists import any_of

STEP = durations.STEP | {"weekly": 1}
"""Of how many months a time is a multiple that a regular series has a value for: any month has its weeks."""


def from_the_newest(claim: Claim, candidate: Candidate, state: State, choice: Choice | NoMoment) -> Choice | NoMoment:
    """The choice for a time told as so long before now, counted from the newest value known, as news does.

    In January, with December's value just out, "a year earlier" is the December before last.
    """
    period, published = claim.period, state.article.published
    if period is None or period.start is None or published is None or not period.text:
        return choice
    spec = candidate.time
    step = STEP.get(spec.frequency or "")
    if period.granularity is Granularity.OTHER and period.start != period.end:
        return choice  # "earlier this year"
    months = durations.months_between(period.start, published)
    if period.granularity is Granularity.YEAR:
        months = 12 * (published.year - period.start.year)  # "ten years ago", of which the year was read
    if step is None or months <= 0 or months % step or not durations.is_relative(period):
        return choice
    newest = times.choose(candidate.dataset, candidate.measure, state.library, None, published)
    if isinstance(newest, NoMoment):
        return choice
    moments = [moment for moment in (newest.moment, newest.instead) if moment is not None]
    found = [_back(moment, months, candidate, state) for moment in moments]
    if not found or not isinstance(found[0], Choice):
        return choice
    other = found[1] if len(found) > 1 else None
    return replace(found[0], instead=other.moment if isinstance(other, Choice) else None)


def from_before(claim: Claim, state: State) -> Claim:
    """The start of a change that tells no time: "slipped to 3.5% from 3.6%" is from the value before in its series."""
    told = STEP_BEHIND.match(claim.after or "")
    if told is not None and COMPARED.search(claim.before or "") is not None:
        return _a_step_before(claim, told["unit"].lower(), state.plan_of(claim.antecedent), state)
    period = claim.period
    bare = period is None and BARE.fullmatch((claim.before or "").strip()) is not None  # "3.5%, from 3.6%."
    source = _right_before(claim, state) if bare else state.claims.get(claim.antecedent or "")
    end = state.plan_of(source.id) if source is not None else None
    if end is None or not (bare or (period is not None and period.start is None and period.end is None)):
        return claim
    if periods.find(claim.after or "", published=None):
        return claim  # "from 4.1% in June", of which the text leaves open the year
    spec = end.candidate.time
    cell = end.moment.cell
    if cell is None or source is None or source.sentence != claim.sentence:
        return claim
    if not FROM.search((claim.before or state.article.text[source.end : claim.start]).rstrip()):
        return claim
    if spec.frequency == "weekly":
        back = shifted(cell, Shift(days=-7))
    elif spec.frequency in ("monthly", "quarterly"):
        step = 12 if durations.tells_a_year(claim.sentence.text) else STEP[spec.frequency]
        back = shifted(cell, Shift(months=-step))
    else:
        return claim
    return claim.model_copy(update={"period": back})


WHEN_IT_WAS = re.compile(
    r"\bsince (?P<year>(?:19|20)\d\d), when (?:it|they|prices?|the (?:price|average)) "
    r"(?:was|were|averaged|stood at|cost)(?: (?:about|nearly|just|around|over|under))*$", re.IGNORECASE)
SEASON = re.compile(rf"\b(?:{any_of('feasts')}|this time of (?:the )?year)\b")


def same_season(claim: Claim, state: State) -> Claim:
    """The weekly value of an earlier year in a sentence about one time of the year: "since 2014, when it was $3.45"."""
    ahead = claim.ahead.rstrip()
    if ", when" not in ahead:
        return claim
    found = WHEN_IT_WAS.search(ahead) if SEASON.search(ahead) is not None else None
    before = [one for one in state.claims.values() if one.end <= claim.start and one.id in state.plans]
    if found is None or not before:
        return claim
    end = state.plans[before[-1].id]
    cell = end.moment.cell
    if end.candidate.time.frequency != "weekly" or cell is None or cell.start is None:
        return claim
    back = week_of(cell, 12 * (cell.start.year - int(found["year"])))
    return claim.model_copy(update={"period": back.model_copy(update={"text": found["year"]})})


def _right_before(claim: Claim, state: State) -> Claim | None:
    """The figure of the same unit right before it in its sentence."""
    before = state.claims.before_in_sentence(claim)
    last = max(before, key=lambda one: one.end, default=None)
    return last if last is not None and last.quantity.unit == claim.quantity.unit else None


BARE = re.compile(r"(?:up|down|compared with|versus)? ?from", re.IGNORECASE)
FROM = re.compile(r"\bfrom(?: \w+)?$", re.IGNORECASE)
"""What leads to the start of a change."""
STEP_BEHIND = re.compile(r"\W*(?:the|a|one) (?P<unit>month|week|year) (?:before|earlier|prior)\b", re.IGNORECASE)
COMPARED = re.compile(r"\b(?:from|compared (?:with|to)|against|versus|than|after)$", re.IGNORECASE)
"""Around a figure that another one is compared with: it is of so long before that one."""


def _a_step_before(claim: Claim, unit: str, end: Plan | None, state: State) -> Claim:
    """The figure of "compared with 7,824 the month before" at its time, where what it is compared with has one."""
    source = state.claims.get(claim.antecedent or "")
    cell = end.moment.cell if end is not None and source is not None and source.sentence == claim.sentence else None
    if end is None or cell is None or end.candidate.time.frequency not in STEP:
        return claim
    weekly = end.candidate.time.frequency == "weekly"
    if unit == "week" or weekly:
        if not (unit == "week" and weekly):
            return claim
        back = shifted(cell, Shift(days=-7))
    else:
        if _MONTHS[unit] % STEP[end.candidate.time.frequency]:
            return claim
        back = shifted(cell, Shift(months=-_MONTHS[unit]))
    return claim if back is None else claim.model_copy(update={"period": back.model_copy(update={"text": None})})


SHIFTED = re.compile(
    r"\b(?P<count>an?|one) (?P<unit>week|month|year) (?:earlier|before)\b"
    r"|\b(?:days?|weeks?|months?|years?) (?:earlier|before)\b",
    re.IGNORECASE)
"""How a level is told of a time counted from another one: "a year earlier it stood at 4.6%"."""
OF_SHIFTED = re.compile(r"of (?P<count>an?|one) (?P<unit>week|month|year) (?:earlier|before|ago)\b", re.IGNORECASE)
"""The same behind a figure: "below the 5.33% of a year before"."""
_MONTHS = {"month": 1, "year": 12}


def from_the_one_before(claim: Claim, state: State) -> Claim | None:
    """A level of "a year earlier", of which no time was read: counted from the figure told before it.

    None where that cannot be said; a figure that the one before is compared with is none to count from.
    """
    label = counts_back_in_its_label(claim)
    shift = SHIFTED.search(claim.before or "") or OF_SHIFTED.match(claim.after or "") or label
    if shift is None or (claim.period is not None and label is None) or claim.kind in (Kind.CHANGE, Kind.RANK):
        return claim
    before = [one for one in state.claims.values() if one.end <= claim.start and not STARTED.search(one.before or "")]
    end = state.plan_of(before[-1].id) if before else None
    if end is None or not shift["unit"] or shift["count"].lower() not in ("a", "an", "one"):
        return None
    spec = end.candidate.measure.time or end.candidate.dataset.time
    cell = end.moment.cell
    unit = shift["unit"].lower()
    if cell is None or spec.frequency not in STEP:
        return None
    if spec.frequency == "weekly":
        back = shifted(cell, Shift(days=-7)) if unit == "week" else week_of(cell, _MONTHS[unit])
    elif unit not in _MONTHS or _MONTHS[unit] % STEP[spec.frequency]:
        return None
    else:
        back = shifted(cell, Shift(months=-_MONTHS[unit]))
    return claim.model_copy(update={"period": back.model_copy(update={"text": None})})


STARTED = re.compile(r"\b(?:from|than|with|versus|against)$", re.IGNORECASE)


def _back(moment: Moment, months: int, candidate: Candidate, state: State) -> Choice | NoMoment | None:
    """The choice for so many months before a moment."""
    spec = candidate.time
    cell = moment.cell
    if cell is None:
        return None
    back = week_of(cell, months) if spec.frequency == "weekly" else shifted(cell, Shift(months=-months))
    return times.choose(candidate.dataset, candidate.measure, state.library, back, state.article.published)
