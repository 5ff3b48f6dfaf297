"""The article against itself: no table is asked.

A change against its endpoints, a share against part and whole, parts against a whole, the same thing with two values.
Everything is lenient by the precision and the hedges of the numbers: only what cannot be true together is a
contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from claims.model import Basis, Bound, Claim, Direction, Frozen, Kind, Modality, Quantity
from factcheck.verification.acceptance import MULTIPLE_UNITS, Interval, acceptable
from factcheck.verification.formatting import is_spoken_share, measured, plain, stated
from factcheck.verification.model import Consistency
from factcheck.verification.policy import Policy
from factcheck.verification.reasons import reason

LEVELS = frozenset({Kind.COUNT, Kind.SHARE, Kind.RATE, Kind.MONEY, Kind.MEASURE})


class Ends(Frozen):
    """The endpoints of a change as the article states them, and the claim that states one of them."""

    start: Quantity
    end: Quantity
    kind: Kind
    other: str


def consistency(claims: Sequence[Claim], policy: Policy) -> Mapping[str, tuple[Consistency, ...]]:
    """What the claims of one article say of each other, by claim id; claims with nothing to say are left out.

    "Up from 135 to about 1,000, an increase of more than 600%": the last claim gets ``change_holds``.
    """
    asserted = [claim for claim in claims if claim.modality is Modality.ASSERTED]
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, list[Consistency]] = defaultdict(list)
    for claim in asserted:
        for check in (_change, _share, _part):
            result = check(claim, by_id, policy)
            if result is not None:
                found[claim.id].append(result)
    for here, result in (*_stated_twice(asserted, policy), *_sums(asserted, by_id, policy)):
        found[here].append(result)
    return {identity: tuple(results) for identity, results in found.items()}


def _say(code: str, other: str, *, holds: bool, **fields: str) -> Consistency:
    return Consistency(with_=other, holds=holds, reason=code, message=reason(code).message(fields))


def _accepts(claim: Claim, policy: Policy) -> Interval:
    return acceptable(measured(claim), claim.kind, policy, spoken=is_spoken_share(claim))


def _kindly(claim: Claim, policy: Policy) -> Interval:
    """What a derived figure accepts where its digits may have been cut off instead of rounded; bounds stay bounds."""
    interval = _accepts(claim, policy)
    if claim.quantity.bound not in (Bound.EXACT, Bound.ABOUT) or interval.low is None or interval.high is None:
        return interval
    slack = claim.quantity.precision * policy.consistency.cut_digits
    return interval.model_copy(update={"low": interval.low - slack, "high": interval.high + slack})


def _span(quantity: Quantity, kind: Kind, policy: Policy) -> tuple[Decimal, Decimal]:
    """The lowest and highest value that a stated end can have; an open end goes as far as it is not absurd."""
    interval = acceptable(quantity, kind, policy)
    low = Decimal(0) if interval.low is None else interval.low
    high = quantity.high * policy.bounds.absurd_from if interval.high is None else interval.high
    if kind is Kind.COUNT and interval.high is not None and high - low == 1:
        return quantity.low, quantity.high  # a count with no rounding is that count
    return low, high


# --- a change against its endpoints

_FORMULAS: dict[Basis, Callable[[Decimal, Decimal], Decimal]] = {
    Basis.PERCENT: lambda start, end: (end / start - 1) * 100,
    Basis.PERCENTAGE_POINTS: lambda start, end: end - start,
    Basis.ABSOLUTE: lambda start, end: end - start,
    Basis.MULTIPLE: lambda start, end: end / start,
}


def _change(claim: Claim, by_id: Mapping[str, Claim], policy: Policy) -> Consistency | None:
    if claim.kind not in (Kind.CHANGE, Kind.RATIO) or claim.change is None:
        return None
    ends = _ends(claim, by_id)
    if ends is None or ends.start.low <= 0:
        return None
    said = _as_times_less(claim)
    basis = claim.change.basis or _basis(said.quantity)
    formula, direction = _FORMULAS[basis], claim.change.direction
    start, end = _span(ends.start, ends.kind, policy), _span(ends.end, ends.kind, policy)
    if start[0] <= 0:
        return None
    middle = formula(ends.start.low, ends.end.low)
    implied = Interval(low=formula(start[1], end[0]), high=formula(start[0], end[1]))
    if basis is Basis.MULTIPLE and direction is Direction.DOWN and said.quantity.low > 1:
        if end[0] <= 0:
            return None
        middle = ends.start.low / ends.end.low
        implied = Interval(low=start[0] / end[1], high=start[1] / end[0])
    elif basis is not Basis.MULTIPLE and (direction is Direction.DOWN or (direction is Direction.UNKNOWN
                                                                          and middle < 0)):
        middle, implied = -middle, implied.mirrored()
    holds = _kindly(said, policy).meets(implied)
    return _say(
        "change_holds" if holds else "change_contradicts", ends.other, holds=holds,
        ends=f"{stated(ends.start, ends.kind)} to {stated(ends.end, ends.kind)}",
        derived=_in_words(middle, basis, direction, ends), stated=stated(measured(said), claim.kind))


def _as_times_less(claim: Claim) -> Claim:
    """ "More than halved" is more than two times less: a fall by a part of one, turned so that its bound holds."""
    change, quantity = claim.change, claim.quantity
    if change is None or change.basis is not Basis.MULTIPLE or change.direction is not Direction.DOWN:
        return claim
    if not 0 < quantity.low <= quantity.high < 1:
        return claim
    turned = quantity.model_copy(update={"low": 1 / quantity.high, "high": 1 / quantity.low})
    return claim.model_copy(update={"quantity": turned})


def _basis(quantity: Quantity) -> Basis:
    if quantity.unit == "percent":
        return Basis.PERCENT
    if quantity.unit == "percentage point":
        return Basis.PERCENTAGE_POINTS
    return Basis.MULTIPLE if quantity.unit in MULTIPLE_UNITS else Basis.ABSOLUTE


def _in_words(value: Decimal, basis: Basis, direction: Direction, ends: Ends) -> str:
    """A derived change: "an increase of 641%". ``value`` is positive where it goes in the stated direction."""
    if basis is Basis.MULTIPLE:
        return f"{plain(value, place=Decimal('0.1'))} times"
    down = (direction is Direction.DOWN) == (value >= 0) if direction is not Direction.UNKNOWN else (
        ends.end.low < ends.start.low)
    size = abs(value)
    if basis is Basis.PERCENT:
        text = plain(size, place=Decimal(1) if size >= 10 else Decimal("0.1")) + "%"
    elif basis is Basis.PERCENTAGE_POINTS:
        text = f"{plain(size)} percentage point" + ("" if size == 1 else "s")
    else:
        text = plain(size)
    return f"{'a decrease' if down else 'an increase'} of {text}"


def _ends(claim: Claim, by_id: Mapping[str, Claim]) -> Ends | None:
    """The endpoints: the claims that state them, the numbers that the change names, or the two levels it leans on."""
    change = claim.change
    chain = [other for other in _chain(claim, by_id) if other.kind in LEVELS]
    start = _end(claim.start_claim, change.from_ if change else None, claim, chain, by_id)
    end = _end(claim.end_claim, change.to if change else None, claim, chain, by_id)
    if start is not None and end is not None:
        stating = [by_id[one] for one in (end[1], start[1]) if one is not None]
        if len(stating) == 2 and not _comparable(*stating):
            return None
        return Ends(start=start[0], end=end[0], kind=stating[0].kind if stating else Kind.COUNT,
                    other=stating[0].id if stating else claim.antecedent or claim.id)
    if len(chain) < 2 or not _comparable(chain[0], chain[1]):
        return None
    first, last = _oriented(chain[0], chain[1], change.direction if change else Direction.UNKNOWN)
    return Ends(start=first.quantity, end=last.quantity, kind=first.kind, other=chain[0].id)


def _end(named: str | None, number: Decimal | None, claim: Claim, chain: Sequence[Claim],
         by_id: Mapping[str, Claim]) -> tuple[Quantity, str | None] | None:
    """One endpoint and the claim that states it; None where the text does not give it."""
    if named is not None and named in by_id and by_id[named].kind in LEVELS:
        return by_id[named].quantity, named
    if number is None:
        return None
    stating = _stating(number, claim, chain, by_id)
    return (stating.quantity, stating.id) if stating else (Quantity(low=number, high=number), None)


def _chain(claim: Claim, by_id: Mapping[str, Claim]) -> Iterator[Claim]:
    seen = {claim.id}
    while (before := by_id.get(claim.antecedent or "")) is not None and before.id not in seen:
        seen.add(before.id)
        yield before
        claim = before


def _stating(number: Decimal, claim: Claim, chain: Iterable[Claim], by_id: Mapping[str, Claim]) -> Claim | None:
    """The claim that states this number: one leaned on, else one of the same sentence."""
    near = [*chain, *(c for c in by_id.values() if c.sentence == claim.sentence and c.kind in LEVELS)]
    return next((c for c in near if c.id != claim.id and c.quantity.low == number), None)


def _comparable(first: Claim, second: Claim) -> bool:
    units = {first.quantity.unit, second.quantity.unit}
    same_unit = first.kind is second.kind or len(units) == 1
    return same_unit and not (first.head and second.head and first.head != second.head)


def _oriented(first: Claim, second: Claim, direction: Direction) -> tuple[Claim, Claim]:
    """The two in the order of time; where the text does not date both, in the order that the direction implies."""
    a, b = (claim.period.start if claim.period else None for claim in (first, second))
    if a and b and a != b:
        return (first, second) if a < b else (second, first)
    smaller_first = direction is not Direction.DOWN
    return (first, second) if (first.quantity.low <= second.quantity.low) == smaller_first else (second, first)


# --- a share against its part and whole

def _share(claim: Claim, by_id: Mapping[str, Claim], policy: Policy) -> Consistency | None:
    if claim.kind is not Kind.SHARE or measured(claim).unit != "percent":
        return None
    part = by_id.get(claim.antecedent or "")
    if part is None or part.kind is not Kind.COUNT:
        return None
    whole = part.whole_quantity or claim.whole_quantity
    if whole is None or whole.low <= 0 or part.quantity == whole:
        return None
    low, high = _span(part.quantity, Kind.COUNT, policy)
    whole_low, whole_high = _span(whole, Kind.COUNT, policy)
    if whole_low <= 0:
        return None
    implied = Interval(low=low / whole_high * 100, high=high / whole_low * 100)
    holds = _kindly(claim, policy).meets(implied)
    derived = plain(part.quantity.low / whole.low * 100, place=Decimal("0.1")) + "%"
    return _say("share_holds" if holds else "share_contradicts", part.id, holds=holds,
                part=stated(part.quantity, Kind.COUNT), whole=stated(whole, Kind.COUNT), derived=derived,
                stated=stated(measured(claim), claim.kind))


# --- parts against wholes

def _part(claim: Claim, by_id: Mapping[str, Claim], policy: Policy) -> Consistency | None:
    """A part may not be larger than the whole it is said to be of."""
    whole = claim.whole_quantity
    if claim.kind is not Kind.COUNT or whole is None:
        return None
    if _span(claim.quantity, Kind.COUNT, policy)[0] <= _span(whole, Kind.COUNT, policy)[1]:
        return None
    other = _stating(whole.low, claim, _chain(claim, by_id), by_id)
    return _say("part_exceeds_whole", other.id if other else claim.id, holds=False,
                part=stated(claim.quantity, claim.kind, noun=claim.counted), whole=stated(whole, Kind.COUNT))


def _sums(claims: Sequence[Claim], by_id: Mapping[str, Claim], policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """Parts that lean on each other, each of its own place, against the country's number for the same thing."""
    for last in claims:
        parts = [last, *_chain(last, by_id)]
        if len(parts) < 2 or any(other.antecedent == last.id for other in claims) or not _are_parts(parts):
            continue
        wholes = [c for c in claims if c.kind is Kind.COUNT and c.head == last.head and c not in parts
                  and c.categories == last.categories and all(p.kind == "country" for p in c.places) and c.places
                  and _same_time(c, last)]
        for whole in wholes:
            least = sum((_span(part.quantity, Kind.COUNT, policy)[0] for part in parts), Decimal(0))
            most = _span(whole.quantity, Kind.COUNT, policy)[1] * (1 + policy.consistency.parts_over_whole)
            if least > most:
                total = sum((part.quantity.low for part in parts), Decimal(0))
                yield last.id, _say(
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
                    and _same_time(part, first) for part in parts))


def _same_time(first: Claim, second: Claim) -> bool:
    a, b = first.period, second.period
    return (a is None and b is None) or (a is not None and b is not None and (a.start, a.end) == (b.start, b.end))


# --- the same thing with two values

VALUES_REMEMBERED = 20
"""Of how many values of one thing a later claim is held against: a league list is no contradiction of itself."""


def _stated_twice(claims: Sequence[Claim], policy: Policy) -> Iterator[tuple[str, Consistency]]:
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.head and claim.kind in LEVELS:
            groups[_frame(claim)].append(claim)
    for group in groups.values():
        stated_before: dict[Quantity, Claim] = {}
        for second in group:
            for first in stated_before.values():
                if second.antecedent != first.id and not _accepts(first, policy).meets(_accepts(second, policy)):
                    yield second.id, _say(
                        "stated_twice", first.id, holds=False,
                        here=stated(second.quantity, second.kind, noun=second.counted),
                        there=stated(first.quantity, first.kind, noun=first.counted))
                    break  # one contradiction of a claim is enough to look at it
            if len(stated_before) < VALUES_REMEMBERED:
                stated_before.setdefault(second.quantity, second)


def _frame(claim: Claim) -> object:
    """What has to be the same for two figures to be of the same thing. Who says it is part: sources may disagree."""
    period = (claim.period.start, claim.period.end) if claim.period else None
    return (claim.kind, claim.quantity.unit, claim.head, frozenset(claim.modifiers), claim.predicate, claim.whole,
            frozenset(claim.categories), tuple(p.code or p.name for p in claim.places), period, claim.speaker)
