"""Figures that are told of a place alone, in a story about one measure of places.

"Texas grew by 473,453", "India, at 1.43 billion", "Utah (1.7%)": what is meant goes without saying, since the story is
about it. A table says which of its measures that may be, and with which verbs (``Measure.told_with``). Told with the
measure's name, such a figure is read like any other claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claims.model import Claim, Kind, Place
from claims.vocabulary import places
from claims.vocabulary.words import stem, tokens
from factcheck.matching.asking.candidates import gate
from factcheck.matching.asking.state import State
from factcheck.matching.carried import ways
from factcheck.matching.carried.compared_places import other_place
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Measure, Role

REACH = 1500
"""How far back, in characters, the figure stands that says what a story is about there."""

RESTATED = re.compile(
    r"^(?: (?:people|residents|inhabitants))?,? or (?:(?:by|about|roughly|some|nearly|almost|just) )*$")
"""Between two figures of one change: "473,453 people, or 1.58%"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the measure that goes without saying, and the table that the story is about."""

    claim: Claim
    dataset: str


def told(claim: Claim, zones: Zones, state: State) -> Told | None:
    """The claim with the measure that it leaves to its story; None where it names something of its own."""
    if claim.host or claim.whole or claim.kind not in SORTS or _counts_places(claim):
        return None
    if claim.kind is Kind.SHARE and claim.quantity.unit is None:
        claim = claim.model_copy(update={"kind": Kind.COUNT})
    claim = claim.model_copy(update={"before": unattributed(claim.before or "")})
    first = _restated(claim, state)
    where = claim.places or (first.places if first is not None else ())
    if not where or not _is_bare(claim, zones):
        return None
    found = unsaid(claim, where, state)
    if found is None or (claim.inherited and not _leans_on(claim, found[0], state)):
        return None
    measure, dataset = found
    change = ways.change_of(claim, first, measure, zones, state)
    if change is None and not _is_level(claim, measure, state):
        return None
    beside = " ".join(filter(None, (claim.before, claim.after)))
    update: dict[str, object] = {
        "counted": measure.words[0], "head": None, "modifiers": (), "inherited": False, "places": where,
        "predicate": ways.without_verbs(beside, measure),
    }
    if change is not None:
        update |= {"kind": Kind.CHANGE, "change": change}
    if first is not None:
        update |= {"period": first.period, "period_source": first.period_source, "baseline": first.baseline}
    return Told(claim.model_copy(update=update), dataset)


SORTS = (Kind.COUNT, Kind.CHANGE, Kind.SHARE, Kind.RATE, Kind.MONEY)


def _counts_places(claim: Claim) -> bool:
    """Whether it counts the places themselves: "two countries"."""
    return claim.kind is Kind.COUNT and not claim.inherited and stem(claim.head or "") in leftovers.inert("places")


def _is_level(claim: Claim, measure: Measure, state: State) -> bool:
    """Whether a figure of which no change is told may be how much there is."""
    if claim.kind in (Kind.SHARE, Kind.RATE) or claim.change is not None:
        return False
    return gate(claim, measure, state.article.text) and not _goes_on_from_a_change(claim, state)


@cache
def _attribution() -> re.Pattern[str]:
    sources = "|".join(re.escape(word) for word in leftovers.listed("publications"))
    verbs = "|".join(re.escape(word) for word in leftovers.listed("tells"))
    return re.compile(rf"^[^,;]*\b(?:{sources})s?\b[^,;]*?\b(?:{verbs})\b", re.IGNORECASE)


def unattributed(before: str) -> str:
    """The words before a figure without who tells it: of "the UN's latest report gives India", India."""
    return _attribution().sub("", before, count=1)


def _is_bare(claim: Claim, zones: Zones) -> bool:
    """Whether the figure's own words and those that lead to it name nothing but the place."""
    if stem(claim.head or "") in leftovers.inert("publications") and not _is_unit(claim):
        zones = Zones(claim.model_copy(update={"counted": None, "modifiers": ()}), zones.article)
    elif claim.head and not claim.inherited and not leftovers.unexplained(zones.own, (), part="modifiers") \
            and not places.find(zones.own) and stem(claim.head) not in leftovers.inert("places"):
        return False  # "a net 16,383 people"
    own = "" if claim.inherited else zones.own
    left = leftovers.unexplained(own, (), part="modifiers")
    pointing = leftovers.inert("pointers") | leftovers.inert("places")
    if not all(token.stem in pointing for word in left for token in tokens(word)):
        return False
    return not _limits(claim.before or "")


def _is_unit(claim: Claim) -> bool:
    """Whether the noun is what the number counts, "262 agencies", not one near it, as that of who says it."""
    return stem(claim.quantity.unit or "") == stem(claim.head or "")


def _goes_on_from_a_change(claim: Claim, state: State) -> bool:
    """Whether a level may be a change as well: "Texas gained 562,941; Wyoming was last with 2,551"."""
    before = state.claims.before(claim)
    last = before[-1] if before and before[-1].sentence == claim.sentence else None
    if last is not None and state.article.text[last.end : claim.start].strip() == "to":
        return False  # "grew by 60,391 to 3.5 million"
    source = state.claims.get(claim.antecedent or "") if claim.inherited else None
    changes = any(one is not None and one.kind is Kind.CHANGE and other_place(one) is None for one in (last, source))
    return changes and OWNS.search(claim.before or "") is None


OWNS = re.compile(r"\b(?:has|have|had|holds?|population)\b", re.IGNORECASE)


def _leans_on(claim: Claim, measure: Measure, state: State) -> bool:
    """Whether a figure without a noun is of what the one before was of, or its own verb says what it is of."""
    own = claim.change is not None and ways.direction(claim.before or "", measure) is not None
    plan = state.plan_of(claim.antecedent)
    return own or (plan is not None and plan.candidate.measure.name in (measure.name, measure.changed_by))


def _limits(before: str) -> tuple[str, ...]:
    """The words before the figure that neither name a place nor tell of a change."""
    left = leftovers.unexplained(before, (), part="predicates")
    inert = leftovers.inert("changes") | leftovers.inert("places") | leftovers.inert("pointers")
    return tuple(word for word in left if stem(word) not in inert)


def unsaid(claim: Claim, where: tuple[Place, ...], state: State) -> tuple[Measure, str] | None:
    """The measure that goes without saying where the claim stands, and what says so."""
    lexicons = [lexicon for name, lexicon in state.lexicons.items()
                if name in state.topical and _told_measure(lexicon) is not None and _tells_apart(lexicon, where)]
    if not lexicons:
        return None
    before = state.claims.before(claim, within=REACH)
    for earlier in reversed(before):
        plan = state.plan_of(earlier.id)
        if plan is None:
            if earlier.sentence == claim.sentence and earlier.counted and not earlier.inherited and not earlier.places:
                return None  # beside a figure of something else
            continue
        own = [one for one in lexicons if one.dataset.name == plan.candidate.dataset.name]
        measure = _told_measure(own[0]) if own else None
        if measure is None or plan.candidate.measure.name not in (measure.name, measure.changed_by):
            break
        return measure, own[0].dataset.name
    return _headlined(claim, lexicons, state)


def _headlined(
    claim: Claim, lexicons: list[DatasetLexicon], state: State
) -> tuple[Measure, str] | None:
    """The measure that the nearest line before the claim speaks of, up to the headline."""
    told_before = f"{state.article.title or ''}\n{state.article.text[: claim.start]}"[-REACH:]
    for line in reversed([line for line in told_before.split("\n") if line.strip()]):
        named = [(lexicon, _told_measure(lexicon)) for lexicon in lexicons
                 if any(hit.payload.slot in ("topic", "measure") for hit in lexicon.find(line))]
        others = [name for name, lexicon in state.lexicons.items() if name in state.topical
                  and lexicon not in lexicons and _names_a_measure(lexicon, line)]
        words = {measure.words[0] for _, measure in named if measure is not None}
        if others and not named:
            return None
        if len(words) == 1:
            return next((measure, lexicon.dataset.name) for lexicon, measure in named if measure is not None)
        if words:
            return None
    return None


def _tells_apart(lexicon: DatasetLexicon, where: tuple[Place, ...]) -> bool:
    """Whether the places are among those that the table lists."""
    members = {member.value for one in lexicon.dataset.dimensions if one.role is Role.PLACE for member in one.members}
    return all(place.name in members for place in where)


def _names_a_measure(lexicon: DatasetLexicon, line: str) -> bool:
    return any(hit.payload.slot == "measure" and len(hit.text) > 5 for hit in lexicon.find(line))


def _told_measure(lexicon: DatasetLexicon) -> Measure | None:
    return next((measure for measure in lexicon.dataset.measures if measure.told_with), None)


def _restated(claim: Claim, state: State) -> Claim | None:
    """The figure that this one tells once more, in percent: "473,453 people, or 1.58%"."""
    if claim.quantity.unit != "percent":
        return None
    text, before = state.article.text, state.claims.before_in_sentence(claim)
    if not before or before[-1].quantity.unit == "percent":
        return None
    return before[-1] if RESTATED.match(text[before[-1].end : claim.start]) else None
