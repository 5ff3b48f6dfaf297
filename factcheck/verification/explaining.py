"""Why a claim failed: the nearest true statement that gives its number.

It runs only after the verdict and never changes it. Many neighbours are tried, so each has to earn it: a fit on the
bare number, not through the hedge, and enough digits that it is no coincidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from claims.model import Basis, Bound, Claim, Kind, Quantity
from factcheck.queries.algebra import Query, Rank, Value, selections
from factcheck.queries.answer import Result
from factcheck.queries.asked import measure_of
from factcheck.queries.bare_neighbours import is_bare
from factcheck.queries.evaluation import evaluate
from factcheck.queries.library import Library
from factcheck.queries.periods import last_day, preposition
from factcheck.queries.phrases import countable
from factcheck.queries.siblings import Sibling, siblings, still_to_come
from factcheck.queries.sql import to_sql
from factcheck.queries.words import in_words
from factcheck.verification.acceptance import PERCENT_UNITS, tight
from factcheck.verification.formatting import as_told, in_unit, is_spoken_share, plain, stated
from factcheck.verification.holding import Held, compare
from factcheck.verification.model import Explanation
from factcheck.verification.phrases import kind_for, moment, noun, said
from factcheck.verification.policy import Policy
from factcheck.verification.reasons import reason


class Fit(IntEnum):
    """How well a value explains a number, best first."""

    EXACT = 0
    ROUNDED = 1
    HEDGED = 2


@dataclass(frozen=True, slots=True)
class _Found:
    fit: Fit
    place: int
    relation: str
    query: Query
    answer: Result


def explain(claim: Claim, held: Held, library: Library, policy: Policy, *,
            published: date | None = None) -> Explanation | None:
    """The neighbouring statement that gives the claim's number, or None where none does.

    Nothing that became known after ``published`` explains an article. "About 1,000 departments" where there are 831
    agencies: 1,000 is the number of agreements.
    """
    quantity = in_unit(claim.quantity, held.answer.unit)
    if held.assessment.value in (quantity.low, quantity.high):
        return None  # it is the number, only on the wrong side of its bound: there is nothing else to look for
    found = min(_candidates(claim, held, library, policy, published), key=lambda f: (f.fit, f.place), default=None)
    if found is not None:
        return _told(claim, held, found, library)
    return _by_factor(claim, held, library, policy) or _near_miss(claim, held, library, policy)


def _near_miss(claim: Claim, held: Held, library: Library, policy: Policy) -> Explanation | None:
    """Another unit that the number comes near to without being it: 171 where there are 172 agreements."""
    quantity, query = in_unit(claim.quantity, held.answer.unit), held.reading.query
    if not isinstance(query, Value) or claim.kind is not Kind.COUNT or _digits(quantity, zeros=False) < NEAR_DIGITS:
        return None
    near = []
    for sibling in siblings(query, library, relations=("unit",)):
        if not _of_the_same_rows(sibling.query, query, library):
            continue
        answer = evaluate(sibling.query, library)
        if isinstance(answer, Result) and _same_sort(answer, held.answer, "unit"):
            gap = abs(answer.value - quantity.low)
            if gap <= abs(quantity.low) * policy.explanation.near_at_most:
                near.append((gap, sibling.query, answer))
    if not near:
        return None
    _, closest, answer = min(near, key=lambda found: found[0])
    own, main = selections(query)[0], selections(closest)[0]
    cause = reason("neither_unit")
    bare = stated(quantity.model_copy(update={"bound": Bound.EXACT}), claim.kind)
    fields = {"number": bare, "sibling": noun(main, own, library), "value": plain(answer.value)}
    return Explanation(
        reason=cause.code, message=cause.message(fields), value=answer.value, unit=answer.unit,
        query=in_words(closest, library), sql=to_sql(closest, library), instead="")


def _of_the_same_rows(query: Query, own: Query, library: Library) -> bool:
    """Whether it counts other things at the same time: what else comes near to a number says nothing."""
    one, other = selections(query)[0], selections(own)[0]
    units = {measure_of(one, library).unit, measure_of(other, library).unit}
    return not is_bare(one) and one.period == other.period and len(units) == 2


NEAR_DIGITS = 3
"""Numbers with fewer digits come near to something by chance."""


def _candidates(claim: Claim, held: Held, library: Library, policy: Policy,
                published: date | None) -> Iterator[_Found]:
    relations = policy.explanation.order
    own = in_unit(claim.quantity, held.answer.unit)
    if tight(own, kind_for(claim, held.reading.query), policy).contains(held.assessment.value):
        relations = policy.explanation.through_hedge  # a near miss of a bound: other dates and places are no nearer
    else:
        relations = _within_reach(claim.quantity, own, policy)
    best = len(policy.explanation.order)
    for sibling in siblings(held.reading.query, library, relations=relations):
        if not _tells(sibling, claim, held):
            continue
        place = policy.explanation.order.index(sibling.relation)
        if place >= best:  # an exact fit that is told first was found: nothing of this kind can be nearer
            if all(policy.explanation.order.index(one) >= best for one in still_to_come(sibling.relation)):
                return
            continue
        if sibling.query in held.reading.brackets or not _known(sibling.query, held, library, published):
            continue
        answer = evaluate(sibling.query, library)
        if not isinstance(answer, Result) or not _same_sort(answer, held.answer, sibling.relation):
            continue
        fit = _fit(claim, sibling, answer, policy, needed=_needed(sibling, held, library, policy))
        if fit is not None:
            best = place if fit is Fit.EXACT else best
            yield _Found(fit=fit, place=place, relation=sibling.relation, query=sibling.query, answer=answer)


def _within_reach(said: Quantity, own: Quantity, policy: Policy) -> tuple[str, ...]:
    """The relations for which the number has digits enough: whatever a neighbour of another gave would tell nothing."""
    most, rules = max(_digits(one, zeros=True) for one in (said, own)), policy.explanation
    return tuple(one for one in rules.order if one in rules.through_hedge or most >= rules.digits.get(one, 1))


def _tells(sibling: Sibling, claim: Claim, held: Held) -> bool:
    """Whether a fit would be news: exchanged ends give every change of the opposite direction; small ranks fit all."""
    if held.assessment.reason == "opposite_direction":
        return sibling.relation != "endpoint"
    small = _digits(claim.quantity, zeros=True) < 2
    return not (small and isinstance(held.reading.query, Rank) and sibling.relation in ("unit", "place", "category"))


def _known(query: Query, held: Held, library: Library, published: date | None) -> bool:
    """Whether the article could have it: of a time before it, and from no vintage after it but the one in hand."""
    if published is None:
        return True
    own = selections(held.reading.query)
    in_hand = {(part.dataset, part.snapshot) for part in own}
    for part in selections(query):
        dataset = library.dataset(part.dataset)
        snapshot = dataset.snapshot(part.snapshot)
        vintage = snapshot.released or snapshot.as_of
        if is_bare(part):
            told = (value for each in part.where if each.column == dataset.time.column for value in each.values)
            if any(end > published for value in told if (end := last_day(value)) is not None):
                return False
        elif part.as_of > published or (vintage > published and (part.dataset, part.snapshot) not in in_hand):
            return False
    return True


def _same_sort(answer: Result, own: Result, relation: str) -> bool:
    """A percentage is no neighbour of a number of things, except where just that may be confused."""
    return relation == "basis" or (answer.unit in PERCENT_UNITS) == (own.unit in PERCENT_UNITS)


def _needed(sibling: Sibling, held: Held, library: Library, policy: Policy) -> int:
    """How many digits a number needs for this sibling to explain it."""
    digits = policy.explanation.digits
    if is_bare(selections(sibling.query)[0]):
        return max(digits["bare"], digits.get(sibling.relation, 1))
    if sibling.relation == "unit":
        own, other = selections(held.reading.query)[0], selections(sibling.query)[0]
        counted = countable(measure_of(own, library)) and countable(measure_of(other, library))
        if not counted or own.period != other.period:
            return digits.get("unit_apart", 1)
    return digits.get(sibling.relation, 1)


def _fit(claim: Claim, sibling: Sibling, answer: Result, policy: Policy, *, needed: int) -> Fit | None:
    quantity = in_unit(claim.quantity, answer.unit)
    if _is_apart(claim, quantity, answer):
        return None
    assessment = compare(claim, sibling.query, answer, policy)
    if assessment.reason == "opposite_direction":
        return None
    if is_spoken_share(claim) and needed > 1:
        return None  # "a third" is a share of something somewhere
    rules, value = policy.explanation, assessment.value
    if value == quantity.low == quantity.high:
        return Fit.EXACT if _digits(quantity, zeros=True) >= needed else None
    if tight(quantity, kind_for(claim, sibling.query), policy, spoken=is_spoken_share(claim)).contains(value):
        return Fit.ROUNDED if _digits(quantity, zeros=False) >= needed else None
    near = abs(value - quantity.low) <= abs(quantity.low) * rules.hedge_at_most
    if assessment.holds and near and sibling.relation in rules.through_hedge:
        return Fit.HEDGED
    return None


def _is_apart(claim: Claim, quantity: Quantity, answer: Result) -> bool:
    """Whether a value is so far from the number that no rounding brings them together: most neighbours are."""
    if claim.kind is Kind.RATIO or (claim.change is not None and claim.change.basis is Basis.MULTIPLE):
        return False  # "halved" is told as 0.5 and as 2
    gap = min(abs(abs(answer.value) - abs(end)) for end in (quantity.low, quantity.high))
    return gap > quantity.precision and gap > abs(quantity.high) / 2


def _digits(quantity: Quantity, *, zeros: bool) -> int:
    """How many digits the number states; ``zeros``: with the trailing zeros of a whole number."""
    digits = len(quantity.low.normalize().as_tuple().digits)
    return max(digits, abs(quantity.low).adjusted() + 1) if zeros else digits


def _told(claim: Claim, held: Held, found: _Found, library: Library) -> Explanation:
    text = reason(f"another_{found.relation}")
    own, main = selections(held.reading.query)[0], selections(found.query)[0]
    quantity = as_told(claim, found.answer.unit)
    kind = kind_for(claim, found.query)
    fields = {
        "number": stated(quantity.model_copy(update={"bound": Bound.EXACT}), kind),
        "stated": stated(quantity, kind), "value": said(found.query, found.answer),
        "sibling": in_words(found.query, library),
    }
    if found.relation == "unit":
        at = moment(main, library)
        fields["sibling"] = noun(main, own, library) + (
            f" {preposition(main.period or '')} {at}" if at != moment(own, library) else "")
    # "1,000 is the number of agreements" can be said of a plain number of things only.
    unit = library.dataset(main.dataset).measure(main.measure).unit
    counts = isinstance(found.query, Value) and claim.kind is Kind.COUNT and unit not in PERCENT_UNITS
    plainly = found.fit is not Fit.HEDGED and (found.relation != "unit" or counts)
    return Explanation(
        reason=text.code, message=text.message(fields) if plainly else text.loose_message(fields),
        value=found.answer.value, unit=found.answer.unit, query=in_words(found.query, library),
        sql=to_sql(found.query, library), instead=_instead(held, found, library))


def _instead(held: Held, found: _Found, library: Library) -> str:
    """What the two statements differ in: "agreements, not agencies"; "July 2025, not August 2025"."""
    own, main = selections(held.reading.query)[0], selections(found.query)[0]
    match found.relation:
        case "unit":
            return f"{noun(main, own, library)}, not {noun(own, main, library)}"
        case "period" | "snapshot" if not is_bare(main):
            return _differing(tuple(moment(s, library) for s in selections(found.query)),
                              tuple(moment(s, library) for s in selections(held.reading.query)))
        case "total":
            return "total rows counted in"
        case "place" | "category" | "period" | "snapshot":
            there, here = ({c.column: c.values for c in part.where} for part in (main, own))
            changed = [column for column in {**there, **here} if there.get(column) != here.get(column)]
            return _differing(*(tuple("/".join(side.get(c, ("all",))) for c in changed) for side in (there, here)))
    return ""


def _differing(there: tuple[str, ...], here: tuple[str, ...]) -> str:
    pairs = [(a, b) for a, b in zip(there, here, strict=False) if a != b]
    return "; ".join(f"{a}, not {b}" for a, b in pairs)


def _by_factor(claim: Claim, held: Held, library: Library, policy: Policy) -> Explanation | None:
    """The value itself, times or divided by a power of ten."""
    rules, query, value = policy.explanation, held.reading.query, held.assessment.value
    quantity = in_unit(claim.quantity, held.answer.unit)
    if isinstance(query, Rank) or value <= 0 or _digits(quantity, zeros=False) < rules.digits["factor"]:
        return None
    for factor in rules.factors:
        scaled = ((f"times {plain(factor)}", value * factor), (f"divided by {plain(factor)}", value / factor))
        for text, size in scaled:
            if tight(quantity, claim.kind, policy).contains(size):
                cause = reason("factor_of_ten")
                fields = {"number": stated(quantity, claim.kind), "instead": text}
                return Explanation(
                    reason=cause.code, message=cause.message(fields), value=held.answer.value, unit=held.answer.unit,
                    query=in_words(query, library), sql=to_sql(query, library), instead=text)
    return None
