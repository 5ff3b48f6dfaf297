"""Finds the periods that a text speaks of, and reads those of table cells.

``find("since last December", published=date(2025, 9, 17))`` gives one mention, "last December", with the role "since".
Prepositions are not part of a mention; what shapes the period ("the end of", "early", "the week ending") is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from claims.model import Frozen, Granularity, Period
from claims.vocabulary import dates, intervals
from claims.vocabulary.clock import TimeMention, find_times
from claims.vocabulary.dates import Atom
from claims.vocabulary.intervals import Shift, shifted
from claims.vocabulary.remembering import SHORT
from claims.vocabulary.resolution import resolve, unit_shift
from claims.vocabulary.time_words import vocabulary
from claims.vocabulary.years import is_year

__all__ = ["PeriodMention", "Shift", "TimeMention", "find", "find_times", "is_year", "parse_cell", "shifted"]

Role = Literal["at", "since", "by", "until", "before", "after", "from_to", "over", "earlier", "later"]


class PeriodMention(Frozen):
    """A period named in a text: ``text[start:end] == mention.text``.

    ``period`` is None where it depends on an unknown day of publication, or is as vague as "recent months".
    ``relative``: it was read with the day of publication. ``role``: "at" it, "since" it (the period then ends with
    publication), "over" a length of time, and so on. ``shift``: for "a year earlier", how far from the sentence's other
    period, which ``shifted(other, mention.shift)`` gives; ``period`` is then counted from publication.
    """

    start: int
    end: int
    text: str
    period: Period | None
    relative: bool = False
    role: Role = "at"
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: str
    period: Period | None
    relative: bool
    role: Role
    shift: Shift | None = None


_ROLES: dict[str, Role] = {"past": "over", "ahead": "over", "sofar": "over", "rest": "over", "recent": "over",
                           "ago": "earlier", "earlier": "earlier", "later": "later"}
_PARTS = {"end": "end", "close": "end", "start": "start", "beginning": "start", "turn": "start", "middle": "mid",
          "early": "early", "late": "late", "mid": "mid"}
_PART = re.compile(r"(?:(?<!\w)(?P<of>end|start|beginning|close|middle|turn)\s+of\s+(?:the\s+)?"
                   r"|(?<!\w)(?P<adj>early|late|mid)(?:\s+in)?(?:\s+|-)(?:the\s+)?)$", re.IGNORECASE)
_PARTED = {"month", "year", "quarter", "decade", "unit", "season", "fiscal", "half"}
_RANGE = re.compile(r"\s*(?:-(?:to|through)-|-|–|—|(?:up\s+)?to|through|until|till|thru)\s*(?:the\s+)?")
_WHEN = re.compile(r",? (?:when|as|with)\b[^.;:]*$")
_LIST = re.compile(r"\s*(?:,|,?\s*(?:and|or)|-|–|—|to|through|until|till)\s*(?:the\s+)?")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_LOOK_BACK = 60  # characters before an expression that can shape it; bounds the work at each


@cache
def _window_pattern() -> re.Pattern[str]:
    numbers = "|".join(re.escape(n) for n in sorted(vocabulary()["numbers"], key=len, reverse=True))
    units = "|".join(vocabulary()["units"])
    return re.compile(rf"(?<!\w)(?:(?P<n>\d{{1,3}}|{numbers})[\s-])?(?P<u>{units})s?\s+(?:that\s+)?"
                      rf"(?P<w>ending|ended|ends|through|to|of)(?:\s+(?:in|on|with))?\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _role_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+")
                     for w in sorted(vocabulary()["roles"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)({words})\s+(?:at\s+|in\s+|on\s+|about\s+|around\s+)?(?:the\s+)?$", re.IGNORECASE)


def find(text: str, *, published: date | None, future: bool = False) -> tuple[PeriodMention, ...]:
    """All periods named in ``text``, in its order, none overlapping another.

    ``published`` anchors relative ones; None leaves them without a period. ``future`` says that the sentence speaks of
    what is to come, so that "in August" is the next August and not the latest.
    """
    return (_find_again if len(text) <= SHORT else _find)(text, published, future)


def _find(text: str, published: date | None, future: bool) -> tuple[PeriodMention, ...]:
    atoms = _with_years(text, list(dates.atoms(text)))
    found: list[_Found] = []
    read: list[Atom] = []
    for atom in atoms:
        lent = atom if future else _lent_year(text, read, atom, published)
        read.append(lent or atom)
        item = _shaped(text, lent or atom, published, future)
        if item is not None and found and (again := _ago(text, found[-1], item)) is not None:
            found[-1] = again
            continue
        if item is None:
            continue
        if lent is None:
            item = replace(item, period=Period(start=None, end=None), relative=True)
        if found and item.start < found[-1].end:
            continue
        if found and (joined := _range(text, found[-1], item)):
            found[-1] = joined
        else:
            found.append(item)
    return tuple(_mention(text, item, published) for item in found)


_find_again = lru_cache(maxsize=1024)(_find)
"""A sentence is asked for its times by its reader, and by matching once for each of its claims."""


def _with_years(text: str, atoms: list[Atom]) -> list[Atom]:
    """ "July and August 2025" states the year of both, "November 2024 to January" that of the first."""
    for i in range(len(atoms) - 2, -1, -1):
        one, two = atoms[i], atoms[i + 1]
        if two.start - one.end > 12 or not {one.kind, two.kind} <= {"month", "day", "quarter"}:
            continue
        gap = text[one.end:two.start]
        if one.year is None and not one.rel and (two.year or two.rel) and _LIST.fullmatch(gap):
            later = (one.number, one.day) > (two.number, two.day) and one.kind == two.kind and two.year
            atoms[i] = replace(one, year=two.year - 1 if later and two.year else two.year,
                               rel=two.rel if two.kind != "month" or text[two.start].isupper() else "")
    for i in range(len(atoms) - 1):
        one, two = atoms[i], atoms[i + 1]
        within = one.year and one.kind in {"year", "season", "quarter", "half"} and two.kind in {"month", "day"}
        if within and two.year is None and not two.rel and _WHEN.match(text, one.end, two.start):
            atoms[i + 1] = two = replace(two, year=one.year)  # "the summer of 2022, when gas cost $5 in June"
        if one.year and two.year is None and not two.rel and one.kind == two.kind and one.kind in {"month", "day"} \
                and _RANGE.fullmatch(text[one.end:two.start]):
            atoms[i + 1] = replace(two, year=one.year + ((two.number, two.day) < (one.number, one.day)))
    return atoms


_HELD_AGAINST = re.compile(
    r"\b(?:since|than|from|before|after|until|till|to|by|versus|against|over|above|below|with|pre|and|or)[\s-]+"
    r"(?:the\s+)?(?:(?:fiscal|calendar|early|late|mid)[\s-]+)?$", re.IGNORECASE)
"""What leads to a year in which the sentence does not go on: "since 2020", "than in 2019"."""
_SENTENCE_ENDS = re.compile(r"[.!?][”’\"']?\s+[A-Z“\"]|\n")
_FIGURE = r"(?:(?:about|nearly|almost|only|just|some|roughly)\s+)?[$€£]?\d"
_GOES_ON = re.compile(
    rf"[;:—–?]|,\s+(?!(?:(?:and|but|or|to|from|after|following|versus|against)\s+|(?:up|down|unchanged)\s+from\s+"
    rf"|compared\s+(?:with|to)\s+)?{_FIGURE})"
    rf"|\b(?:and|but|or|while|whereas|before|after|then|until)\b(?!\s+{_FIGURE})")
"""Between a year and a month: a clause of its own begins, or an item of a list that is more than its figure."""
_AT_HEAD = re.compile(r"(?:^|[.!?\n])[\W]*(?:[\w’'-]+[ ,]+){0,6}$")
_ASIDE = re.compile(r",\s+(?:which|who|whose|where|when)\b[^,]*$")
_TO = re.compile(r"\s+to\b")
_BACK = re.compile(r"\b(?:after|following|from|than|versus|against|compared|over|above|below|unchanged|previous)\b")
_NEWEST = 100
"""Days. A month that was over so shortly before publication is the newest that the news speaks of."""


def _lent_year(text: str, earlier: list[Atom], atom: Atom, published: date | None) -> Atom | None:
    """A month, a day or a quarter of the year that its sentence has told: "In 2008 oil averaged $133 in July", "3.5% in
    February 2020 and 4.4% in March"; as it is where no year was told, None where it may be of that or of the newest.
    """
    if atom.rel == dates.THAT:
        return _in_that_year(text, earlier, atom)
    if atom.kind not in ("month", "day", "quarter") or atom.year is not None or atom.rel or published is None:
        return atom
    told = next((one for one in reversed(earlier) if one.year is not None or one.kind == atom.kind), None)
    if told is None or told.year is None or told.last_year is not None or \
            told.kind not in ("year", "month", "quarter", "season", "fiscal"):
        return atom
    gap = text[told.end:atom.start]
    if _SENTENCE_ENDS.search(gap) or any(one.year is None and one.kind == atom.kind for one in earlier):
        return atom  # of another sentence, or one that has told a month as the news does
    if told.kind == "year" and _HELD_AGAINST.search(text[max(0, told.start - _LOOK_BACK):told.start]):
        return atom
    lent = replace(atom, year=told.year)
    if told.kind == atom.kind:  # the first of that name behind it, or before it where the sentence looks back
        one, other = (atom.number, atom.day), (told.number, told.day)
        lent = replace(atom, year=told.year - (one >= other) if _BACK.search(gap) else told.year + (one <= other))
    own = resolve(atom, published, future=False)
    newest = own is not None and own.period is not None and own.period.end is not None \
        and (published - own.period.end).days <= _NEWEST
    if own == resolve(lent, published, future=False):
        return atom
    if told.kind == "year" and gap.startswith(","):
        ahead = text[max(0, told.start - _LOOK_BACK):told.start]
        if _ASIDE.search(ahead):
            return atom  # "the rate, which was 7.5% in 1992, was 3.9% in October"
        gap = gap[1:] if _AT_HEAD.search(ahead) else gap
    return None if _GOES_ON.search(gap) or (newest and _TO.match(gap)) else lent


def _in_that_year(text: str, earlier: list[Atom], atom: Atom) -> Atom:
    """A date that leans on a year, in the one that its sentence told last; one of an unknown time where it told none.

    "After the peak of 2022 it took until December of that year".
    """
    told = next((one for one in reversed(earlier) if one.year is not None and one.last_year is None), None)
    if told is None or _SENTENCE_ENDS.search(text[told.end:atom.start]):
        return replace(atom, kind="recent", rel="")
    after = told.kind in ("month", "day") and (told.number, told.day) >= (atom.number, atom.day)
    after = after and not text[atom.start:atom.end].endswith("year")  # "in November 2016; by that March"
    return replace(atom, year=(told.year or 0) + after, rel="")


def _ago(text: str, one: _Found, two: _Found) -> _Found | None:
    """ "A year ago this week", "two years ago this month", "a year ago this June": one time, and neither of the two."""
    pointed = two.kind in ("unit", "days", "weekday") or (two.kind == "month" and text.startswith("this ", two.start))
    if one.kind != "ago" or one.shift is None or not pointed:
        return None
    if text[one.end:two.start] != " " or one.period is None or two.period is None:
        return None
    week = two.period.granularity is Granularity.WEEK and not one.shift.days
    period = intervals.week_of(two.period, -one.shift.months) if week else shifted(two.period, one.shift)
    return _Found(one.start, two.end, two.kind, period, relative=True, role="at")


def _shaped(text: str, atom: Atom, published: date | None, future: bool) -> _Found | None:
    """The atom with what stands before it: "the end of", "12 months through", and the preposition."""
    reading = resolve(atom, published, future=future)
    if reading is None:
        return None
    start, period, role = atom.start, reading.period, _ROLES.get(atom.kind, "at")
    long_pair = atom.kind == "pair" and (atom.last_year or 0) - (atom.year or 0) > 1
    if long_pair or (atom.kind == "day" and atom.last_day):
        role = "from_to"
    before = text[max(0, start - _LOOK_BACK):start]
    shape = _PART.search(before) if atom.kind in _PARTED else None
    if shape:
        start -= len(before) - shape.start()
        period = intervals.part(period, _PARTS[(shape["of"] or shape["adj"]).lower()]) if period else None
        before = before[:shape.start()]
    window = _window_pattern().search(before) if role == "at" else None
    if window and _is_window(window):
        start -= len(before) - window.start()
        period = _window(window, period)
        before, role = before[:window.start()], "over" if window["n"] or window["u"].lower() == "year" else "at"
    said = _role_pattern().search(before) if role in {"at", "from_to"} else None
    if said:
        role = vocabulary()["roles"][" ".join(said[1].lower().split())] if role == "at" else role
    return _Found(start, atom.end, atom.kind, period, reading.relative, role, reading.shift)


def _is_window(window: re.Match[str]) -> bool:
    """ "Two days to Friday" is none, "week of Sept. 15" is, "12 weeks of 2024" is not."""
    word, unit = window["w"].lower(), window["u"].lower()
    if word == "of":
        return unit == "week" and not window["n"] and not window.group().lower().startswith("weeks")
    return word.startswith("end") or unit in {"week", "month", "quarter", "year"}


def _window(window: re.Match[str], last: Period | None) -> Period | None:
    if last is None or last.start is None or last.end is None:
        return None
    if window["w"].lower() == "of":
        return intervals.week(last.start)
    count = window["n"]
    number = 1 if not count else float(count) if count.isdigit() else vocabulary()["numbers"][count.lower()]
    unit = window["u"].lower()
    names = {"week": Granularity.WEEK, "month": Granularity.MONTH, "quarter": Granularity.QUARTER}
    try:
        start = intervals.add(last.end + timedelta(days=1), unit_shift(unit, -number))
    except (ValueError, OverflowError):
        return None
    return Period(start=start, end=last.end, granularity=names.get(unit, Granularity.OTHER) if number == 1 else
                  Granularity.OTHER)


def _range(text: str, one: _Found, two: _Found) -> _Found | None:
    """ "from 2014 to 2019", "between A and B", "January-August": from the first's start to the second's end."""
    if two.start - one.end > 16 or one.role not in {"at", "until", "by"} or two.role not in {"at", "until"}:
        return None
    gap, before = text[one.end:two.start], text[max(0, one.start - 16):one.start]
    led = _FROM.search(before) is not None
    between = _BETWEEN.search(before) is not None and _AND.fullmatch(gap) is not None
    if not between and not (_RANGE.fullmatch(gap) and (led or one.kind == two.kind)):
        return None
    period = None
    if one.period and two.period:
        same = one.period.granularity if one.period.granularity == two.period.granularity else Granularity.OTHER
        period = intervals.until(one.period.start, two.period.end).model_copy(update={"granularity": same})
        if one.period.start and two.period.start and one.period.start > two.period.start:
            # "from October to January" without a year, read in February: the first lies in the year before
            earlier = intervals.shifted(one.period, Shift(months=-12)) if one.relative else one.period
            period = intervals.until(earlier.start, two.period.end)
    return _Found(one.start, two.end, one.kind, period, one.relative or two.relative, "from_to")


def _mention(text: str, item: _Found, published: date | None) -> PeriodMention:
    period, words = item.period, text[item.start:item.end]
    if period and item.role == "since":
        end = published if published and period.start and published >= period.start else None
        period = Period(start=period.start, end=end, granularity=period.granularity)
    if period:
        period = period.model_copy(update={"text": words})
    return PeriodMention(start=item.start, end=item.end, text=words, period=period, relative=item.relative,
                         role=item.role, shift=item.shift)


_MARKS = re.compile(r"\s*(?:[*†‡#]+|\(\w{1,2}\)|\[\w{1,4}\]|(?<=\d)[pre])$|\.0$|[T ]00:00(?::00(?:\.0+)?)?Z?$")
_COMPACT = re.compile(r"(?P<y>(?:1[6-9]|20)\d\d)(?:[-/.]?M?(?P<m>0[1-9]|1[0-2])(?:[-/.]?(?P<d>[0-3]\d))?)?", re.ASCII)


def parse_cell(cell: str) -> Period | None:
    """The period that a whole table cell states, or None: "2024", "2024-08", "Aug-24", "2024Q3", "FY2024", "2018-19".

    A pair such as "2009-10", which could be either, is the month; footnote and provisional marks do not matter.
    """
    if len(cell) > 60:
        return None
    text = " ".join(cell.split())
    for _ in range(3):
        text = _MARKS.sub("", text)
    compact = _COMPACT.fullmatch(text)
    try:
        if compact:
            year, month, day = (int(compact[name] or 0) for name in "ymd")
            period = (intervals.day(date(year, month, day)) if day else
                      intervals.month(year, month) if month else intervals.calendar_year(year))
            return period.model_copy(update={"text": cell})
    except ValueError:
        return None
    text = text[0].upper() + text[1:].lower() if text[1:].isupper() and text[:1].isalpha() and " " in text else text
    mentions = find(text, published=None)
    if len(mentions) != 1 or mentions[0].period is None or mentions[0].relative:
        return None
    left, right = text[:mentions[0].start].strip().casefold(), text[mentions[0].end:].strip()
    whole = left in {"", "the", "year", "calendar year", "cy", "in"} and not right
    return mentions[0].period.model_copy(update={"text": cell}) if whole else None
