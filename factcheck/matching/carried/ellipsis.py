"""Claims that leave out what they measure: "It was 4.1% a year earlier", "The rate had been 4.2%", "down from $3.38".

What they leave out is named by the words that lead to them ("July payrolls down 40,000"), by the figure before them, or
by the headline. Told with it, they are read like any other claim; where the figure before was itself of nothing that a
table holds, so are they.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.model import Bound, Claim, Granularity, Kind, Period, Source
from claims.vocabulary import periods
from claims.vocabulary.words import content_words, stem, tokens
from factcheck.matching.asking.candidates import is_bare_rate
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.carried import among_others, going_on, naming, ranked, sizes, sources
from factcheck.matching.words import leftovers
from factcheck.matching.words.zones import Zones

HEADLINE = 1200
"""How much of a story, from its headline on, may name what a figure without a name is of."""

NATIONAL = re.compile(
    r"\b(?:national|nationwide|nationally|nation[’']s|country[’']s|U\.S\.|U\.S|American)(?![\w-])", re.I
)
PRESENT = re.compile(r"\b(?:is|are|has|have|now|currently|remains?|stands?|sits?)\b", re.I)
"""In the words that lead to a figure: it is of now, whenever the one before it was."""

SUBJECT = re.compile(r"\b(?:it|that|this|the|its|which|up|down|from|after|versus|compared)\b", re.I)
"""A word that points back, in what leads to a figure without a noun."""
ORDINAL_AHEAD = re.compile(
    r"\bin the (?:first|second|third|fourth)(?= [a-z]+ [a-z]+ | it | they )(?! (?:quarter|half|month|week))", re.I)
ORDINAL = re.compile(r"in the (?:first|second|third|fourth)$", re.I)
"""A time that is told by its number alone."""

CHANGED = re.compile(r"\b(?:it|that|this|the|its|which)\b", re.I)
"""The same in what leads to a change, where "up", "from" and "after" say how and since when."""

WHOSE = re.compile(r"\b(?:state|province|nation|country|county|city)[’']s(?![\w-])", re.I)
"""The place that was named before, in what points at something else: "the state's rate"."""

RATED = re.compile(r"percent|.* per ")
"""Units of rates and prices, which are of no part of what was counted."""
LISTED = re.compile(r"\W*(?:[A-Z][\w.’'-]* ?){1,4}\s*[:|–—-]\s*")
"""A name that opens its line, with its figure behind it: "- Texas: "."""
AT_PLACE = re.compile(r"[A-Z][\w.’'-]* (?:is|was|were|stood|stands|sits?|came in|has been|had been)"
                      r" (?:now |still |also )?at $")
"""A name whose rate is told without the word: "Texas was at 4.3%"."""

DENIED = re.compile(
    r"\b(?:another|other|different|separate|separately|unlike|instead)\b|\b[a-z\d]+-(?:year|month|week|day)\b"
    r"|(?<!the )(?<!its )(?<!their )(?<!these )(?<!those )(?<!current )(?<!market )\bprices\b"
    r"|\baverage (?:\w+ )?(?:rise|increase|gain|change|growth|pace|rate|decline|drop)\b",
    re.I,
)
"""Words that make it something else than what was told before."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A claim with what it leaves out: from the plan of a figure before it, or from a ``context`` that names it."""

    claim: Claim
    source: Plan | None = None
    context: str = ""


def completed(claim: Claim, zones: Zones, state: State) -> Completed | None:
    """The claim with the measure that it leaves out; None where it names something of its own."""
    if (other := _gapped(claim, zones, state) or _whose_place_it_names(claim, zones, state)) is not None:
        return Completed(_told(claim, other), context=claim.sentence.text)
    if sizes.is_by_size(claim):
        return None  # how large a place is, and no rank of what was counted before
    if claim.kind is Kind.RANK and (named := naming.measure_in(claim.figure, claim, state)) is not None:
        return Completed(_told(claim, named), context=claim.sentence.text)  # "the lowest unemployment rate of all"
    if (named_so := _valued(claim, state) or _part(claim, zones, state) or _labelled(claim, zones, state)) is not None:
        return named_so
    if not _leaves_out(claim, zones):
        return None
    named = None if claim.kind is Kind.RANK else naming.measure_in(claim.before or "", claim, state)
    if named is not None and (not _points(named) or claim.kind is Kind.CHANGE):
        # The rest of what leads to the figure has to be explained as what stands beside any counted thing.
        return Completed(_told(claim, named), context=claim.before or "")
    found = _from_figure(claim, zones, state)
    if found is not None or claim.kind is Kind.RANK:
        return found
    return _from_headline(claim, zones, state)


LABEL = re.compile(r"\s*(?::|[–—]|\s-\s)\s*(?P<label>[^.;:]*[^\W\d][^;:]*)")
"""Behind a figure that opens a line: of what it is ("6.4%: the inflation rate in January")."""


def _valued(claim: Claim, state: State) -> Completed | None:
    """The value behind a rank, as of what was ranked: "the lowest jobless rate of all, 2%"."""
    rank = ranked.of_the_value(claim, state.claims.in_sentence(claim))
    named = naming.measure_in(rank.figure, claim, state) if rank is not None else None
    return Completed(_told(claim, named), context=claim.sentence.text) if named is not None else None


HEAD = re.compile(r",|\b(?:in|on|at|for|since|during|as of|that|who|which|after|before)\b")
"""Where the name at the head of a label ends."""


def _labelled(claim: Claim, zones: Zones, state: State) -> Completed | None:
    """A figure at the head of a line, as what the line says that it is of; None where it is no such line."""
    text, at = claim.sentence.text, claim.sentence.start
    if zones.own or any(char.isalnum() for char in text[: claim.start - at]):
        return None
    found = LABEL.match(text[claim.end - at :])
    if found is None:
        return None
    # Behind the name its label may still limit it: all of it has to be explained as what a clause says.
    label = found["label"].strip()
    named = naming.measure_in(label, claim, state) or HEAD.split(label)[0].strip()
    return Completed(_told(claim, named).model_copy(update={"predicate": label}), context=label)


def _leaves_out(claim: Claim, zones: Zones) -> bool:
    """Whether the words by a figure only point at what was named elsewhere, and name nothing else."""
    before = among_others.left_out(claim.before or "", claim)
    if ORDINAL.match(claim.after or "") or ORDINAL_AHEAD.search(claim.before or ""):
        return False  # "It had grown 3.1% in the third": of which no time was read
    if claim.kind is Kind.COUNT and not claim.inherited and stem(claim.head or "") in leftovers.inert("places"):
        return False  # "two countries" counts them
    if not _points(zones.own) and not is_bare_rate(claim):
        return False
    return not claim.host and not DENIED.search(f"{zones.own} ; {before}")


PARTS_FOLLOW = re.compile(r":\s|\b(?:including|of whom|of which|among them)\b")
"""Behind a count: what follows are its parts."""


def _part(claim: Claim, zones: Zones, state: State) -> Completed | None:
    """A part of a count, told by nothing but what limits it: "booked 39,694 people: 36,099 arrested by ICE itself"."""
    told = claim.ahead
    leads = list(PARTS_FOLLOW.finditer(told))
    if claim.kind is not Kind.COUNT or not leads:
        return None
    colon = claim.sentence.start + leads[-1].start()
    wholes = [
        (one, plan) for name, plan in state.plans.items()
        if (one := state.claims[name]).sentence == claim.sentence and one.end <= colon and one.kind is Kind.COUNT
    ]
    if not wholes:
        return None
    source, plan = max(wholes, key=lambda pair: pair[0].start)
    words = state.lexicons[plan.candidate.dataset.name]
    limits = " ".join(filter(None, (zones.own, (claim.after or "").split(",")[0])))
    hits = words.find(limits)
    named = any(hit.payload.slot == "member" for hit in hits)
    if not named or leftovers.unexplained(limits, hits, part="predicates"):
        return None
    update = {"predicate": None, "after": None, "antecedent": source.id, "inherited": True, "period": source.period,
              "places": source.places}
    return Completed(_told(claim, plan.candidate.words).model_copy(update=update), source=plan, context=limits)


def _gapped(claim: Claim, zones: Zones, state: State) -> str | None:
    """ "Murder fell 6.1% and robbery rose 1.3%": the second was given the subject of the first, and has its own."""
    if not zones.own or not claim.shared or zones.own.lower() not in claim.shared.lower():
        return None
    named = naming.measure_in(claim.before or "", claim, state)
    return named if named is not None and named.lower() != zones.own.lower() else None


def _whose_place_it_names(claim: Claim, zones: Zones, state: State) -> str | None:
    """The subject of a figure whose noun only says where it is: "Encounters on the southwest border quadrupled"."""
    text = claim.ahead
    at = text.lower().find(zones.own.lower()) if zones.own and not claim.places else -1
    found = WHERE.search(text[:at]) if at > 0 else None
    return naming.measure_in(found["what"], claim, state) if found is not None else None


WHERE = re.compile(r"(?P<what>[^,;:.]+) (?:on|at|along|across|over) (?:the |its |their |all )?$", re.IGNORECASE)


def _told(claim: Claim, words: str) -> Claim:
    return claim.model_copy(update={"counted": words, "head": None, "modifiers": (), "whole": None})


def _from_headline(claim: Claim, zones: Zones, state: State) -> Completed | None:
    """A figure that no other stands before, and that is of what the headline or the lead is about."""
    text = state.article.text.lstrip()
    told = f"{state.article.title or ''}\n{text[: max(0, claim.sentence.start)]}"[:HEADLINE]
    sort = sources.sort_of(claim)
    told_before = any(sources.sort_of(one) == sort for one in state.claims.before(claim))
    if told_before or not _named_by(claim, zones, state):
        return None
    above = [line for line in reversed(told.split("\n")) if line.strip()]
    for line in above[:1] if LISTED.fullmatch(claim.ahead) else above:  # a list is of what the line above it says
        if (named := naming.measure_in(line, claim, state)) is not None:
            return Completed(_at_its_time(_told(claim, named), line, state), context=line)
    return None


def _at_its_time(claim: Claim, line: str, state: State) -> Claim:
    """With the time that its measure is told of where it is named: "the wrong rate for April 2020. It was 14.8%"."""
    if claim.period is not None or claim.baseline is not None or PRESENT.search(claim.before or ""):
        return claim
    times = [one for one in periods.find(line, published=state.article.published) if one.shift is None]
    dated = [one for one in times if not (one.relative and one.period is not None
                                          and one.period.granularity is Granularity.DAY)]  # "the bureau said Friday"
    if not dated:
        return claim
    unknown = Period(start=None, end=None, text=dated[0].text)
    told = dated[0].period or unknown if len(dated) == 1 and dated[0].role == "at" else unknown
    return claim.model_copy(update={"period": told, "period_source": Source.CARRIED})


def _named_by(claim: Claim, zones: Zones, state: State) -> bool:
    """Whether a noun that points is there at all: "the September count was", "the index"."""
    if claim.places and (sources.IN_BRACKETS.search(claim.before or "") or LISTED.fullmatch(claim.ahead)):
        return True  # "Ohio (4.9%)", "- Ohio: 4.9%": a list of places with their figures
    words = f"{claim.before or ''} {zones.own}"
    pointing = any(token.stem in leftovers.inert("pointers") for token in tokens(words))
    return pointing and _leads_on(claim, zones, claim, state)


def _from_figure(claim: Claim, zones: Zones, state: State) -> Completed | None:
    found = _goes_on_from(claim, zones, state)
    if found is None:
        return None
    source, plan = found
    if claim.kind in (Kind.SHARE, Kind.RATE) and not RATED.match(plan.candidate.measure.unit):
        return None  # a part of what was counted: of what whole, its own words say
    update: dict[str, object] = {
        "counted": plan.candidate.words,
        "head": None,
        "modifiers": (),
        "whole": None,
        "antecedent": source.id,
        "inherited": True,
    }
    update |= going_on.without_what_pushed_it(claim)
    if _is_national(claim, zones):
        update["places"] = tuple(place for place in claim.places if place.kind == "country")
    elif not claim.places:
        there = going_on.place_for(claim, source, plan, state)
        if there is None:
            return None
        update["places"] = there
    if claim.kind is Kind.SHARE and plan.candidate.measure.unit.startswith("percent"):
        update["kind"] = Kind.RATE
    if claim.period is None and claim.baseline is None and not is_of_now(claim, source, state):
        update |= {"period": source.period, "period_source": source.period_source}
    elif claim.kind is not Kind.CHANGE and claim.period is None and _is_national(claim, zones):
        # "Ohio's rate is 4.9%. The national rate is 4.2%": of the month that Ohio's is of, though a newer one is out.
        update |= {"period": plan.moment.cell, "period_source": Source.CARRIED}
    return Completed(claim.model_copy(update=update), source=plan)


def _goes_on_from(claim: Claim, zones: Zones, state: State) -> tuple[Claim, Plan] | None:
    """The figure that a claim goes on from, and what that was matched to."""
    source = sources.source_of(claim, state)
    plan = going_on.plan_of(claim, source, state) if source is not None else None
    if source is None or plan is None or naming.another(claim, source, plan, state):
        return None
    return (source, plan) if state.tentative or _leads_on(claim, zones, source, state) else None


def is_of_now(claim: Claim, source: Claim, state: State) -> bool:
    """Whether it is told in the present; "and 3.9% in June of last year" is of no time that goes on."""
    if PRESENT.search(claim.before or "") or PRESENT_BEHIND.match(claim.after or ""):
        return True
    if source.sentence == claim.sentence or source.period is None:
        return False
    if source.quantity.bound is Bound.BETWEEN:
        return True  # "since January it has moved between 3.7% and 4.3%"
    beside = [one.period for one in state.claims.in_sentence(source) if sources.sort_of(one) == sources.sort_of(source)]
    return any(one is not None and one.start and source.period.start and one.start > source.period.start
               for one in beside)


PRESENT_BEHIND = re.compile(r"(?:is|are|remains?)\b")


def nearest(claim: Claim, state: State) -> Plan | None:
    """What the nearest figure before it that was matched is of."""
    before = [one for one in state.claims.before(claim, within=sources.REACH) if one.kind is not Kind.RANK]
    return next((plan for one in reversed(before) if (plan := state.plan_of(one.id)) is not None), None)


def _is_national(claim: Claim, zones: Zones) -> bool:
    return NATIONAL.search(f"{zones.own} ; {claim.before or ''}") is not None


def _points(own: str) -> bool:
    """Whether a noun phrase only points at what was named before: "the rate", "the national figure", "May's count"."""
    left = leftovers.unexplained(going_on.but_when_and_where(WHOSE.sub("", own)), (), part="modifiers")
    pointing = leftovers.inert("pointers")
    return all(token.stem in pointing for word in left for token in tokens(word))


def _leads_on(claim: Claim, zones: Zones, source: Claim, state: State) -> bool:
    """Whether the words before the figure lead on from the one before, and name nothing of their own."""
    before = claim.before or ""
    same = source.sentence == claim.sentence and source is not claim
    if same and not before.strip():
        return True
    if not same:
        # "Without food and fuel, prices rose 3.1% in a year and 0.2% ..."; a number that is no claim may stand before
        whole = claim.ahead
        earlier = bool(state.claims.before_in_sentence(claim))
        before = f"{claim.shared or ''} {before}" if earlier and (claim.shared or before) else whole
    before = among_others.left_out(before, claim)
    before = going_on.PUSHED.sub("it ", before) if " it " in before else before
    left = [
        word
        for word in leftovers.unexplained(before, (), part="predicates")
        if not all(token.stem in leftovers.inert("pointers") for token in tokens(word))
    ]
    if claim.kind is Kind.CHANGE:
        left = [word for word in left if stem(word) not in leftovers.inert("changes")]
    if left:
        return False
    pointer = SUBJECT if claim.kind is not Kind.CHANGE else CHANGED
    if claim.places and LISTED.fullmatch(claim.ahead):
        return not re.search(r"\w", state.article.text[source.sentence.end : claim.sentence.start])  # the line before
    if claim.places and (sources.IN_BRACKETS.search(before) or AT_PLACE.search(before)):
        return True  # "Lowest: Ohio (4.9%)", "Texas was at 4.3%"
    return same or bool(content_words(zones.own)) or pointer.search(before) is not None
