"""Times that are counted from others: "a month earlier", "the week before that", "than in July"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import timedelta

from claims.frame import time_beside, time_clauses
from claims.frame.compared import COMPARED
from claims.frame.draft import Draft
from claims.model import Granularity, Period
from claims.vocabulary.periods import PeriodMention, Shift, shifted
from claims.vocabulary.years import names_year

COMPARED_FIGURE = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|from|than|after)[^,;:]{0,30}$", re.IGNORECASE)
"""What leads to a figure that another one is compared with."""
BEFORE_THAT = re.compile(r" (?:that|then)\b")
"""Behind a shifted time: it is counted from the one before it ("the previous week, and the week before that")."""


def chained(mentions: Sequence[PeriodMention], text: str) -> Sequence[PeriodMention]:
    """The times of a sentence, one that is counted from another shifted one counted from what that one is."""
    found: list[PeriodMention] = []
    for mention in mentions:
        before = next((m for m in reversed(found) if m.shift is not None), None)
        if mention.shift is not None and before is not None and before.shift and BEFORE_THAT.match(text, mention.end):
            more = Shift(months=mention.shift.months + before.shift.months, days=mention.shift.days + before.shift.days)
            period = shifted(before.period, mention.shift) if before.period is not None else None
            mention = mention.model_copy(update={"shift": more, "period": period})
        found.append(mention)
    return found


def _in_its_year(mention: PeriodMention, ahead: Sequence[PeriodMention], draft: Draft) -> Period | None:
    """The time that a figure is of, as the last one of its name before the time that it is compared with.

    "4.6% in November, up from last November's 4.2%": of the November before.
    """
    period = mention.period
    told = ahead[-1].period if ahead else None
    if period is None or period.start is None or told is None or told.start is None or names_year(mention.text):
        return period
    named = period.granularity in (Granularity.MONTH, Granularity.QUARTER)
    if not named or COMPARED.search(draft.view.masked[: mention.start]) is None:
        return period
    if (period.start.year, period.start.month) < (told.start.year, told.start.month):
        return period
    later = period.start.month >= told.start.month
    return shifted(period, Shift(months=-12 * (period.start.year - told.start.year + later)))


def anchored(draft: Draft, chosen: PeriodMention, mentions: Sequence[PeriodMention]) -> Period | None:
    """ "a month earlier" is counted from the other time of its clause, where there is one."""
    if chosen.shift is None:
        ahead = [m for m in mentions if m.period is not None and m.role == "at" and m.end <= chosen.start]
        return _in_its_year(chosen, ahead, draft) if time_beside.owns(draft, chosen) else chosen.period
    clause = time_clauses.of_the_clause(draft, mentions)
    others = [m for m in clause if m.shift is None and m.period is not None
              and (m.role == "at" or (m.role == "over" and m.period.start is not None and chosen.role != "over"))]
    if chosen.role == "over" and others and others[0].period is not None and others[0].period.end is not None:
        return _last_of(others[0].period, chosen.shift)
    compared = COMPARED_FIGURE.search(draft.view.masked[: draft.start])
    if not others and compared is not None and not chosen.text.lower().endswith("ago"):
        # "6,200 in 2022, compared with 15,400 a decade earlier": counted from the time of what it is compared with.
        others = [m for m in mentions if m.shift is None and m.period is not None and m.role in ("at", "over")
                  and m.period.start is not None and m.end <= draft.start][-1:]
    return shifted(others[0].period, chosen.shift) if others and others[0].period is not None else chosen.period


def _last_of(period: Period, shift: Shift) -> Period:
    """The last months of a time that is named: "900 fires in 2019, 700 of them in the last three months"."""
    after = Period(start=period.end, end=period.end)
    first = shifted(after, shift)
    start = first.start + timedelta(days=1) if first.start is not None else None
    return Period(start=start, end=period.end)


def baseline(draft: Draft, mentions: Sequence[PeriodMention]) -> Period | None:
    """The time that a change is counted from: "since January", "from July 2022", "than a year earlier"."""
    masked = draft.view.masked
    clause = time_clauses.of_the_clause(draft, mentions)
    # "One more than in July and eight more than in December": what stands behind the figure goes before.
    for mention in sorted(clause or mentions, key=lambda m: (m.start < draft.end, m.start)):
        if mention.shift is not None:
            anchor = draft.period
            if anchor is not None and anchor is not mention.period:
                return shifted(anchor, mention.shift)
            return mention.period
        if mention.period is None:
            continue
        if mention.role == "since":
            return start_of(mention.period)
        if mention.role in ("from_to", "over") and mention.period.start is not None:
            return start_of(mention.period)
        compared = COMPARED.search(masked[: mention.start]) is not None or time_beside.is_its_start(draft, mention)
        if compared and mention.period is not draft.period:
            return mention.period
    return None


ENDS_WITH = re.compile(r"^.*\b(?:to|through|until|till|and) ", re.IGNORECASE)
"""What goes before the end of a span of time."""


def end_of(period: Period) -> Period:
    """The end of a span of time as a period of its own, of the same fineness; unknown where that is not told."""
    end = period.end
    text = ENDS_WITH.sub("", period.text) if period.text else None
    first = {Granularity.DAY: lambda day: day,
             Granularity.MONTH: lambda day: day.replace(day=1),
             Granularity.QUARTER: lambda day: day.replace(month=max(1, day.month - 2), day=1),
             Granularity.YEAR: lambda day: day.replace(month=1, day=1)}.get(period.granularity)
    if end is None or first is None:
        return Period(start=None, end=None, text=text)
    return Period(start=first(end), end=end, granularity=period.granularity, text=text)


def start_of(period: Period) -> Period | None:
    """The beginning of a span of time, as a period of its own."""
    if period.start is None:
        return None
    end = period.start
    if period.granularity is Granularity.MONTH:
        end = end.replace(day=monthrange(end.year, end.month)[1])
    elif period.granularity is Granularity.QUARTER:
        last = end.month + 2 if end.month <= 10 else end.month  # a quarter begins in October at the latest
        end = end.replace(month=last, day=monthrange(end.year, last)[1])
    elif period.granularity is Granularity.YEAR:
        end = end.replace(month=12, day=31)
    return Period(start=period.start, end=end, granularity=period.granularity, text=period.text)
