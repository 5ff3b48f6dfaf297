"""Matching the claims of one article: candidates, slots, score; twice, because an article is about something.

Blind to the answer: nothing here reads the number of a claim. A claim is matched by its words, places and time alone, so
that a wrong number cannot find another query that it happens to equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.model import Claim, Kind, Period
from claims.vocabulary.words import content_words, stem
from factcheck.articles.model import Article
from factcheck.matching import candidates, leftovers, lexicon, plan, scoring, shapes, times
from factcheck.matching.candidates import Candidate
from factcheck.matching.lexicon import DatasetLexicon
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.matching.plan import Plan
from factcheck.matching.shapes import Slots
from factcheck.matching.times import NoMoment
from factcheck.matching.zones import Zones
from factcheck.queries.algebra import Value
from factcheck.references.library import References

KEPT_REJECTED = 3


@dataclass(frozen=True, slots=True)
class _Scored:
    plan: Plan
    reading: Reading


@dataclass(slots=True)
class _State:
    """What has been decided so far of one article."""

    article: Article
    library: References
    claims: Mapping[str, Claim]
    lexicons: Mapping[str, DatasetLexicon]
    topical: frozenset[str]
    plans: dict[str, Plan] = field(default_factory=dict)
    found: dict[str, Match | NoMatch] = field(default_factory=dict)
    prior: dict[str, float] = field(default_factory=dict)


def match_claims(article: Article, claims: Sequence[Claim], library: References) -> dict[str, Match | NoMatch]:
    """What each claim means, by its id: a query with the reasons for it, or why there is none."""
    lexicons = lexicon.lexicons(library)
    state = _State(article=article, library=library, claims={c.id: c for c in claims}, lexicons=lexicons,
                   topical=_topical(article, lexicons))
    for _ in range(2):
        state.plans.clear()
        for claim in sorted(claims, key=_order):
            state.found[claim.id] = _match(claim, state)
        state.prior = _prior(state)
    return dict(state.found)


def _order(claim: Claim) -> tuple[int, int]:
    """Counts before what leans on them: changes and ranks take the measure of another claim."""
    return ({Kind.CHANGE: 2, Kind.RANK: 1}.get(claim.kind, 0), claim.start)


def _topical(article: Article, lexicons: Mapping[str, DatasetLexicon]) -> frozenset[str]:
    """The datasets whose topic the article names at all; those that do not require one are always in."""
    text = f"{article.title or ''}\n{article.text}"
    return frozenset(name for name, words in lexicons.items()
                     if not words.dataset.topic_required or any(h.payload.slot == "topic" for h in words.find(text)))


def _prior(state: _State) -> dict[str, float]:
    """How much of what was matched was matched in each dataset."""
    counts = Counter(plan.candidate.dataset.name for plan in state.plans.values())
    whole = sum(counts.values())
    return {name: count / whole for name, count in counts.items()} if whole else {}


def _match(claim: Claim, state: _State) -> Match | NoMatch:
    if claim.kind is Kind.CHANGE:
        return _match_change(claim, state)
    if claim.kind is Kind.RATIO:
        return NoMatch(reason="no_reference")
    return _match_value(claim, state)


def _match_value(claim: Claim, state: _State) -> Match | NoMatch:
    if claim.inherited and (source := state.found.get(claim.antecedent or "")) is not None and isinstance(source, NoMatch) \
            and source.reason in ("no_reference", "not_in_table"):
        return NoMatch(reason=source.reason, detail=source.detail)  # what its antecedent counts, no table holds
    scored, refusals = _readings(claim, state)
    if not scored:
        return _refusal(refusals)
    best = scored[0]
    threshold, within = scoring.weights()["threshold"], scoring.weights()["ambiguous_within"]
    if best.reading.score < threshold:
        return NoMatch(reason="no_reference", rejected=tuple(s.reading for s in scored[:KEPT_REJECTED]))
    admissible = [s for s in scored[1:] if _admissible(best, s)]
    rivals = [s for s in scored[1:] if s not in admissible and best.reading.score - s.reading.score < within
              and not _same_fact(best, s) and s.plan.candidate.dataset.name != best.plan.candidate.dataset.name]
    if rivals:
        return NoMatch(reason="ambiguous", detail={"readings": _titles([best, *rivals])},
                       rejected=tuple(s.reading for s in (best, *rivals)))
    state.plans[claim.id] = best.plan
    rejected = [s.reading for s in scored[1:] if s not in admissible][:KEPT_REJECTED]
    return Match(reading=best.reading, admissible=tuple(s.reading for s in admissible), rejected=tuple(rejected))


def _titles(found: Sequence[_Scored]) -> str:
    return " or ".join(f"{s.plan.candidate.measure.title} ({s.plan.candidate.dataset.title})" for s in found)


def _refusal(refusals: Sequence[NoMatch]) -> NoMatch:
    """The refusal that says most: what a near table cannot express, before that there is none."""
    order = ("not_in_table", "unresolved_time", "too_stale", "out_of_coverage", "no_reference")
    return min(refusals, key=lambda r: order.index(r.reason), default=NoMatch(reason="no_reference"))


def _admissible(best: _Scored, other: _Scored) -> bool:
    """Another sense of the very same word in the same dataset."""
    a, b = best.plan.candidate, other.plan.candidate
    return a.dataset.name == b.dataset.name and a.words.lower() == b.words.lower() and \
        (a.measure.name, a.over) != (b.measure.name, b.over)


def _same_fact(a: _Scored, b: _Scored) -> bool:
    """Whether two readings are of one source: its tables share concepts, and the same word was read in both."""
    first, second = a.plan.candidate, b.plan.candidate
    shared = {m.concept for m in first.dataset.measures if m.concept} & {m.concept for m in second.dataset.measures}
    return bool(shared) and stem(first.words) == stem(second.words)


def _readings(claim: Claim, state: _State) -> tuple[list[_Scored], list[NoMatch]]:
    """All readings of a claim, the best first, and why others were refused."""
    zones = Zones(claim, state.article)
    scored: list[_Scored] = []
    refusals: list[NoMatch] = []
    for name, words in state.lexicons.items():
        if name not in state.topical:
            continue
        for candidate in candidates.find(zones, words):
            reading = _reading(claim, candidate, zones, words, state)
            if isinstance(reading, NoMatch):
                refusals.append(reading)
            else:
                scored.append(reading)
    if claim.kind is Kind.RANK and not scored:
        scored += _rank_by_prior(claim, zones, state)
    # Of tables that hold the same fact the fresher is asked, then the one that is nearer to the source.
    scored.sort(key=lambda s: (-s.reading.score, s.plan.moment.age_days, -s.plan.candidate.dataset.precedence,
                               s.plan.candidate.dataset.name))
    return _best_of_each_fact(scored), refusals


def _best_of_each_fact(scored: list[_Scored]) -> list[_Scored]:
    """Of several tables that hold the same fact the freshest first, then the one nearest to the source; the rest last."""
    chosen: dict[tuple[str, str], _Scored] = {}
    later: list[_Scored] = []
    for item in sorted(scored, key=lambda s: (s.plan.moment.age_days, -s.plan.candidate.dataset.precedence)):
        fact = _fact(item.plan.candidate)
        if fact in chosen:
            later.append(item)
        else:
            chosen[fact] = item
    firsts = [s for s in scored if any(s is kept for kept in chosen.values())]
    return firsts + [s for s in scored if any(s is other for other in later)]


def _fact(candidate: Candidate) -> tuple[str, str]:
    """What a reading is about, whatever table holds it: a concept, or the members of a dimension that are counted."""
    measure = candidate.measure
    family = measure.concept.partition(".")[0] if measure.concept else candidate.dataset.name
    if candidate.over is not None:
        return family, f"members: {candidate.over.nouns[0] if candidate.over.nouns else candidate.over.name}"
    if any(measure.unit in dimension.nouns for dimension in candidate.dataset.dimensions):
        return family, f"members: {measure.unit}"
    return family, measure.concept or measure.name


def _rank_by_prior(claim: Claim, zones: Zones, state: _State) -> list[_Scored]:
    """A rank that names no measure ranks what the article is about: the measure that most of its claims were matched to."""
    plans = [p for p in state.plans.values() if p.candidate.over is None]
    if not plans:
        return []
    counts = Counter((p.candidate.dataset.name, p.candidate.measure.name) for p in plans)
    (dataset, measure), _ = counts.most_common(1)[0]
    source = next(p for p in plans if (p.candidate.dataset.name, p.candidate.measure.name) == (dataset, measure))
    words = state.lexicons[dataset]
    candidate = Candidate(source.candidate.dataset, source.candidate.measure, source.candidate.words,
                          words.find(zones.own), words.find(zones.clause), inherited=True)
    reading = _reading(claim, candidate, zones, words, state)
    return [] if isinstance(reading, NoMatch) else [reading]


def _reading(claim: Claim, candidate: Candidate, zones: Zones, words: DatasetLexicon, state: _State) -> _Scored | NoMatch:
    if not leftovers.meets(candidate.measure.requires, f"{zones.own} ; {zones.sentence}"):
        return NoMatch(reason="no_reference")
    choice = times.choose(candidate.dataset, candidate.measure, state.library, claim.period, state.article.published)
    if isinstance(choice, NoMoment):
        return _no_moment(choice, claim, state)
    slots = shapes.place_slots(candidate.dataset, state.library, choice.moment.snapshot, claim.places)
    slots = _categories(candidate, slots).without(*_counted_dimensions(candidate))
    missing = [*slots.missing, *leftovers.named(candidate.measure.excludes, zones.own), *leftovers.unexplained(zones.own, candidate.own, part="modifiers"),
               *leftovers.unexplained(zones.host, words.find(zones.host), part="predicates"), *_flows(claim, candidate, zones)]
    if missing:
        return NoMatch(reason="not_in_table", detail={"words": ", ".join(f"“{word}”" for word in dict.fromkeys(missing))})
    made = Plan(candidate, slots, choice)
    query = plan.query_of(made, claim, state.library)
    if isinstance(query, str):
        return NoMatch(reason="not_in_table", detail={"words": f"“{query}”"})
    left = leftovers.unexplained(zones.clause, candidate.clause, part="predicates")
    found = scoring.features(candidate, zones, words, choice, left=left, clause_words=len(content_words(zones.clause)),
                             linked=_linked(claim, candidate, state), prior=state.prior.get(candidate.dataset.name, 0.0))
    return _Scored(made, Reading(query=query, score=scoring.total(found), features=found, brackets=plan.brackets(made, claim, state.library)))


def _no_moment(found: NoMoment, claim: Claim, state: _State) -> NoMatch:
    if found.reason == "unresolved_time":
        return NoMatch(reason=found.reason, detail={"period": f" (“{found.detail}”)"} if found.detail else {})
    if found.reason == "too_stale":
        return NoMatch(reason=found.reason, detail={"as_of": found.detail})
    spoken = claim.period.text if claim.period is not None and claim.period.text else None
    return NoMatch(reason=found.reason, detail={"period": spoken or str(state.article.published or "the article's date")})


def _flows(claim: Claim, candidate: Candidate, zones: Zones) -> tuple[str, ...]:
    """Words of happening, where the measure is a stock and the claim speaks of a span of time."""
    spec = candidate.measure.time or candidate.dataset.time
    if not spec.instant:
        return ()
    return leftovers.happened(zones.clause, claim.period)


def _categories(candidate: Candidate, slots: Slots) -> Slots:
    """The members that the claim names: in its own noun phrase first, else in its clause."""
    counted_over = candidate.over.name if candidate.over is not None else None
    named: dict[str, list[str]] = {}
    for hits in (candidate.own, candidate.clause):
        fresh: dict[str, list[str]] = {}
        for hit in hits:
            sense = hit.payload
            if sense.slot == "member" and sense.name != counted_over and sense.name not in named:
                fresh.setdefault(sense.name, []).append(sense.value)
        named |= fresh
    for column, values in named.items():
        slots = slots.with_(column, tuple(dict.fromkeys(values)))
    return slots


def _counted_dimensions(candidate: Candidate) -> tuple[str, ...]:
    """The dimension whose members a measure counts: "25 states" is not limited to one of them."""
    return tuple(d.name for d in candidate.dataset.dimensions if candidate.measure.unit in d.nouns)


def _linked(claim: Claim, candidate: Candidate, state: _State) -> bool:
    """Whether the claim leans on one that was matched to the same dataset."""
    source = state.plans.get(claim.antecedent or "")
    return source is not None and source.candidate.dataset.name == candidate.dataset.name


def _match_change(claim: Claim, state: _State) -> Match | NoMatch:
    """A change is asked of the same measure, place and category at two moments."""
    start_plan, end_plan = state.plans.get(claim.start_claim or ""), state.plans.get(claim.end_claim or "")
    base = end_plan or start_plan
    if base is None:
        named = _named_change(claim, state)
        if isinstance(named, NoMatch):
            return named
        base = named.plan
        score, found = named.reading.score, named.reading.features
    else:
        source = state.found[(claim.end_claim if end_plan else claim.start_claim) or ""]
        assert isinstance(source, Match)
        score, found = source.reading.score, source.reading.features
    if base.candidate.over is not None and start_plan is None:
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    start = start_plan or _at_baseline(claim, base, state)
    end = end_plan or base.retimed(state.library, _end_period(claim), state.article.published)
    for side in (start, end):
        if isinstance(side, NoMoment):
            return _no_moment(side, claim, state)
        if isinstance(side, NoMatch):
            return side
    assert isinstance(start, Plan) and isinstance(end, Plan)
    if (start.candidate.measure.concept or start.candidate.measure.name) != (end.candidate.measure.concept or end.candidate.measure.name):
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    if start.moment.as_of >= end.moment.as_of:
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    query = plan.change_between(start.selection(), end.selection(), claim)
    brackets = tuple(plan.change_between(start.at(a).selection(), end.at(b).selection(), claim)
                     for a in (start.choice.brackets or (start.moment,)) for b in (end.choice.brackets or (end.moment,)))
    reading = Reading(query=query, score=score, features=found, brackets=brackets if len(brackets) > 1 else ())
    state.plans[claim.id] = end
    return Match(reading=reading)


def _end_period(claim: Claim) -> Period | None:
    period = claim.period
    if period is not None and claim.baseline is not None and period.start == claim.baseline.start and period.end is not None:
        return period.model_copy(update={"start": period.end})
    return period


def _at_baseline(claim: Claim, base: Plan, state: _State) -> Plan | NoMoment | NoMatch:
    if claim.baseline is None:
        return NoMatch(reason="unresolved_time", detail={"since": "since "})
    return base.retimed(state.library, claim.baseline, state.article.published)


def _named_change(claim: Claim, state: _State) -> _Scored | NoMatch:
    """A change whose measure is named in its own words: "agreements rose 641% since December"."""
    as_count = claim.model_copy(update={"kind": Kind.COUNT, "period": _end_period(claim)})
    scored, refusals = _readings(as_count, state)
    scored = [s for s in scored if isinstance(s.reading.query, Value)]
    if not scored:
        return _refusal(refusals)
    if scored[0].reading.score < scoring.weights()["threshold"]:
        return NoMatch(reason="no_reference", rejected=(scored[0].reading,))
    return scored[0]

