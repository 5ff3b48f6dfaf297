"""A reading in the making: measure, filters, moment; and the query that it becomes for a claim's kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from claims.model import Basis, Bound, Claim, Direction, Granularity, Kind, Period
from claims.model import Rank as StatedRank
from claims.vocabulary import places
from factcheck.matching.asking import shapes, times
from factcheck.matching.asking.candidates import POINTS, Candidate
from factcheck.matching.asking.shapes import Slots
from factcheck.matching.asking.times import Choice, Moment, NoMoment
from factcheck.queries.algebra import Change, CountWhere, Extreme, Query, Rank, Selection, Share, Value
from factcheck.queries.phrases import countable
from factcheck.references.derived import ShareOf
from factcheck.references.library import References
from factcheck.references.model import Aggregate

OF_ALL = re.compile(
    r"\b(?:account\w*|mak(?:e|es|ing) up|made up|represent\w*|compris\w*|(?:are|is|were) in|nation|national|nationwide|"
    r"country|all|total|overall|world|globe|Americans?)\b|\bU\.S\.|United States",
    re.I,
)
"""How a text says that a place's share is one of the whole country."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a query is made of, so that it can be asked again at another moment."""

    candidate: Candidate
    slots: Slots
    choice: Choice

    @property
    def moment(self) -> Moment:
        """The moment chosen."""
        return self.choice.moment

    def at(self, moment: Moment) -> Plan:
        """The same, at another moment."""
        return replace(self, choice=Choice(moment))

    def retimed(self, library: References, period: Period | None, published: date | None) -> Plan | NoMoment:
        """The same, at the moment that another period means."""
        choice = times.choose(self.candidate.dataset, self.candidate.measure, library, period, published)
        return choice if isinstance(choice, NoMoment) else replace(self, choice=choice)

    def selection(self, *, open_dimension: str | None = None, part: bool = True) -> Selection:
        """The measure over the rows that the slots allow; without ``part``, over the whole."""
        slots = self.slots if part else Slots()
        return shapes.selection(
            self.candidate.dataset, self.candidate.measure, self.moment, slots, open_dimension=open_dimension
        )


def brackets(plan: Plan, claim: Claim, library: References) -> tuple[Query, ...]:
    """The same query at the moments around the claim's time."""
    found = [query_of(plan.at(moment), claim, library) for moment in plan.choice.brackets]
    return tuple(query for query in found if not isinstance(query, str))


def query_of(plan: Plan, claim: Claim, library: References) -> Query | str:
    """The query, or the words that the table cannot express."""
    if claim.kind is Kind.RANK:
        return _rank(plan, claim, library)
    if plan.candidate.over is not None:
        return _members(plan, claim, library)
    if plan.candidate.measure.margin and claim.quantity.unit in POINTS:
        return _margin(plan, claim)
    if claim.kind is Kind.SHARE:
        return _share(plan, claim)
    if len(claim.places) > 1 and of_each(claim):
        least = claim.quantity.bound in (Bound.MORE_THAN, Bound.AT_LEAST)
        return Value(of=plan.selection().model_copy(update={"aggregate": Aggregate.MIN if least else Aggregate.MAX}))
    return Value(of=plan.selection())


EACH = re.compile(r"\b(?:both|each|the only|all|apiece|every one)\b", re.IGNORECASE)


def of_each(claim: Claim) -> bool:
    """Whether a bound is told of several places one by one: "both have more than a billion people"."""
    bounds = (Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST)
    return claim.quantity.bound in bounds and EACH.search(claim.sentence.text) is not None


LOST = re.compile(r"\b(?:lost|loses?|losing|behind|trail\w*|fell short|defeat(?:ed)? (?:of|for))\b", re.IGNORECASE)


def _margin(plan: Plan, claim: Claim) -> Query | str:
    """A lead in points: "won Florida by 13.1 percentage points" is the votes ahead among all that were cast."""
    dataset, measure = plan.candidate.dataset, plan.candidate.measure
    whole = next((one for one in dataset.measures if one.unit == measure.unit and not one.margin), None)
    if whole is None or LOST.search(claim.before or ""):
        return claim.figure
    where = {d.name for d in dataset.dimensions if d.role.value == "place"}
    slots = plan.slots.without(*(column for column in plan.slots.filters if column not in where))
    return Share(part=plan.selection(), whole=shapes.selection(dataset, whole, plan.moment, slots))


_SIGN = {Direction.UP: ">", Direction.DOWN: "<"}
"""What the change of a member is compared with nothing by, that went that way."""


def _members(plan: Plan, claim: Claim, library: References) -> Query | str:
    over = plan.candidate.over
    assert over is not None
    slots = plan.slots.without(over.name)
    moving = plan.candidate.moving
    if moving is None and claim.condition is None and not countable(plan.candidate.measure):
        return claim.figure  # every state has an unemployment rate: which of them are meant, the text says elsewhere
    comparison, least = shapes.threshold(claim) if moving is None else (_SIGN[moving], 0)
    selection = replace(plan, slots=slots).selection(open_dimension=over.name)
    group = shapes.group_of(plan.candidate.dataset, library, plan.moment, over, claim.head or "")
    counted = CountWhere.model_validate(
        {"of": selection, "over": over.name, "comparison": comparison, "threshold": Decimal(least), "group": group}
    )
    if claim.kind is Kind.SHARE:
        return f"a share of {claim.whole or claim.counted}"
    return counted


def _share(plan: Plan, claim: Claim) -> Query | str:
    dataset = plan.candidate.dataset
    measure = plan.candidate.measure
    if measure.unit == "percent" and (not claim.whole or isinstance(measure.derived, ShareOf)):
        return Value(of=plan.selection())  # a rate itself: "a 3.8% annual pace"
    if not plan.slots.filters:
        return claim.predicate or claim.figure
    if (world := _of_the_world(plan, claim)) is not None:
        return Share(part=plan.selection(), whole=world)
    where = {d.name for d in dataset.dimensions if d.role.value == "place"}
    part = plan.selection()
    if set(plan.slots.filters) <= where and not OF_ALL.search(
        " ".join(filter(None, (claim.whole, claim.predicate, claim.after)))
    ):
        return claim.figure  # a place's share of what? Only of a whole that the text names
    limiting = {column for column in plan.slots.filters if column not in where and column not in plan.slots.of_whole}
    # "Half of Florida's agreements follow the model": the place limits the whole as well, unless it is the part.
    whole_slots = plan.slots.without(*limiting) if limiting else plan.slots.without(*where)
    whole = shapes.selection(dataset, plan.candidate.measure, plan.moment, whole_slots)
    return Share(part=part, whole=whole)


OF_THE_WORLD = re.compile(
    r"\b(?:world|global|humanity|humankind|mankind|earth|planet)\b|^(?:the )?total\b", re.IGNORECASE)


def _of_the_world(plan: Plan, claim: Claim) -> Selection | None:
    """The world as the whole of a country's share, where the table has a row for it and no total of its own."""
    dimension = shapes.place_dimension(plan.candidate.dataset)
    told = " ".join(filter(None, (claim.whole, claim.counted, claim.predicate)))
    if dimension is None or dimension.total is not None or not plan.slots.filters.get(dimension.name):
        return None
    world = next((member.value for member in dimension.members if member.kind == "world"), None)
    if world is None or world in plan.slots.filters[dimension.name] or not OF_THE_WORLD.search(told):
        return None
    return replace(plan, slots=Slots().with_(dimension.name, (world,))).selection()


def _rank(plan: Plan, claim: Claim, library: References) -> Query | str:
    rank = claim.rank
    dataset = plan.candidate.dataset
    dimension = shapes.place_dimension(dataset)
    if JUDGED.search(claim.figure):
        return claim.figure
    if rank is not None and rank.since is not None:
        return _extreme(plan, rank, rank.since)
    if rank is None or dimension is None:
        return claim.figure
    member = plan.slots.filters.get(dimension.name, ())
    if len(member) != 1:
        return claim.figure
    if (region := _narrower_group(plan, claim)) is not None:
        return region
    if rank.among is not None and rank.among not in (*dimension.nouns, *dimension.place_kinds):
        return rank.among
    open_slots = replace(plan, slots=plan.slots.without(dimension.name))
    group = shapes.group_of(
        dataset, library, plan.moment, dimension, rank.among or (dimension.nouns[0] if dimension.nouns else "")
    )
    return Rank.model_validate(
        {
            "of": open_slots.selection(open_dimension=dimension.name),
            "over": dimension.name,
            "member": member[0],
            "order": _order(rank, plan.candidate.moving),
            "group": group,
        }
    )


GROUP = re.compile(r"^ *(?:of|in|across|among|throughout) (?:all (?:of )?)?(?:the )?", re.IGNORECASE)


def _narrower_group(plan: Plan, claim: Claim) -> str | None:
    """The region that a rank is told for: "the most populous country of Africa" is not first in the world."""
    behind = claim.behind
    found = GROUP.match(behind)
    if found is None:
        return None
    mention = next((one for one in places.find(behind) if one.start <= found.end() <= one.end), None)
    whole = {"world", plan.candidate.dataset.scope}
    return None if mention is None or mention.place.kind == "world" or mention.place.name in whole else mention.text


def _order(rank: StatedRank, moving: Direction | None) -> str:
    """Which end of the table is first: the most people lost is the lowest change."""
    if moving is not Direction.DOWN:
        return rank.order
    return "lowest" if rank.order == "highest" else "highest"


JUDGED = re.compile(r"\b(?:best|worst|better|worse)\b", re.IGNORECASE)
"""Ranks by merit: which end of a table is the worst, no table says."""

_BOUND = {Granularity.YEAR: "%Y", Granularity.MONTH: "%Y-%m", Granularity.DAY: "%Y-%m-%d"}
"""How far back a record reaches, as a table names times."""


def _extreme(plan: Plan, rank: StatedRank, since: Period) -> Query | str:
    """ "The highest since October 2021": asked of the series itself; since when records are kept no table says."""
    bound = _BOUND.get(since.granularity)
    if since.start is None or bound is None or plan.moment.period is None or rank.among is not None:
        return since.text or "since then"
    order: Literal["highest", "lowest"] = "lowest" if rank.order == "lowest" else "highest"
    return Extreme(of=plan.selection(), order=order, since=since.start.strftime(bound))


def change_between(start: Selection, end: Selection, claim: Claim) -> Change:
    """The change from one selection to the other, in the claim's basis."""
    basis = claim.change.basis if claim.change is not None and claim.change.basis is not None else Basis.ABSOLUTE
    return Change(start=start, end=end, basis=basis)
