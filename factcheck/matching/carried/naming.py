"""Which measure a stretch of text names, for a figure that leaves out what it is of."""

from __future__ import annotations

import re

from claims.model import Claim
from factcheck.matching.asking.candidates import gate
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.carried.others import SENTENCE_END
from factcheck.matching.words.durations import AVERAGED

HEAD_OF_SUBJECT = re.compile(r"\b(?:to|into|in|on|at|along|for|from|since|by|with|that|who|which)\b")
"""Where what a subject is ends, and where it is begins: "book-ins to ICE detention in January were"."""


def measure_in(text: str, claim: Claim, state: State) -> str | None:
    """The one measure that a stretch names, in its words; None where there is none, or several.

    Of several it is the one that heads it: "book-ins to ICE detention".
    """
    named = _measures_in(text, claim, state)
    if len(named) > 1:
        named = _measures_in(HEAD_OF_SUBJECT.split(text)[0], claim, state)
    return named[0] if len(named) == 1 else None


def _measures_in(text: str, claim: Claim, state: State) -> list[str]:
    """The longest words in a stretch that name a measure, and those that are no part of them."""
    found: dict[str, int] = {}
    for lexicon in state.lexicons.counting(text, state.topical):
        for hit in lexicon.find(text):
            if hit.payload.slot != "measure" or AVERAGED.fullmatch(hit.text):
                continue  # "it averaged $70": which says how it is told, and not what
            if gate(claim, lexicon.dataset.measure(hit.payload.name), state.article.text):
                found[hit.text] = hit.end - hit.start
    longest = [words for words, length in found.items() if length == max(found.values())]
    apart = [words for words in found if words.lower() not in longest[0].lower()] if longest else []
    return [*longest, *(words for words in apart if words not in longest)]


def another(claim: Claim, source: Claim, plan: Plan, state: State) -> bool:
    """Whether the sentence before a figure, which states none, names another measure: "Participation is mixed."."""
    between = state.article.text[source.sentence.end : claim.sentence.start]
    if len(between) < SHORTEST:
        return False
    last = SENTENCE_END.split(between.strip())[-1]
    first = claim.sentence.start - len(last) - len(between) + len(between.rstrip())
    if any(one.start >= first for one in state.claims.before(claim, within=len(last) + MARGIN)
           if one.sentence != claim.sentence):
        return False
    named = measure_in(last, claim, state)
    return named is not None and named.lower() not in plan.candidate.measure.words


SHORTEST = 12
"""Characters of a sentence that names something."""
MARGIN = 4
