"""Shares and parts held against their wholes: "120 of 400, or 40%"; "14 people: nine men and seven women"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from claims.model import Claim, Kind
from factcheck.verification.acceptance import Interval
from factcheck.verification.comparing import chain, kindly, same_time, say, span, stating
from factcheck.verification.formatting import measured, plain, stated
from factcheck.verification.model import Consistency
from factcheck.verification.policy import Policy


def share_against_whole(claim: Claim, by_id: Mapping[str, Claim], policy: Policy) -> Consistency | None:
    """Whether a percentage agrees with the count that it leans on and the whole of that."""
    if claim.kind is not Kind.SHARE or measured(claim).unit != "percent":
        return None
    part = by_id.get(claim.antecedent or "")
    if part is None or part.kind is not Kind.COUNT:
        return None
    whole = part.whole_quantity or claim.whole_quantity
    if whole is None or whole.low <= 0 or part.quantity == whole:
        return None
    low, high = span(part.quantity, Kind.COUNT, policy)
    whole_low, whole_high = span(whole, Kind.COUNT, policy)
    if whole_low <= 0:
        return None
    implied = Interval(low=low / whole_high * 100, high=high / whole_low * 100)
    holds = kindly(claim, policy).meets(implied)
    derived = plain(part.quantity.low / whole.low * 100, place=Decimal("0.1")) + "%"
    return say("share_holds" if holds else "share_contradicts", part.id, holds=holds,
                part=stated(part.quantity, Kind.COUNT), whole=stated(whole, Kind.COUNT), derived=derived,
                stated=stated(measured(claim), claim.kind))


def part_against_whole(claim: Claim, by_id: Mapping[str, Claim], policy: Policy) -> Consistency | None:
    """A part may not be larger than the whole it is said to be of."""
    whole = claim.whole_quantity
    if claim.kind is not Kind.COUNT or whole is None:
        return None
    if span(claim.quantity, Kind.COUNT, policy)[0] <= span(whole, Kind.COUNT, policy)[1]:
        return None
    other = stating(whole.low, claim, chain(claim, by_id), by_id)
    return say("part_exceeds_whole", other.id if other else claim.id, holds=False,
                part=stated(claim.quantity, claim.kind, noun=claim.counted), whole=stated(whole, Kind.COUNT))


def sums_against_wholes(claims: Sequence[Claim], by_id: Mapping[str, Claim],
                        policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """Parts that lean on each other, each of its own place, against the country's number for the same thing."""
    leaned_on = {claim.antecedent for claim in claims}
    for last in claims:
        parts = [last, *chain(last, by_id)]
        if len(parts) < 2 or last.id in leaned_on or not _are_parts(parts):
            continue
        wholes = [c for c in claims if c.kind is Kind.COUNT and c.head == last.head and c not in parts
                  and c.categories == last.categories and all(p.kind == "country" for p in c.places) and c.places
                  and same_time(c, last)]
        for whole in wholes:
            least = sum((span(part.quantity, Kind.COUNT, policy)[0] for part in parts), Decimal(0))
            most = span(whole.quantity, Kind.COUNT, policy)[1] * (1 + policy.consistency.parts_over_whole)
            if least > most:
                total = sum((part.quantity.low for part in parts), Decimal(0))
                yield last.id, say(
                    "parts_exceed_whole", whole.id, holds=False, sum=plain(total),
                    parts=" and ".join(stated(part.quantity, part.kind) for part in reversed(parts)),
                    whole=stated(whole.quantity, whole.kind, noun=whole.counted))


def _are_parts(parts: Sequence[Claim]) -> bool:
    """Counts of one thing at one time, each of one state of its own."""
    first = parts[0]
    places = [part.places[0].code or part.places[0].name for part in parts
              if len(part.places) == 1 and part.places[0].kind in ("state", "territory")]
    return (len(set(places)) == len(parts) and first.head is not None
            and all(part.kind is Kind.COUNT and part.head == first.head and part.categories == first.categories
                    and same_time(part, first) for part in parts))
