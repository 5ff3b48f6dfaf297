"""From the words of one sentence to its figures, and to the numbers in it that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.figures import exclusions, measures, ranges, ranks
from claims.figures.model import Exclusion, Figure
from claims.model import Bound
from claims.vocabulary import hedges, numbers
from claims.vocabulary.numbers import Form, NumberMention
from claims.vocabulary.periods import PeriodMention

DURATION = re.compile(r"^(?:(?:the|a|an|in|over|for|within|during|past|last|next|previous|first|every|about|nearly|almost|more than|at least|"
                      r"least|coming|prior|preceding|just|only|some|around|of|these|those) )*"
                      r"[\w.,-]+[ -](?:year|month|week|day|hour|minute|second|decade|quarter)s?\b", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of one sentence, in order, and the exclusions that cover its other numbers."""

    figures: tuple[Figure, ...]
    exclusions: tuple[Exclusion, ...]


def read(text: str, *, periods: Sequence[PeriodMention] = (), times: Sequence[tuple[int, int]] = (),
         first_of_line: bool = True) -> Reading:
    """Reads one sentence. ``periods`` and ``times`` are the calendar mentions found in it.

    Every number of the text is in exactly one of the two lists of the result, ranks in words ("tops the list") besides.
    """
    ranked = ranks.find(text)
    mentions = numbers.find(text)
    if not mentions and not ranked:
        return Reading((), ())
    excluded = _exclusions(text, periods, times, first_of_line)
    figures: list[Figure] = list(ranked)
    out: list[Exclusion] = []
    kept: list[NumberMention] = []
    for mention in mentions:
        if any(_overlaps(mention, rank) for rank in ranked):
            continue
        reason = next((x for x in excluded if x.start < mention.end and mention.start < x.end), None)
        if reason is not None:
            out.append(Exclusion(min(mention.start, reason.start) if reason.reason != "bracket" else mention.start,
                                 max(mention.end, reason.end) if reason.reason != "bracket" else mention.end,
                                 reason.reason, reason.rule))
        elif mention.form is Form.ORDINAL:
            out.append(Exclusion(mention.start, mention.end, "ordinal", "ordinal"))
        else:
            kept.append(mention)
    kept, later = _years_in_a_row(text, kept, out)
    out += later
    blocked = tuple((x.start, x.end) for x in out)
    for mention, pattern in ranges.join(text, kept):
        figures.append(_figure(text, mention, pattern))
    figures.sort(key=lambda f: (f.start, f.end))
    unread = [x for x in excluded if x.rule == "designator" and not any(s < x.end and x.start < e for s, e in blocked)]
    for exclusion in unread:  # letters with digits ("A320") are no number mentions, but a reader sees a number
        if not any(f.start < exclusion.end and exclusion.start < f.end for f in figures):
            out.append(exclusion)
    return Reading(tuple(figures), tuple(sorted(_merged(out), key=lambda x: x.start)))


def _years_in_a_row(text: str, kept: list[NumberMention], out: list[Exclusion]) -> tuple[list[NumberMention], list[Exclusion]]:
    """"the winter of 2006–2007": the second year belongs to the date before it."""
    dates = {x.end for x in out if x.reason == "date"}
    later = [m for m in kept if m.form is Form.DIGITS and re.fullmatch(r"\d{2}(?:\d{2})?", m.text) and m.start - 1 in dates and text[m.start - 1] in "-–/"]
    return [m for m in kept if m not in later], [Exclusion(m.start, m.end, "date", "calendar") for m in later]


def _overlaps(mention: NumberMention, figure: Figure) -> bool:
    return mention.start < figure.number_end and figure.number_start < mention.end


def _exclusions(text: str, periods: Sequence[PeriodMention], times: Sequence[tuple[int, int]],
                first_of_line: bool) -> list[Exclusion]:
    found = [x for x in exclusions.find(text) if first_of_line or x.rule != "list_number"]
    found += [Exclusion(start, end, "time", "clock_time") for start, end in times]
    found += [Exclusion(m.start, m.end, "date", "calendar") for m in periods if not DURATION.match(m.text)]
    return found


def _merged(found: Sequence[Exclusion]) -> list[Exclusion]:
    """One entry where several numbers lie in one stretch ("September 17, 2025")."""
    merged: list[Exclusion] = []
    for exclusion in sorted(found, key=lambda x: (x.start, -x.end)):
        if merged and exclusion.start < merged[-1].end:
            continue
        merged.append(exclusion)
    return merged


def _figure(text: str, mention: NumberMention, pattern: str | None) -> Figure:
    low, high, precision = mention.low, mention.high, mention.precision
    start, end = mention.start, mention.end
    unit, unit_kind = None, None
    measured = None if pattern == "decade_range" or mention.form is Form.FRACTION else measures.find(text, start, end)
    if measured is None and pattern and (first := _unit_inside(text, mention)):
        measured = first
    if measured is not None:
        start, end = min(start, measured.start), max(end, measured.end)
        unit, unit_kind = measured.unit, measured.kind
        factor = Decimal(str(measured.scale))
        low, high, precision = low * factor, high * factor, precision * factor
    if mention.form is Form.FRACTION:
        unit, unit_kind = "fraction", "percent"
    sign = re.search(r"(?:^|[\s($£€])(?P<minus>[-−]|\bminus[ -])(?:[$£€]|US\$)?$", text[:mention.start])
    if sign and not pattern:
        low, high = -low, -high
        start = min(start, sign.start("minus"))
    bound, hedge_start, neutral = _hedges_before(text, start)
    end, bound_after = _hedge_after(text, end)
    if pattern == "between_and":
        bound = Bound.BETWEEN if bound is Bound.EXACT else bound
        if found := re.search(r"(?:anywhere )?between(?: about| roughly| an estimated| around)? $", text[:start], re.I):
            hedge_start = found.start()
    elif pattern and bound in (Bound.EXACT, Bound.ABOUT):
        bound = Bound.BETWEEN
    if mention.form is Form.VAGUE and bound is Bound.EXACT:
        bound = Bound.BETWEEN
    return Figure(start=hedge_start, end=end, number_start=mention.start, number_end=mention.end, low=min(low, high),
                  high=max(low, high), precision=precision, form=mention.form, pattern=pattern or mention.form.value,
                  bound=bound_after or bound, unit=unit, unit_kind=unit_kind, parts=mention.parts, neutral=neutral)


def _unit_inside(text: str, mention: NumberMention) -> measures.Measured | None:
    """The unit at the first end of a range, where the second has none: "$3-5 billion" has it in front of both."""
    first = numbers.find(mention.text)
    if not first:
        return None
    return measures.find(text, mention.start, mention.start + first[0].end)


def _hedges_before(text: str, start: int) -> tuple[Bound, int, tuple[str, ...]]:
    """The bound, where its words start, and the neutral words passed on the way ("only about")."""
    bound: Bound | None = None
    neutral: list[str] = []
    position = start
    while found := hedges.before(text, position):
        if found.bound is None:
            neutral.append(found.text.lower())
        elif bound is None:
            bound = found.bound
        else:
            break
        position = found.start
    if re.search(r"\b(?:not|n[’']t) $", text[:position]) and bound is Bound.MORE_THAN:
        bound, position = Bound.AT_MOST, position - 4
    return bound or Bound.EXACT, position, tuple(neutral)


def _hedge_after(text: str, end: int) -> tuple[int, Bound | None]:
    found = hedges.after(text, end)
    return (found.end, found.bound) if found else (end, None)
