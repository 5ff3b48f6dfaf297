"""What the charts of a report show: the series, the ranking and the vintages behind one claim, asked of the library.

A renderer that has no library leaves them out. Everything comes from the query that the claim was held against, and a
question that has no answer gives no exhibit: an exhibit adds to a verdict, it never changes one.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from decimal import Decimal

from claims.model import Basis, Direction, Frozen, Kind, Number
from factcheck.checking.model import CheckedClaim
from factcheck.queries.algebra import (
    Change,
    CountWhere,
    Extreme,
    Query,
    Rank,
    Selection,
    Share,
    Streak,
    Value,
    selections,
)
from factcheck.queries.answer import Unanswerable
from factcheck.queries.asked import measure_of
from factcheck.queries.evaluation import ranking, series
from factcheck.queries.periods import day, last_day, spoken
from factcheck.queries.phrases import WORDS
from factcheck.queries.rows import is_roster, value_of
from factcheck.queries.table import COMPARISONS
from factcheck.queries.vintages import Vintage, history
from factcheck.references.library import References
from factcheck.references.model import Dimension, Role
from factcheck.verification.formatting import in_unit, measured, with_unit

FEWEST_POINTS = 3
"""Two points are a line that says no more than two numbers do."""
MOST_POINTS = 37
"""Three years of months: beyond that a small chart shows texture, not values."""
AFTER = 6
"""How many points behind the claim's own are shown, where the table has them."""
TOP, AROUND = 5, 1
"""How many rows a ranking shows from the top, and on each side of the claimed one."""
FEWEST_ROWS = 3
MOST_VINTAGES = 9


class Point(Frozen):
    """One moment of a series: its name in words, and the day that it ends, where that is known."""

    name: str
    day: date | None
    value: Number


class Trend(Frozen):
    """A measure through time. ``at``: the places of the moments that the claim speaks of, the main one last.

    ``stated`` is what the article gives for the main moment, both ends of a range; None where it gives nothing that
    could stand on this axis. ``cut``: the table has more points than these.
    """

    title: str
    unit: str
    points: tuple[Point, ...]
    at: tuple[int, ...]
    stated: tuple[Number, Number] | None
    cut: bool


class Row(Frozen):
    """One member of a ranking: its ``place`` in the list, and the ``position`` that it shares with others of its value.
    ``own``: the claim speaks of it."""

    member: str
    place: int
    position: int
    value: Number
    own: bool


class Standing(Frozen):
    """Members by their values: the first ones and those around the claimed one. ``among``: of how many."""

    title: str
    unit: str
    rows: tuple[Row, ...]
    among: int
    lowest_first: bool
    stated: tuple[Number, Number] | None
    counted: int | None = None
    """Of a count of members, how many of them it counts: their rows are its ``own``."""
    limit: str = ""
    """What they were counted by: "at least 5%"."""


class Part(Frozen):
    """What a share is a share of, or the share itself, as an amount: its name, and its value in its unit."""

    title: str
    value: Number


class Edition(Frozen):
    """What one snapshot says. ``used``: the claim was held against it."""

    snapshot: str
    as_of: date
    released: date | None
    value: Number | None
    used: bool


class Exhibits(Frozen):
    """Everything that a library adds to a claim's card."""

    unit: str
    trend: Trend | None = None
    standing: Standing | None = None
    parts: tuple[Part, ...] = ()
    """Of a share: the part, and the whole."""
    editions: tuple[Edition, ...] = ()


def exhibits(claim: CheckedClaim, library: References) -> Exhibits | None:
    """What the library shows around the claim's value; None where it was held against none, or not of this library:
    a snapshot of the same name may hold other figures elsewhere."""
    query = claim.reference.asked if claim.reference else None
    if claim.reference is None or query is None:
        return None
    main = selections(query)[0]
    try:
        unit = measure_of(main, library).unit
        if library.dataset(main.dataset).snapshot(main.snapshot).sha256 != claim.reference.sha256:
            return None
        return Exhibits(unit=unit, trend=_trend(claim, query, library), standing=_standing(claim, query, library),
                        parts=_parts(query, library), editions=_editions(query, library))
    except KeyError:
        return None


def _title(selection: Selection, library: References) -> str:
    """What is measured, and of which members: "unemployment rate: Ohio"."""
    members = [value for one in selection.where if not one.negated for value in one.values]
    named = f": {', '.join(members)}" if 0 < len(members) <= 3 else ""
    return f"{measure_of(selection, library).title}{named}"


def _trend(claim: CheckedClaim, query: Query, library: References) -> Trend | None:
    if not isinstance(query, Value | Change | Extreme | Streak):
        return None
    main, *others = selections(query)
    if any(one.where != main.where for one in others):
        return None
    found = series(main, library)
    places = {name: place for place, (name, _) in enumerate(found)}
    at = tuple(places.get(_name(one, library), -1) for one in (*others, main))
    if len(found) < FEWEST_POINTS or -1 in at:
        return None
    last = min(len(found), at[-1] + AFTER + 1)
    first = max(0, min(min(at), last - MOST_POINTS))
    if last - first > MOST_POINTS * 2:
        return None  # a change over so long a time that its ends would stand in a blot
    points = tuple(Point(name=spoken(name), day=last_day(name), value=value) for name, value in found[first:last])
    return Trend(title=_title(main, library), unit=measure_of(main, library).unit, points=points,
                 at=tuple(place - first for place in at), cut=last - first < len(found),
                 stated=_stated(claim, query, dict(found), library))


def _name(selection: Selection, library: References) -> str:
    return selection.as_of.isoformat() if is_roster(selection, library) else selection.period or ""


def _stated(claim: CheckedClaim, query: Query, found: dict[str, Decimal],
            library: References) -> tuple[Decimal, Decimal] | None:
    """The value that the article gives for the main moment: as it stands, or as its change would have it."""
    unit = claim.reference.unit if claim.reference else ""
    quantity = in_unit(measured(claim), unit)
    match query:
        case Value() if claim.kind is not Kind.RANK:
            sign = _sign(claim, query, library)
            return quantity.low * sign, quantity.high * sign
        case Change(start=start, basis=basis, per_year=None, years=None) if claim.change is not None:
            down = claim.change.direction is Direction.DOWN
            base = found[_name(start, library)]
            ends = [_moved(base, abs(size), basis, down=down) for size in (quantity.low, quantity.high)]
            return min(ends), max(ends)
    return None


def _sign(claim: CheckedClaim, query: Value, library: References) -> int:
    """-1 where the article tells a fall of what the table holds with its sign."""
    signed = measure_of(query.of, library).signed
    down = claim.change is not None and claim.change.direction is Direction.DOWN
    return -1 if signed and down and claim.quantity.low > 0 else 1


def _moved(base: Decimal, size: Decimal, basis: Basis, *, down: bool) -> Decimal:
    signed = -size if down else size
    match basis:
        case Basis.PERCENT:
            return base * (100 + signed) / 100
        case Basis.MULTIPLE:
            return base / size if down and size > 1 else base * size
    return base + signed


def _parts(query: Query, library: References) -> tuple[Part, ...]:
    """The part and the whole of a share, where both are amounts of one measure."""
    if not isinstance(query, Share) or query.part.measure != query.whole.measure:
        return ()
    try:
        found = [value_of(one, library) for one in (query.part, query.whole)]
    except Unanswerable:
        return ()
    named = [_title(one, library) for one in (query.part, query.whole)]
    if named[0] == named[1] or not 0 <= found[0] <= found[1] or not found[1]:
        return ()
    return tuple(Part(title=title, value=value) for title, value in zip(named, found, strict=True))


def _counting(query: CountWhere, library: References) -> Standing | None:
    """The members of a count around its limit: the first of all, the last that it counts, the next that it does not."""
    found = ranking(query, library)
    meets = COMPARISONS[query.comparison]
    counted = [place for place, (_, value) in enumerate(found) if meets(value, query.threshold)]
    if len(found) < FEWEST_ROWS:
        return None
    ends = [place for place in (min(counted), max(counted)) if 0 < place < len(found) - 1] if counted else []
    shown = sorted({place for place in (*range(TOP), *(end + step for end in ends for step in range(
        -AROUND, AROUND + 1)), len(found) - 1) if 0 <= place < len(found)})
    unit = measure_of(query.of, library).unit
    return Standing(
        title=_title(query.of, library) + _time(query.of), unit=unit, rows=_rows(found, shown, set(counted)),
        among=len(found), lowest_first=False, stated=None, counted=len(counted),
        limit=f"{WORDS['comparisons'][query.comparison].replace('fewer', 'less')} {with_unit(query.threshold, unit)}")


def _rows(found: Sequence[tuple[str, Decimal]], shown: Sequence[int], own: Set[int]) -> tuple[Row, ...]:
    values = [value for _, value in found]
    return tuple(Row(member=found[place][0], place=place, position=values.index(values[place]) + 1, value=values[place],
                     own=place in own) for place in shown)


def _time(main: Selection) -> str:
    return f", {spoken(main.period)}" if main.period else f", {day(main.as_of)}"


def _standing(claim: CheckedClaim, query: Query, library: References) -> Standing | None:
    if isinstance(query, CountWhere):
        return _counting(query, library)
    asked = query if isinstance(query, Rank) else _as_rank(query, library)
    if asked is None:
        return None
    found = ranking(asked, library)
    own = next((place for place, (member, _) in enumerate(found) if member == asked.member), None)
    if own is None or len(found) < FEWEST_ROWS:
        return None
    told = int(claim.quantity.low) - 1 if claim.kind is Kind.RANK else own
    near = {*range(own - AROUND, own + AROUND + 1), told, *range(TOP)}
    shown = sorted(place for place in near if 0 <= place < len(found))
    main = asked.of.model_copy(update={"where": tuple(c for c in asked.of.where if c.column != asked.over)})
    return Standing(title=_title(main, library) + _time(main), unit=measure_of(main, library).unit,
                    rows=_rows(found, shown, {own}),
                    among=len(found), lowest_first=asked.order == "lowest",
                    stated=None if isinstance(query, Rank) else _stated(claim, query, {}, library))


def _as_rank(query: Query, library: References) -> Rank | None:
    """Where the place of a single value stands among its peers; None for a value of no single place."""
    if not isinstance(query, Value) or query.of.column is not None:
        return None
    dimensions = {one.name: one for one in library.dataset(query.of.dataset).dimensions if one.role is Role.PLACE}
    for condition in query.of.where:
        dimension = dimensions.get(condition.column)
        if dimension is not None and len(condition.values) == 1 and not condition.negated:
            member = condition.values[0]
            peers = _peers(dimension)
            if member != dimension.total and (not peers or member in peers):
                return Rank(of=query.of, over=dimension.name, member=member, group=peers)
    return None


def _peers(dimension: Dimension) -> tuple[str, ...]:
    return tuple(one.value for one in dimension.members if one.kind in dimension.place_kinds)


def _editions(query: Query, library: References) -> tuple[Edition, ...]:
    """What each release says of the claim's own period. The days of a roster are its trend, not releases of one day."""
    main = selections(query)[0]
    if not isinstance(query, Value) or main.column is not None or is_roster(main, library):
        return ()
    found = history(main.dataset, main.measure, library, where=main.where, period=main.period)
    told = [one for one in found if one.value is not None or one.snapshot == main.snapshot]
    if len(told) < 2:
        return ()
    return tuple(Edition(snapshot=one.snapshot, as_of=one.as_of, released=one.released, value=one.value,
                         used=one.snapshot == main.snapshot) for one in _around(told, main.snapshot))


def _around(found: list[Vintage], used: str) -> list[Vintage]:
    """The one that was used with its neighbours, and the newest: never more than a reader takes in."""
    at = next((place for place, one in enumerate(found) if one.snapshot == used), 0)
    first = max(0, min(at - MOST_VINTAGES // 2, len(found) - MOST_VINTAGES))
    shown = found[first:first + MOST_VINTAGES]
    return shown if found[-1] in shown else [*shown[:-1], found[-1]]
