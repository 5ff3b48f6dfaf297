"""Whose a figure is by the subject of its clause, where that is none that its table knows.

"Black Americans, whose unemployment rate rose to 8.3%", "Men saw unemployment rise to 4.8%": the words by the
figure tell of the whole, and only the noun at their head tells of whom. It must be a place, the nation or something of
the table.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import datelines, places
from claims.vocabulary.words import tokens
from factcheck.matching.asking.state import State
from factcheck.matching.doubts.set_apart import ADVERBIAL, CLAUSES, unknown
from factcheck.matching.model import Match
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

QUICK = re.compile(rf"\b(?:whose|whom|where|who|{any_of('undergoing')}|{any_of('telling')})\b", re.IGNORECASE)
RELATIVE = re.compile(r"\W*(?:whose|(?:for|among|of|to|with|by) (?:whom|which)|where|who)\b", re.IGNORECASE)
_ADVERB = r"(?:(?:[a-z]+ly|also|now|still|just|even|have|has|had|each|all|once|then) )*"
_HAS = rf"(?:have|has|had|having)(?! (?:[a-z]+ly )?(?:[a-z]+(?:ed|en|wn)|{any_of('participles')})\b)"
UNDERGOES = re.compile(
    rf"(?P<who>(?:.*?(?<!\bto))?)(?:^|\s){_ADVERB}(?:{any_of('undergoing')}|{_HAS})(?=\s)", re.IGNORECASE)
"""A subject that sees, faces or suffers what is measured."""
TELLS = re.compile(rf"(?P<who>.*?)(?:^|\s){_ADVERB}(?:{any_of('telling')})(?=\s)", re.IGNORECASE)
"""One that reports it, which a statistical office does as well."""
HEAD = re.compile(
    r"(?:.*\b(?:of|for|in|to|with|from|by|about|as|at|on|than|and|or|like|are|is|was|were|[a-z]+ed)\s)?(?P<head>.+)",
    re.IGNORECASE)
RESTRICTED = re.compile(
    rf"\b(?P<which>{any_of('sorts_of_places')} (?:whose|where|in which|with (?:an? )?))(?! (?-i:[A-Z]))[^,;:]*$",
    re.IGNORECASE)
""" "States whose unemployment rate exceeds 6%", which may be any."""
EVERYBODY = re.compile(
    rf"\b(?:{any_of('heads_of_all')}|{any_of('everybody')}|{any_of('officeholders')}|{any_of('the_whole')})(?:[’']s?)?(?!\w)",
    re.IGNORECASE)
"""Of whom the whole is told."""
PEOPLE_OF = re.compile(r"(?:ans|ns|rs|is|ese|sh|ch)$")
"""The end of a word for the people of a place, of whom those before it may be some ("older Americans")."""
A_COUNT = re.compile(rf"\b(?:\d+|one|several|few|{any_of('small_numbers')}) (?:of (?:the )?)?$", re.IGNORECASE)


def of_another(claim: Claim, found: Match, state: State) -> str | None:
    """The noun at the head of a figure's clause that is none of its table's; None where there is none."""
    if claim.kind in (Kind.RANK, Kind.RATIO) or found.decision:
        return None
    text = claim.sentence.text
    ahead = text[datelines.end(text) : claim.within[0]]
    if QUICK.search(ahead) is None and " with " not in ahead:
        return None
    rated = claim.quantity.unit in ("percent", "percentage point", "dollar")
    if rated and not claim.places and (which := RESTRICTED.search(ahead)) is not None and not A_COUNT.search(
            ahead[: which.start()]):
        return which["which"]
    measures = [(one.dataset, one.measure) for one in selections(found.reading.query)]
    words = state.lexicons[measures[0][0]]
    told_by = tuple(form for dataset, name in measures[:1] for form in words.dataset.measure(name).told_by)
    who = _head_of(ahead, reports=rated)
    if who is None or leftovers.named(told_by, who) or _is_known(who, words):
        return None
    return who


def _head_of(ahead: str, *, reports: bool) -> str | None:
    """The noun phrase that a figure's clause is said of: the head of its relative clause, or its subject."""
    stretches = re.split(r"[,()]|\s[—–-]\s|[—–]", _last_clause(ahead))
    if len(stretches) > 1 and RELATIVE.match(stretches[-1]):
        return _last_noun(stretches[-2])
    subject = next((at for at, one in enumerate(stretches) if one.strip() and not ADVERBIAL.match(one)), None)
    if subject is None:
        return None
    for pattern in (UNDERGOES, TELLS) if reports else (UNDERGOES,):
        first = pattern.match(stretches[subject].strip(" “\""))
        if first is not None and first["who"].strip():
            return str(first["who"])
        if any((later := pattern.match(one.strip())) is not None and not later["who"].strip()
               for one in stretches[subject + 1 :]):
            return stretches[subject]
    return None


def _last_clause(ahead: str) -> str:
    """The clause that leads to the figure; what a relative clause hangs on belongs to it."""
    last = 0
    for cut in CLAUSES.finditer(ahead):
        if "—" not in cut.group() and "–" not in cut.group() and "which" not in cut.group():
            last = cut.end()
    return ahead[last:]


def _last_noun(stretch: str) -> str:
    """What a relative clause hangs on: the last noun phrase before it."""
    said = stretch.strip()
    mentions = places.find(said)
    if mentions and mentions[-1].end == len(said) and not PEOPLE_OF.search(mentions[-1].text):
        return mentions[-1].text
    found = HEAD.fullmatch(said)
    return found["head"] if found is not None else said


def _is_known(who: str, words: DatasetLexicon) -> bool:
    """Whether a noun phrase is a place, a time, who tells figures, the whole people, or something of the table."""
    rest = EVERYBODY.sub(" ", who)
    ordinary = leftovers.inert("publications") | leftovers.inert("places")
    left = unknown(rest, words) if rest.strip() else ()
    return all(token.stem in ordinary for word in left for token in tokens(word))
