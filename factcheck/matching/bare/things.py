"""A claim read against a list of things: which rows its sentence picks out, and what it says of them."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import periods
from factcheck.matching.asking.state import State
from factcheck.matching.bare.asking import read
from factcheck.matching.bare.choosing import choose
from factcheck.matching.bare.focus import is_focus
from factcheck.matching.bare.local import located, scattered
from factcheck.matching.bare.sentence import corrected, sentence_of
from factcheck.matching.model import Contender, Match, NoMatch
from factcheck.queries.algebra import Value
from factcheck.queries.evaluation import unit_of

MORE = re.compile(r"\S+ (?:hundred |thousand |million )?(?:more|fewer|less|additional|extra|further)\b", re.IGNORECASE)
"""A figure that is told beside another: "150 fewer flights"."""
PERCENT = frozenset({"percent", "percentage point"})


def match_things(claim: Claim, state: State) -> Match | NoMatch:
    """The cell, count, sum or mean of the rows that the claim's sentence picks out."""
    if claim.kind is Kind.RANK or (claim.quantity.unit == "fraction" and claim.kind is not Kind.SHARE):
        return NoMatch(reason="no_reference")
    sentence = sentence_of(claim, state.article.title)
    chosen = choose(sentence, state.library)
    if isinstance(chosen, NoMatch):
        return chosen
    outline = chosen.outline
    nearest = chosen.weighed or (Contender(dataset=outline.dataset.name),)
    if not is_focus(claim, state.claims.values(), state.article.title, outline):
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"}, nearest=nearest)
    local = located(sentence, outline)
    if isinstance(local, NoMatch):
        return local.model_copy(update={"nearest": nearest})
    found = read(corrected(sentence, outline.vocabulary, outline.spellings), outline, state.library, located=local)
    if isinstance(found, NoMatch):
        return found.model_copy(update={"nearest": nearest})
    doubt = _doubt(claim, found, state) or scattered(found.reading.query, outline, state.library)
    if doubt is not None:
        return NoMatch(reason="ambiguous", detail={"readings": doubt}, rejected=(found.reading,))
    return found.model_copy(update={"weighed": chosen.weighed})


def _doubt(claim: Claim, found: Match, state: State) -> str | None:
    """What a level may not be, although its rows were found: a change, a percentage of it, a figure of two times."""
    query = found.reading.query
    if not isinstance(query, Value):
        return None
    text, offset = claim.sentence.text, claim.sentence.start
    if MORE.match(text[claim.start - offset :]):
        return "it may be so many, or so many more or fewer"
    dataset = state.library.dataset(query.of.dataset)
    if claim.quantity.unit == "percent" and unit_of(query, state.library) not in PERCENT:
        return "it is a percentage, and the table has none"
    times = {mention.period for mention in periods.find(text, published=state.article.published) if mention.period}
    if dataset.time.column is not None and len(times) > 1:
        return "it names several times"
    return None
