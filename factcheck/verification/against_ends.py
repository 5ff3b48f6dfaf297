"""A change held against its endpoints, as the article states both: "doubled, from 40 to 61"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from claims.model import Basis, Claim, Direction, Frozen, Kind, Quantity
from claims.vocabulary import numbers, periods
from factcheck.verification.acceptance import MULTIPLE_UNITS, PERCENT_UNITS, Interval
from factcheck.verification.comparing import LEVELS, between, chain, kindly, say, span, stating
from factcheck.verification.formatting import measured, plain, stated
from factcheck.verification.model import Consistency
from factcheck.verification.policy import Policy

_FROM = re.compile(r"(?:^|.*[ ,])from ", re.DOTALL | re.IGNORECASE)
_TO = re.compile(r"(?:^|.*[ ,])to ", re.DOTALL | re.IGNORECASE)
"""What leads to the one end and to the other, with nothing but blanks between it and the figure."""
_SET_AGAINST = re.compile(r"(?:^|[\s,;—–])(?:but|while|whereas|though|although|yet)\b", re.IGNORECASE)
"""Between the figures before and a change: it is told of something else, or from another time."""
_OWN_BASE = re.compile(
    r"\s*(?:\w+ )?(?:than|above|below|over) (?P<base>(?:\w+ ){0,3}?(?P<figure>[$€£]?\d[\d,.]*)?[^,;]{0,30})",
    re.IGNORECASE)
"""Right behind a change: what it is counted from."""


class Ends(Frozen):
    """The endpoints of a change as the article states them, and the claim that states one of them."""

    start: Quantity
    end: Quantity
    kind: Kind
    other: str


_FORMULAS: dict[Basis, Callable[[Decimal, Decimal], Decimal]] = {
    Basis.PERCENT: lambda start, end: (end / start - 1) * 100,
    Basis.PERCENTAGE_POINTS: lambda start, end: end - start,
    Basis.ABSOLUTE: lambda start, end: end - start,
    Basis.MULTIPLE: lambda start, end: end / start,
}


def change_against_ends(claim: Claim, by_id: Mapping[str, Claim], policy: Policy) -> Consistency | None:
    """Whether the change that a claim states agrees with the ends that the article states; None where it has none."""
    if claim.kind not in (Kind.CHANGE, Kind.RATIO) or claim.change is None:
        return None
    ends = _ends(claim, by_id)
    if ends is None or ends.start.low <= 0 or _is_of_others(claim, ends, by_id):
        return None
    said = _as_times_less(claim)
    basis = claim.change.basis or _basis(said.quantity)
    formula, direction = _FORMULAS[basis], claim.change.direction
    start, end = span(ends.start, ends.kind, policy), span(ends.end, ends.kind, policy)
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
    holds = kindly(said, policy).meets(implied)
    return say(
        "change_holds" if holds else "change_contradicts", ends.other, holds=holds,
        ends=f"{stated(ends.start, ends.kind)} to {stated(ends.end, ends.kind)}",
        derived=_in_words(middle, basis, direction, ends), stated=stated(measured(said), claim.kind))


def _is_of_others(claim: Claim, ends: Ends, by_id: Mapping[str, Claim]) -> bool:
    """Whether a change is told of another subject or from a base of its own: "but 60% more than the $50 of 2010"."""
    stated_by = [by_id[one] for one in (claim.start_claim, claim.end_claim) if one is not None and one in by_id]
    if len(stated_by) == 2 and all(one.start >= claim.end for one in stated_by):
        return False
    if _SET_AGAINST.search(re.split(r"\d", claim.ahead)[-1]):
        return True
    base = _OWN_BASE.match(claim.behind)
    if base is None:
        return False
    said = numbers.find(base["base"])
    if periods.find(base["base"], published=None) and not any(one.low == ends.start.low for one in said):
        return True
    return bool(base["figure"]) and not any(one.low == ends.start.low for one in said)


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
    """The endpoints of a change; None where they are no numbers of its kind: percentages are no ends of 22,000 jobs."""
    found = _named_ends(claim, by_id)
    of_things = claim.quantity.unit is not None and claim.quantity.unit not in (*PERCENT_UNITS, *MULTIPLE_UNITS)
    if found is not None and of_things and {found.start.unit, found.end.unit} & set(PERCENT_UNITS):
        return None
    return found


def _named_ends(claim: Claim, by_id: Mapping[str, Claim]) -> Ends | None:
    """The endpoints: the claims that state them, the numbers that the change names, or the two levels it leans on."""
    change = claim.change
    levels = [other for other in chain(claim, by_id) if other.kind in LEVELS]
    start = _end(claim.start_claim, change.from_ if change else None, claim, levels, by_id)
    end = _end(claim.end_claim, change.to if change else None, claim, levels, by_id)
    if start is not None and end is not None:
        stated_by = [by_id[one] for one in (end[1], start[1]) if one is not None]
        both_named = change is not None and change.from_ is not None and change.to is not None
        if len(stated_by) == 2 and not _comparable(*stated_by, same_head=not both_named):
            return None
        return Ends(start=start[0], end=end[0], kind=stated_by[0].kind if stated_by else Kind.COUNT,
                    other=stated_by[0].id if stated_by else claim.antecedent or claim.id)
    lined_up = _lined_up(claim, by_id)
    if lined_up is not None:
        return lined_up
    if len(levels) < 2 or not _comparable(levels[0], levels[1]):
        return None
    first, last = _oriented(levels[0], levels[1], change.direction if change else Direction.UNKNOWN)
    return Ends(start=first.quantity, end=last.quantity, kind=first.kind, other=levels[0].id)


def _end(named: str | None, number: Decimal | None, claim: Claim, levels: Sequence[Claim],
         by_id: Mapping[str, Claim]) -> tuple[Quantity, str | None] | None:
    """One endpoint and the claim that states it; None where the text does not give it."""
    if named is not None and named in by_id and by_id[named].kind in LEVELS:
        return by_id[named].quantity, named
    if number is None:
        return None
    found = stating(number, claim, levels, by_id)
    return (found.quantity, found.id) if found else (Quantity(low=number, high=number), None)


def _lined_up(claim: Claim, by_id: Mapping[str, Claim]) -> Ends | None:
    """The one "from 3 to 5", or "to 5 from 3", of a sentence whose one change names no end of its own."""
    change = claim.change
    if change is None or change.from_ is not None or change.to is not None:
        return None
    here = [other for other in by_id.values() if other.sentence == claim.sentence]
    if sum(other.kind in (Kind.CHANGE, Kind.RATIO) for other in here) != 1:
        return None
    found = []
    for first, second in pairwise(sorted(here, key=lambda other: other.start)):
        if not {first.kind, second.kind} <= LEVELS or not _comparable(first, second):
            continue
        words, lead = between(first, second), first.ahead
        if words is not None and _FROM.search(lead) and _TO.fullmatch(words):
            found.append((first, second))
        elif words is not None and _TO.search(lead) and _FROM.fullmatch(words):
            found.append((second, first))
    if len(found) != 1:
        return None
    start, end = found[0]
    return Ends(start=start.quantity, end=end.quantity, kind=end.kind, other=end.id)


def _comparable(first: Claim, second: Claim, *, same_head: bool = True) -> bool:
    units = {first.quantity.unit, second.quantity.unit}
    same_unit = first.kind is second.kind or len(units) == 1
    return same_unit and not (same_head and first.head and second.head and first.head != second.head)


def _oriented(first: Claim, second: Claim, direction: Direction) -> tuple[Claim, Claim]:
    """The two in the order of time; where the text does not date both, in the order that the direction implies."""
    a, b = (claim.period.start if claim.period else None for claim in (first, second))
    if a and b and a != b:
        return (first, second) if a < b else (second, first)
    smaller_first = direction is not Direction.DOWN
    return (first, second) if (first.quantity.low <= second.quantity.low) == smaller_first else (second, first)
