"""Two ends of one comparison, which are of one sense of the word that is counted.

"Encounters fell from 300,000 to 50,000": each of them may be those of one agency or of two. Where the one end is right
of two agencies only, and the other of one only, the text compares what cannot be compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.model import Claim
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.queries.algebra import selections
from factcheck.queries.library import Library
from factcheck.verification.holding import Held, hold
from factcheck.verification.model import Finding, Verdict
from factcheck.verification.policy import Policy

OTHER_SENSE = "admissible_reading"
"""Why a claim holds: not as its words are most often meant, but in another sense of them."""


def mixed(claims: Sequence[Claim], matches: Mapping[str, Match | NoMatch], findings: Mapping[str, Finding],
          library: Library, policy: Policy) -> Mapping[str, Match]:
    """The claims that hold in another sense than the one that they are compared with, as matches of its sense alone."""
    found: dict[str, Match] = {}
    if not any(one.reason == OTHER_SENSE for one in findings.values()):
        return found
    by_id = {claim.id: claim for claim in claims}
    for before, claim in zip((None, *claims), claims, strict=False):
        beside = before if before is not None and before.sentence == claim.sentence else None
        first = by_id.get(claim.antecedent or "", beside)
        ends = [one for one in (claim, first) if one is not None and findings[one.id].verdict is Verdict.PASS]
        other = [one for one in ends if findings[one.id].reason == OTHER_SENSE]
        if len(ends) != 2 or len(other) != 1 or not _of_one_comparison(*ends):
            continue
        pair = [match for one in ends if isinstance(match := matches[one.id], Match)]
        if len(pair) == 2 and not _some_sense_holds(ends, pair, library, policy):
            own = matches[other[0].id]
            assert isinstance(own, Match)
            found[other[0].id] = own.model_copy(update={"admissible": ()})
    return found


def _of_one_comparison(claim: Claim, first: Claim) -> bool:
    """Whether a claim takes what it counts from the other one, or is told as the other end of its change."""
    same = claim.inherited or claim.head == first.head or (claim.change is not None and claim.change == first.change)
    return same or (first.change is not None and claim.quantity.low in (first.change.from_, first.change.to))


def _some_sense_holds(ends: Sequence[Claim], pair: Sequence[Match], library: Library, policy: Policy) -> bool:
    """Whether both ends hold in one sense, whichever that is."""
    senses = [{_sense(one): one for one in reversed((match.reading, *match.admissible))} for match in pair]
    if not all(_sense(match.reading) in other for match, other in zip(pair, reversed(senses), strict=True)):
        return True  # they are not of the same words
    return any(all(_holds(claim, of[sense], library, policy) for claim, of in zip(ends, senses, strict=True))
               for sense in senses[0] if sense in senses[1])


def _sense(reading: Reading) -> tuple[str, ...]:
    """What a reading counts, whatever table of its publisher holds it."""
    return tuple(one.measure for one in selections(reading.query))


def _holds(claim: Claim, reading: Reading, library: Library, policy: Policy) -> bool:
    answer = hold(claim, reading, library, policy)
    return isinstance(answer, Held) and answer.holds
