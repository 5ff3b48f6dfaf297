"""Figures that are told of a place alone, in a story about one measure of places.

"Texas grew by 473,453", "India, at 1.43 billion", "Utah (1.7%)": what is meant goes without saying, since the story is
about it. A table says which of its measures that may be, and with which verbs (``Measure.told_with``). Told with the
measure's name, such a figure is read like any other claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.model import Basis, Change, Claim, Direction, Kind, Place
from claims.vocabulary import places
from claims.vocabulary.words import stem, tokens
from factcheck.matching import leftovers
from factcheck.matching.candidates import gate
from factcheck.matching.lexicon import DatasetLexicon
from factcheck.matching.state import State
from factcheck.matching.zones import Zones
from factcheck.references.model import Measure, Role

REACH = 1500
"""How far back, in characters, the figure stands that says what a story is about there."""

GOES_ON = re.compile(r"^[\s,;:–—(-]*(?:(?:and|but|while|then|followed by|in|for) )*(?:the )?$", re.IGNORECASE)
"""What may stand before a place that shares the verb of the figure before it: "and California", "followed by Florida"."""

RESTATED = re.compile(r"^(?: (?:people|residents|inhabitants))?,? or (?:(?:by|about|roughly|some|nearly|almost|just) )*$")
"""Between two figures of one change: "473,453 people, or 1.58%"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the measure that goes without saying, and the table that the story is about."""

    claim: Claim
    dataset: str


def told(claim: Claim, zones: Zones, state: State) -> Told | None:
    """The claim with the measure that it leaves to its story; None where it names something of its own."""
    if claim.host or claim.whole or claim.kind not in (Kind.COUNT, Kind.CHANGE, Kind.SHARE, Kind.RATE, Kind.MONEY):
        return None
    if claim.kind is Kind.COUNT and not claim.inherited and stem(claim.head or "") in leftovers.inert("places"):
        return None  # "two countries" counts them
    first = _restated(claim, state)
    where = claim.places or (first.places if first is not None else ())
    if not where or not _is_bare(claim, zones):
        return None
    found = unsaid(claim, where, state)
    if found is None:
        return None
    measure, dataset = found
    if claim.inherited and not _leans_on(claim, measure, state):
        return None
    change = _change_of(claim, first, measure, zones, state)
    if change is None and (claim.kind in (Kind.SHARE, Kind.RATE) or claim.change is not None):
        return None
    if change is None and not gate(claim, measure, state.article.text):
        return None
    beside = " ".join(filter(None, (claim.before, claim.after)))
    update: dict[str, object] = {
        "counted": measure.words[0], "head": None, "modifiers": (), "inherited": False, "places": where,
        "predicate": _without_verbs(beside, measure),
    }
    if change is not None:
        update |= {"kind": Kind.CHANGE, "change": change}
    if first is not None:
        update |= {"period": first.period, "period_source": first.period_source, "baseline": first.baseline}
    return Told(claim.model_copy(update=update), dataset)


def _is_bare(claim: Claim, zones: Zones) -> bool:
    """Whether the figure's own words and those that lead to it name nothing but the place."""
    if claim.head and not claim.inherited and not leftovers.unexplained(zones.own, (), part="modifiers"):
        if not places.find(zones.own) and stem(claim.head) not in leftovers.inert("places"):
            return False  # "a net 16,383 people"
    own = "" if claim.inherited else zones.own
    left = leftovers.unexplained(own, (), part="modifiers")
    pointing = leftovers.inert("pointers") | leftovers.inert("places")
    if not all(token.stem in pointing for word in left for token in tokens(word)):
        return False
    return not _limits(claim.before or "")


def _leans_on(claim: Claim, measure: Measure, state: State) -> bool:
    """Whether a figure without a noun is of what the one before was of, or its own verb says what it is of."""
    own = claim.change is not None and _direction(claim.before or "", measure) is not None
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
    before = [one for one in state.claims.values() if one.end <= claim.start and claim.start - one.end <= REACH]
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
    text = state.article.text
    before = [one for one in state.claims.values() if one.sentence == claim.sentence and one.end <= claim.start]
    if not before or claim.quantity.unit != "percent" or before[-1].quantity.unit == "percent":
        return None
    return before[-1] if RESTATED.match(text[before[-1].end : claim.start]) else None


def _change_of(
    claim: Claim, first: Claim | None, measure: Measure, zones: Zones, state: State
) -> Change | None:
    """The change that is told of the place; None for a level, or where its words are not those of this measure."""
    percent = claim.quantity.unit == "percent"
    basis = Basis.PERCENT if percent else Basis.ABSOLUTE
    if claim.change is not None:
        if claim.change.by is None or claim.start_claim or claim.end_claim:
            return None
        return claim.change if claim.change.basis is basis else None
    if first is not None:
        direction = _direction_before(first, measure)
        return _made(claim, direction, basis) if direction is not None else None
    before = claim.before or ""
    earlier = [one for one in state.claims.values() if one.sentence == claim.sentence and one.end <= claim.start]
    if earlier and _shares_a_verb(before):
        direction = _direction_before(earlier[-1], measure)
        if direction is not None:
            return _made(claim, direction, basis)
    if claim.figure.startswith(("+", "-", "−", "–")):
        return _made(claim, Direction.UP if claim.figure.startswith("+") else Direction.DOWN, basis)
    if percent:
        lines = (zones.sentence, *_lines_before(claim, state), state.article.title or "")
        found = (_direction(line, measure) for line in lines)
        direction = next((one for one in found if one is not None), None)
        return _made(claim, direction, basis) if direction is not None else None
    if HAS.search(before):
        return None
    beside = f"{before} ; {claim.after or ''}"
    for line in (beside, *_lines_before(claim, state, lists_only=True)):
        if (direction := _direction(line, measure)) is not None:
            return _made(claim, direction, basis)
    return None


HAS = re.compile(r"\b(?:has|have|had|with|at|is|was|were|of|holds?|held|counts?)\b[^,;]{0,25}$", re.IGNORECASE)
"""What leads to a level: "Utah has", "India, with", "Germany, at"."""


def _lines_before(claim: Claim, state: State, *, lists_only: bool = False) -> tuple[str, ...]:
    """The lead of the list that the claim stands in; else the sentence before it."""
    text = state.article.text[: claim.sentence.start]
    block = re.split(r"\n[ \t]*\n", text)[-1]
    heads = [line.strip() for line in block.split("\n") if line.strip().endswith(":")]
    if not heads and not block.strip():
        heads = [line for line in text.strip().split("\n")[-1:] if line.endswith(":")]  # a list set off by a blank line
    if heads or lists_only:
        return tuple(heads[-1:])
    return tuple(re.split(r"(?<=[.!?])\s+", text.strip())[-1:])


def _shares_a_verb(before: str) -> bool:
    """Whether only a place leads to the figure, so that the verb of the one before it is meant."""
    found = places.find(before)
    if len(found) != 1:
        return not before.strip()
    return GOES_ON.match(before[: found[0].start]) is not None and re.fullmatch(
        r"\s*(?:by|with|at|,|\()?\s*", before[found[0].end :]) is not None


def _direction_before(earlier: Claim, measure: Measure) -> Direction | None:
    """The way of the change that an earlier figure tells, by its own words or sign."""
    if earlier.change is not None and earlier.change.by is not None:
        return earlier.change.direction
    if earlier.figure.startswith("+"):
        return Direction.UP
    if HAS.search(earlier.before or ""):
        return None
    return _direction(f"{earlier.shared or ''} {earlier.before or ''}", measure)


def _direction(text: str, measure: Measure) -> Direction | None:
    """Which way a text says that places went, in the measure's own verbs; None where it does not."""
    stems = {token.stem for token in tokens(text)}
    verbs = {stem(word) for word in measure.told_with}
    if not stems & verbs:
        return None
    down, up = stems & verbs & leftovers.inert("falls"), stems & verbs - leftovers.inert("falls")
    return Direction.UNKNOWN if up and down else Direction.DOWN if down else Direction.UP


def _without_verbs(text: str, measure: Measure) -> str:
    """The words beside a figure without the verbs that the measure's changes are told with."""
    verbs = {stem(word) for word in measure.told_with}
    kept, at = "", 0
    for token in tokens(text):
        if token.stem in verbs:
            kept, at = kept + text[at : token.start], token.end
    return kept + text[at:]


def _made(claim: Claim, direction: Direction, basis: Basis) -> Change:
    return Change(direction=direction, by=claim.quantity.low, basis=basis)
