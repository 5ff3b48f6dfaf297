"""The interval of a change that the text leaves to its story: annual estimates are told from one year to the next.

"Texas added 562,941 people, the Census Bureau said": in the year to 1 July, since the story is about that year. Where
the story speaks of another span ("since 2020", "over the decade"), a change without one may be of that.
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Claim, Granularity, Period, Source
from claims.vocabulary.periods import Shift, parse_cell, shifted
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match
from factcheck.queries.algebra import Change
from factcheck.references.model import TimeSpec

LONGER = re.compile(
    r"\b(?:since|decades?|from (?:the )?(?:19|20)\d\d (?:to|until|through)|between (?:19|20)\d\d and|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)[ -]years?)\b",
    re.IGNORECASE,
)
"""Words that tell of a span of several years."""
THIS_YEAR = re.compile(r"\b(?:last|past|this|previous|recent|latest) year\b|\ba year\b", re.IGNORECASE)
"""The year that new estimates are of, as their story calls it."""


def is_of_estimates(spec: TimeSpec) -> bool:
    """Whether values are stocks of one day a year, so that a change is one of the year up to that day."""
    return spec.instant and spec.frequency == "annual" and spec.anchor is not None


def calls_it_last_year(claim: Claim, spec: TimeSpec, newest: Period | None) -> bool:
    """Whether "last year" is the year of the newest estimates, and not the one that the calendar calls so.

    In December 2021 the estimates of July 2021 are out, and "grew 0.1% last year" is told of the year up to them.
    """
    period = claim.period
    if not is_of_estimates(spec) or period is None or period.text is None or newest is None or newest.start is None:
        return False
    told = THIS_YEAR.search(period.text) is not None and period.start is not None
    return told and period.start is not None and period.start.year == newest.start.year - 1


ROLLING = re.compile(r"(?:the |this )?(?:past|last|latest) (?:year|12 months|twelve months)", re.IGNORECASE)


def is_the_past_year(claim: Claim, spec: TimeSpec, published: date | None) -> bool:
    """Whether a change is told of the year up to now, which for annual estimates is that of the newest."""
    period = claim.period
    rolling = period is not None and period.text is not None and ROLLING.fullmatch(period.text) is not None
    return rolling and is_of_estimates(spec) and period is not None and period.end in (None, published)


APPOSED = re.compile(r"^[^,;]{0,40}, (?:up|down|an? \w+ of) $")
"""Between a level and its change: "21,156 murders in 2022, down 6.1 percent"."""


def told_beside(claim: Claim, state: State) -> Claim:
    """ "21,156 murders in 2022, down 6.1 percent from 2021": the change ends at the time of the figure before it."""
    base = claim.baseline
    if claim.period is not None or base is None or base.start is None:
        return claim
    before = state.claims.before_in_sentence(claim)
    between = state.article.text[before[-1].end : claim.start] if before else ""
    time = before[-1].period if APPOSED.search(between) else None
    later = time is not None and time.start is not None and time.start > base.start
    return claim.model_copy(update={"period": time, "period_source": Source.CARRIED}) if later else claim


YEAR_BEFORE = re.compile(r"(?:the|a) (?:year|12 months) (?:before|earlier)(?: that)?|the (?:previous|prior) year", re.I)


def led_by_the_year_before(claim: Claim, state: State) -> Claim:
    """ "The year before it had lost 3,627": what leads its sentence is the time that it is of, and no start of it."""
    base = claim.baseline
    if base is None or base.text is None or (claim.period is not None and claim.period_source is Source.STATED):
        return claim
    if not YEAR_BEFORE.fullmatch(base.text) or not claim.sentence.text.startswith(base.text):
        return claim
    timed = [one.period for one in state.claims.before(claim) if one.period is not None]
    told = claim.period or (timed[-1] if timed else None)
    unknown = Period(start=None, end=None, text=base.text)
    period = shifted(told, Shift(months=-12)) if told is not None and told.start is not None else unknown
    return claim.model_copy(update={"baseline": None, "period": period or unknown})


def start_of_story(claim: Claim, end: Plan, state: State) -> Period | None:
    """The start of the interval that a change without one spans; None where the text does not settle it."""
    spec = end.candidate.time
    cell = end.moment.cell
    if not is_of_estimates(spec) or cell is None:
        return None
    step = shifted(cell, Shift(months=-12))
    if _is_one_year(claim):
        return step
    earlier = _of_an_earlier_change(claim, end, state)
    if earlier is not None:
        return earlier
    told = f"{state.article.title or ''}\n{state.article.text[: claim.sentence.end]}"
    return None if LONGER.search(told) else step


def _is_one_year(claim: Claim) -> bool:
    """Whether its own sentence says that it is of one year: "grew 2.1% in 2024"."""
    period = claim.period
    stated = period is not None and claim.period_source is Source.STATED and period.granularity is Granularity.YEAR
    return stated and claim.baseline is None and period is not None and (period.text or "") in claim.sentence.text


def _of_an_earlier_change(claim: Claim, end: Plan, state: State) -> Period | None:
    """The start of the nearest earlier change of the same table that ends at the same time."""
    step = end.moment.cell
    year = None if step is None else shifted(step, Shift(months=-12))
    for one in reversed(list(state.claims.values())):
        found = state.found.get(one.id) if one.start < claim.start else None
        if not isinstance(found, Match) or not isinstance(query := found.reading.query, Change):
            continue
        if query.end.dataset != end.candidate.dataset.name:
            continue
        start = parse_cell(query.start.period) if query.start.period else None
        same = query.end.period == end.moment.period and start is not None
        if same and (one.sentence == claim.sentence or (year is not None and start is not None
                                                        and start.start == year.start)):
            return start
        return None
    return None
