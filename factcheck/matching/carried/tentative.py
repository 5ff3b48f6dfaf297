"""What a figure is of where its words leave that out and nothing but its unit and its place in the text say it.

"The jobless rate was 4.4% in September. In April 2020, at the depth of the pandemic, it reached 14.8%": no list of
words explains "depth", and the second figure is most likely of the same rate. Readings made here are tentative: a value
that is the very number bears the figure out, and a miss settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Claim, Kind, Modality, Source
from claims.vocabulary import places
from claims.vocabulary.words import tokens
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.carried import ellipsis, gains, going_on, naming, others, sources
from factcheck.matching.carried.ellipsis import Completed
from factcheck.matching.doubts import another_subject
from factcheck.matching.model import LEFT_OVER, Match, NoMatch
from factcheck.matching.words import leftovers
from factcheck.matching.words.told import FORESEEN
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Role

NAMELESS = ("pointers", "around", "modifiers", "predicates")
"""The lists of words that name nothing that is measured."""
KINDS = frozenset(Kind) - {Kind.RANK, Kind.RATIO}
"""What has a value of its own, and is no place among others or so many times another."""
OPEN = frozenset(("no_reference", "not_in_table", "too_stale", "ambiguous", "unresolved_time", "out_of_coverage"))
"""Why a figure is left open that a tentative reading may still bear out."""


def is_worth_it(claim: Claim, found: NoMatch, state: State) -> bool:
    """Whether there is anything that a figure which was left open may be of; the rest is not read again."""
    if found.reason not in OPEN or found.decision is not None or claim.kind not in KINDS \
            or claim.modality is not Modality.ASSERTED:
        return False
    if found.reason == "not_in_table":
        leans = claim.inherited and isinstance(state.found.get(claim.antecedent or ""), Match)
        return leans or found.because == LEFT_OVER or placed(claim) is not None
    if another_subject.told(claim, state) is not None:
        return False
    weighed = found.reason != "no_reference" or found.nearest or found.rejected
    return bool(weighed) or claim.kind in UNITED or _nearest(claim, state) is not None or _names_a_part(claim, state)


def unlinked(claim: Claim, state: State) -> Claim:
    """The claim without what it was taken to lean on, where no table holds that and it names a part of another one.

    "A target of 100,000 beds. Those with charges went from 18,265 to 17,895": they are none of the beds.
    """
    source = state.claims.get(claim.antecedent or "")
    if not claim.inherited or source is None or (source.sentence == claim.sentence and source.id not in state.found):
        return claim
    while source is not None and source.sentence == claim.sentence and source.inherited:
        source = state.claims.get(source.antecedent or "")
    if source is None or isinstance(state.found.get(source.id), Match) or not _names_a_part(claim, state):
        return claim
    return claim.model_copy(update={"inherited": False, "antecedent": None, "counted": None, "head": None,
                                    "modifiers": ()})


def _names_a_part(claim: Claim, state: State) -> bool:
    """Whether the words by a figure name a part of the table that the nearest figure before it was matched to."""
    plan = ellipsis.nearest(claim, state) if claim.kind in (Kind.COUNT, Kind.SHARE) else None
    if plan is None:
        return False
    categories = {one.name for one in plan.candidate.dataset.dimensions if one.role is Role.CATEGORY}
    said = f"{claim.shared or ''} ; {claim.before or ''} ; {claim.after or ''} ; {claim.counted or ''}"
    return any(hit.payload.slot == "member" and hit.payload.name in categories
               for hit in state.lexicons[plan.candidate.dataset.name].find(said))


def completed(claim: Claim, zones: Zones, state: State) -> Completed | None:
    """The claim as one of what the nearest figure before it that was matched is of; None where it names its own."""
    if claim.host or ellipsis.DENIED.search(f"{zones.own} ; {(claim.before or '').rsplit(',', 1)[-1]}"):
        return None
    found = _nearest(claim, state)
    if found is None:
        return _from_what_is_named(claim, zones, state)
    if not _names_nothing(zones.own, claim, found[1], state):
        return None
    source, plan = found
    update: dict[str, object] = {
        "counted": plan.candidate.words, "head": None, "modifiers": (), "whole": None, "antecedent": source.id,
        "inherited": True,
    }
    if claim.kind is Kind.SHARE and plan.candidate.measure.unit.startswith("percent"):
        update["kind"] = Kind.RATE
    if ellipsis.NATIONAL.search(f"{zones.own} ; {claim.before or ''}"):
        update["places"] = tuple(place for place in claim.places if place.kind == "country")
    elif not claim.places:
        there = going_on.place_for(claim, source, plan, state)
        if there is None:
            return None
        update["places"] = there
    if claim.period is None and (month := going_on.month_of(zones.own, state)) is not None:
        update |= {"period": month, "period_source": Source.STATED}
    elif claim.period is None and claim.baseline is None and not ellipsis.is_of_now(claim, source, state):
        update |= {"period": source.period, "period_source": source.period_source}
    return Completed(claim.model_copy(update=update), source=plan)


def moved(claim: Claim, state: State) -> Claim:
    """The claim as a change, where its noun says that it is one of what the figure before is of."""
    found = _nearest(claim, state) if claim.kind is Kind.COUNT else None
    told = gains.told_of(claim, found[1]) if found is not None else None
    return told if told is not None else claim


def _from_what_is_named(claim: Claim, zones: Zones, state: State) -> Completed | None:
    """The claim as one of what its own sentence or one of those before it names, where no figure before was matched.

    The nearest sentence that names one measure of the same sort of unit: "WTI: $64.51. It was $57.97 in December".
    """
    if claim.kind not in UNITED or not _names_nothing(zones.own, claim, None, state):
        return None
    for told in _stretches(claim, state):
        named = naming.measure_in(told, claim, state)
        if named is not None:
            update = {"counted": named, "head": None, "modifiers": (), "whole": None}
            if claim.kind is Kind.SHARE:
                update["kind"] = Kind.RATE
            return Completed(claim.model_copy(update=update), context=told)
    return None


UNITED = frozenset({Kind.SHARE, Kind.RATE, Kind.MONEY})
"""Figures whose unit says of what sort of thing they are."""
SENTENCES = 4
"""How many sentences back that stands."""


def _stretches(claim: Claim, state: State) -> Iterator[str]:
    """The words that lead to a figure in its sentence, the sentences before, the nearest first, and the headline."""
    yield claim.ahead
    before = state.article.text[max(0, claim.sentence.start - sources.REACH) : claim.sentence.start]
    yield from [one for one in reversed(others.SENTENCE_END.split(before.strip())) if one][:SENTENCES]
    if state.article.title:
        yield state.article.title


def placed(claim: Claim) -> Claim | None:
    """The claim in the place that its sentence begins with, or without one that only something behind it is in.

    None where neither is so. "Rhode Island, for years the butt of jokes in Hartford, got its rate down to 4.1%"; "Brent
    averaged $107 a barrel, before shipping through the Strait of Hormuz was cut off".
    """
    named = [one for one in places.find(claim.sentence.text) if one.via != "generic"]
    ahead = [one for one in named if one.end <= claim.within[0]]
    if not claim.places:
        first = ahead[0] if ahead and not claim.ahead[: ahead[0].start].strip("-*• ") else None
        nearer = places.find(claim.ahead.rsplit(",", 1)[-1]) if "," in claim.ahead else ()
        return None if first is None or nearer else claim.model_copy(update={"places": (first.place,)})
    starts = [one.start for one in named if one.place in claim.places]
    starts += [at for one in claim.places if (at := claim.sentence.text.find(one.name)) >= 0]  # "the Strait of Hormuz"
    if claim.places and all(one.kind == "world" for one in claim.places) and IN_THE_WORLD.search(claim.ahead):
        return claim.model_copy(update={"places": (), "places_source": Source.STATED})
    if ahead and named and IN_THE_COUNTRY.search(claim.ahead) and ahead[0].place.kind in ("state", "territory"):
        return claim.model_copy(update={"places": (ahead[0].place,)})
    if claim.places_source is Source.CARRIED and all(one.kind == "region" for one in claim.places):
        return claim.model_copy(update={"places": (), "places_source": Source.STATED})
    if claim.places_source is not Source.STATED or not starts or min(starts) < claim.within[1]:
        return None
    between = [claim.sentence.text[claim.within[1] : start] for start in starts]
    if any(RIGHT_BEHIND.fullmatch(words) for words in between):
        return None
    if any(one.kind != "region" for one in claim.places) and not all(HAPPENED.search(words) for words in between):
        return None
    return claim.model_copy(update={"places": ()})


POINTS_AT = re.compile(
    r"\b(?:he|she|his|her|they|their|the (?:margin|lead|gap|difference|edge|advantage|victory))\b", re.IGNORECASE)
"""Who or whose it is, where the text has told that before."""


def of_the_same_one(claim: Claim, found: NoMatch, state: State) -> Claim | None:
    """The claim of whom the nearest figure before it was told, where its sentence only points: "He got 77.3 million".

    And in the chamber that was told of, where it names none. None where there is no such figure, or nothing left out.
    """
    tables = {one.dataset for one in found.nearest}
    for one in reversed(state.claims.before(claim, within=sources.REACH)[-sources.FIGURES:] if tables else ()):
        plan = state.plan_of(one.id)
        if plan is None or plan.candidate.dataset.name not in tables:
            continue
        dataset = plan.candidate.dataset
        words = state.lexicons[dataset.name]
        named, led = ({hit.payload.name for hit in words.find(text) if hit.payload.slot == "member"}
                      for text in (claim.sentence.text, claim.ahead))
        told = [values[0] for dimension in dataset.dimensions
                if dimension.role is Role.CATEGORY and dimension.name not in (led if dimension.told_with else named)
                and (not dimension.told_with or POINTS_AT.search(claim.ahead) is not None)
                and len(values := plan.slots.filters.get(dimension.name, ())) == 1]
        return claim.model_copy(update={"predicate": f"{claim.predicate or ''} ; {' '.join(told)}"}) if told else None
    return None


IN_THE_COUNTRY = re.compile(
    r"\b(?:\w+est|most|least) [^,;]*\b(?:in|of) (?:the (?:country|nation)|all (?:the )?states|any state),?"
    r" (?:at|with) (?:about |just )?$")
"""What leads to the value behind a rank, which is that of the place that the sentence begins with."""
IN_THE_WORLD = re.compile(
    r"\bwith (?:much of |most of |half )?the world\b|\b(?:shook|stunned|closed|locked down) the world\b")
"""What happened to the world, of which the figure is not."""
HAPPENED = re.compile(r"\b(?:after|before|when|since|amid|following)\b")
"""Between a figure and a place where something else happened: "68,289, after the shootings in Minneapolis"."""
RIGHT_BEHIND = re.compile(r"[^,;.:]{0,40}")
"""Between a figure and its own place: no new clause begins."""


def _nearest(claim: Claim, state: State) -> tuple[Claim, Plan] | None:
    """The nearest figure before it that was matched, and is told in the same sort of unit."""
    sort = sources.sort_of(claim)
    for one in reversed(state.claims.before(claim, within=sources.REACH)[-sources.FIGURES:]):
        plan = state.plan_of(one.id)
        if plan is None or one.kind is Kind.RANK or sources.sort_of(one) != sort or FORESEEN.search(one.before or ""):
            continue
        if claim.kind in (Kind.SHARE, Kind.RATE) and not ellipsis.RATED.match(plan.candidate.measure.unit):
            return None
        return one, plan
    return None


def _names_nothing(own: str, claim: Claim, plan: Plan | None, state: State) -> bool:
    """Whether the noun by a figure is a place, a time, a part of the table, who tells it, or what only points."""
    if not own or claim.inherited:
        return True
    if plan is not None and leftovers.named(plan.candidate.measure.told_by, own):
        return True
    words = state.lexicons[plan.candidate.dataset.name] if plan is not None else None
    said = tokens(own)
    called = len(said) > 1 and said[-1].stem in leftovers.inert("pointers")  # "the hires rate" is a rate of its own
    slots = ("member",) if called else ("inert", "member")
    hits = [hit for hit in words.find(own) if hit.payload.slot in slots] if words is not None else ()
    inert = [leftovers.inert(part) for part in NAMELESS]
    unknown = leftovers.unexplained(going_on.but_when_and_where(own), hits, part="predicates")
    left = [token for word in unknown for token in tokens(word)]
    return all(token.text[0].isdigit() or any(token.stem in words for words in inert) for token in left)
