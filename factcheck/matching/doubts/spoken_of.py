"""Whether a measure that needs certain words by its side is spoken of where a claim stands, or in what it leans on."""

from __future__ import annotations

import re

from claims.model import Claim
from claims.vocabulary import places
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.preference import fact_of
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match
from factcheck.matching.words import leftovers
from factcheck.matching.words.zones import Zones
from factcheck.queries.algebra import selections
from factcheck.references.model import Aggregate

PART_FOLLOWS = re.compile(r"\bof (?:which|them|those|these)\b", re.IGNORECASE)
"""Behind a figure: what follows is said of a part of it ("18,000 agencies, of which 831 take part")."""

THE_NUMBER = re.compile(r"(?:The|That|This) (?:\w+ )?(?:number|count|total|figure|tally)\b", re.IGNORECASE)
"""A sentence about a number that was spoken of before."""

POINTS_BACK = re.compile(r"\b(?:they|them|those|these)\b", re.IGNORECASE)


DO_SO = re.compile(r"^\s*(?:(?:now|already|still|also) )?(?:do|does|did|have|has|had)(?: so| that)?\s*$", re.IGNORECASE)
"""Behind a figure: a verb that stands for what the sentence before says ("Now almost 960 agencies do.")."""


def is_spoken_of(claim: Claim, candidate: Candidate, zones: Zones, state: State, context: str) -> bool:
    """Whether the words that a measure requires stand by the claim, or in what it leans on.

    "Texas has 254 counties" says how many there are; "They come from 27 counties" leans on the agencies of the sentence
    before, and so does a change of what is said to be known.
    """
    required = candidate.measure.requires
    start = claim.sentence.start
    said = zones.sentence[: claim.end - start]  # "2,800 agencies; 135 of them take part": not what a later one counts
    behind = zones.sentence[claim.end - start :]
    part = PART_FOLLOWS.search(behind)
    follows = part is not None and bool(behind[: part.start()].strip())  # "84% of them": that is the figure's own whole
    clause = "" if follows else f"{zones.clause} ; {claim.after or ''}"
    where = " ; ".join(place.name for place in claim.places)
    if leftovers.meets(required, f"{zones.own} ; {clause} ; {said} ; {context} ; {where}"):
        return True
    near = f"{said} ; {claim.after or ''}"
    if candidate.measure.deviation and _another_is_named(candidate, near):
        return False  # whichever norm the figure before it was told against
    if _is_linked_to_its_sense(claim, candidate, state) or _goes_without_saying(claim, candidate, zones, state):
        return True
    if THE_NUMBER.match(zones.sentence) and leftovers.meets(required, zones.line_before):
        return True
    if _another_is_named(candidate, near):
        return False
    counts = candidate.measure.aggregate in (Aggregate.COUNT, Aggregate.COUNT_DISTINCT)
    if state.tentative and not counts and state.speaks_of(required):
        return True  # no count of a roster: "Florida has 67 sheriff's offices" may be of all there are
    return _leans_on_it(claim, candidate, zones, state, f"{said} ; {clause}")


def _goes_without_saying(claim: Claim, candidate: Candidate, zones: Zones, state: State) -> bool:
    """Whether its story is about what a measure counts, or an earlier claim was of it."""
    headlined = candidate.measure.headlined and leftovers.meets(candidate.measure.requires, zones.above)
    return headlined or _named_before(claim, candidate, zones, state) or _goes_on(claim, candidate, zones, state)


def _goes_on(claim: Claim, candidate: Candidate, zones: Zones, state: State) -> bool:
    """Whether the figure right before it is of the same table, so that it goes on: "Burglaries stood at 899,293".

    Only by a name of its own, which the table knows: "people" or "offices" may be anything that is told next.
    """
    if len(candidate.measure.words) == 0 or candidate.over is not None or counted_dimensions(candidate):
        return False
    if claim.places or claim.inherited or candidate.measure.aggregate is not Aggregate.VALUE:
        return False
    before = state.claims.in_earlier_sentences(claim)
    plan = state.plan_of(before[-1].id) if before else None
    if plan is None or plan.candidate.dataset.name != candidate.dataset.name or places.find(claim.sentence.text):
        return False
    shared = sum(candidate.words.lower() in one.words for one in candidate.dataset.measures)
    return shared <= 1 and not leftovers.unexplained(zones.own, candidate.own, part="modifiers")


def _leans_on_it(claim: Claim, candidate: Candidate, zones: Zones, state: State, near: str) -> bool:
    """Whether the claim leans on a text that speaks of a measure; ``near``: the words that stand by the claim."""
    required = candidate.measure.requires
    unit = candidate.measure.unit
    told_by_rate = unit.startswith("percent") or " per " in unit or unit == "index point"
    if told_by_rate and _goes_on_to_another(claim, candidate, state):
        return False
    if told_by_rate and leftovers.meets(required, zones.headline):
        return True  # a story about gasoline goes on with "regular was $3.88"
    leans = (
        claim.change is not None
        or POINTS_BACK.search(near) is not None
        or DO_SO.match(claim.after or "") is not None
    )
    if told_by_rate:
        return leans and leftovers.meets(required, zones.paragraph)  # "prices rose 8.5%" may be of all prices
    return leans and leftovers.meets(required, zones.paragraph if claim.change is None else state.article.text)


def _goes_on_to_another(claim: Claim, candidate: Candidate, state: State) -> bool:
    """Whether the figure before it in its sentence is of another table: "unemployment was 4.8%, and prices rose 0.7%".

    What bare "prices" are is then told by no sentence before.
    """
    before = state.claims.before_in_sentence(claim)
    last = max(before, key=lambda one: one.end, default=None)
    plan = state.plan_of(last.id) if last is not None else None
    if plan is None or plan.candidate.dataset.name == candidate.dataset.name:
        return False
    shared = {one.concept for one in plan.candidate.dataset.measures} & {
        one.concept for one in candidate.dataset.measures}
    return not shared - {None}


def _another_is_named(candidate: Candidate, near: str) -> bool:
    """Whether the words by it name another measure: "above the average of 1951 to 1980" leans on no other average.

    What a later figure of its sentence is told by is none: "21,156 murders, a rate of 6.3 per 100,000".
    """
    own = candidate.measure
    others = (one for one in candidate.dataset.measures if one.requires and one.requires != own.requires)
    return any(set(one.words) & set(own.words) and leftovers.meets(one.requires, near) for one in others)


def _named_before(claim: Claim, candidate: Candidate, zones: Zones, state: State) -> bool:
    """Whether it counts by its bare noun what an earlier claim was matched to: "Florida is first, with 262 agencies".

    A noun of places is never short for those that take part: "Ohio has 88 counties".
    """
    bare = len(leftovers.unexplained(zones.own, (), part="modifiers")) == 1
    if not bare or candidate.over is not None or counted_dimensions(candidate):
        return False
    earlier = (plan for name, plan in state.plans.items() if state.claims[name].start < claim.start)
    return any(fact_of(plan.candidate) == fact_of(candidate) for plan in earlier)


def counted_dimensions(candidate: Candidate) -> tuple[str, ...]:
    """The dimension whose members a measure counts: "25 states" is not limited to one of them."""
    return tuple(d.name for d in candidate.dataset.dimensions if candidate.measure.unit in d.nouns)


def tells_itself(claim: Claim, found: Match, state: State) -> bool:
    """Whether the text says that the publisher of the table tells the figure: then no other source is meant."""
    main = selections(found.reading.query)[0]
    measure = state.library.dataset(main.dataset).measure(main.measure)
    if not measure.told_by:
        return False
    near = Zones(claim, state.article).paragraph
    if leftovers.meets(measure.told_by, near):
        return not leftovers.named(measure.told_by_others, claim.sentence.text)
    whole = f"{state.article.title or ''}\n{state.article.text}"
    return leftovers.meets(measure.told_by, whole) and not leftovers.named(measure.told_by_others, whole)


def _is_linked_to_its_sense(claim: Claim, candidate: Candidate, state: State) -> bool:
    """Whether the claim leans on one of the same dataset, and takes its word in no other sense: held, or booked in."""
    if not linked(claim, candidate, state):
        return False
    source = state.plan_of(claim.antecedent)
    assert source is not None  # it is linked
    other, own = source.candidate.measure, candidate.measure
    return other.name == own.name or other.requires == own.requires or not set(other.words) & set(own.words)


def linked(claim: Claim, candidate: Candidate, state: State) -> bool:
    """Whether the claim leans on one that was matched to the same dataset."""
    source = state.plan_of(claim.antecedent)
    return source is not None and source.candidate.dataset.name == candidate.dataset.name
