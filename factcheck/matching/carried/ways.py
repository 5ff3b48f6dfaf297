"""Which way a place went, where its figure has no verb of its own: by the one before it, a sign, the head of a list."""

from __future__ import annotations

import re

from claims.model import Basis, Change, Claim, Direction, Kind
from claims.vocabulary import places
from claims.vocabulary.words import stem, tokens
from factcheck.matching.asking.state import State
from factcheck.matching.words import leftovers
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Measure

GOES_ON = re.compile(
    r"^[\s,;:–—(-]*(?:(?:and|but|while|then|followed by|in|for) )*(?:the )?$", re.IGNORECASE)
"""What may stand before a place that shares the verb of the figure before it: "and California", "followed by Ohio"."""


def change_of(
    claim: Claim, first: Claim | None, measure: Measure, zones: Zones, state: State
) -> Change | None:
    """The change that is told of the place; None for a level, or where its words are not those of this measure."""
    percent = claim.quantity.unit == "percent"
    basis = Basis.PERCENT if percent else Basis.ABSOLUTE
    if claim.change is not None:
        told = claim.change.by is not None and not claim.start_claim and not claim.end_claim
        return claim.change if told and claim.change.basis is basis else None
    way = direction_before(first, measure) if first is not None else _way(claim, measure, zones, state, percent=percent)
    return None if way is None else Change(direction=way, by=claim.quantity.low, basis=basis)


def _way(claim: Claim, measure: Measure, zones: Zones, state: State, *, percent: bool) -> Direction | None:
    """Which way a figure without a verb of its own went: as the one before it, by its sign, by the lines above it."""
    before = claim.before or ""
    if AN_END.search(claim.ahead):
        return None
    earlier = state.claims.before_in_sentence(claim)
    shared = _direction_of_list(earlier, measure) if earlier and _shares_a_verb(before) else None
    if shared is not None:
        return shared
    if claim.figure.startswith(("+", "-", "−", "–")):
        return Direction.UP if claim.figure.startswith("+") else Direction.DOWN
    if percent:
        none = OF_A_WHOLE.search(zones.sentence) is not None
        lines = () if none else (zones.sentence, *_lines_before(claim, state), state.article.title or "")
    else:
        none = HAS.search(before) is not None or claim.kind is Kind.MONEY
        said = f"{before} ; {ASIDE.split(claim.after or '')[0]}"
        lines = () if none else (said, *_lines_before(claim, state, lists_only=True))
    return next((found for line in lines if (found := direction(line, measure)) is not None), None)


AN_END = re.compile(r"\b(?:to|from)\s*$", re.IGNORECASE)
"""What leads to an end of a change, which is a level: "dropped 1.2%, from 1.79 million to 1.77 million"."""

OF_A_WHOLE = re.compile(
    r"\b(?:account|mak(?:e|es|ing) up|made up|shares?\b|represent|compris|constitut)", re.IGNORECASE)
"""A sentence that tells parts of a whole."""

HAS = re.compile(r"\b(?:has|have|had|with|at|is|was|were|of|holds?|held|counts?)\b[^,;]{0,25}$", re.IGNORECASE)
"""What leads to a level: "Utah has", "India, with", "Germany, at"."""


ASIDE = re.compile(r",? (?:which|who|whose|where)\b")
"""Behind a place: what is told of it besides ("in Ohio, which has been losing people")."""


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


def _direction_of_list(earlier: list[Claim], measure: Measure) -> Direction | None:
    """The way that the first of several places with their figures went: "Utah (+41,000), Idaho (26,000) and"."""
    for one in reversed(earlier):
        if (direction := direction_before(one, measure)) is not None or not _shares_a_verb(one.before or ""):
            return direction
    return None


def direction_before(earlier: Claim, measure: Measure) -> Direction | None:
    """The way of the change that an earlier figure tells, by its own words or sign."""
    if earlier.change is not None and earlier.change.by is not None:
        return earlier.change.direction
    if earlier.figure.startswith("+"):
        return Direction.UP
    if HAS.search(earlier.before or ""):
        return None
    return direction(f"{earlier.shared or ''} {earlier.before or ''}", measure)


def direction(text: str, measure: Measure) -> Direction | None:
    """Which way a text says that places went, in the measure's own verbs; None where it does not."""
    stems = {token.stem for token in tokens(text)}
    verbs = {stem(word) for word in measure.told_with}
    if not stems & verbs:
        return None
    down, up = stems & verbs & leftovers.inert("falls"), stems & verbs - leftovers.inert("falls")
    return Direction.UNKNOWN if up and down else Direction.DOWN if down else Direction.UP


def without_verbs(text: str, measure: Measure) -> str:
    """The words beside a figure without the verbs that the measure's changes are told with."""
    verbs = {stem(word) for word in measure.told_with}
    kept, at = "", 0
    for token in tokens(text):
        if token.stem in verbs:
            kept, at = kept + text[at : token.start], token.end
    return kept + text[at:]
