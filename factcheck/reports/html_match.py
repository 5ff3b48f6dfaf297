"""How a match was chosen, as a page shows it: a chart of what was weighed, and the same as a table."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from markupsafe import Markup
from pydantic import ConfigDict

from claims.model import Frozen
from factcheck.checking.model import CheckedClaim
from factcheck.reports.charts import Pair, key, pairs
from factcheck.reports.match_words import Told, signed, told


class Weight(Frozen):
    """A row of the table: what was weighed, in which words, and what it adds to each of the two."""

    label: str
    detail: str
    other_detail: str
    chosen: str
    other: str


class MatchView(Frozen):
    """Everything about the choice. ``chart`` is empty where nothing was weighed, ``two`` where it was for both."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    told: Told
    chart: Markup
    keys: tuple[Markup, Markup]
    rows: tuple[Weight, ...]
    score: str
    other_score: str
    two: bool


def match_view(claim: CheckedClaim, number: int) -> MatchView | None:
    """The view of a claim's match; None where nothing came near."""
    found = told(claim)
    if found is None:
        return None
    two = found.other_score is not None
    rows = tuple(Weight(label=row.label, detail=row.detail, other_detail=row.other_detail, chosen=signed(row.chosen),
                        other=signed(row.other or 0.0) if two else "") for row in found.rows)
    return MatchView(told=found, chart=_chart(found, number), keys=(key("chosen"), key("other")), rows=rows,
                     score=_score(found.score), other_score=_score(found.other_score), two=two)


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.2f}".replace("-", "\u2212")


def _chart(found: Told, number: int) -> Markup:
    """What adds to either of the two or takes from it; what does neither is in the table alone."""
    two = found.other_score is not None
    labels = Counter(row.label for row in found.rows)  # of several alike, the words tell which one it is
    shown = [Pair(label=row.detail if labels[row.label] > 1 else row.label, chosen=_number(row.chosen),
                  other=_number(row.other or 0.0) if two else None,
                  text=signed(row.chosen), other_text=signed(row.other or 0.0) if two else "")
             for row in found.rows if round(row.chosen, 2) or round(row.other or 0.0, 2)]
    if found.score is None or not shown:
        return Markup("")
    title = "What speaks for the match" + (" and for the next-best one" if two else "")
    ends = f"The match scores {_score(found.score)}" + (
        f", the next-best {_score(found.other_score)}" if two else "")
    parts = "; ".join(f"{one.label} {one.text}" + (f" and {one.other_text}" if two else "") for one in shown)
    return pairs(shown, name=f"match-{number}", title=title, description=f"{ends}. {parts}.")


def _number(value: float) -> Decimal:
    return Decimal(str(round(value, 4)))
