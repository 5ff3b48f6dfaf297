"""A figure that is told against one of a place, and is therefore of no such place itself.

"Unemployment was 6.5%, compared with 4.6% in the U.S." is of another country, wherever the report was written, and
"3.9%, against 3.6% in Ohio" of another state: the place stands by the one figure to tell it from the other.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import datelines, places
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match
from factcheck.queries.algebra import Query, selections
from factcheck.references.model import Role

AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|in comparison (?:with|to)|against|versus|vs\.?|than|exceeding"
    r"|(?:above|below|over|under)(?! (?:in|at|on|by|for|of|and|or|who|age)\b)"
    r"|topping|beating|twice|double|triple|half|out of|short of)\b", re.IGNORECASE)
"""Leads from a figure to the one that it is held against."""
BESIDE = re.compile(
    r"(?:;|,? (?:while|whereas|but)\b"
    r"|[,;] (?:and |yet )?(?=in |across |[A-Z]|that of |which )|(?:,| and| but) (?=in ))")
"""Leads from a figure to another one of the same, told of elsewhere."""
FIRST = re.compile(r"\W*(?:while|whereas|compared (?:with|to)|against|unlike|though|although)\b", re.IGNORECASE)
"""Begins a sentence with the side that its main clause is told against."""
NATIONAL = re.compile(
    r"\b(?:nation(?:al(?:ly)?|wide|[’']s)?|country(?:wide|[’']s)?|(?:U\.S\.|US|USA|United States)(?:[’']s)?"
    r"|America(?:ns?|[’']s)?)(?! (?:House|Senate|Congress|Capitol|Department))(?!\w)")
"""Names the United States, or the whole of what a text is about."""
CLAUSE = re.compile(r"[;:]|, (?:while|whereas|but|and) ")
WHOLE = (
    r"(?:the )?(?:nation(?:al|wide|[’']s)?|country(?:[’']s)?|America(?:[’']s|n)?|U\.S\.(?:[’']s)?|United States)"
    r"(?![\w-])"
    r"(?! (?:record|low|high|peak|target|goal|forecast|projection|benchmark|average (?:of|for|over|since))\b)")
FAR_BEHIND = r"(?:\W*per [\d,]+)?[^.;:\d]*?(?:\d{4}[^.;:\d]*?)?"
"""Behind a figure, up to what it is set against: its unit, its time, and no other figure."""
AGAINST_THE_WHOLE = re.compile(
    rf"{FAR_BEHIND}\b(?:above|below|over|under|than|versus|against|behind|ahead of|near|close to|in line with"
    r"|compared (?:with|to)|exceed(?:s|ed|ing)?|top(?:s|ped|ping)?|beat(?:s|ing)?|surpass(?:es|ed|ing)?"
    r"|outpac(?:es|ed|ing)|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?|match(?:es|ed|ing)?|twice|double|triple|half)"
    rf" (?:that (?:of|in|for) |in |for )?{WHOLE}")
"""Behind a figure: the whole of the country that it is set against, which is therefore none of its own."""
MEMBER_OF_THE_WHOLE = re.compile(
    rf"{FAR_BEHIND}\b(?:the|among the|one of the) (?:"
    r"(?:nation|country)[’']s (?:[\w-]+[- ])?(?:highest|lowest|worst|best|largest|smallest|steepest|fewest|most)"
    r"(?! (?:\w+ )?(?:since|in (?!the)|on record|ever|level|reading|for|of the year)\b)"
    r"|(?:[\w-]+[- ])?(?:highest|lowest|worst|best|largest|smallest) (?:\w+ )?(?:rate )?"
    r"(?:of (?:any|all|the) (?:\w+ )?states?|among (?:all |the |\d+ )*states"
    r"|in the (?:nation|country|United States|U\.S\.)))")
"""Behind a figure: it is the first or last of the parts of the country, and none of the whole."""


def of_a_part(claim: Claim) -> bool:
    """Whether a figure is set against the whole of the country, or ranked within it, by what stands behind it."""
    behind = claim.behind
    return AGAINST_THE_WHOLE.match(behind) is not None or MEMBER_OF_THE_WHOLE.match(behind) is not None


def _set_against_the_whole(claim: Claim, read: frozenset[str]) -> str | None:
    """The whole that a figure was read of, though it is set against it: "is above the nation's"."""
    text, (start, _) = claim.sentence.text, claim.within
    if "United States" not in read or not of_a_part(claim):
        return None
    begins = max([datelines.end(text), *(m.end() for m in CLAUSE.finditer(text, 0, start))])
    return None if _names(text[begins : claim.within[1]], read) else _named("nation", read)


def told_against(claim: Claim, found: Match, state: State) -> str | None:
    """The place that a figure was read of and is only held against; None where it is of its own.

    The stretch of the figure names no such place, and that of another figure of the same does.
    """
    text = claim.sentence.text
    if claim.kind is Kind.RANK:
        return None
    others = [one for one in state.claims.in_sentence(claim) if one.id != claim.id and one.kind is not Kind.RANK]
    if found.decision or (not others and not of_a_part(claim)):
        return None
    read = read_of(found.reading.query, state)
    if not read:
        return None
    if (whole := _set_against_the_whole(claim, read)) is not None:
        return whole
    head, (start, end) = datelines.end(text), claim.within
    begins = max([head, *(one.within[1] for one in others if one.end <= claim.start and _is_apart(text, one, claim)),
                  *(m.end() for m in CLAUSE.finditer(text, head, start))])
    for one in others:
        if one.start >= claim.end:
            between = text[end : one.within[0]]
            strict, loose = AGAINST.search(between), BESIDE.search(between)
            marks = [mark.start() for mark in (strict, loose) if mark is not None]
            if not marks:
                continue
            own = f"{text[begins:start]} {between[: min(marks)]}"
            theirs = between[min(marks) :] + _up_to_next(text, one, others)
            if _same(claim, one, state, strictly=strict is None) and _names(theirs, read) and not _names(own, read):
                return _named(theirs, read)
    return _first_told(claim, others, read, head, state)


def _first_told(claim: Claim, others: list[Claim], read: frozenset[str], head: int, state: State) -> str | None:
    """The place of a clause that goes before and that the main clause is told against: "While the U.S. rate was"."""
    text = claim.sentence.text
    if FIRST.match(text, head) is None:
        return None
    for one in others:
        stretch = text[one.within[1] : claim.within[0]]
        if one.end > claim.start or "," not in stretch:
            continue
        comma = one.within[1] + stretch.index(",")
        theirs, own = text[head:comma], text[comma : claim.within[1]] + _up_to_next(text, claim, others)
        if _names(theirs, read) and not _names(own, read) and _same(claim, one, state, strictly=True):
            return _named(theirs, read)
    return None


def _is_apart(text: str, one: Claim, claim: Claim) -> bool:
    """Whether an earlier figure stands in another clause than one: else what leads to it leads to both."""
    return CLAUSE.search(text, one.within[1], claim.within[0]) is not None


def _up_to_next(text: str, one: Claim, others: list[Claim]) -> str:
    """What stands behind a figure, up to the next figure or the end of its clause."""
    ends = [other.within[0] for other in others if other.start >= one.end]
    stop = re.compile(r"[;:]").search(text, one.within[1])
    return text[one.within[1] : min([len(text), *ends, *([stop.start()] if stop else [])])]


def read_of(query: Query, state: State) -> frozenset[str]:
    """The place that a query asks of, by its name; more than one, or none, is of no concern."""
    named: set[str] = set()
    for of in selections(query):
        dataset = state.library.dataset(of.dataset)
        roles = {one.name: one.total for one in dataset.dimensions if one.role is Role.PLACE}
        limits = [one for one in of.where if one.column in roles and one.comparison is None and not one.negated]
        for one in limits:
            named |= {dataset.scope if value == roles[one.column] and dataset.scope else value for value in one.values}
        if not limits and dataset.scope is not None:
            named.add(dataset.scope)
    return frozenset(named) if len(named) == 1 else frozenset()


def _names(text: str, read: frozenset[str]) -> bool:
    if "United States" in read and NATIONAL.search(text) is not None:
        return True
    return any(one.place.name in read for one in places.find(text))


def _named(text: str, read: frozenset[str]) -> str:
    name = "the nation" if "United States" in read else next(iter(read))
    return f"it is told against {name}, and may be of another place"


def _same(claim: Claim, other: Claim, state: State, *, strictly: bool) -> bool:
    """Whether both figures were read as the same measure; ``strictly``: and not merely of the same unit."""
    here, there = state.found.get(claim.id), state.found.get(other.id)
    if isinstance(here, Match) and isinstance(there, Match):
        one, two = (selections(each.reading.query)[0] for each in (here, there))
        if (one.dataset, one.measure) == (two.dataset, two.measure):
            return True
    return not strictly and claim.quantity.unit == other.quantity.unit
