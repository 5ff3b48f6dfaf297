"""What is said right behind a figure, or beside it, and means only a part of what is counted, or another thing."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.references.model import Role

BEHIND = re.compile(
    r"""\s*(?:is|are|was|were|remain(?:s|ed)?|stands?|stood|sits?|sat|went|goes|go)[ ]
        (?:still[ ]|now[ ]|all[ ]|currently[ ])?(?P<how>(?!\w+ing\b)[a-z-]+)
        (?=\s*(?:$|[,.;:]|(?:and|or|but|in|at|on|as|while|since|because)\b))""",
    re.VERBOSE,
)
"""What is said of the counted things right behind them: "four seats are vacant"."""
ADDED = re.compile(r"\s*(?:that |which )?(?:it|they|he|she|we) (?P<how>\w+)")
"""Who did what with them: "the 132,627 it added"."""


MOVED = re.compile(
    rf"\b(?:to|from) (?:{any_of('elsewhere')}|abroad|elsewhere|overseas)\b",
    re.IGNORECASE,
)
"""Where people went or came from: a flow between places is no change of their number."""


WISHED = re.compile(
    r"\s*(?:(?:that|which) )?(?:(?:had been|was|were|are|is|they|it|officials|he|she) )*(?:had )?"
    rf"(?P<how>{any_of('wished')})\b",
    re.IGNORECASE,
)
"""Right behind a figure: it is no count but what someone hoped for ("fewer than the 120 hoped for")."""

A_PART = re.compile(r"\s*of (?:whom|which|them|those|these)\b(?P<how>[^,;]*)", re.IGNORECASE)
"""Right behind a figure: a part, which what follows tells from the whole ("36,099 of whom had been convicted")."""


def said_behind(claim: Claim, words: DatasetLexicon, excludes: tuple[str, ...], *, limited: bool) -> tuple[str, ...]:
    """The words that limit the counted things from behind, where nothing of the table explains them.

    ``excludes``: those that the measure is never said with, whatever else they may mean. ``limited``: whether a place
    or category was read at all, as a part of a whole must have one.
    """
    if moved := MOVED.search(claim.after or ""):
        known = any(hit.payload.slot == "measure" for hit in words.find(moved.group()))
        return () if known else (moved.group(),)
    if claim.kind is Kind.COUNT and (part := A_PART.match(claim.after or "")):
        hits = words.find(part["how"])
        limited = limited or any(hit.payload.slot in ("member", "measure") for hit in hits)
        left = leftovers.unexplained(part["how"], hits, part="predicates")
        if left or not limited:
            return left or (part.group().strip(),)
    if claim.kind is Kind.COUNT and (wished := WISHED.match(claim.after or "")):
        return (wished["how"],)
    for found in filter(None, (pattern.match(claim.after or "") for pattern in (BEHIND, ADDED))):
        how, counted = found["how"], claim.counted or ""
        if named := leftovers.named(excludes, how):
            return named
        if how in counted.lower().split():
            continue  # the verb is a part of what they are called: "stolen vehicles"
        left = leftovers.unexplained(how, words.find(how), part="predicates")
        if left and not any(hit.end > len(counted) for hit in words.find(f"{counted} {how}")):
            return left
    return ()


def narrower(candidate: Candidate) -> tuple[str, ...]:
    """The words beside the figure that mean a part of what is counted, which has a measure of its own.

    "Police departments hold 300 agreements" is not of all agreements, although the table knows all of its words.
    """
    measure, dataset = candidate.measure, candidate.dataset
    members = [hit for hit in candidate.clause if hit.payload.slot == "member"]  # "arrested by ICE" is no "arrest"
    meant = [(hit, dataset.measure(hit.payload.name)) for hit in candidate.clause if hit.payload.slot == "measure"
             and not any(one.start <= hit.start and hit.end <= one.end for one in members)]
    where = {one.name for one in dataset.dimensions if one.role is Role.PLACE}
    limits = {*measure.where, *((column, value) for _, one in meant for column, value in one.where if column in where)}
    return tuple(hit.text for hit, other in meant if set(other.where) - limits and other.unit != measure.unit)
