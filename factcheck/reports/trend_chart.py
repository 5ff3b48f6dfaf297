"""A series as a small line chart: inline SVG, the claimed point on it, every letter of the page's own size.

Places across are in percent and heights in pixels, so that the chart is as wide as its card and nothing is stretched:
the line is made of short ones, since a path knows no percentages. Shapes differ as well as colours: the table's value
is a filled dot, the article's a hollow diamond.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from factcheck.reports.exhibits import Point, Trend
from factcheck.verification.formatting import with_unit

TOP, BOTTOM, HEIGHT = 26, 130, 178
"""Pixels: where the highest and the lowest value are, and the height with the names of the moments."""
LEFT, RIGHT = Decimal(16), Decimal(98)
_EDGE = Decimal(28)
"""Percent: nearer to a side than this, a label runs away from it."""
_APART = 14
"""Pixels that two labels need between their feet."""
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def trend_chart(trend: Trend, *, name: str, said: str) -> Markup:
    """The chart. ``name`` begins the ids of its title and description, and is of the page's own making; ``said`` is
    how the article's value is written where there is one."""
    lines = _grid(trend)
    spots = [(_across(place, trend.points), _height(one.value, lines)) for place, one in enumerate(trend.points)]
    drawn = Markup("").join(_gridline(value, lines, trend.unit) for value in lines)
    drawn += Markup("").join(
        Markup('<line class="course" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(*map(_text, (*one, *other)))
        for one, other in pairwise(spots))
    if len(spots) <= 12:
        drawn += Markup("").join(Markup('<circle class="moment" cx="{}%" cy="{}" r="2.5"/>').format(_text(x), _text(y))
                                 for x, y in spots)
    drawn += _marks(trend, spots, lines, said) + _moments(trend, spots)
    return Markup('<svg class="trend" role="img" aria-labelledby="{0}-title" aria-describedby="{0}-desc" width="100%" '
                  'height="{1}"><title id="{0}-title">{2}</title><desc id="{0}-desc">{3}</desc>{4}</svg>').format(
                      name, HEIGHT, trend.title, described(trend, said), drawn)


def described(trend: Trend, said: str) -> str:
    """The chart in words, for those who do not see it."""
    first, last, own = trend.points[0], trend.points[-1], trend.points[trend.at[-1]]
    values = [one.value for one in trend.points]
    text = (f"From {first.name}, {with_unit(first.value, trend.unit)}, to {last.name}, "
            f"{with_unit(last.value, trend.unit)}; between {with_unit(min(values), trend.unit)} and "
            f"{with_unit(max(values), trend.unit)}. For {own.name} the table has {with_unit(own.value, trend.unit)}")
    return f"{text}; the article's figure comes to {said}." if said else f"{text}."


def _grid(trend: Trend) -> tuple[Decimal, ...]:
    """Two to five round values that hold every value between the first and the last of them."""
    values = [one.value for one in trend.points] + list(trend.stated or ())
    low, high = min(values), max(values)
    width = (high - low) or abs(high) or Decimal(1)
    unit = Decimal(1).scaleb((width / 3).adjusted())
    step = next(one * unit for one in _STEPS if one * unit * 3 >= width)
    start = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
    lines = [start]
    while lines[-1] < high or len(lines) < 2:
        lines.append(lines[-1] + step)
    return tuple(lines)


def _across(place: int, points: tuple[Point, ...]) -> Decimal:
    """By the calendar where every moment has its day, else one after the other."""
    days = [one.day for one in points]
    first, last, own = days[0], days[-1], days[place]
    if first is None or last is None or own is None or None in days or first == last:
        share = Decimal(place) / max(1, len(points) - 1)
    else:
        share = Decimal((own - first).days) / (last - first).days
    return LEFT + share * (RIGHT - LEFT)


def _height(value: Decimal, lines: tuple[Decimal, ...]) -> Decimal:
    return BOTTOM - (value - lines[0]) / (lines[-1] - lines[0]) * (BOTTOM - TOP)


def _gridline(value: Decimal, lines: tuple[Decimal, ...], unit: str) -> Markup:
    at = _height(value, lines)
    size = value.normalize() + 0
    label = with_unit(size, unit) if value == lines[-1] else bare(size, unit)
    return Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/><text class="scale" x="0" y="{1}">{2}</text>'
                  ).format(_text(at), _text(at - 4), label)


def bare(value: Decimal, unit: str) -> str:
    """A value with no noun behind it: only what is part of a number is kept, "%" and "$"."""
    text = with_unit(value, unit)
    return text if text.count(" ") == 0 else text.partition(" ")[0]


def _marks(trend: Trend, spots: list[tuple[Decimal, Decimal]], lines: tuple[Decimal, ...], said: str) -> Markup:
    """The moments that the claim speaks of, what the table has there, and what the article says."""
    drawn = Markup("").join(_dot(*spots[place]) for place in trend.at)
    x, y = spots[trend.at[-1]]
    value = f"Table {with_unit(trend.points[trend.at[-1]].value, trend.unit)}"
    if trend.stated is None or not said:
        return drawn + _label(x, y - 10 if y - 10 > TOP else y + 20, value, "found")
    low, high = (_height(one, lines) for one in trend.stated)
    middle = (low + high) / 2
    above = middle < y
    drawn = Markup('<line class="gap" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(
        _text(x), _text(y), _text(middle)) + drawn
    if low != high:
        drawn += Markup('<line class="stated" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(
            _text(x), _text(low), _text(high))
    drawn += Markup('<svg class="spot" x="{}%" y="{}" width="1" height="1" overflow="visible">'
                    '<path class="stated" d="M0,-6 L6,0 L0,6 L-6,0 Z"/></svg>').format(_text(x), _text(middle))
    upper, lower = (middle, y) if above else (y, middle)
    first, second = _feet(upper, lower)
    article, table = (first, second) if above else (second, first)
    return drawn + _label(x, article, f"Article {said}", "article") + _label(x, table, value, "found")


def _feet(upper: Decimal, lower: Decimal) -> tuple[Decimal, Decimal]:
    """Where two labels stand: above the upper spot and below the lower one, inside of the chart."""
    first, second = max(upper - 10, Decimal(11)), min(lower + 20, Decimal(BOTTOM + 18))
    if second - first < _APART:
        first = second - _APART
    return first, second


def _dot(x: Decimal, y: Decimal) -> Markup:
    return Markup('<circle class="table" cx="{}%" cy="{}" r="4.5"/>').format(_text(x), _text(y))


def _label(x: Decimal, y: Decimal, text: str, style: str) -> Markup:
    anchor = "start" if x < _EDGE else "end" if x > 100 - _EDGE else "middle"
    return Markup('<text class="label {}" text-anchor="{}" x="{}%" y="{}">{}</text>').format(
        style, anchor, _text(x), _text(y), text)


def _moments(trend: Trend, spots: list[tuple[Decimal, Decimal]]) -> Markup:
    """The first and the last moment below the line, and the claim's own where there is room between them."""
    names = {0: "start", len(spots) - 1: "end"}
    own = trend.at[-1]
    if _EDGE < spots[own][0] < 100 - _EDGE:
        names[own] = "middle"
    return Markup("").join(
        Markup('<line class="tick" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/><text class="scale {3}" text-anchor="{3}" '
               'x="{4}%" y="{5}">{6}</text>').format(
                   _text(spots[place][0]), BOTTOM, BOTTOM + 5, anchor,
                   _text({"start": LEFT, "end": Decimal(100)}.get(anchor, spots[place][0])), BOTTOM + 36,
                   trend.points[place].name)
        for place, anchor in names.items())


def _text(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"
