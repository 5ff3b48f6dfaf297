"""Small bar charts as inline SVG. They take numbers only, so nothing in them needs escaping.

Widths are attributes, not styles, so that they pass a content security policy without ``unsafe-inline``. Each stands
beside its value in text and is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

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

    ``style`` is a class name of the style sheet: "said", "found", "for", "against".
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


def _percent(value: Decimal, ends: tuple[Decimal, Decimal]) -> Decimal:
    low, high = ends
    return (value - low) / (high - low) * 100


def _text(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"
