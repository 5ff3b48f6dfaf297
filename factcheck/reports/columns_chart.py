"""Two small charts over time as inline SVG: how many figures fail and pass, and which share of them fails.

As in ``charts``, places are in percent of the width and heights in pixels, so that letters keep their size at any
width. What fails is filled and what passes only outlined: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from factcheck.reports.overview import Moment

_TOP, _HEIGHT, _BELOW = 18, 120, 20
"""Pixels: above the highest column, of the columns, and for the labels below them."""
_LABELS = 5
"""So many labels fit below a chart on a phone."""


def columns(moments: Sequence[Moment]) -> Markup:
    """A column for each moment: the failed figures at the bottom, those that pass above them."""
    most = max((one.counts.settled for one in moments), default=0) or 1
    drawn = Markup("")
    for number, one in enumerate(moments):
        left, width = _place(number, len(moments))
        failed, settled = (_scaled(count, most) for count in (one.counts.failed, one.counts.settled))
        drawn += _rect("passed", left, width, _TOP + _HEIGHT - settled, settled - failed)
        drawn += _rect("failed", left, width, _TOP + _HEIGHT - failed, failed)
    return _chart("columns", "Figures that a table settled", _told_counts(moments), f"{most:,}", drawn, moments)


def shares(moments: Sequence[Moment]) -> Markup:
    """A point for each moment with settled figures, and lines between those that follow each other."""
    known = [(number, one.counts.share) for number, one in enumerate(moments) if one.counts.share is not None]
    most = max((share for _, share in known), default=0.0) or 1.0
    top = next((end for end in (0.05, 0.1, 0.25, 0.5) if most <= end), 1.0)
    points = [(_middle(number, len(moments)), _TOP + _HEIGHT * (1 - share / top), number) for number, share in known]
    drawn = Markup("").join(
        Markup('<line class="course" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(
            _text(x1), _text(y1), _text(x2), _text(y2))
        for (x1, y1, first), (x2, y2, second) in pairwise(points) if second == first + 1)
    drawn += Markup("").join(Markup('<circle class="moment" cx="{}%" cy="{}" r="3"/>').format(_text(x), _text(y))
                             for x, y, _ in points)
    return _chart("shares", "Share of settled figures that fail", _told_shares(moments), f"{top:.0%}", drawn, moments)


def stacked(failed: int, passed: int, most: int) -> Markup:
    """A horizontal bar of settled figures, on an axis that ends with the largest of its table."""
    most = most or 1
    left, right = failed / most * 99, (failed + passed) / most * 99  # its outline stays inside
    drawn = Markup("")
    if passed:
        drawn += Markup('<rect class="passed" x="{}%" y="1" width="{}%" height="10"/>').format(
            _text(left), _text(max(right - left, 0.6)))
    if failed:
        drawn += Markup('<rect class="failed" x="0" y="0.5" width="{}%" height="11"/>').format(_text(max(left, 0.6)))
    return Markup('<svg class="settled" aria-hidden="true" focusable="false" width="100%" height="12">{}</svg>'
                  ).format(drawn)


def _chart(name: str, title: str, description: str, top: str, drawn: Markup, moments: Sequence[Moment]) -> Markup:
    height = _TOP + _HEIGHT + _BELOW
    return Markup(
        '<svg class="overtime" role="img" aria-labelledby="{0}-title" aria-describedby="{0}-desc" width="100%" '
        'height="{1}"><title id="{0}-title">{2}</title><desc id="{0}-desc">{3}</desc>'
        '<line class="grid" x1="0" x2="100%" y1="{4}" y2="{4}"/><text class="scale" x="0" y="{5}">{6}</text>{7}'
        '<line class="base" x1="0" x2="100%" y1="{8}" y2="{8}"/>{9}</svg>').format(
            name, height, title, description, _TOP, _TOP - 5, top, drawn, _TOP + _HEIGHT, _labels(moments, height - 4))


def _labels(moments: Sequence[Moment], height: int) -> Markup:
    """Labels of some moments, the first always; those at the edges do not reach beyond them."""
    count = len(moments)
    every = max(1, -(-count // _LABELS))
    drawn = Markup("")
    for number in range(0, count, every):
        anchor = "start" if number == 0 and count > 1 else "end" if number == count - 1 and count > 1 else "middle"
        left, width = _place(number, count)
        x = left if anchor == "start" else left + width if anchor == "end" else _middle(number, count)
        drawn += Markup('<text class="scale" text-anchor="{}" x="{}%" y="{}">{}</text>').format(
            anchor, _text(x), height, moments[number].label)
    return drawn


def _place(number: int, count: int) -> tuple[float, float]:
    """Where a column begins and how wide it is, in percent; few columns do not become walls."""
    step = 100 / max(count, 6)
    return number * step + step * 0.12, step * 0.76


def _middle(number: int, count: int) -> float:
    left, width = _place(number, count)
    return left + width / 2


def _scaled(count: int, most: int) -> float:
    return max(count / most * _HEIGHT, 1.5) if count else 0.0


def _rect(style: str, left: float, width: float, top: float, height: float) -> Markup:
    if height <= 0:
        return Markup("")
    return Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>').format(
        style, _text(left), _text(top), _text(width), _text(height))


def _told_counts(moments: Sequence[Moment]) -> str:
    return "; ".join(f"{one.label}: {one.counts.failed:,} of {one.counts.settled:,} fail" for one in moments)


def _told_shares(moments: Sequence[Moment]) -> str:
    return "; ".join(f"{one.label}: {one.counts.share:.0%}" for one in moments if one.counts.share is not None)


def _text(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
