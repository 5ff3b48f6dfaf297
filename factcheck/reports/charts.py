"""Small bar charts as inline SVG.

Widths are attributes, not styles, so that they pass a content security policy without ``unsafe-inline``. A single bar
stands beside its value in text and is hidden from screen readers; a chart of pairs tells itself to them. Letters have
the size of the page's whatever the width is: places are in percent, heights in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from claims.model import Frozen

_NARROWEST = Decimal("0.5")
"""A bar that is not zero stays visible: percent of the width."""


def scale(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The ends of an axis that holds zero and all values; (0, 1) where there is nothing to show.

    >>> scale([Decimal(3), Decimal(-1)])
    (Decimal('-1'), Decimal('3'))
    """
    low, high = min((*values, Decimal(0))), max((*values, Decimal(0)))
    return (low, high) if low < high else (Decimal(0), Decimal(1))


def bar(start: Decimal, end: Decimal, ends: tuple[Decimal, Decimal], *, style: str) -> Markup:
    """A horizontal bar from ``start`` to ``end`` on the axis ``ends``, with a tick at zero where zero is inside.

    ``style`` is a class name of the style sheet: "said", "found".
    """
    left, right = (_percent(value, ends) for value in sorted((start, end)))
    width = max(right - left, _NARROWEST) if left != right else Decimal(0)
    left = min(left, 100 - width)
    zero = _percent(Decimal(0), ends)
    tick = Markup('<rect class="zero" x="{}%" width="1" height="100%"/>').format(_text(zero)) if 0 < zero < 100 else ""
    return Markup('<svg class="bar {}" aria-hidden="true" focusable="false" width="100%" height="8">'
                  '<rect class="track" width="100%" height="100%" rx="2"/>'
                  '<rect class="value" x="{}%" width="{}%" height="100%" rx="2"/>{}</svg>').format(
                      style, _text(left), _text(width), tick)


class Pair(Frozen):
    """A labelled value of the chosen one, and of the other where there is one, with how each is written."""

    label: str
    chosen: Decimal
    other: Decimal | None
    text: str
    other_text: str


_LABEL, _BAR, _STEP, _GAP = 16, 9, 13, 9
"""Heights in pixels: of a label, of a bar, from one bar to the next, between two pairs."""
_BARS = 78
"""Percent of the width; the rest is for the values."""


def pairs(shown: Sequence[Pair], *, name: str, title: str, description: str) -> Markup:
    """Pairs of bars on one axis, each below its label: the chosen one filled, the other only outlined.

    ``name`` begins the ids of its title and description, and is of the page's own making.
    """
    ends = scale([value for one in shown for value in (one.chosen, one.other) if value is not None])
    rows, top, zero = Markup(""), 0, _text(_percent(Decimal(0), ends) * _BARS / 100)
    for one in shown:
        rows += Markup('<text y="{}">{}</text>').format(top + _LABEL - 5, one.label[:1].upper() + one.label[1:])
        top += _LABEL
        first = top
        for value, text, style in ((one.chosen, one.text, "chosen"), (one.other, one.other_text, "other")):
            if value is not None:
                rows += _line(value, text, ends, style, top)
                top += _STEP
        rows += Markup('<line class="zero" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(zero, first - 2, top)
        top += _GAP
    height = top - _GAP
    return Markup('<svg class="pairs" role="img" aria-labelledby="{0}-title" aria-describedby="{0}-desc" width="100%" '
                  'height="{1}">'
                  '<title id="{0}-title">{2}</title><desc id="{0}-desc">{3}</desc>{4}</svg>').format(
                      name, height, title, description, rows)


def _line(value: Decimal, text: str, ends: tuple[Decimal, Decimal], style: str, top: int) -> Markup:
    left, right = sorted((_percent(Decimal(0), ends), _percent(value, ends)))
    width = max(right - left, _NARROWEST) if left != right else Decimal(0)
    drawn = Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>').format(
        style, _text(min(left, 100 - width) * _BARS / 100), top, _text(width * _BARS / 100), _BAR) if width else ""
    return Markup('{}<text class="amount" x="100%" y="{}">{}</text>').format(drawn, top + _BAR, text)


def key(style: str) -> Markup:
    """How the bars of one of a pair look, to stand before its name."""
    return Markup('<svg class="pairs key" aria-hidden="true" focusable="false" width="18" height="9">'
                  '<rect class="{}" x="1" y="1" width="16" height="7"/></svg>').format(style)


def _percent(value: Decimal, ends: tuple[Decimal, Decimal]) -> Decimal:
    low, high = ends
    return (value - low) / (high - low) * 100


def _text(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"
