"""What is told of each of several places: "Utah and Idaho each added over 30,000", "each have one agreement"."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import Condition, Query, Selection, selections
from factcheck.queries.siblings import with_selections

EACH = re.compile(r"\b(?:each|both) (?:\w+ ){0,4}$", re.IGNORECASE)


def apart(claim: Claim, found: Match | NoMatch) -> Match | NoMatch:
    """What was matched to all the places together, held place by place where the text says "each"; every one counts."""
    ahead = claim.ahead
    if len(claim.places) < 2 or not isinstance(found, Match) or EACH.search(ahead) is None:
        return found
    if claim.kind not in (Kind.CHANGE, Kind.COUNT):
        return found
    names = {place.name for place in claim.places}
    whole = found.reading
    first, *rest = [whole.model_copy(update={"query": _of(one.name, names, whole.query), "brackets": ()})
                    for one in claim.places]
    return found.model_copy(update={"reading": first, "also": (*found.also, *rest), "admissible": ()})


def _of(name: str, names: set[str], query: Query) -> Query:
    """The query of one of the places."""

    def alone(selection: Selection) -> Selection:
        return selection.model_copy(update={"where": tuple(_limited(one) for one in selection.where)})

    def _limited(condition: Condition) -> Condition:
        return condition.model_copy(update={"values": (name,)}) if set(condition.values) == names else condition

    return with_selections(query, tuple(alone(one) for one in selections(query)))
