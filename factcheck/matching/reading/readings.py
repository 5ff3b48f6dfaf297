"""The readings of one claim: every candidate with its slots and moment, or the reason why it cannot be asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from claims.model import Claim, Kind
from claims.vocabulary import places
from claims.vocabulary.words import content_words
from factcheck.matching.asking import candidates, members, plan, scoring, shapes, times
from factcheck.matching.asking.candidates import POINTS, Candidate
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.preference import best_of_each_fact
from factcheck.matching.asking.shapes import Slots
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.asking.times import NoMoment
from factcheck.matching.carried import by_story, counted_back, ellipsis, reported_in, sizes, tentative
from factcheck.matching.carried.state_of_story import of_the_story
from factcheck.matching.doubts.another_place import (
    elsewhere_of,
    of_the_headline,
    of_the_region_before,
    points_back,
)
from factcheck.matching.doubts.obstacles import NAMES_PLACES, obstacle
from factcheck.matching.doubts.spoken_of import counted_dimensions, is_spoken_of, linked
from factcheck.matching.model import LEFT_OVER, Contender, NoMatch, Reading
from factcheck.matching.reading import extremes, peaks, unsaid
from factcheck.matching.words import durations, leftovers, lists
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.zones import Zones
from factcheck.queries.algebra import Query
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Aggregate, Dataset, Measure, Role

Admits = Callable[[Dataset, Measure], bool]
"""Which measures may be meant at all."""


def _any_level(claim: Claim) -> Admits:
    """Any measure but amounts of change, which only a change can mean; a rate that names no time is a yearly one."""

    def admits(dataset: Dataset, measure: Measure) -> bool:
        del dataset
        made = measure.derived
        if measure.signed and measure.unit != "percent":
            return False
        if not isinstance(made, ChangeOf):
            return True
        months = durations.months(claim, None, at_a_rate=made.per_year is not None)
        return made.months == 12 or made.per_year is not None if months is None else months == made.months

    return admits


def readings_of(
    claim: Claim, state: State, *, changing: bool = False, admits: Admits | None = None
) -> tuple[list[Scored], list[NoMatch]]:
    """All readings of a claim, the best first, and why others were refused."""
    if (place := of_the_story(claim, state.assumed.get(claim.id), state.article)) is not None:
        claim = claim.model_copy(update={"places": (place,)})
    claim = _those_together(claim, state)
    nearest = sizes.of_the_nearest(sizes.alone(claim))
    if nearest is None:
        return [], [NoMatch(reason="ambiguous", detail={"readings": "its sentence names several places"})]
    claim = nearest
    if state.decided is not None:
        decided = state.decided.readings(claim, state, changing=changing, admits=admits)
        if decided is not None:
            return decided
    zones = Zones(claim, state.article)
    found = state.obstacles.of(claim, lambda: obstacle(claim, zones))
    if found is not None and not (state.tentative and found.because == NAMES_PLACES):
        return [], [found]
    admits = admits or _any_level(claim)
    scored, refusals = _named(zones, state, admits, changing=changing)
    left_out = ellipsis.completed(claim, zones, state) if not scored else None
    if not scored and left_out is None and state.tentative:
        left_out = tentative.completed(claim, zones, state)
    if left_out is not None:
        scored, refused = _named(
            Zones(left_out.claim, state.article),
            state,
            admits,
            changing=changing,
            left_out=left_out,
            own=zones.own,
        )
        refusals = [*refusals, *refused]
    of_a_time = claim.rank is not None and claim.rank.since is not None
    points = claim.quantity.unit in POINTS and claim.change is None
    if (claim.kind in (Kind.RANK, Kind.SHARE) or points) and not scored and not of_a_time:
        scored += _by_prior(claim, zones, state)
    # Of tables that hold the same fact the fresher is asked, then the one that is nearer to the source.
    scored.sort(
        key=lambda s: (
            -s.reading.score,
            s.plan.moment.age_days,
            -s.plan.candidate.dataset.precedence,
            s.plan.candidate.dataset.name,
        )
    )
    return best_of_each_fact(scored), refusals


def _named(
    zones: Zones,
    state: State,
    admits: Admits,
    *,
    changing: bool,
    left_out: ellipsis.Completed | None = None,
    own: str = "",
) -> tuple[list[Scored], list[NoMatch]]:
    """The readings of what a claim names, or of what it leaves out; ``own`` are then the words that it does say."""
    source, context = (left_out.source, left_out.context) if left_out is not None else (None, "")
    scored: list[Scored] = []
    refusals: list[NoMatch] = []
    only = state.only_of(zones.claim)
    for words in state.lexicons.counting(zones.own, state.topical):
        if only is not None and words.dataset.name != only:
            continue
        for found in candidates.find(zones, words):
            if not admits(found.dataset, found.measure) or leftovers.named(found.measure.excludes, own):
                continue
            candidate = _left_open(found, zones.claim, state, source)
            if candidate is None:
                continue
            reading = reading_of(
                zones.claim, candidate, zones, words, state, changing=changing, source=source, context=context
            )
            if isinstance(reading, NoMatch):
                nearest = Contender(
                    dataset=candidate.dataset.name,
                    measure=candidate.measure.name,
                    words=candidate.words,
                    behind=reading.reason if reading.because in ("", LEFT_OVER) else reading.because,
                    detail=", ".join(reading.detail.values()),
                )
                refusals.append(reading.model_copy(update={"nearest": (nearest,)}))
            else:
                scored.append(reading)
    return scored, refusals


def _left_open(candidate: Candidate, claim: Claim, state: State, source: Plan | None) -> Candidate | None:
    """The candidate as the claim ranks it; None where what the claim leans on, or what was decided, rules it out."""
    if source is not None and not _is_of_the_same(candidate, source):
        return None
    if claim.inherited and _of_a_lead(claim, state) and not candidate.measure.margin:
        return None  # "his margin in Ohio was 646,417 votes; in Nevada it was 46,008"
    ranked = candidate if candidate.over is not None else by_story.ranked(candidate, claim)
    if ranked is None or state.decided is None:
        return ranked
    return None if state.decided.bars(claim, ranked.dataset, ranked.measure) else ranked


def _of_a_lead(claim: Claim, state: State) -> bool:
    """Whether it leans on a figure that says by how much someone was ahead."""
    source = state.plan_of(claim.antecedent)
    return source is not None and source.candidate.measure.margin


def _is_of_the_same(candidate: Candidate, source: Plan) -> bool:
    """Whether a candidate is of the table that a figure before was matched to, or of the same concept."""
    known = source.candidate
    if candidate.dataset.name == known.dataset.name:
        return True
    if candidate.measure.concept is not None and candidate.measure.concept == known.measure.concept:
        return True
    shared = {one.concept for one in known.dataset.measures} & {one.concept for one in candidate.dataset.measures}
    return bool(shared - {None})  # tables of one thing: the index over a year, and over a month


def reading_of(
    claim: Claim,
    candidate: Candidate,
    zones: Zones,
    words: DatasetLexicon,
    state: State,
    *,
    changing: bool = False,
    source: Plan | None = None,
    context: str = "",
    limits: Mapping[str, tuple[str, ...]] | None = None,
) -> Scored | NoMatch:
    """A candidate with its slots and moment as a scored query, or why it cannot be asked.

    ``changing``: it is one end of a change, whose verb says what happened and not what stands. ``source``: the plan of
    the figure before it, which named what the claim leaves out; ``context``: other words that named it. ``limits``: the
    categories that an editor decided, whatever the claim says.
    """
    spoken_of = source is not None or (
        _stands_beside(claim, candidate, zones, state) and is_spoken_of(claim, candidate, zones, state, context))
    if not spoken_of or _counts_a_place_in_itself(claim, candidate):
        return NoMatch(reason="no_reference", because="not_spoken_of")
    choice = _when(claim, candidate, zones, state, leans=source is not None, changing=changing)
    if isinstance(choice, NoMatch):
        return choice
    told = _of_another_place(claim, candidate, zones, words, state, source=source, context=context, changing=changing)
    if told is not None:
        return told
    where = members.places_apart(claim, candidate.dataset, zones, words)
    slots = shapes.place_slots(candidate.dataset, state.library, choice.moment.snapshot, where)
    slots = members.stated(candidate, slots, zones, words, state, source, context).without(
        *counted_dimensions(candidate)
    )
    slots = slots.limited(limits or {})
    left = unsaid.of_the_clause(claim, zones, candidate, changing=changing or candidate.moving is not None)
    outright = unsaid.inexpressible(claim, candidate, slots, zones, words, state, changing=changing)
    if missing := outright or unsaid.left_over(left, claim, words, state):
        return NoMatch(
            reason="not_in_table", because="" if outright else LEFT_OVER,
            detail={"words": ", ".join(f"“{word}”" for word in dict.fromkeys(missing))}
        )
    if (unsettled := _unsettled(claim, candidate, slots, changing=changing)) is not None:
        return unsettled
    made = Plan(candidate, slots, choice)
    query = plan.query_of(made, claim, state.library)
    if isinstance(query, str):
        return NoMatch(reason="not_in_table", detail={"words": f"“{query}”"})
    return _scored(claim, made, query, zones, words, state, left)


def _when(
    claim: Claim, candidate: Candidate, zones: Zones, state: State, *, leans: bool, changing: bool
) -> times.Choice | NoMatch:
    """The moment that a candidate is asked at, or why there is none or no one; ``leans`` on the figure before it."""
    choice = times.choose(candidate.dataset, candidate.measure, state.library, claim.period, state.article.published,
                          mean=durations.is_averaged(claim))
    peak = peaks.told_as(claim) if state.tentative and candidate.time.frequency == "weekly" else None
    if peak is not None and (whole := peaks.choice(claim, candidate, state, peak)) is not None:
        return whole
    choice = counted_back.from_the_newest(claim, candidate, state, choice)
    choice = reported_in.choice(claim, candidate, state, choice)
    if isinstance(choice, NoMoment):
        barred = leftovers.named(candidate.measure.excludes_clause, f"{zones.own} ; {zones.near} ; {zones.clause}")
        refused = no_moment(choice, claim, state)
        return refused.model_copy(update={"because": "another_sense"}) if barred or leans else refused
    weekly = candidate.time.frequency == "weekly"
    return extremes.of_no_one_time(claim, choice, changing=changing, weekly=weekly) or choice


def _scored(
    claim: Claim, made: Plan, query: Query, zones: Zones, words: DatasetLexicon, state: State, left: tuple[str, ...]
) -> Scored:
    """A plan and its query with their features, and with the query at the other moment that may be meant."""
    candidate, choice = made.candidate, made.choice
    found = scoring.features(
        candidate,
        zones,
        words,
        choice,
        left=left,
        clause_words=len(content_words(zones.clause)),
        linked=linked(claim, candidate, state),
        prior=state.prior.get(candidate.dataset.name, 0.0),
    )
    score = scoring.total(found)
    other = plan.query_of(made.at(choice.instead), claim, state.library) if choice.instead else None
    return Scored(
        made,
        Reading(query=query, score=score, features=found, brackets=plan.brackets(made, claim, state.library),
                beyond_days=choice.moment.beyond_days),
        None if other is None or isinstance(other, str) else Reading(query=other, score=score, features=found),
    )


def _stands_beside(claim: Claim, candidate: Candidate, zones: Zones, state: State) -> bool:
    """Whether one of the words that have to stand beside the measure does, by the figure or behind its list."""
    words = candidate.measure.beside
    return leftovers.meets(words, f"{zones.own} ; {zones.near} ; {zones.shared}") \
        or leftovers.meets(words, lists.behind(claim, state.claims.in_sentence(claim)))


def _of_another_place(
    claim: Claim, candidate: Candidate, zones: Zones, words: DatasetLexicon, state: State, *, source: Plan | None,
    context: str, changing: bool,
) -> Scored | NoMatch | None:
    """What a claim without a place is where it may be of one that its story names; None where it is of none.

    "Trump carried Ohio. He received 3.2 million votes" is most likely of Ohio: the value there may bear the figure out,
    and a miss settles nothing.
    """
    if (region := of_the_region_before(claim, candidate.dataset, zones)) is not None:
        return NoMatch(reason="ambiguous", detail={"readings": f"it may be among those of {region}"})
    elsewhere = elsewhere_of(claim, candidate.dataset)
    counts_places = (candidate.over is not None and candidate.over.role is Role.PLACE) or any(
        candidate.measure.unit in one.place_kinds for one in candidate.dataset.dimensions)  # "Trump carried 30 states"
    there = None
    if elsewhere is None and not counted_dimensions(candidate) and not counts_places:
        there = of_the_headline(claim, candidate.dataset, state.assumed.get(claim.id), zones.headline)
    if source is None and not counts_places:
        there = there or points_back(claim, candidate.dataset, zones.paragraph)
    if elsewhere is None and there is None:
        return None
    place = places.resolve(there or "") if elsewhere is None and (state.tentative or not changing) else None
    if place is not None and (state.tentative or claim.kind in (Kind.COUNT, Kind.RATE)):
        lent = claim.model_copy(update={"places": (place,)})
        found = reading_of(lent, candidate, Zones(lent, state.article), words, state, changing=changing, source=source,
                           context=context)
        if isinstance(found, Scored):
            return replace(found, doubt=f"it may be of {there}")
    return NoMatch(reason="ambiguous", detail={"readings": f"it may be of {elsewhere or there}"})


FROM = re.compile(r"\b(?:down|up) from$", re.IGNORECASE)
TOGETHER = re.compile(r"\b(?:together|combined|between them|among them|in total|altogether|sum)\b", re.IGNORECASE)
"""How a text says that it adds places up."""


THEY = re.compile(r"\b(?:they|the (?:two|three|four|pair)|these|those)\b", re.IGNORECASE)


def _those_together(claim: Claim, state: State) -> Claim:
    """ "Together they make up 36 percent": of the places that the sentence before names together."""
    if len(claim.places) > 1 or not TOGETHER.search(claim.sentence.text) or not THEY.search(claim.sentence.text):
        return claim
    before = state.in_earlier_sentences(claim)
    named = [one.places for one in before[-3:] if len(one.places) > 1]
    return claim.model_copy(update={"places": named[-1]}) if named else claim


def _unsettled(claim: Claim, candidate: Candidate, slots: Slots, *, changing: bool) -> NoMatch | None:
    """Why the rows that a claim means are not settled: a dimension it leaves open, places it may or may not add up."""
    measure, dataset = candidate.measure, candidate.dataset
    started = FROM.search(claim.before or "") is not None  # "4.9%, down from 5.0%": which was no fall of its own
    level = not changing and candidate.moving is None and claim.change is None and not started
    if measure.signed and level and leftovers.falls(claim.predicate or ""):
        return NoMatch(reason="ambiguous", detail={"readings": "its sentence speaks of a fall"})
    if measure.aggregate is not Aggregate.VALUE or dataset.guessed or candidate.over is not None:
        return None
    fixed = {column for column, _ in measure.where}
    for dimension in dataset.dimensions:
        if dimension.name in fixed:
            continue
        stated = slots.filters.get(dimension.name, ())
        if not stated and dimension.told_with and leftovers.meets(dimension.told_with, claim.before or ""):
            return NoMatch(reason="ambiguous", detail={"readings": f"it names no {dimension.title}"})
        if stated or slots.missing or dimension.total is not None or dimension.role in (Role.TIME, Role.ENTITY):
            continue
        if dimension.role is not Role.PLACE:
            return NoMatch(reason="ambiguous", detail={"readings": f"it names no {dimension.title}"})
        if claim.kind is not Kind.RANK:
            return NoMatch(reason="no_reference", because="names_no_place")  # none that the table tells apart
    several = len(claim.places) > 1 and any(len(values) > 1 for values in slots.filters.values())
    if several and not plan.of_each(claim) and not TOGETHER.search(claim.sentence.text):
        return NoMatch(reason="ambiguous", detail={"readings": "it names several places"})
    return None


def _by_prior(claim: Claim, zones: Zones, state: State) -> list[Scored]:
    """The readings of a figure that names no measure, as what its story is about."""
    found = []
    if claim.kind is Kind.RANK and claim.counted and claim.counted not in claim.sentence.text:
        # "The U.N. has India at 1.43 billion. The United States is third": the noun of the figure before is none of it.
        claim = claim.model_copy(update={"counted": None, "head": None, "modifiers": ()})
        zones = Zones(claim, state.article)
    for candidate, context in by_story.candidates_of(claim, zones, state):
        words = state.lexicons[candidate.dataset.name]
        reading = reading_of(claim, candidate, zones, words, state, context=context)
        if isinstance(reading, Scored):
            found.append(reading)
    return found


def no_moment(found: NoMoment, claim: Claim, state: State) -> NoMatch:
    """The refusal of a claim whose time a table does not cover."""
    if found.reason == "unresolved_time":
        return NoMatch(reason=found.reason, detail={"period": f" (“{found.detail}”)"} if found.detail else {})
    if found.reason == "too_stale":
        return NoMatch(reason=found.reason, detail={"as_of": found.detail})
    spoken = claim.period.text if claim.period is not None and claim.period.text else None
    return NoMatch(
        reason=found.reason, detail={"period": spoken or str(state.article.published or "the article's date")}
    )


def _counts_a_place_in_itself(claim: Claim, candidate: Candidate) -> bool:
    """Whether states would be counted in a state: "in 40 states. Ohio had 325, and Texas 172" counts other things."""
    counted = {candidate.over.name} if candidate.over is not None else set(counted_dimensions(candidate))
    kinds = {k for one in candidate.dataset.dimensions if one.name in counted for k in one.place_kinds}
    return any(place.kind in kinds for place in claim.places)
