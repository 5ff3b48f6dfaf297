"""Which members of a table's categories a claim is limited to: models, parties, borders, kinds of agency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claims.model import Claim, Place
from claims.vocabulary import places
from factcheck.matching.asking import share_wholes, the_rest
from factcheck.matching.asking.candidates import TO_THE_OTHER, Candidate
from factcheck.matching.asking.denied import without_denied
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.shapes import Slots
from factcheck.matching.asking.state import State
from factcheck.matching.words import leftovers, lists
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Aggregate, Dataset, Dimension, Role


def places_apart(claim: Claim, dataset: Dataset, zones: Zones, words: DatasetLexicon) -> tuple[Place, ...]:
    """The places of a claim without those that stand in the name of a member: "West Texas Intermediate" is a grade."""
    if all(place.name == dataset.scope for place in claim.places):
        return claim.places
    if any(one.role is Role.PLACE for one in dataset.dimensions):
        return claim.places
    for text in (zones.sentence, zones.paragraph):
        named = [(one.place, one.start, one.end) for one in places.find(text)]
        hits = [hit for hit in words.find(text) if hit.payload.slot == "member"] if named else []
        within = {place for place, start, end in named
                  if any(hit.start <= start and end <= hit.end and len(hit.text) > end - start for hit in hits)}
        if named:
            return tuple(one for one in claim.places if one not in within)
    return claim.places


SAME_THING = re.compile(
    r"(?:^|[ ,])(?:it|that|this|the (?:number|figure|total|count|tally)) (?:was|is|had been|stood at)$", re.IGNORECASE
)
"""Before a bare number: it is of what the number before it is of."""


THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|could)\b)", re.IGNORECASE)
"""Where the article spoke of before, and no "there is"."""


def _kept_categories(
    candidate: Candidate, zones: Zones, state: State, source: Plan | None
) -> dict[str, tuple[str, ...]]:
    """The categories of the claim that this one goes on from: "County agencies hold 683. In July it was 582"."""
    claim = zones.claim
    if source is not None:
        return _limits_of(source, candidate)
    if THERE.search(claim.sentence.text):
        names = [name for name, one in state.claims.items() if one.end <= claim.start and name in state.plans]
        told = [kept for name in names if (kept := _limits_of(state.plans[name], candidate))]
        return told[-1] if told else {}
    source = state.plans.get(claim.antecedent or "")
    if not claim.inherited or source is None or not SAME_THING.search((claim.before or "").strip()):
        return {}
    earlier = state.claims[claim.antecedent or ""]
    before = state.claims.before_in_sentence(earlier)
    for part in before[-1:]:  # "683 of the 1,000 agreements": what is said is said of the 683
        if part.whole_quantity is not None:
            source = state.plans.get(part.id, source)
    return _limits_of(source, candidate)


def _limits_of(source: Plan, candidate: Candidate) -> dict[str, tuple[str, ...]]:
    """The categories that a plan is limited to, where a candidate is of the same table."""
    if source.candidate.dataset.name != candidate.dataset.name:
        return {}
    categories = {one.name for one in candidate.dataset.dimensions if one.role is Role.CATEGORY}
    return {column: values for column, values in source.slots.filters.items() if column in categories}


def _of_the_story(
    candidate: Candidate, named: Mapping[str, Sequence[str]], zones: Zones, words: DatasetLexicon, state: State
) -> dict[str, str]:
    """The categories that every figure of a table must have, where a claim leaves them to its story.

    Of one border or another there is no total of all: a story about the southern border need not name it again. What
    the nearest figure before it was limited to goes first, then the only one that the headline and the lead name.
    """
    if candidate.measure.aggregate is not Aggregate.VALUE or candidate.over is not None:
        return {}
    fixed = {column for column, _ in candidate.measure.where}
    found = {}
    for dimension in candidate.dataset.dimensions:
        open_ = dimension.role is Role.CATEGORY and dimension.total is None and dimension.name not in fixed
        if not open_ or named.get(dimension.name):
            continue
        if _is_told_otherwise(dimension, zones.sentence) or _speaks_of_all(candidate, dimension, zones, state):
            continue
        if leftovers.meets(dimension.told_with or ("\0",), zones.near):
            continue
        told = _before(zones.claim, candidate, dimension.name, words, state)
        here = {hit.payload.value for hit in words.find(zones.sentence)
                if hit.payload.slot == "member" and hit.payload.name == dimension.name}
        if told == "" or len(here) > 1:
            continue  # of several that its sentence names it may be either, whatever was told before
        told = told or _in_the_lead(dimension.name, words, state)
        if told is not None:
            found[dimension.name] = told
    return found


OTHERWISE = r"\b(?:other|opposite|lower|upper|second|remaining) {}\b"
"""A member told by its rank or as not the one before: "in the other chamber"."""


def _is_told_otherwise(dimension: Dimension, text: str) -> bool:
    """Whether a sentence tells the member in words that name none: what was named before is the wrong one."""
    return re.search(OTHERWISE.format(re.escape(dimension.title)), text, re.IGNORECASE) is not None


WHOLE_OF = re.compile(
    r"(?: [\w-]+){0,2} of (?:the |all |all the |its |their |the \w+[’']s |[A-Z][\w.]*(?:[’']s|s[’']) )?")
"""Between a part and its whole: "53 of the 100 seats"."""
HAS = re.compile(
    r"^(?:the |each |that |this )?(?P<who>[\w. ]{1,40}) (?:has|have|had|counts|consists of|comprises)$", re.IGNORECASE
)
"""A sentence that says what something has: "the chamber has"."""


def _speaks_of_all(candidate: Candidate, dimension: Dimension, zones: Zones, state: State) -> bool:
    """Whether a figure is one of all the members that a table also sums up.

    It is the whole of a part that was named ("53 of the 100 seats"), or what a member of another dimension has ("The
    Senate has 100 seats"): who was named before has no part in it.
    """
    claim = zones.claim
    if not any(one.value.lower().startswith("all ") for one in dimension.members):
        return False
    if any(one.whole_quantity is not None and one.end <= claim.start <= one.sentence.end
           and WHOLE_OF.fullmatch(state.article.text, one.end, claim.start) for one in state.claims.values()):
        return True
    told = HAS.match((claim.before or "").strip())
    if told is None:
        return False
    who = told["who"].strip().lower()
    if not claim.inherited and (place := places.resolve(told["who"].strip())) is not None and place in claim.places:
        return True  # "New York has 26 seats": those of one party are told with it
    others = [one for one in candidate.dataset.dimensions if one.role is Role.CATEGORY and one is not dimension]
    names = {one.title.lower() for one in others}
    names |= {word for one in others for member in one.members for word in member.words or (member.value.lower(),)}
    return who in names


def _before(
    claim: Claim, candidate: Candidate, dimension: str, words: DatasetLexicon, state: State
) -> str | None:
    """To which member the nearest figure before a claim that was matched to its table is limited.

    Nothing ("") where the sentences between name another one ("And the House?"): the text has moved on.
    """
    plans = [(state.claims[name].sentence.end, plan) for name, plan in state.plans.items()
             if plan.candidate.dataset.name == candidate.dataset.name and state.claims[name].end <= claim.start]
    end, last = max(plans, key=lambda pair: pair[0], default=(0, None))
    values = last.slots.filters.get(dimension, ()) if last is not None else ()
    if len(values) != 1:
        return None
    between = {hit.payload.value for hit in words.find(state.article.text[end : claim.sentence.start])
               if hit.payload.slot == "member" and hit.payload.name == dimension}
    return values[0] if between <= {values[0]} else ""


def _in_the_lead(dimension: str, words: DatasetLexicon, state: State) -> str | None:
    """The only member that the headline and the first sentences name."""
    lead = f"{state.article.title or ''}\n{state.article.text.strip()[:LEAD]}"
    members = {hit.payload.value for hit in words.find(lead)
               if hit.payload.slot == "member" and hit.payload.name == dimension}
    return members.pop() if len(members) == 1 else None


LEAD = 400
"""How much of a text, in characters, says what it is about."""


THE_OTHERS = re.compile(r"\b(?:to|against|versus|over|than|from) [^,;]{1,40}[’']s?(?= *(?:;|$))")
"""Behind a figure, whose the next one is: "49.6% of the vote to Kamala Harris's 48.7%"."""

WITH_OTHERS = re.compile(r", (?:together |along )?(?:with|including|counting|plus) [^,;]{1,40},", re.IGNORECASE)
"""Beside who has something: who else is counted in ("Democrats, with the two independents, 47")."""

POSSESSOR = re.compile(r"[^,;:()]{0,40}[’']s?\s*$")


def _possessor(claim: Claim) -> str:
    """Whose figure it is, told right before it: "49.8% of the vote to Kamala Harris's 48.3%"."""
    found = POSSESSOR.search(claim.ahead)
    return " ".join(re.sub(r"[’']s?\s*$", "", found.group()).split()[-2:]) if found is not None else ""


BEAT = re.compile(r"\b(?:beat|beats|beating|defeat(?:s|ed|ing)|led|leads|edged|topped|over)\b", re.IGNORECASE)


def stated(  # noqa: C901
    candidate: Candidate,
    slots: Slots,
    zones: Zones,
    words: DatasetLexicon,
    state: State,
    source: Plan | None,
    context: str,
) -> Slots:
    """The members that the claim names: in its own noun phrase, else beside its figure, else in the sentence's lead.

    Each dimension takes the members of the nearest of these that names any; a phrase inside the counted one ("county"
    in "county agreements") limits, the counted noun itself does not.
    """
    counted_over = candidate.over.name if candidate.over is not None else None
    named: dict[str, list[str]] = {}
    bare = not leftovers.unexplained(zones.claim.before or "", (), part="predicates")  # "and Georgia by 115,100"
    lead = zones.shared if bare else ""
    ahead = words.find(_possessor(zones.claim)) or words.find(WITH_OTHERS.sub(" ", zones.claim.before or ""))
    told_ahead = {hit.payload.name for hit in ahead if hit.payload.slot == "member"}
    near = WITH_OTHERS.sub(" ", THE_OTHERS.sub("", zones.near))
    beside = [
        hit for hit in words.find(near) if hit.payload.name not in told_ahead or hit.payload.slot != "member"
    ]
    nearest = (candidate.own, (*(hit for hit in ahead if hit.payload.slot == "member"), *beside),
               words.find(lists.behind(zones.claim, state.claims.in_sentence(zones.claim))))
    told_by_context = words.find(context)
    fixed = {column for column, _ in candidate.measure.where}
    led = [hit for hit in words.find(lead) if hit.payload.name not in fixed]  # "Republicans hold 218, and 4 are vacant"
    # What takes its measure from the article has no noun of its own: of "Trump won 46.9% and Biden 51.3%", Biden's.
    for hits in (*(reversed(nearest) if candidate.inherited else nearest), led, told_by_context):
        fresh: dict[str, list[str]] = {}
        for hit in hits:
            sense = hit.payload
            if sense.slot == "member" and sense.name != counted_over and sense.name not in named:
                fresh.setdefault(sense.name, []).append(sense.value)
        named |= fresh
        elsewhere = hits is told_by_context and context.strip() not in zones.sentence
        if elsewhere and any(len(set(values)) > 1 for values in fresh.values()):
            # "Trump took 1,000 votes to Harris's 900. His share was ...": one of those that another sentence names
            left_open = tuple(" or ".join(dict.fromkeys(values)) for values in fresh.values() if len(set(values)) > 1)
            slots = replace(slots, missing=(*slots.missing, *left_open))
    named, unsettled = without_denied(named, candidate.dataset.dimensions, words.find(near), near)
    slots = replace(slots, missing=(*slots.missing, *unsettled))
    if (left := the_rest.member(zones.claim, candidate, named, state)) is not None:
        named[left[0]] = [left[1]]
    for column, kept in _kept_categories(candidate, zones, state, source).items():
        named.setdefault(column, list(kept))
    if candidate.measure.margin and BEAT.search(zones.claim.before or ""):
        named = _of_the_winner(named, zones.claim, words)
    elif candidate.measure.margin and TRAILS.match(
        zones.claim.behind
    ):
        led_by = [hit.payload for hit in words.find(zones.claim.after or "") if hit.payload.slot == "member"]
        named |= {one.name: [one.value] for one in led_by if one.name in named}  # who is behind whom is not
    named = {column: _one_of_rivals(candidate, values, zones.claim) for column, values in named.items()}
    for column, value in _carried(candidate, named, zones):
        named[column] = [value]
    for column, value in _of_the_story(candidate, named, zones, words, state).items():
        named[column] = [value]
    for column, values in named.items():
        slots = slots.with_(column, tuple(dict.fromkeys(values)))
    return share_wholes.limited(zones.claim, slots, candidate.dataset, words)


def _of_the_winner(named: Mapping[str, list[str]], claim: Claim, words: DatasetLexicon) -> dict[str, list[str]]:
    """Who beat whom is ahead: the first that is named, wherever a pronoun stands for him ("when she beat Trump by")."""
    beat = BEAT.search(claim.before or "")
    assert beat is not None
    text = claim.ahead
    ahead = words.find(text[: text.rfind(beat.group())])
    winner = {hit.payload.name: hit.payload.value for hit in ahead if hit.payload.slot == "member"}
    return {column: [winner.get(column, values[0])] for column, values in named.items()}


TRAILS = re.compile(r"\s*(?:votes? )?(?:fewer|less|behind|short)\b", re.IGNORECASE)
TOGETHER = re.compile(rf"\b{any_of('together')}\b", re.IGNORECASE)
OF_THE_OTHER = re.compile(r"\d[\d,.]*(?: votes?|%| percent)? ?(?:to|-|–) ?(?:his |her |their )?$", re.IGNORECASE)


def _one_of_rivals(candidate: Candidate, values: list[str], claim: Claim) -> list[str]:
    """Of rivals that are not counted together the one that a score's figure is of: "A beat B, 1,200 votes to 1,100"."""
    rivals = any(measure.margin for measure in candidate.dataset.measures) and not candidate.measure.margin
    several = list(dict.fromkeys(values))
    text, at = claim.sentence.text, claim.within[0]
    if not rivals or len(several) != 2 or TOGETHER.search(text):
        return values
    ahead = BEAT.search(text[:at])
    if ahead is None:
        return values
    if TO_THE_OTHER.match(text[claim.within[1] :]):
        return several[:1]
    return several[1:] if OF_THE_OTHER.search(text[:at]) else values


def _carried(
    candidate: Candidate, named: Mapping[str, list[str]], zones: Zones
) -> Iterator[tuple[str, str]]:
    """What its sentence, or the paragraph before it, names once of a dimension: "in the House", for all figures."""
    before = zones.paragraph[: max(0, zones.paragraph.find(zones.sentence))]
    for dimension in candidate.dataset.dimensions:
        if not dimension.carried or dimension.name in named or _is_told_otherwise(dimension, zones.sentence):
            continue
        for text in (zones.sentence, *reversed(re.split(r"(?<=[.!?])\s+", before.strip()))):
            found = {one.value for one in dimension.members if leftovers.named(one.words or (one.value,), text)}
            if found:
                if len(found) == 1:
                    yield dimension.name, found.pop()
                break
