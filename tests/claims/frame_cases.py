"""Tables of frames: ``cases/frame_<slot>.tsv``, one figure a row.

A row is the text, the figure (or a piece of it) as it stands there, and what is expected of its claim as TOML pairs; in
a text, "\\n" is a line break. ``published`` in a row is the day of publication, else ``PUBLISHED``. Only the fields
that a row names are asserted. How they are written:

    places = ["Ohio"]         categories = [..]      modifiers = [..]     names and words, in order
    period, baseline          "2025-08-01..2025-08-31", one day "2025-08-01", "open" for no ends, "-" for none
    change                    "up from 135 to 1000 by 600 percent", each part where stated; "-" for none
    rank                      "highest among state since 2019-01-01..2019-12-31"
    antecedent, start_claim, end_claim      the figure of the claim linked to, or a piece of it
    said_places, said_period      places and period without what is only assumed
    places_source, period_source  "stated", "carried" or "assumed"
    predicate_has             words that the predicate must hold;  predicate_lacks  words that it must not
    not_claim = "statute"     the figure is listed as no claim, with that reason
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from claims.extraction import read
from claims.model import Change, Claim, Extraction, Period, plain_decimal
from tests.claims.tables import CASES, rows

PUBLISHED = date(2025, 9, 17)


@dataclass(frozen=True)
class Case:
    """One row. ``expected`` maps the names above to what they must be."""

    text: str
    figure: str
    expected: dict[str, Any]
    published: date | None


def cases(table: str) -> list[Case]:
    """The rows of one table; ValueError where a figure does not stand in its text."""
    return [_case(*row) for row in rows(table)]


def _case(text: str, figure: str, expected: str) -> Case:
    text = text.replace("\\n", "\n")
    if figure not in text:
        raise ValueError(f"{figure!r} does not stand in {text!r}.")
    return _made(text, figure, tomllib.loads(f"x = {{{expected}}}")["x"])


def _made(text: str, figure: str, fields: dict[str, Any]) -> Case:
    published = fields.pop("published", PUBLISHED)
    return Case(text, figure, fields, None if published == "-" else published)


def wanted() -> list[Case]:
    """The rows of ``frame_wanted.toml``: right English that the product misses so far."""
    data = tomllib.loads((CASES / "frame_wanted.toml").read_text("utf-8"))
    return [_made(row["text"], row["figure"], row["expected"]) for row in data["wanted"]]


def found(case: Case) -> dict[str, Any]:
    """What the product says for the fields that the case names."""
    extraction = _read(case.text, case.published)
    start = case.text.index(case.figure)
    end = start + len(case.figure)
    others = [n.reason for n in extraction.not_claims if n.start < end and start < n.end]
    claim = next((c for c in extraction.claims if c.start < end and start < c.end), None)
    if claim is None:
        return {"not_claim": others[0] if others else "nothing"}
    return {name: _field(name, claim, extraction, case.expected[name]) for name in case.expected}


@cache
def _read(text: str, published: date | None) -> Extraction:
    return read(text, published=published)


def _field(name: str, claim: Claim, extraction: Extraction, wanted: Any) -> Any:
    if name in LINKS:
        linked = next((c for c in extraction.claims if c.id == getattr(claim, name)), None)
        # A row may name only a piece of the figure.
        return "-" if linked is None else wanted if wanted in linked.figure else linked.figure
    if name in LISTS:
        return LISTS[name](claim, wanted)
    value = FIELDS[name](claim) if name in FIELDS else getattr(claim, name)
    return list(value) if isinstance(value, tuple) else "-" if value is None else value


def _period(period: Period | None) -> str:
    if period is None:
        return "-"
    if period.start is None and period.end is None:
        return "open"
    start, end = period.start or "", period.end or ""
    return str(start) if start == end else f"{start}..{end}"


def _change(change: Change | None) -> str:
    if change is None:
        return "-"
    parts = [change.direction.value]
    for word, number in (("from", change.from_), ("to", change.to), ("by", change.by)):
        parts += [word, plain_decimal(number)] if number is not None else []
    return " ".join([*parts, *([change.basis.value] if change.basis else [])])


def _rank(claim: Claim) -> str:
    if claim.rank is None:
        return "-"
    rank = claim.rank
    among = f" among {rank.among}" if rank.among else ""
    return f"{rank.order}{among}{f' since {_period(rank.since)}' if rank.since else ''}"


def _words(claim: Claim) -> list[str]:
    return (claim.predicate or "").split()


LINKS = frozenset({"antecedent", "start_claim", "end_claim"})
LISTS: dict[str, Callable[[Claim, list[str]], list[str]]] = {
    "predicate_has": lambda claim, wanted: [word for word in wanted if word in _words(claim)],
    "predicate_lacks": lambda claim, wanted: [word for word in wanted if word not in _words(claim)],
    "categories_have": lambda claim, wanted: [w for w in wanted if any(w in found for found in claim.categories)],
}
FIELDS: dict[str, Callable[[Claim], Any]] = {
    "not_claim": lambda claim: f"claim {claim.figure!r}",
    "places": lambda claim: [place.name for place in claim.places],
    "said_places": lambda claim: [place.name for place in claim.as_said().places],
    "said_period": lambda claim: _period(claim.as_said().period),
    "places_source": lambda claim: claim.places_source.value,
    "period_source": lambda claim: claim.period_source.value,
    "place_codes": lambda claim: [place.code for place in claim.places],
    "period": lambda claim: _period(claim.period),
    "baseline": lambda claim: _period(claim.baseline),
    "granularity": lambda claim: claim.period.granularity.value if claim.period else None,
    "change": lambda claim: _change(claim.change),
    "rank": _rank,
    "subject": lambda claim: claim.rank.subject if claim.rank else None,
    "unit": lambda claim: claim.quantity.unit,
    "bound": lambda claim: claim.quantity.bound,
    "low": lambda claim: plain_decimal(claim.quantity.low),
    "whole_quantity": lambda claim: plain_decimal(claim.whole_quantity.low) if claim.whole_quantity else None,
    "condition": lambda claim: claim.condition.text if claim.condition else None,
}


if __name__ == "__main__":  # python -m tests.claims.frame_cases: what has come of the rows that were wanted
    for case in wanted():
        came = found(case)
        print("HOLDS" if came == case.expected else "misses", case.text, "|", case.figure, case.expected, came)
