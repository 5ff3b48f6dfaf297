"""The annotated set: short news-like texts of our own, and what each of their numbers says.

``figures/*.toml`` hold tables ``[[text]]``; ``figures/README.md`` tells the format and its conventions. ``load()``
reads all of them, fills in what a text says once for all of its figures, and refuses what does not fit.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).resolve().parent / "figures"
OPEN = "?"
"""Not judged: English leaves it open, or two readings are equally good."""
NONE = "-"
"""The text does not say."""

QUARTER = re.compile(r"(\d{4})-Q([1-4])")


class Frozen(BaseModel):
    """Base of the annotations."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Moved(Frozen):
    """A change, as ``claims.model.Change`` has it; only what the text states."""

    direction: str
    from_: Decimal | Literal["?"] | None = None
    to: Decimal | Literal["?"] | None = None
    by: Decimal | Literal["?"] | None = None
    basis: str | None = None


class Figure(Frozen):
    """One annotated figure. ``start:end`` are its words in the text; fields of text may hold alternatives
    ("person|patient"), ``-`` for none; ``?`` says that a field is not judged (as a change's direction: all of it)."""

    words: str
    start: int
    end: int
    low: Decimal | Literal["?"]
    high: Decimal | Literal["?"]
    bound: str
    unit: str
    kind: str
    change: Moved | None
    head: str
    places: tuple[str, ...]
    period: str
    speaker: str
    modality: str
    phenomena: tuple[str, ...]


class Other(Frozen):
    """A number that is no claim, with the reason."""

    words: str
    start: int
    end: int
    reason: str
    phenomena: tuple[str, ...]


class Text(Frozen):
    """One text with all of its numbers."""

    id: str
    style: str
    text: str
    published: date
    figures: tuple[Figure, ...]
    not_claims: tuple[Other, ...]


def load(folder: Path = FOLDER) -> tuple[Text, ...]:
    """All texts of the set, in the order of the files' names."""
    return tuple(
        _text(table)
        for path in sorted(folder.glob("*.toml"))
        for table in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["text"]
    )


def dates(period: str) -> tuple[date | None, date | None]:
    """First and last day of "2024", "2024-Q3", "2024-08", "2024-08-14", or "start..end" of such, either left open."""
    if ".." in period:
        first, last = period.split("..")
        return (dates(first)[0] if first else None), (dates(last)[1] if last else None)
    if found := QUARTER.fullmatch(period):
        year, month = int(found[1]), 3 * int(found[2])
        return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])
    year, month, day = (*map(int, period.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    last_month = month or 12
    return date(year, month or 1, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


def _text(table: dict[str, Any]) -> Text:
    shared = {key: table.pop(key) for key in ("places", "period", "speaker", "modality") if key in table}
    figures, others = table.pop("figures", []), table.pop("not_claims", [])
    return Text(
        figures=tuple(_figure(table, shared | row) for row in figures),
        not_claims=tuple(_other(table, row) for row in others),
        **table,
    )


def _span(table: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Where the row's words stand: at their first occurrence in the text, or at the ``nth``."""
    words, at = row["words"], -1
    for _ in range(row.pop("nth", 1)):
        at = table["text"].find(words, at + 1)
        if at < 0:
            raise ValueError(f"{table['id']}: {words!r} does not stand in the text that often")
    return {"words": words, "start": at, "end": at + len(words)}


def _figure(table: dict[str, Any], row: dict[str, Any]) -> Figure:
    kind, head = row.get("kind", "count"), row.get("head", OPEN)
    change = row.get("change")
    return Figure(
        **_span(table, row),
        low=row["low"],
        high=row.get("high", row["low"]),
        bound=row.get("bound", "exact"),
        unit=row.get("unit", head if kind == "count" else NONE),
        kind=kind,
        change=Moved(**{"from_" if key == "from" else key: value for key, value in change.items()}) if change else None,
        head=head,
        places=tuple(row.get("places", ())),
        period=row.get("period", NONE),
        speaker=row.get("speaker", NONE),
        modality=row.get("modality", "asserted"),
        phenomena=tuple(row["is"].split()),
    )


def _other(table: dict[str, Any], row: dict[str, Any]) -> Other:
    reason = row["reason"]
    return Other(**_span(table, row), reason=reason, phenomena=tuple(row.get("is", reason.split("|")[0]).split()))
