"""What a figure is told without: "setting Florida aside", "strip out food and energy, and", "not counting robberies".

The whole of which a part was taken is another number than the one that a table holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from claims.model import Claim
from claims.vocabulary import places
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of

_LEADS = (
    r"(?:(?:^|[,;:(—–])\W*(?:(?:and|but|even|so|yet|then|only)\s+)*"
    r"(?:(?:once|if|when|after|by|should)\s+(?:(?!the\b)[\w’']+\s+){0,2}?)?)"
)
_WHAT = r"(?:\s+[^\s,;:()]+(?:,(?=\s))?){0,7}?"
_REST = r"[^,;:()\d]*"
PHRASAL = re.compile(
    rf"{_LEADS}(?P<said>(?:{any_of('puts_aside')}{_WHAT}\s+{any_of('sides')}|{any_of('takes_out')}{_WHAT}\s+(?:out|away))"
    rf"(?!\w)(?P<what>{_REST}))", re.IGNORECASE)
"""At the head of a clause: "setting Florida aside", "leaving aside Florida", "once you take out food"."""
REMOVED = re.compile(
    rf"\b(?:with(?:out)?|once|when|if|after)\b(?P<said>(?P<what>{_WHAT})\s+(?:(?:is|are|was|were|being)\s+)?"
    rf"(?:{any_of('put_aside')}\s+{any_of('sides')}|{any_of('taken_out')}\s+(?:out|away)|{any_of('removed')}))(?=[,.)\s]|$)",
    re.IGNORECASE)
"""What was taken out before the figure was told: "with robberies left out", "when food is excluded"."""
ASIDE = re.compile(
    r"(?:^|[,;(—–]\s*)(?P<said>(?P<what>(?:[\w’'-]+\s+){1,4})(?:aside|excepted|excluded|omitted))(?=\s*[,.;—–)]|$)",
    re.IGNORECASE)
""" "Florida aside"."""
REMOVING = re.compile(
    rf"\b(?:once|if|when)\s+(?:you|we|one)\s+(?P<told>{any_of('removes')}\s+{_REST})|"
    rf"{_LEADS}(?P<said>{any_of('removes')}\s+(?P<what>{_REST}))", re.IGNORECASE)
"""At the head of a clause, where it is told to be done: "subtract Florida and", "if you ignore gasoline"."""
LESS = re.compile(rf"\b(?P<said>{any_of('less_a_part')}\s+(?P<what>{_REST}))", re.IGNORECASE)
"""Without a verb: "not counting Florida", "excluding food", "apart from California"."""
_CLAUSE = re.compile(r";|\.\s|, (?:but|while|whereas)\s")
_NUMBER = re.compile(r"(?<![\w(])(?!(?:19|20)\d\d\b)\d(?!\w*\()")
"""Another figure: an aside behind it is of that. A year is none."""
_ARTICLES = re.compile(r"\s*(?:(?:the|its|their|any|a|an|all|those|people|state|states|in|of|for|from)\s+)*")


class _Aside(NamedTuple):
    start: int
    said: str
    what: str
    stated: bool
    """Whether the words mean nothing else: "without" leads to much that is no part of anything."""


def taken_out(claim: Claim, words: DatasetLexicon) -> tuple[str, ...]:
    """The words that take a part out of what a claim's figure is of, where the table has no measure of just that."""
    at = claim.within[0]
    return tuple(one.said for one in _asides(claim.sentence.text) if _is_of(one, at, claim)
                 and (one.stated or _is_a_part(one.what, words)) and not _is_told_by_the_table(one, words))


def _is_of(aside: _Aside, at: int, claim: Claim) -> bool:
    """Whether it stands before the figure in its clause, or ends what is said behind it."""
    text = claim.sentence.text
    if aside.start < at:
        return _CLAUSE.search(text, aside.start, at) is None
    return _NUMBER.search(text, claim.within[1], aside.start) is None


def _is_a_part(what: str, words: DatasetLexicon) -> bool:
    """Whether what was taken out is a place, or anything that the table tells apart."""
    found = [one.start for one in places.find(what)]
    found += [hit.start for hit in words.find(what) if hit.payload.slot in ("measure", "member")]
    return any(_ARTICLES.fullmatch(what, 0, at) for at in found)


def _is_told_by_the_table(aside: _Aside, words: DatasetLexicon) -> bool:
    """Whether the words are a name in the table: "without a criminal conviction"."""
    return any(hit.start == 0 and hit.payload.slot in ("measure", "member")
               and (not aside.stated or hit.end == len(aside.said)) for hit in words.find(aside.said))


@lru_cache(maxsize=512)
def _asides(text: str) -> tuple[_Aside, ...]:
    return tuple(_find(text))


def _find(text: str) -> Iterator[_Aside]:
    for pattern, stated in ((PHRASAL, True), (REMOVED, True), (ASIDE, True), (REMOVING, False), (LESS, False)):
        for found in pattern.finditer(text):
            group = "said" if found["said"] is not None else "told"
            yield _Aside(found.start(group), found[group].strip(" .\n"), found["what"] or "", stated or group == "told")
