"""What limits a figure from behind a comma, a dash or a bracket: "rose to 8.3% in November, among Black workers".

In the clause itself such words are told by ``reading/unsaid``; set off, they stand outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Claim, Kind
from factcheck.matching.asking.state import State
from factcheck.matching.doubts.limiting_phrases import LEFT_OUT, NUMBER_LEFT_OUT, QUICK, Asked, is_annualized, limits
from factcheck.matching.model import Match
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

CUT = re.compile(r"[,()—–;]|\s-\s")
"""What sets a phrase off."""
GLUED = re.compile(r"(\w)\((\w{1,3})\)")
"""Brackets within a name: "287(g)"."""
BOUND = re.compile(r"\b(?:under|over|aged?|ages|between|below|above|than) $", re.IGNORECASE)
"""Before a number that is the bound of an age, and no figure of its own."""
GOES_ON = re.compile(
    r"\W*(?:and|but|while|whereas|yet|so|which|who|although|though|because|as|from|up|down|compared|according)\b",
    re.IGNORECASE)
"""How a phrase begins that is another clause, or tells what came before."""
PRIVATE = re.compile(
    rf"[,—–] ?(?P<who>(?:[\w.’'-]+ ){{0,4}}?{any_of('other_tellers')} (?:[\w-]+ )?{any_of('tallies')})"
    rf" (?:{any_of('found')})\b", re.IGNORECASE)
"""Who tells it at the end: another survey than the table's."""


def limited(claim: Claim, found: Match, state: State) -> tuple[str, bool] | None:
    """The phrase that makes a figure one of something else than was read, and whether that is sure; None for none.

    What a count leaves out may be no part of what the table counts: "1,551 agencies, not counting those that wait".
    """
    behind = claim.behind
    if claim.kind is Kind.RANK or found.decision or not behind.strip(" ."):
        return None
    if (teller := PRIVATE.search(behind)) is not None:
        return teller["who"], True
    if QUICK.search(behind) is None:
        return None
    main = selections(found.reading.query)
    members = frozenset(value for one in main for condition in one.where for value in condition.values)
    words = state.lexicons[main[0].dataset]
    of = Asked(claim, words, members, is_annualized(words, main[0].measure))
    said = next((phrase for phrase in _set_off(claim, behind, state) if limits(phrase, of)), None)
    if said is None:
        return None
    return said, claim.kind is not Kind.COUNT or not (LEFT_OUT.match(said) or NUMBER_LEFT_OUT.match(said))


def _set_off(claim: Claim, behind: str, state: State) -> Iterator[str]:
    """The phrases behind a figure that are set off and its own: what leads to the next figure is that one's."""
    later = [one.start - claim.end for one in state.claims.in_sentence(claim)
             if one.start >= claim.end and not BOUND.search(behind, 0, one.start - claim.end)]
    said = behind[: min(later)] if later else behind
    phrases = CUT.split(GLUED.sub(r"\1\2", said))
    if later:
        led = phrases[-1]
        while phrases and not phrases[-1].strip():
            phrases.pop()
        phrases = [*phrases[:-1], *((led,) if NUMBER_LEFT_OUT.match(led) else ())]
    for phrase in phrases[1:]:
        if GOES_ON.match(phrase):
            return
        if phrase.strip(" .\"”"):
            yield phrase.strip(" .\"“”’") + (" " if NUMBER_LEFT_OUT.match(phrase) else "")
