"""What a number in a text is: its value, its form, and how it was written."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from claims.model import Frozen, Number


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    VAGUE = "vague"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"


class NumberMention(Frozen):
    """A number in a text: ``text[start:end]`` is its words, without hedge or unit.

    A fraction has its value (0.5 for "half") and ``parts`` (1, 2); a vague plural has ``low < high``. ``mantissa`` and
    ``scale`` are the number as written and what its scale word is worth: 400 and 10^9 for "400 billion".
    """

    start: int
    end: int
    text: str
    low: Number
    high: Number
    precision: Number
    form: Form
    parts: tuple[int, int] | None = None
    mantissa: Number
    scale: Number = Decimal(1)


def mention(
    text: str,
    start: int,
    end: int,
    mantissa: Decimal,
    *,
    precision: Decimal,
    form: Form,
    high: Decimal | None = None,
    scale: Decimal = Decimal(1),
    parts: tuple[int, int] | None = None,
) -> NumberMention:
    """A mention from its mantissa, precision and high end as written, before the scale is applied."""
    top = mantissa if high is None else high
    return NumberMention(
        start=start,
        end=end,
        text=text[start:end],
        low=mantissa * scale,
        high=top * scale,
        precision=precision * scale,
        form=form,
        parts=parts,
        mantissa=mantissa,
        scale=scale,
    )
