"""Tables of frames: ``cases/frame_<slot>.tsv``, one figure a row.

A row is the text, the figure (or a piece of it) as it stands there, and what is expected of its claim as TOML pairs; in
a text, "\\n" is a line break. ``published`` in a row is the day of publication, else ``PUBLISHED``. Only the fields that a
row names are asserted. How they are written:

    places = ["Ohio"]         categories = [..]      modifiers = [..]     names and words, in order
    period, baseline          "2025-08-01..2025-08-31", one day "2025-08-01", "open" for no ends, "-" for none
    change                    "up from 135 to 1000 by 600 percent", each part where stated; "-" for none
    rank                      "highest among state since 2019-01-01..2019-12-31"
    antecedent, start_claim, end_claim      the figure of the claim linked to, or a piece of it
    predicate_has             words that the predicate must hold;  predicate_lacks  words that it must not
    not_claim = "statute"     the figure is listed as no claim, with that reason
"""

from __future__ import annotations

import tomllib
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
    match name:
        case "not_claim":
            return f"claim {claim.figure!r}"
        case "places":
            return [place.name for place in claim.places]
        case "place_codes":
            return [place.code for place in claim.places]
        case "period" | "baseline":
            return _period(getattr(claim, name))
        case "granularity":
            return claim.period.granularity.value if claim.period else "-"
        case "change":
            return _change(claim.change)
        case "rank":
            return _rank(claim)
        case "antecedent" | "start_claim" | "end_claim":
            linked = next((c for c in extraction.claims if c.id == getattr(claim, name)), None)
            # A row may name only a piece of the figure.
            return "-" if linked is None else wanted if wanted in linked.figure else linked.figure
        case "predicate_has":
            return [word for word in wanted if word in (claim.predicate or "").split()]
        case "predicate_lacks":
            return [word for word in wanted if word not in (claim.predicate or "").split()]
        case "categories_have":
            return [phrase for phrase in wanted if any(phrase in category for category in claim.categories)]
        case "unit" | "bound":
            return getattr(claim.quantity, name) or "-"
        case "low":
            return plain_decimal(claim.quantity.low)
        case "whole_quantity":
            return plain_decimal(claim.whole_quantity.low) if claim.whole_quantity else "-"
        case "condition":
            return claim.condition.text if claim.condition else "-"
        case "subject":
            return claim.rank.subject if claim.rank and claim.rank.subject else "-"
    value = getattr(claim, name)
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


if __name__ == "__main__":  # python -m tests.claims.frame_cases: what has come of the rows that were wanted
    for case in wanted():
        came = found(case)
        print("HOLDS" if came == case.expected else "misses", case.text, "|", case.figure, case.expected, came)
