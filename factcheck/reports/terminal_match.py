"""How the match of a claim was chosen, as lines for a terminal."""

from __future__ import annotations

from factcheck.checking.model import CheckedClaim
from factcheck.reports.match_words import Row, Told, signed, told
from factcheck.reports.terminal_page import Page

_WIDTH = 6


def tell(page: Page, claim: CheckedClaim) -> None:
    """The query, what it was settled on, what was weighed, and the next-best one; one line where nothing came near."""
    found = told(claim)
    if found is None:
        page.line(("Match: ", "bold"), "none, and nothing came near.", indent=2)
        return
    query = claim.reference.query if claim.reference is not None else None
    if claim.match is not None and claim.match.chosen is not None and claim.match.chosen.query == query:
        page.line(("How it was matched", "bold"), indent=2)
    else:
        page.line((f"{'Matched to' if found.matched else 'Nearest'}: ", "bold"), found.first, indent=2)
    if found.refused:
        page.line(found.refused, indent=4)
    for what, how in found.settled:
        page.line(f"{what}: {how}", indent=4)
    _weighed(page, found)
    if found.other:
        page.line(("Next best: ", "bold"), found.other, indent=2)
        page.line(found.behind, indent=4)


def _weighed(page: Page, found: Told) -> None:
    """What adds to the score or takes from it; of two queries in two columns, the chosen one first."""
    if found.score is None:
        return
    two = found.other_score is not None
    if two:
        page.line(f"{'match':>{_WIDTH}}{'next':>{_WIDTH + 1}}", indent=4)
    for row in (row for row in found.rows if not row.idle):
        page.hanging(_amounts(signed(row.chosen), signed(row.other or 0.0) if two else None), _words(row), indent=4)
    scores = f"{found.score:.2f}", f"{found.other_score:.2f}" if found.other_score is not None else None
    page.hanging(_amounts(*scores), "score", indent=4)


def _amounts(chosen: str, other: str | None) -> str:
    second = "" if other is None else f"{other:>{_WIDTH + 1}}"
    return f"{chosen:>{_WIDTH}}{second}  "


def _words(row: Row) -> str:
    detail = f": {row.detail}" if row.detail else ""
    return f"{row.label}{detail}" + (f"; next: {row.other_detail}" if row.other_detail else "")
