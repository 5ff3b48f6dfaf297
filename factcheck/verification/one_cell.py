"""Two figures that were read as one cell of a table, of which one is right: the other is more likely of something else.

"Unemployment here was 5.4%, compared with 4.6% nationally": whoever tells 4.6% does not tell 5.4% of the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import Value
from factcheck.verification.model import Finding, Verdict

BESIDE = 3
"""So few characters stand between two sentences that follow one another."""


def told_beside(claims: Sequence[Claim], matches: Mapping[str, Match | NoMatch],
                findings: Mapping[str, Finding]) -> Mapping[str, Claim]:
    """The failed claims beside which another one of the same cell holds, and that one: it stands in their sentence, or
    in the next with more of where it is of."""
    right = [one for one in claims if findings[one.id].verdict is Verdict.PASS and _cell(one, matches) is not None]
    if not right:
        return {}
    missed = [one for one in claims if findings[one.id].verdict is Verdict.FAIL and _cell(one, matches) is not None]
    beside = {one.id: next((other for other in right if _are_told_apart(one, other)
                            and _cell(one, matches) == _cell(other, matches)), None) for one in missed}
    return {claim: other for claim, other in beside.items() if other is not None}


def _cell(claim: Claim, matches: Mapping[str, Match | NoMatch]) -> Value | None:
    match = matches.get(claim.id)
    if not isinstance(match, Match) or claim.kind is Kind.RANK or match.decision is not None:
        return None
    return match.reading.query if isinstance(match.reading.query, Value) else None


def _are_told_apart(missed: Claim, right: Claim) -> bool:
    """Whether two figures stand beside one another, and the one that is right says more of where it is of."""
    if missed.sentence == right.sentence:
        return missed.quantity != right.quantity
    first, second = sorted((missed.sentence, right.sentence), key=lambda one: one.start)
    if second.start - first.end > BESIDE:
        return False
    return not places.find(missed.sentence.text) and bool(places.find(f"{right.before or ''} {right.after or ''}"))
