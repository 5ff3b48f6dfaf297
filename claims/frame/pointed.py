""" "That month": the month that the text named last, also where it did so in a sentence without a figure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import deque
from collections.abc import Callable, Sequence

from claims.frame.compared import COMPARED
from claims.frame.draft import Draft
from claims.model import Granularity, Period, Source
from claims.vocabulary.periods import PeriodMention

THAT = re.compile(r"\bthat (?:same )?(?P<unit>month|quarter|year)\b(?![’'-])", re.IGNORECASE)
"""What points at a time that was named before."""


REACH = 12
"""So many sentences back the time may have been named."""


class Pointer:
    """The last sentences of a text, in which "that month" was named; ``find``: the times that a sentence tells."""

    def __init__(self, find: Callable[[str], Sequence[PeriodMention]]) -> None:
        self._find = find
        self._before: deque[str] = deque(maxlen=REACH)

    def fill(self, text: str, drafts: Sequence[Draft], times: Sequence[PeriodMention]) -> None:
        """Dates the figures of the text's next sentence that are of "that month"; one that is not clear is open."""
        found = THAT.search(text) if drafts else None
        if found is not None and not _named(text, times, unit := found["unit"].lower()):
            told = next((named for one in reversed(self._before) if (named := _named(one, self._find(one), unit))), ())
            period = told[0] if len(told) == 1 else Period(start=None, end=None, text=found.group())
            for draft in drafts if told else ():
                if draft.period is None or draft.period_source is not Source.STATED:
                    # What is open must not be looked for in another time.
                    draft.period, draft.period_source = period, Source.CARRIED if len(told) == 1 else Source.STATED
        self._before.append(text)


def _named(text: str, times: Sequence[PeriodMention], unit: str) -> tuple[Period, ...]:
    """The times of a sentence that are one month, quarter or year, or lie in one; what is compared with is left out."""
    told = [m.period for m in times if m.period is not None and m.role == "at" and m.shift is None
            and not COMPARED.search(text[: m.start])]
    return tuple(dict.fromkeys(one for period in told if (one := _of_unit(period, unit)) is not None))


def _of_unit(period: Period, unit: str) -> Period | None:
    if period.start is None or period.end is None:
        return None
    if period.granularity is Granularity(unit):
        return period
    if unit != "month" or period.granularity is not Granularity.DAY:
        return None
    last = period.start.replace(day=monthrange(period.start.year, period.start.month)[1])
    return Period(start=period.start.replace(day=1), end=last, granularity=Granularity.MONTH, text=period.text)
