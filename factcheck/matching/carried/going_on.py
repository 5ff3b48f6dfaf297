"""What a figure has from the one that it goes on from: what it is of, and where."""

from __future__ import annotations

import re

from claims.model import Claim, Period, Place, Source
from claims.vocabulary import periods, places
from claims.vocabulary.time_words import either, vocabulary
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.shapes import place_dimension
from factcheck.matching.asking.state import State
from factcheck.matching.carried.state_of_story import of_the_story
from factcheck.matching.model import NoMatch

MONTH = re.compile(rf"\b(?:{either(vocabulary()['months'])})(?: (?:19|20)\d\d)?(?=[’' ]|$)")
WORLD = re.compile(r"(?:the )?(?:world|globe|planet)", re.IGNORECASE)
WITHOUT_A_TIME = ("unresolved_time", "out_of_coverage", "too_stale")
"""Why a figure was left open of which it is known what it measures."""


PUSHED = re.compile(
    r"^\W*[^.;:\d]{1,60}? (?:pushed|drove|sent|brought|took|lifted|pulled|knocked|dragged|carried|propelled) it "
    r"(?=(?:back |up |down |all the way |as high as |as low as )*(?:to|above|below|near|as)?\b)", re.IGNORECASE)
"""What moved the thing that was told of: "the pandemic pushed it to 14.8%"."""


def without_what_pushed_it(claim: Claim) -> dict[str, object]:
    """The words that lead to a figure, without what moved the thing that it is of."""
    told: dict[str, object] = {}
    for part in ("before", "shared", "predicate"):
        said: str | None = getattr(claim, part)
        if said and " it " in said and PUSHED.match(said):
            told[part] = PUSHED.sub("it ", said)
    return told


def but_when_and_where(words: str) -> str:
    """What a noun phrase says beside the month that it begins with, or that it is of the world: "June rate"."""
    if WORLD.fullmatch(words):
        return ""
    return MONTH.sub("", words) if words[:1].isupper() else words


def month_of(words: str, state: State) -> Period | None:
    """The month that a subject is: "March had been bad enough"."""
    named = periods.find(f"in {words}", published=state.article.published) if MONTH.fullmatch(words) else ()
    return named[0].period if len(named) == 1 else None


def plan_of(claim: Claim, source: Claim, state: State) -> Plan | None:
    """What the figure before was matched to; where only its time was not found, what the last one of its measure was.

    "Ohio's rate hit 4.4% before easing to 4.3%. Iowa was at 3.1%": what is not known of the 4.3% is when.
    """
    plan, found = state.plan_of(source.id), state.found.get(source.id)
    if plan is not None or not isinstance(found, NoMatch) or found.reason not in WITHOUT_A_TIME:
        return plan
    own = claim.places if claim.places_source is Source.STATED else ()
    if not own and not source.places:
        return None  # it may be of the nation or of the state that was told of before
    concepts = {state.library.dataset(one.dataset).measure(one.measure).concept for one in found.nearest}
    before = (state.plan_of(one.id) for one in reversed(state.claims.before(source, within=REACH)))
    last = next((one for one in before if one is not None), None)
    return last if last is not None and last.candidate.measure.concept in concepts - {None} else None


REACH = 300
"""How far back, in characters, that one stands."""


def place_of(source: Claim, plan: Plan, state: State) -> tuple[Place, ...]:
    """Where a figure is: the place of the one before it, or that of its story, or the one that it was read in."""
    if source.places:
        return source.places
    if (told := of_the_story(source, state.assumed.get(source.id), state.article)) is not None:
        return (told,)
    return _read_in(plan)


def _read_in(plan: Plan) -> tuple[Place, ...]:
    """The places that a figure was matched in."""
    dimension = place_dimension(plan.candidate.dataset)
    values = plan.slots.filters.get(dimension.name, ()) if dimension is not None else ()
    return tuple(place for value in values if (place := places.resolve(value)) is not None)


def place_for(claim: Claim, source: Claim, plan: Plan, state: State) -> tuple[Place, ...] | None:
    """Where a figure without a place is that goes on from another one; None where it may be of one of several.

    "Only the District does worse, at 6.0%.\n\nThe rate was 4.3% in December": a new paragraph goes on from what the
    headline names, and where several places were told before and it names none of them, from none.
    """
    there = place_of(source, plan, state)
    if "\n" not in state.article.text[source.end : claim.start]:
        return there
    plans = [earlier for one in state.claims.before(claim, within=FAR)
             if (earlier := state.plan_of(one.id)) is not None]
    told = {place for earlier in plans for place in _read_in(earlier) if place.kind in ("state", "territory")}
    told |= set(there)
    if len(told) < 2:
        return there
    first = state.article.text.strip().split("\n", 1)[0]
    headline = {one.place for one in places.find(f"{state.article.title or ''}\n{first}")}
    named = tuple(headline & told)
    return named if len(named) == 1 else None


FAR = 900
