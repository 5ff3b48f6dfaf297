"""What the figures of one article say of each other, where a miss of one of them would settle nothing.

A value may have been revised since, or another sound source may tell another one. But an article that tells the very
value of the table elsewhere has it from there; and of two figures that it gives for one thing one is wrong, whatever
was revised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.model import Claim
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import Query, Selection, Value, selections
from factcheck.queries.library import Library
from factcheck.verification.formatting import in_unit
from factcheck.verification.holding import Held, hold
from factcheck.verification.model import Finding
from factcheck.verification.policy import Policy

REVISED, SOURCES = "revised_since", "sources_differ"
_FAR = 2
"""By how many times farther off than the other of two figures the one is that cannot be right."""
_EXACT = 10
"""How many times more exact than sources lie apart a figure must be to show from which of them it is."""

Found = tuple[Claim, Match, Finding]


def ruled_out(claims: Sequence[Claim], matches: Mapping[str, Match | NoMatch], findings: Sequence[Finding],
              library: Library, policy: Policy) -> Mapping[str, str]:
    """The claims whose miss has no excuse, each with the excuse that the rest of the article takes from it."""
    open_ = [one for one in findings if one.reason in (REVISED, SOURCES)]
    if not open_:
        return {}
    told = {finding.claim: (claim, match, finding) for claim, finding in zip(claims, findings, strict=True)
            if isinstance(match := matches.get(claim.id), Match)}
    text = " ".join(dict.fromkeys(claim.sentence.text for claim in claims)).casefold()
    found = {}
    for finding in open_:
        here = told.get(finding.claim)
        others = [one for name, one in told.items() if name != finding.claim]
        if here is None:
            continue
        if finding.reason == SOURCES and any(_is_from_the_table(here, one, library, text) for one in others):
            found[finding.claim] = SOURCES
        if finding.reason == REVISED and any(_is_belied(here, one, library, policy) for one in others):
            found[finding.claim] = REVISED
    return found


def _end(query: Query) -> Selection:
    return selections(query)[0]


def _is_from_the_table(here: Found, other: Found, library: Library, text: str) -> bool:
    """Whether another figure tells the table's value of its own day, more exactly than sources agree."""
    claim, match, finding = other
    main, own = _end(match.reading.query), _end(here[1].reading.query)
    if finding.reason != "matches_reference" or not isinstance(match.reading.query, Value):
        return False
    if (main.dataset, main.measure) != (own.dataset, own.measure) or claim.period is None:
        return False
    if _is_of_another_day(here[0], own):
        return False
    measure = library.dataset(main.dataset).measure(main.measure)
    apart = measure.usually_apart(claim.quantity.low)
    exact = in_unit(claim.quantity, measure.unit).precision
    named = any(name.casefold() in text for name in measure.told_by_others)
    dated = claim.period.start == claim.period.end == main.as_of
    return dated and not named and apart is not None and exact * _EXACT <= apart


def _is_of_another_day(claim: Claim, own: Selection) -> bool:
    """Whether a figure may be of a day for which only other sources have a value: "hit $2.79 on Tuesday"."""
    period = claim.period
    if period is None:
        return AVERAGED not in claim.sentence.text.lower()
    return period.start is not None and period.start == period.end != own.as_of


AVERAGED = "averag"


def _is_belied(here: Found, other: Found, library: Library, policy: Policy) -> bool:
    """Whether the article tells the same thing elsewhere, in another value that lies much nearer to the table's."""
    if here[1].reading.query != other[1].reading.query:
        return False
    if other[2].reason not in (REVISED, "matches_reference"):
        return False
    held, against = (hold(one[0], one[1].reading, library, policy) for one in (here, other))
    if not isinstance(held, Held) or not isinstance(against, Held):
        return False
    mine, theirs = held.assessment.interval, against.assessment.interval
    far, near = (one.assessment.interval.distance(one.assessment.value) for one in (held, against))
    return not mine.meets(theirs) and far > _FAR * near
