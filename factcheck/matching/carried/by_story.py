"""Ranks, shares and leads that name no measure: they are of what their story is about."""

from __future__ import annotations

import re
from collections import Counter

from claims.model import Claim, Kind
from factcheck.matching.asking import candidates
from factcheck.matching.asking.candidates import POINTS, Candidate
from factcheck.matching.asking.preference import fact_of
from factcheck.matching.asking.state import State
from factcheck.matching.carried import of_places, sizes
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Measure

Found = list[tuple[Candidate, str]]
"""Candidates, each with the words that name its measure."""

SIZE = re.compile(
    rf"\b{any_of('sizes')}\b|\b(?:most|least) populous\b|\bpopulat|"
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|No\. ?\d+)$",
    re.IGNORECASE,
)
"""Ranks by how large a place is, or told by their number alone."""
FASTEST = re.compile(
    r"\b(?:fast|slow|quick|steep|sharp)(?:er|est)?\b|-growing\b|\bper(?:cent|centage)\b|%", re.IGNORECASE
)
"""Ranks by a rate of change."""


def candidates_of(claim: Claim, zones: Zones, state: State) -> Found:
    """What a rank or share that names no measure may be of: what most claims of its article were matched to."""
    if claim.quantity.unit in POINTS and candidates.is_margin(claim):
        return _leads(zones, state)
    if sizes.is_by_size(claim):
        return _by_size(claim, zones, state)
    if claim.kind is Kind.RANK and _goes_with_another(claim, state):
        return []
    plans = [p for p in state.plans.values() if p.candidate.over is None and fact_of(p.candidate)[1] != "members"]
    if not plans:
        return _unsaid(claim, zones, state)
    near = [p for name, p in state.plans.items() if p in plans and _goes_on(state.claims[name], claim, zones)]
    common, _ = Counter(fact_of(p.candidate) for p in near[-1:] or plans).most_common(1)[0]
    found: Found = []
    for source in {p.candidate.dataset.name: p.candidate for p in plans if fact_of(p.candidate) == common}.values():
        words = state.lexicons[source.dataset.name]
        if claim.kind is Kind.SHARE and leftovers.unexplained(zones.own, words.find(zones.own), part="predicates"):
            continue  # it names something else
        if claim.kind is Kind.SHARE and source.measure.unit.startswith("percent"):
            continue  # no part of a rate: another one
        measure = _in_full(source) if claim.kind is Kind.SHARE else source.measure
        one = ranked(_made(words, measure, source.words, zones), claim)
        if one is not None:
            found.append((one, one.measure.words[0] if one.measure.words else ""))
    return found


def _in_full(candidate: Candidate) -> Measure:
    """What a share is of: not of a lead, but of what is counted with it: "carried it by 537 votes, with 48.8%"."""
    own = candidate.measure
    others = (one for one in candidate.dataset.measures if not one.margin and one.unit == own.unit)
    return next(others, own) if own.margin else own


def ranked(candidate: Candidate, claim: Claim) -> Candidate | None:
    """The candidate as a rank has it: by the change that is told; None for one by how fast that is."""
    if claim.kind is not Kind.RANK or not candidate.measure.told_with:
        return candidate
    if FASTEST.search(claim.figure) or FASTEST.search(claim.after or ""):
        return None
    return candidates.moved(candidate, claim) or candidate


def _unsaid(claim: Claim, zones: Zones, state: State) -> Found:
    """A rank of a place by what goes without saying in its story."""
    if claim.kind is not Kind.RANK or not SIZE.search(claim.figure) or not claim.places:
        return []
    found = of_places.unsaid(claim, claim.places, state)
    if found is None:
        return []
    measure, name = found
    one = ranked(_made(state.lexicons[name], measure, measure.words[0], zones), claim)
    return [(one, measure.words[0])] if one is not None else []


def _goes_with_another(claim: Claim, state: State) -> bool:
    """Whether the figure that is told with a rank was of nothing known: "Ohio, with 11.9 million, is the seventh"."""
    beside = state.claims.before_in_sentence(claim)
    return bool(beside) and beside[-1].kind is not Kind.RANK and beside[-1].id not in state.plans


def _by_size(claim: Claim, zones: Zones, state: State) -> Found:
    """A rank by how large the places are: of what was told of them before, where that is their size, else by it."""
    sized = [plan.candidate for name, plan in state.plans.items()
             if plan.candidate.measure.told_with and state.claims[name].end <= claim.start]
    told = sizes.told_by_size(claim, state)
    if sized and not (sizes.POPULOUS.search(claim.figure) and told is not None):
        measure, words = sized[-1].measure, state.lexicons[sized[-1].dataset.name]
    elif told is not None:
        measure, words = told
    else:
        return []
    one = ranked(_made(words, measure, measure.words[0], zones), claim)
    return [(one, measure.words[0])] if one is not None else []


def _leads(zones: Zones, state: State) -> Found:
    """A lead in points, where a topical table states leads: "Trump won Florida by 13.1 percentage points"."""
    tables = [state.lexicons[name] for name in sorted(state.topical.named)]
    return [(_made(words, measure, measure.words[0], zones), "")
            for words in tables for measure in words.dataset.measures if measure.margin]


def _made(words: DatasetLexicon, measure: Measure, named: str, zones: Zones) -> Candidate:
    return Candidate(words.dataset, measure, named, words.find(zones.own), words.find(zones.clause), inherited=True)


def _goes_on(earlier: Claim, claim: Claim, zones: Zones) -> bool:
    """Whether a share goes on from an earlier one of its paragraph: "Half of the agreements ... One in ten ..."."""
    shares = claim.kind is Kind.SHARE and earlier.kind is Kind.SHARE
    beside = claim.kind is Kind.SHARE and earlier.sentence == claim.sentence  # "Of those, 50,259, or 73.6%, ..."
    return (shares or beside) and earlier.end <= claim.start and earlier.sentence.text in zones.paragraph
