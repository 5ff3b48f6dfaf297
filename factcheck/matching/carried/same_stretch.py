"""Levels of the same stretch of another year: "It was $3.04 in the same week last year", "at this time in 2022".

Such a time is counted from what the sentence tells beside it, or else from the newest value known. Where the figure
told last is of neither, a miss says nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.model import Claim, Kind, Period
from claims.vocabulary.intervals import week_of
from claims.vocabulary.periods import Shift, shifted
from factcheck.matching.asking import times
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import NoMoment
from factcheck.matching.carried.sources import sort_of

COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_COUNT = "|".join(COUNTS)
SAME = re.compile(
    r"\b(?:(?:the|that) (?:very )?same (?P<unit>time|point|stage|day|date|week|weekend|month|quarter|period|stretch"
    r"|span|(?:two|three|six|\d+) (?:weeks|months|quarters)|[A-Z][a-z]+day)|this (?P<now>time|point))(?: (?:in|of))?"
    rf" (?:(?P<last>last year|the (?:year before|previous year|prior year))|(?P<count>{_COUNT}) years? "
    r"(?:earlier|ago|before)|(?P<this>this year)|(?P<year>(?:19|20)\d\d))\b")
NOW = ("time", "point", "stage", "day", "date")
"""What is the same as that of the newest value."""
PARTS = re.compile(r"[;,]|\b(?:and|but|while)\b")
COMPARED = re.compile(r"\b(?:from|than|with|versus|against)$", re.IGNORECASE)


HELD_AGAINST = re.compile(
    r"\b(?:than|from|with|to|against|versus|above|below|over|on|since)"
    r"(?: (?:what )?(?:it|they|that) (?:was|were|had been))?(?: (?:at|in|of|for|during))? $",
    re.IGNORECASE)


class Told(NamedTuple):
    """The time of such a figure, unknown where nothing is there to count it from; ``certain``: it can be no other."""

    period: Period
    certain: bool


def told(claim: Claim, state: State) -> Told | None:
    """The time of a figure of the same stretch of another year; None where it is told of none."""
    text = claim.sentence.text
    if "same " not in text and "this time" not in text and "this point" not in text:
        return None
    found = _own(claim, state) if claim.kind is not Kind.RANK else None
    if found is None:
        return None
    unknown = Told(Period(start=None, end=None), certain=True)
    near = _near(claim, state)
    plan = next((plan for one in near if (plan := state.plan_of(one.id)) is not None), None)
    if plan is None:
        return unknown
    newest = times.choose(plan.candidate.dataset, plan.candidate.measure, state.library, None, state.article.published)
    now = newest.moment.cell if not isinstance(newest, NoMoment) else None
    beside = _beside(near, claim, state) if not (found["now"] or found["unit"] in NOW) else None
    base = beside or now
    if base is None or base.start is None:
        return unknown
    last = plan.moment.cell
    certain = beside is not None or bool(found["now"]) or found["unit"] in NOW or last == base
    return Told(_moved(base, found, plan, state), certain)


def _own(claim: Claim, state: State) -> re.Match[str] | None:
    """Such a time beside a figure, and not beside another one of its sort."""
    text, (start, end) = claim.sentence.text, claim.within
    sort = sort_of(claim)
    others = [one for one in state.claims.in_sentence(claim) if one.id != claim.id and sort_of(one) == sort]
    first = max((one.within[1] for one in others if one.within[1] <= start), default=0)
    last = min((one.within[0] for one in others if one.within[0] >= end), default=len(text))
    behind = SAME.search(text, end, last)
    if behind is not None and HELD_AGAINST.search(text[end : behind.start()]):
        return None  # what it is compared with: "36 percent dearer than at this time last year"
    if behind is not None and PARTS.search(text, end, behind.start()) is None:
        return behind
    stated = claim.period.text if claim.period is not None else None
    if stated and stated in text[end:last]:
        return None  # it tells its own
    led = SAME.search(text, first, start)
    if led is None or (first and PARTS.search(text, first, led.start()) is None):
        return None  # that of the figure before it
    return None if COMPARED.search(text[first : led.start()].rstrip()) else led


def _near(claim: Claim, state: State) -> list[Claim]:
    """The figures of the same sort before it, the nearest first, but those that others are compared with."""
    sort = sort_of(claim)
    before = reversed(state.claims.before(claim, within=REACH))
    return [one for one in before if sort_of(one) == sort and one.kind is not Kind.RANK
            and not COMPARED.search((one.before or "").rstrip())]


REACH = 900
"""How far back, in characters, the figure stands that it is counted from."""


def _beside(near: list[Claim], claim: Claim, state: State) -> Period | None:
    """The time of a figure of its own sentence that names it."""
    for one in near:
        plan = state.plan_of(one.id)
        named = one.period is not None and bool(one.period.text) and str(one.period.text) in claim.sentence.text
        if plan is not None and named and one.sentence == claim.sentence:
            return plan.moment.cell
    return None


def _moved(base: Period, found: re.Match[str], plan: Plan, state: State) -> Period:
    """A time in the other year that the words name."""
    published = state.article.published
    assert base.start is not None
    if found["year"]:
        years = base.start.year - int(found["year"])
    elif found["this"]:
        years = base.start.year - published.year if published is not None else 0
    else:
        years = 1 if found["last"] else COUNTS[found["count"].lower()]
    if plan.candidate.time.frequency == "weekly":
        back = week_of(base, 12 * years)
    else:
        back = shifted(base, Shift(months=-12 * years))
    return back.model_copy(update={"text": None})
