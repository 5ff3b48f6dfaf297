"""What neighbours share: the unit of "8 or $9" and "7- or 8-inch", the hedge of "about 3 hectares (7.4 acres)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.figures.model import Figure
from claims.model import Bound
from claims.vocabulary.numbers import Form

NUMERIC = frozenset({Form.DIGITS, Form.WORDS})
BEFORE_UNIT = re.compile(r"-?(?: to | or | and |, )")
RESTATED = re.compile(r"[ ]?[(\[](?:about |or )?|; | or | / |/")


def share(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence, in order, with what they leave out because a neighbour says it."""
    return _restated(text, _with_units(text, list(figures)))


def _with_units(text: str, figures: list[Figure]) -> list[Figure]:
    """A bare number takes the unit of the next one where only "to", "or", "and" or a comma stand between."""
    for index in range(len(figures) - 2, -1, -1):
        first, second = figures[index], figures[index + 1]
        gap = text[first.end : second.start]
        if second.unit is None or second.rank_order or not {first.form, second.form} <= NUMERIC or len(gap) > 6:
            continue
        leading = second.start < second.number_start and second.unit_kind == "money"
        if first.unit is None and BEFORE_UNIT.fullmatch(gap) and not (leading and gap not in (" to ", " or ")):
            figures[index] = first.with_(unit=second.unit, unit_kind=second.unit_kind)
    return figures


def _restated(text: str, figures: list[Figure]) -> list[Figure]:
    """A measure in brackets behind another of its kind says the same again, and is as open as that one."""
    for index in range(1, len(figures)):
        first, second = figures[index - 1], figures[index]
        gap = text[first.end : second.start]
        if first.unit_kind is None or first.unit_kind != second.unit_kind or first.unit == second.unit or len(gap) > 10:
            continue
        if (
            second.unit_kind not in ("percent", "points", "rank")
            and RESTATED.fullmatch(gap)
            and (first.restates or "(" in gap or "[" in gap or " or " in gap)
        ):
            bound = first.bound if second.bound is Bound.EXACT and first.bound is not Bound.BETWEEN else second.bound
            figures[index] = second.with_(bound=bound, restates=True)
    return figures
