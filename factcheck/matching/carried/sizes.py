"""Ranks of a place by its own size: "the fourth-largest state", "the most populous country".

How large a place is goes without saying, and is nothing that its story happens to count there: in a story about
agreements the largest state is the one with most people, not the one with most agreements.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.asking.state import State
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.references.model import Measure, Role

POPULOUS = re.compile(rf"\b{any_of('peopled')}\b", re.IGNORECASE)
LARGE = re.compile(rf"\b{any_of('sizes')}\b", re.IGNORECASE)
A_PLACE = re.compile(
    r"^\W*(?:states?|countr(?:y|ies)|nations?)(?: (?:in|of|on) (?:the )?(?:nation|"
    r"country|union|world|earth|planet|U\.S\.|"
    r"United States|America))?(?=\W*$|[,.;:—–]| (?:and|but|after|behind|when|since|is|was|has|had|with|only)\b)",
    re.IGNORECASE,
)
"""Right behind a superlative: it ranks the place itself, and nothing in it."""
ASIDE = re.compile(r",\s*(?:the |its |now )*$", re.IGNORECASE)


def is_by_size(claim: Claim) -> bool:
    """Whether a rank is of how large a place is."""
    if claim.kind is not Kind.RANK or claim.rank is None or claim.rank.since is not None:
        return False
    behind = claim.behind
    if POPULOUS.search(claim.figure):
        return True
    names_place = A_PLACE.match(behind) or A_PLACE.match(re.split(LARGE, claim.figure)[-1].lstrip("- "))
    return LARGE.search(claim.figure) is not None and names_place is not None


def alone(claim: Claim) -> Claim:
    """The rank without what its sentence goes on to say, where it stands in an aside: "Ohio, the third-largest state,
    has 15 seats"."""
    if not is_by_size(claim):
        return claim
    ahead = claim.ahead
    figure = re.match(r"(?:the |its )", claim.figure)
    if not ASIDE.search(ahead) and not (figure and ASIDE.search(ahead + figure.group())):
        return claim
    return claim.model_copy(update={"predicate": None, "counted": None, "head": None, "modifiers": (),
                                    "before": None, "shared": None, "after": None})


BETWEEN = re.compile(
    r"(?:,[^,;]+,| \([^)]*\))? *(?:is|was|are|were|remains?|ranks?|ranked|stands?)?(?: now| still| only)*(?: the)? *",
    re.IGNORECASE,
)
"""Between a place and the rank that is told of it, perhaps with an aside."""


def of_the_nearest(claim: Claim) -> Claim | None:
    """The rank as that of the place right before it; None where another stands nearer than the one it was given."""
    if claim.kind is not Kind.RANK or len(claim.places) != 1:
        return claim
    if any(one.place == claim.places[0] for one in places.find(claim.figure)):
        return claim  # "Pennsylvania ranks fourth": it says itself whose rank it is
    ahead = claim.ahead
    near = [one for one in places.find(ahead) if one.place.kind == claim.places[0].kind]
    if not near or near[-1].place == claim.places[0]:
        return claim
    if BETWEEN.fullmatch(ahead[near[-1].end :]):
        return claim.model_copy(update={"places": (near[-1].place,), "shared": None})
    own = next((one for one in near if one.place == claim.places[0]), None)
    apart = own is None or re.search(r"[,;]| and ", ahead[own.end : near[-1].start]) is not None
    return None if apart else claim  # "India passed China as the most populous country"


def told_by_size(claim: Claim, state: State) -> tuple[Measure, DatasetLexicon] | None:
    """The measure that says how large a place is, in the tables that the text speaks of; None where there are two."""
    populous = POPULOUS.search(claim.figure) is not None
    found = []
    for name in sorted(state.topical.named):
        lexicon = state.lexicons[name]
        measure = next((one for one in lexicon.dataset.measures if one.told_with), None)
        if measure is None or not _tells_apart(lexicon, claim):
            continue
        if not populous or leftovers.meets(measure.requires, claim.figure):
            found.append((measure, lexicon))
    return found[0] if len(found) == 1 else None


def _tells_apart(lexicon: DatasetLexicon, claim: Claim) -> bool:
    members = {one.value for dim in lexicon.dataset.dimensions if dim.role is Role.PLACE for one in dim.members}
    kinds = {kind for dim in lexicon.dataset.dimensions if dim.role is Role.PLACE for kind in dim.place_kinds}
    return bool(claim.places) and all(place.name in members and place.kind in kinds for place in claim.places)
