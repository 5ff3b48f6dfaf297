"""What one claim means: by described tables, then by bare ones; at each time that it may be of; by its kind.

Blind to the answer, as all of matching.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeGuard

from claims.model import Basis, Change, Claim, Direction, Granularity, Kind, Source
from factcheck.matching.asking import scoring
from factcheck.matching.asking.plan import query_of
from factcheck.matching.asking.preference import (
    admissible,
    admitted,
    behind,
    refused,
    same_fact,
    titles,
    unasked,
    worst_refusal,
)
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.bare.tables import lists, series_tables
from factcheck.matching.carried import (
    carried_years,
    compared_with,
    counted_back,
    leaning,
    newest,
    of_places,
    others,
    own_times,
    same_stretch,
    scenes,
)
from factcheck.matching.carried.compared_places import other_place
from factcheck.matching.changes import (
    apart,
    between_members,
    course,
    each_place,
    flows,
    multiples,
    outnumbered,
    parts_of_change,
    ranges,
    retold,
    runs,
    yearly,
)
from factcheck.matching.changes.between_places import match_between
from factcheck.matching.changes.two_moments import match_change
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.reading.readings import readings_of
from factcheck.matching.words import durations, told
from factcheck.matching.words.zones import Zones
from factcheck.queries.algebra import Share
from factcheck.references.model import Role

KEPT_REJECTED = 3


def match_by_words(claim: Claim, state: State) -> Match | NoMatch:
    """What a described table says of it; else what a bare one does, whose cells and headers are all that is known."""
    described = match_described(claim, state)
    if isinstance(described, Match):
        return described
    found = state.bare.of(claim, lambda: _match_bare(claim, state))
    return next((one for one in found if isinstance(one, Match)), worst_refusal([described, *filter(_refused, found)]))


def _match_bare(claim: Claim, state: State) -> list[Match | NoMatch]:
    """What either sort of bare tables says of a claim."""
    found: list[Match | NoMatch] = []
    # Most libraries hold no bare tables: what reads them is imported for those that do.
    if series_tables(state.library):
        from factcheck.matching.bare.series import match_series

        found.append(match_series(claim, state))
    if lists(state.library):
        from factcheck.matching.bare.things import match_things

        found.append(match_things(claim, state))
    return found


def _refused(found: Match | NoMatch) -> TypeGuard[NoMatch]:
    return isinstance(found, NoMatch)


NOT_NOW = ("too_stale", "out_of_coverage", "unresolved_time")
"""Why a table that speaks of another time cannot be asked for what the article tells of its own day."""


def match_described(claim: Claim, state: State) -> Match | NoMatch:
    """What a described table says of it, at the time that it is of: its own, the story's, or one told before."""
    if (same := same_stretch.told(claim, state)) is not None:
        return _match_in_the_same_stretch(claim, same, state)
    if (scene := scenes.told(claim, state)) is not None:
        return _match_in_scene(claim, scene, state)
    found = _match_as_said(claim, state)
    if isinstance(found, Match) and scenes.is_left_open(claim):
        return found.model_copy(update={"doubt": "it may be of a time told before"})
    if isinstance(found, Match) and newest.may_be_meant(claim, state):
        now = _match_as_said(claim.model_copy(update={"period": None, "period_source": Source.STATED}), state)
        if isinstance(now, Match) and now.reading.query != found.reading.query:
            state.plans.pop(claim.id, None)
            return NoMatch(reason="ambiguous", detail={"readings": f"it may be of {claim.period.text}, or of now"
                                                       if claim.period is not None else ""})
    if claim.period_source is Source.CARRIED and isinstance(found, NoMatch) and found.reason in NOT_NOW \
            and not scenes.POINTS_BACK.search(claim.sentence.text):
        found = _match_as_said(claim.model_copy(update={"period": None, "period_source": Source.STATED}), state)
    found = _in_the_year_before(claim, found, state)
    lent = state.assumed.get(claim.id)
    if lent is None or lent.period is None or not isinstance(found, NoMatch) or found.reason not in NOT_NOW:
        return found
    if claim.period is not None or lent.period_source is not Source.ASSUMED or _tells_a_start(lent):
        return found
    dated = _match_as_said(claim.model_copy(update={"period": lent.period, "period_source": Source.ASSUMED}), state)
    return dated.model_copy(update={"lent": True}) if isinstance(dated, Match) else found


def _tells_a_start(claim: Claim) -> bool:
    """Whether the time that is lent to a figure is what its sentence compares it with: "twice the year before's"."""
    words = claim.period.text if claim.period is not None else None
    return bool(words) and own_times.RELATIVE.search(str(words)) is not None and str(words) in claim.behind


def _match_in_the_same_stretch(claim: Claim, same: same_stretch.Told, state: State) -> Match | NoMatch:
    """What it means in the same stretch of another year, counted from what is most likely meant."""
    at_that_time = {"period": same.period, "period_source": Source.STATED, "baseline": None}
    found = _match_as_said(claim.model_copy(update=at_that_time), state)
    if isinstance(found, Match) and not same.certain:
        return found.model_copy(update={"doubt": "it may be of another time told before"})
    return found


def _match_in_scene(claim: Claim, scene: scenes.Scene, state: State) -> Match | NoMatch:
    """What it means where the sentence before tells a time: of that time, or of that or now where it is not certain."""
    now = None if scene.certain else _match_as_said(claim, state)
    then = _match_as_said(
        claim.model_copy(update={"period": scene.period, "period_source": Source.CARRIED}), state)
    if not isinstance(now, Match):
        vague = isinstance(then, Match) and claim.period is None and scene.period.granularity is Granularity.YEAR
        return then.model_copy(update={"doubt": "it may be of any time of that year"}) if vague else then
    state.plans.pop(claim.id, None)
    told = f"it may be of {scene.period.text or 'the time told before'}, or of now"
    if not isinstance(then, Match) or then.reading.query == now.reading.query:
        return now.model_copy(update={"doubt": told})
    also = (now.reading, *now.admissible)
    return then.model_copy(update={"doubt": told, "admissible": (*then.admissible, *also)})


def _in_the_year_before(claim: Claim, found: Match | NoMatch, state: State) -> Match | NoMatch:
    """What it means in the year that the text named last, where it names none and its table is of past years."""
    if claim.period is not None or not isinstance(found, NoMatch) or found.reason != "too_stale":
        return found
    told = carried_years.as_told_before(claim, found, state)
    again = _match_as_said(told, state) if told is not None else found
    return again.model_copy(update={"lent": True}) if isinstance(again, Match) else found


def _match_as_said(claim: Claim, state: State) -> Match | NoMatch:
    """What a claim means by its own words, in the place that leads to it."""
    led = others.of_the_subject(told.plainly(claim))
    if led is None:
        return NoMatch(reason="ambiguous", detail={"readings": "its sentence names several places"})
    if others.points_at_one_of_several(led, state.article.text):
        return NoMatch(reason="ambiguous", detail={"readings": "the sentence before names several places"})
    return _match_in_place(led, state)


def _match_in_place(claim: Claim, state: State) -> Match | NoMatch:
    """What a claim means by its own words: the kinds that a pattern of words tells apart first, then by its kind.

    Each of the first is a module that leaves alone what is no claim of its kind. The order matters: "on average 3% a
    year over ten years" also reads as a change, and a run has a level in it.
    """
    if (told_as_such := compared_with.match(claim, state) or yearly.match(claim, state)) is not None:
        return told_as_such
    if runs.is_length(claim):
        return runs.match_length(claim, state)
    if (run := runs.held_for(claim)) is not None:
        return runs.over(_match_value(runs.without(claim, run), state), claim, run, state)
    if (difference := apart.match(claim, state)) is not None:
        return difference
    if ranges.is_kept(claim):
        return ranges.match(claim, state, _match_value)
    if (average := flows.match_average(claim, state)) is not None:
        return average
    asked = flows.as_change(claim, state)
    found = _match_told(asked, state)
    told_as = asked.change if asked.kind is Kind.CHANGE and asked.change != claim.change else None
    if told_as is None or not isinstance(found, Match):
        return found
    return found.model_copy(update={"told": told_as.model_copy(update={"by": None})})


def _match_told(claim: Claim, state: State) -> Match | NoMatch:
    """What a claim means, told of a place as a whole or of what it names."""
    of_place = of_places.told(claim, Zones(claim, state.article), state)
    if of_place is not None:
        with state.asking_only(claim, of_place.dataset):
            found = _match_named(of_place.claim, state)
        if isinstance(found, Match) or claim.inherited:
            return found
    return _match_named(claim, state)


def _match_named(claim: Claim, state: State) -> Match | NoMatch:
    """What a claim that names what it is of means."""
    if claim.kind is Kind.RATIO and claim.baseline is not None:
        claim = _as_multiplied(claim)
    if claim.kind in (Kind.CHANGE, Kind.RATIO) and (other := other_place(claim)) is not None:
        return match_between(claim, other, state)
    if (between := between_members.match(claim, state)) is not None:
        return between
    if (difference := outnumbered.match(claim, state)) is not None:
        return difference
    if (told_before := retold.as_a_rate(claim, state) or parts_of_change.match(claim, state)) is not None:
        return told_before
    if claim.kind is Kind.CHANGE:
        found = match_change(claim, state)
        if not isinstance(found, Match):
            found = multiples.match(claim, state) or retold.match(claim, state) or found
        return each_place.apart(claim, found)
    if claim.kind is Kind.RATIO:
        return multiples.match(claim, state) or NoMatch(reason="no_reference")
    return course.match(claim, state, _match_value) or each_place.apart(claim, _match_value(claim, state))


def _as_multiplied(claim: Claim) -> Claim:
    """So many times what was told of another time, as a change: "twice what it was in 1990"."""
    grown = Change(direction=Direction.UP, by=claim.quantity.low, basis=Basis.MULTIPLE)
    return claim.model_copy(update={"kind": Kind.CHANGE, "change": grown})


SAID_AGAIN = re.compile(
    r"(?:That|This|It)(?: ?[’']s| is| was| means| amounts to| comes to| equals| works out (?:at|to))")
"""How a sentence begins that tells the share before it in other words, and nothing else."""


def _said_again(claim: Claim, state: State) -> Match | None:
    """The match of the share that a bare one tells again: "61% agreed. That means about three in five"."""
    alone = SAID_AGAIN.fullmatch((claim.before or "").strip()) and not (claim.after or "").strip(" .")
    if claim.kind is not Kind.SHARE or not alone:
        return None
    before = state.in_earlier_sentences(claim)
    last = [one for one in before if one.sentence == before[-1].sentence and one.kind is Kind.SHARE]
    if not last:
        return _as_its_share(claim, [one for one in before if one.sentence == before[-1].sentence], state)
    found = state.found.get(last[0].id) if len(last) == 1 or (last and last[0].change is not None) else None
    return found if isinstance(found, Match) else None


def _as_its_share(claim: Claim, before: list[Claim], state: State) -> Match | None:
    """The match of a share that tells a part again: "Of those, 18,030 had been convicted. That's 26%"."""
    found = state.found.get(before[0].id) if len(before) == 1 else None
    plan = state.plan_of(before[0].id) if isinstance(found, Match) else None
    limited = plan is not None and any(one.role is Role.CATEGORY and one.name in plan.slots.filters
                                       for one in plan.candidate.dataset.dimensions)
    query = query_of(plan, claim, state.library) if plan is not None and limited else None
    if not isinstance(found, Match) or not isinstance(query, Share):
        return None
    return found.model_copy(update={"reading": found.reading.model_copy(update={"query": query, "brackets": ()}),
                                    "admissible": ()})


def _match_value(claim: Claim, state: State) -> Match | NoMatch:
    if (again := _said_again(claim, state)) is not None:
        return again
    if (left_open := leaning.left_open(claim, state)) is not None:
        return left_open
    if (whole := leaning.dated_whole(claim, state)) is not None:
        if whole.id not in state.plans:
            return NoMatch(reason="unresolved_time")
        claim = claim.model_copy(update={"period": whole.period, "period_source": Source.CARRIED})
    claim = counted_back.from_before(counted_back.same_season(claim, state), state)
    if (back := counted_back.from_the_one_before(claim, state)) is None:
        return NoMatch(reason="unresolved_time")
    claim = back
    timed = claim
    if claim.kind is Kind.RATE:
        timed = durations.without_record(claim, state.claims.values(), state.article.published)
    scored, refusals = readings_of(timed, state)
    return _best(claim, scored, refusals, state) if scored else worst_refusal(refusals)


def _best(claim: Claim, scored: Sequence[Scored], refusals: Sequence[NoMatch], state: State) -> Match | NoMatch:
    """The first of the readings, where it is good enough and no other source is as good; ``scored``: the best first."""
    best = scored[0]
    threshold = scoring.weights()["tentative_threshold" if state.tentative else "threshold"]
    within = scoring.weights()["ambiguous_within"]
    if best.reading.score < threshold:
        near = (best.reading, *(behind(best, s) for s in scored[1:KEPT_REJECTED]))
        return NoMatch(reason="no_reference", rejected=near, needed=threshold)
    allowed = [s for s in scored[1:] if admissible(best, s)]
    rivals = [
        s
        for s in scored[1:]
        if s not in allowed
        and best.reading.score - s.reading.score < within
        and not same_fact(best, s)
        and s.plan.candidate.dataset.name != best.plan.candidate.dataset.name
    ]
    if rivals:
        return NoMatch(
            reason="ambiguous",
            detail={"readings": titles([best, *rivals])},
            rejected=(best.reading, *(behind(best, s) for s in rivals)),
        )
    if not best.doubt:  # what may be of another place tells nothing of the figures behind it
        state.plans[claim.id] = best.plan
    rejected = [behind(best, s) for s in scored[1:] if s not in allowed][:KEPT_REJECTED]
    return Match(reading=best.reading, admissible=admitted(best, allowed), rejected=tuple(rejected), doubt=best.doubt,
                 refused=refused(refusals, best), unasked=() if claim.inherited else unasked(refusals, best))
