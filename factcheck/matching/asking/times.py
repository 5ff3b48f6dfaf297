"""Which snapshot, and which of its periods, a claim speaks of.

Three cases. A roster (``as_of``) is a moment: the claim's date takes the newest snapshot not after it. A series of
moments in one file (``instant``, irregular) is the same with a column instead of snapshots. A series of periods takes
the period that the claim names, or the newest one that was out by then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from claims.model import Period
from claims.vocabulary.periods import parse_cell
from factcheck.matching.asking import vintages
from factcheck.queries.periods import days_after
from factcheck.references.asking import asked
from factcheck.references.library import References
from factcheck.references.model import Aggregate, Dataset, Measure, Snapshot, TimeKind, TimeSpec

SHORT = frozenset({"daily", "weekly", "monthly", "quarterly"})
PERIOD_DAYS = {"weekly": 7, "monthly": 31, "quarterly": 92, "annual": 366}
"""The most days from one value of a regular series to the next."""

_Row = tuple[date, date, str, str | None]
"""First day, last day, snapshot and cell of one moment."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A snapshot, the period within it (None for a roster), the date its values are of, and how stale that is.

    ``span``: all the periods of a longer time, whose mean is meant, or their highest or lowest by ``told_as``.
    ``beyond_days``: by how much the claim's day lies beyond the age up to which a value speaks for a day, where it is
    still the one that texts quote.
    """

    snapshot: str
    period: str | None
    as_of: date
    age_days: int
    span: tuple[str, ...] = ()
    beyond_days: int = 0
    told_as: Aggregate = Aggregate.MEAN

    @property
    def cell(self) -> Period | None:
        """The period as a stretch of days; None for a roster, or where the cell states none."""
        return parse_cell(self.period) if self.period else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The moment chosen; ``brackets`` are the nearest ones on both sides where none is of the very date.

    ``instead``: another moment that may as well be meant, where it is not known whether the newest value was out.
    """

    moment: Moment
    brackets: tuple[Moment, ...] = ()
    instead: Moment | None = None


@dataclass(frozen=True, slots=True)
class NoMoment:
    """Why there is none: the claim's time lies outside the table, or every snapshot is too old for it."""

    reason: str
    detail: str


def target(period: Period | None, published: date | None, newest: date) -> tuple[date, date]:
    """The first and last day that a claim speaks of: its period, else the day of publication, else the newest one."""
    if period is not None and (period.start or period.end):
        last = period.end or period.start
        first = period.start or period.end
        assert first is not None and last is not None
        if published is not None and first <= published < last:
            last = published  # "in September", written on the 17th
        return first, last
    day = published or newest
    return day, day


def choose(
    dataset: Dataset,
    measure: Measure,
    library: References,
    period: Period | None,
    published: date | None,
    *,
    mean: bool = False,
) -> Choice | NoMoment:
    """The moment of a measure that a claim with this period, in an article of this date, is to be held against.

    ``mean``: the text says that the mean over its time is meant ("averaged $4.56 in July").
    """
    spec = measure.time or dataset.time
    if period is not None and published is not None and spec.frequency in PERIOD_DAYS and (
            period.start == period.end == published):
        period = None  # "the rate is now 4.3%": the newest that is known
    if period is not None and period.start is None and period.end is None:
        return NoMoment("unresolved_time", period.text or "")
    asked(dataset.name)
    replaced = {one.supersedes for one in dataset.snapshots}
    snapshots = tuple(one for one in dataset.snapshots if one.name not in replaced)
    newest = max(s.as_of for s in snapshots)
    if spec.kind is TimeKind.AS_OF:
        moments: list[_Row] = [(s.as_of, s.as_of, s.name, None) for s in snapshots]
        return _instant(spec, moments, target(period, published, newest))
    needed = vintages.stated_column(dataset, measure)
    those = vintages.holding(snapshots, dataset.name, library, needed) or snapshots

    def held(one: Snapshot) -> tuple[vintages.Span, ...]:
        return vintages.periods(spec.column, dataset.name, library, one.name, needed)

    snapshot = vintages.holding_its_time(held, those, period, published)
    rows = held(snapshot)
    if not rows:
        return NoMoment("out_of_coverage", snapshot.title)
    averaged = mean and measure.averaged and spec.frequency == "weekly"
    if averaged and (weeks := _weeks_of(rows, snapshot, period, published)) is not None:
        return Choice(weeks)
    if spec.instant and spec.frequency in (None, "irregular", "daily", "weekly"):
        # What a regular series has of later days was not there to be told.
        until = published if published is not None and spec.frequency in SHORT else date.max
        known: list[_Row] = [(first, last, snapshot.name, cell) for first, last, cell in rows if last <= until]
        text = period.text or "" if period is not None else ""
        days = target(period, published, rows[-1][1])
        choice = _instant(spec, known, days, ended=WEEK_ENDED.search(text) is not None,
                          counted=WEEK_COUNTED.match(text) is not None)
        newest_out = max(known, key=lambda row: row[1], default=None)
        of_this_week = newest_out is not None and published is not None and (published - newest_out[1]).days < 7
        if newest_out is not None and isinstance(choice, Choice) and LAST_WEEK.fullmatch(text) and of_this_week:
            # On its Saturday the week of a Monday's price is "last week" to some, and to others the one before.
            return replace(choice, instead=Moment(newest_out[2], newest_out[3], newest_out[1], 0))
        return choice
    later = any((one.released or one.as_of) > (snapshot.released or snapshot.as_of) for one in snapshots)
    if measure.averaged and (whole := _whole_span(spec, rows, snapshot, period, published)) is not None:
        return Choice(whole)
    return _series(spec, rows, snapshot, period, published, last=not later)


LAST_WEEK = re.compile(r"(?:the )?(?:last|past) week", re.IGNORECASE)
WEEK_COUNTED = re.compile(r"(?:first|second|third|fourth|last|final) week (?:of|in) ", re.IGNORECASE)
WEEK_ENDED = re.compile(r"\bweek (?:that )?end(?:ed|ing|s)\b", re.IGNORECASE)


def _instant(
    spec: TimeSpec, moments: list[_Row], days: tuple[date, date], *, ended: bool = False, counted: bool = False
) -> Choice | NoMoment:
    """``ended``: of a week told by its last day, which has one value; ``counted``: of one told by its place in a month,
    which may begin in the one before."""
    first, last = days
    ordered = sorted(moments, key=lambda m: (m[1], m[2]))
    limit = timedelta(days=spec.max_age_days if spec.max_age_days is not None else 36_500)

    def moment(item: _Row) -> Moment:
        return Moment(item[2], item[3], item[1], abs((last - item[1]).days) if not first <= item[1] <= last else 0)

    inside = [m for m in ordered if first <= m[1] <= last]
    before = [m for m in ordered if m[1] < first]
    after = [m for m in ordered if m[1] > last]
    near_before = before[-1:] if before and first - before[-1][1] <= limit else []
    near_after = after[:1] if after and after[0][1] - last <= limit else []
    if inside:
        if not _covered(first, last, [m[1] for m in ordered], limit):
            return NoMoment("out_of_coverage", inside[-1][1].isoformat())
        chosen = inside[-1]
        if ended:
            return Choice(moment(chosen))  # a week has one value, whatever the weeks around it have
        # Within a named month the count may be of any of its days: the snapshots around it bound it.
        around = [*near_before, *inside, *near_after] if last > first else []
        if spec.frequency == "weekly":
            # A value stands for its week, from its own day on: none of a later time, and in one week only one.
            opens = [] if inside[0][1] == first else near_before
            around = inside if (last - first).days < 14 and not counted else [*opens, *inside]
        return Choice(moment(chosen), tuple(moment(m) for m in around) if len(around) > 1 else ())
    if near_before:
        around = [*near_before, *near_after]
        return Choice(moment(near_before[0]), tuple(moment(m) for m in around) if len(around) > 1 else ())
    if near_after and not before:
        return NoMoment("out_of_coverage", ordered[0][1].isoformat())
    if (quoted := _quoted(spec, first, before, near_after)) is not None:
        nearest = moment(quoted)
        return Choice(replace(nearest, beyond_days=nearest.age_days))
    if before:
        return NoMoment("too_stale", before[-1][1].isoformat())
    return NoMoment("out_of_coverage", ordered[0][1].isoformat())


def _quoted(spec: TimeSpec, day: date, before: list[_Row], near_after: list[_Row]) -> _Row | None:
    """The figure that a text of that day quotes as the newest, though it is no longer of the day.

    Where figures come out every two weeks, the last one stands in articles until the next. One of the days right after
    is nearer than one of weeks before: officials and trackers date the same count a day apart.
    """
    if spec.quoted_days is None:
        return None
    old = [row for row in before[-1:] if (day - row[1]).days <= spec.quoted_days]
    return min([*near_after, *old], key=lambda row: abs((row[1] - day).days), default=None)


def _covered(first: date, last: date, days: list[date], limit: timedelta) -> bool:
    """Whether every day of a span lies within ``limit`` of a snapshot: one day of a month that moves is not the month.

    A claim of a span may be of any of its days.
    """
    near = [day for day in days if first - limit <= day <= last + limit]
    ends = near[0] - first <= limit and last - near[-1] <= limit
    return ends and all(after - before <= 2 * limit for before, after in pairwise(near))


YEARS_END = re.compile(r"(?:the )?(?:end|close) of (?:the |last |this )?(?:year|(?:19|20)\d\d)|(?:last )?year-?end",
                       re.IGNORECASE)


YEARS_START = re.compile(r"(?:the )?(?:start|beginning|outset|dawn) of (?:the |last |this )?(?:year|(?:19|20)\d\d)",
                         re.IGNORECASE)


def _is_an_end(spec: TimeSpec, period: Period) -> bool:
    at_once = spec.frequency in MONTHS_EACH and period.start == period.end
    return at_once and any(one.fullmatch(period.text or "") is not None for one in (YEARS_END, YEARS_START))


NOW = re.compile(r"now|today|currently|at present|presently|these days", re.IGNORECASE)


def _series(
    spec: TimeSpec,
    rows: tuple[tuple[date, date, str], ...],
    snapshot: Snapshot,
    period: Period | None,
    published: date | None,
    *,
    last: bool,
) -> Choice | NoMoment:
    """``last``: no later snapshot is there that would tell when the next value came out."""
    if period is not None and published is not None and period.start == period.end == published \
            and spec.frequency == "annual" and NOW.fullmatch(period.text or ""):
        period = None  # "Texas now has 31 million people": by the newest estimate
    if period is not None and (period.start or period.end):
        return _told(spec, rows, snapshot, period, published)
    if published is None:
        return Choice(Moment(snapshot.name, rows[-1][2], _as_of(spec, rows[-1]), 0))
    # What a snapshot that was out by then holds was known, however short its release lag was.
    was_out = (snapshot.released or snapshot.as_of) <= published
    newest = next((row for row in reversed(rows) if was_out or _out_on(spec, row) <= published), None)
    if newest is None:
        return NoMoment("out_of_coverage", rows[0][2])
    age = (published - _as_of(spec, newest)).days
    if (spec.max_age_days is not None and age > spec.max_age_days) or (
        last and _newer_is_due(spec, rows, newest, published)
    ):
        return NoMoment("too_stale", newest[2])
    surely = next((row for row in reversed(rows) if was_out or _out_on(spec, row, surely=True) <= published), None)
    days = [(row[2], _as_of(spec, row)) for row in (newest, surely) if row is not None]
    newest_out, *certain = [Moment(snapshot.name, cell, day, (published - day).days) for cell, day in days]
    # Within the days in which the newest value comes out, the one before may still have been it.
    return Choice(newest_out, instead=certain[0] if certain and certain[0] != newest_out else None)


def _told(
    spec: TimeSpec, rows: tuple[vintages.Span, ...], snapshot: Snapshot, period: Period, published: date | None
) -> Choice | NoMoment:
    """The period of a series that a claim names, or the one that its day lies in."""
    first, until = target(period, None, rows[-1][1])
    exact = vintages.exactly(rows, first, until)
    if exact and (published is None or exact[0][1] <= published):
        return Choice(Moment(snapshot.name, exact[0][2], _as_of(spec, exact[0]), 0))
    inside = [r for r in rows if first <= r[0] and r[1] <= until]
    # A day or month of an annual figure: the year it lies in, where the figure is of a moment in it. What happened
    # in a month is no part of a year that the table tells apart, and a year is not its last month.
    around = [r for r in rows if r[0] <= first and until <= r[1]]
    found = exact or _year_to(spec, rows, first, until)
    if not found and spec.instant:
        found = (inside if len(inside) == 1 else []) or around or inside[-1:]
    found = found or (around if _is_an_end(spec, period) else [])  # "by the end of 2021": of its last month
    if not found and spec.frequency == "quadrennial":
        found = [row for row in around if first <= _as_of(spec, row).replace(day=1) <= until]
    if found:
        if published is not None and found[0][1] > published and around and not spec.anchor:
            return NoMoment("out_of_coverage", found[0][2])
        return Choice(Moment(snapshot.name, found[0][2], _as_of(spec, found[0]), 0))
    return NoMoment("out_of_coverage", rows[-1][2] if first > rows[-1][1] else rows[0][2])


MONTHS_EACH = {"monthly": 1, "quarterly": 3}


def _whole_span(
    spec: TimeSpec,
    rows: tuple[tuple[date, date, str], ...],
    snapshot: Snapshot,
    period: Period | None,
    published: date | None,
) -> Moment | None:
    """All the periods of a longer time that is over, where the table holds every one of them: the months of a year."""
    each = MONTHS_EACH.get(spec.frequency or "")
    if each is None or period is None or period.start is None or period.end is None:
        return None
    if published is not None and period.end >= published:
        return None
    inside = [row for row in rows if period.start <= row[0] and row[1] <= period.end]
    months = 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1
    if len(inside) < 2 or inside[0][0] != period.start or inside[-1][1] != period.end or len(inside) * each != months:
        return None
    return Moment(snapshot.name, None, inside[-1][1], 0, tuple(cell for _, _, cell in inside))


LONGEST_MONTH = 31


def _weeks_of(
    rows: tuple[tuple[date, date, str], ...], snapshot: Snapshot, period: Period | None, published: date | None
) -> Moment | None:
    """The weeks told by a day of a month or a longer time, where the table holds every one of them.

    Of a month that is not over they are those that there were by then.
    """
    if period is None or period.start is None or period.end is None or (period.end - period.start).days < 27:
        return None
    if published is not None and period.end >= published and (period.end - period.start).days > LONGEST_MONTH:
        return None
    until = period.end if published is None else min(period.end, published)
    inside = [row for row in rows if period.start <= row[0] <= until]
    if not inside or len(inside) < ((until - period.start).days + 1) // 7:
        return None
    return Moment(snapshot.name, None, inside[-1][1], 0, tuple(cell for _, _, cell in inside))


def _newer_is_due(
    spec: TimeSpec, rows: tuple[tuple[date, date, str], ...], newest: tuple[date, date, str], published: date
) -> bool:
    """Whether the article may know a value that the table, which ends with ``newest``, does not have yet."""
    days = PERIOD_DAYS.get(spec.frequency or "")
    if days is None or newest != rows[-1]:
        return False
    # Within a year of annual values the day of the next one is uncertain by months; of the others, by days.
    lag = spec.release_lag_at_most_days if spec.frequency == "annual" else None
    return days_after(_as_of(spec, newest), days + (lag or spec.release_lag_days)) <= published


def _out_on(spec: TimeSpec, row: tuple[date, date, str], *, surely: bool = False) -> date:
    """The first day on which a period's value may have been out; ``surely``: the last."""
    late = dict(spec.late).get(row[2])
    if late is not None:
        return late
    most = spec.release_lag_at_most_days
    return days_after(_as_of(spec, row), most if surely and most is not None else spec.release_lag_days)


def _year_to(
    spec: TimeSpec, rows: tuple[tuple[date, date, str], ...], first: date, last: date
) -> list[tuple[date, date, str]]:
    """The row of "the year to July", where an annual figure is of the year to a day in July; "from July to July"."""
    if not spec.anchor or not 350 <= (last - first).days <= 396:
        return []
    return [row for row in rows if abs((_as_of(spec, row) - last).days) <= 31]


def _as_of(spec: TimeSpec, row: tuple[date, date, str]) -> date:
    """The date that a period's value is of: its anchor day ("07-01"), else its last day."""
    if spec.anchor:
        month, day = map(int, spec.anchor.split("-"))
        return date(row[1].year, month, day)
    return row[1]
