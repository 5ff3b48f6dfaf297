"""Claims as the tests write them: short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from claims.model import Bound, Change, Claim, Direction, Kind, Period, Place, Quantity, Span


def claim(identity: str, number: str, **options: Any) -> Claim:
    """A claim of that number. ``options`` are fields of the claim or of its quantity; ``sentence`` is a text."""
    low = Decimal(number)
    unit, precision = options.pop("unit", None), Decimal(options.pop("precision", "1"))
    quantity = Quantity(low=low, high=Decimal(options.pop("high", number)), unit=unit, precision=precision,
                        bound=Bound(options.pop("bound", "exact")))
    figure = options.pop("figure", f"{number}%" if unit == "percent" else number)
    text = options.pop("sentence", f"sentence {identity}")
    return Claim(id=identity, figure=figure, start=0, end=len(figure), sentence=Span(text=text, start=0, end=len(text)),
                 kind=Kind(options.pop("kind", "count")), quantity=quantity, pattern="test", **options)


def change(direction: str = "unknown", *, start: str | None = None, end: str | None = None,
           basis: str | None = None) -> Change:
    """A change with what the text states of it."""
    return Change.model_validate({"direction": Direction(direction), "from": start, "to": end, "basis": basis})


def country(code: str = "US") -> tuple[Place, ...]:
    """A country as the claim's place."""
    return (Place(name=code, kind="country", code=code),)


def state(name: str) -> tuple[Place, ...]:
    """A state as the claim's place."""
    return (Place(name=name, kind="state", code=f"US-{name}"),)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(start=date(number, 1, 1), end=date(number, 12, 31))
