"""Who is left when the others were told: "17,000 were convicted and 15,000 faced charges. The rest had neither." """

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claims.model import Claim, Kind
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.state import State
from factcheck.references.model import Role

REST = re.compile(
    r"\b(?:the|its|their) (?:others?|rest|remaining|remainder)\b[^.;]{0,40}$", re.IGNORECASE)
"""In what leads to a figure, with the figure: it is of all who were not told."""
NEITHER = re.compile(r"^\W*(?:(?:of|among) (?:them|those|these|the \w+) )?(?:had|have|has|were|are|was|is|did|do|fit) "
                     r"neither\b(?! [\w ]* nor\b)", re.IGNORECASE)
"""Behind a figure: it is of all but the two who were told."""
REACH = 600
"""How far back, in characters, the others were told."""


def member(
    claim: Claim, candidate: Candidate, named: Mapping[str, Sequence[str]], state: State
) -> tuple[str, str] | None:
    """The dimension and the only one of its members that was not told before; None for what is no rest."""
    neither = NEITHER.match(claim.behind) is not None
    if claim.kind not in (Kind.COUNT, Kind.SHARE) or not (neither or _is_of_the_rest(claim)):
        return None
    before = [one.id for one in state.claims.before(claim, within=REACH) if one.places == claim.places]
    found = []
    for dimension in candidate.dataset.dimensions:
        if dimension.role is not Role.CATEGORY or dimension.total is None or dimension.name in named:
            continue
        told = [values[0] for name in before if len(values := _of_one(name, dimension.name, candidate, state)) == 1]
        if not told or (neither and len(dict.fromkeys(told)) != BOTH):
            continue
        left = [one.value for one in dimension.members if one.value not in (dimension.total, *told)]
        if len(left) == 1:
            found.append((dimension.name, left[0]))
    return found[0] if len(found) == 1 else None


BOTH = 2


def _is_of_the_rest(claim: Claim) -> bool:
    return REST.search(f"{claim.ahead}{claim.figure}") is not None


def _of_one(name: str, column: str, candidate: Candidate, state: State) -> tuple[str, ...]:
    """To which members of a dimension an earlier figure of the same measure was limited, and to no other sort."""
    plan = state.plans.get(name)
    if plan is None or plan.candidate.dataset.name != candidate.dataset.name \
            or plan.candidate.measure.name != candidate.measure.name:
        return ()
    sorts = {one.name for one in candidate.dataset.dimensions if one.role is Role.CATEGORY} & set(plan.slots.filters)
    return plan.slots.filters.get(column, ()) if len(sorts) == 1 else ()
