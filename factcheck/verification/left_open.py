"""Misses that say more against the reading than against the article: what would explain one is named beside it.

A figure that is wrong where it was read and right of something that its own sentence, or its story, names was more
likely meant of that. "Texas, Florida and Ohio have 387, 348 and 41": 387 is no error about Ohio.
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Claim
from claims.vocabulary import places
from claims.vocabulary.words import content_words, tokens
from factcheck.verification.doubt_words import any_of
from factcheck.verification.model import Explanation

CLAUSE = re.compile(r"[,;:()—–]|\b(?:and|but|while|whereas|as|though|although)\b")
ALL = re.compile(r"\b(?:nation(?:al(?:ly)?|wide|[’']s)?|countrywide|overall|in all|in total|total|of)\b", re.IGNORECASE)
"""How a sentence tells of a whole that it does not name: "the national 4.2%", "387 of the 1,843"."""
SCORE = re.compile(r"\d(?: percent| per cent|%)? to $")
"""Before the second of two figures that are told against one another: "or 49.8% to 48.3%"."""
A_YEAR_APART = re.compile(r"\b(?:years? (?:earlier|ago|before|prior)|last year)\b", re.IGNORECASE)
FIRST_TOLD = re.compile(
    rf"\b{any_of('first_of_all')} (?:{any_of('estimated')}|{any_of('estimates')})\b",
    re.IGNORECASE)
"""Says that a figure is that of an earlier release: "64,000, the government first reported"."""
WHOLES = frozenset({"all", "United States", "World"})


def left_open(claim: Claim, explanation: Explanation, *, published: date | None, story: str | None,
              described: bool = True) -> bool:
    """Whether what would explain the number is what the claim's own words may mean as well.

    "A month earlier it was 517": where the time was taken from another sentence and 517 is right of another time, more
    likely the reading is wrong than the article. ``story`` is all of the article, where it is known; ``described``:
    whether somebody has said what the table's categories are called.
    """
    turns = _turns(explanation)
    match explanation.reason:
        case "another_place":
            named = {mention.place for mention in places.find(claim.sentence.text)}
            if not named & set(claim.places):
                return _is_spoken_of(turns, story)
            return _of_another_place(claim, turns)
        case "another_period" | "another_snapshot":
            return FIRST_TOLD.search(claim.sentence.text) is not None or _of_a_time(claim, turns, published)
        case "another_category" | "another_unit":
            if described and explanation.reason == "another_category" and _is_of_another_category(claim, turns, story):
                return True
            return _is_short(claim, turns) and _names(claim.ahead, turns)
    return False


def _of_a_time(claim: Claim, turns: tuple[tuple[str, str], ...], published: date | None) -> bool:
    """Whether a figure that is right of another time may be of that: its own is another's, or both are named."""
    if claim.period is None:
        lent = claim.inherited and not _named_in(claim.before or "")  # its time is that of the figure before it
        return published is None or lent
    if claim.period.text is None or claim.period.text not in claim.sentence.text:
        return True
    return _of_another_time(claim, turns)


def _turns(explanation: Explanation) -> tuple[tuple[str, str], ...]:
    """What the nearest true statement has, and what the reading has in its place."""
    pairs = (turn.partition(", not ") for turn in explanation.instead.split("; "))
    return tuple((there, here) for there, _, here in pairs if there)


def _instead(turns: tuple[tuple[str, str], ...]) -> set[str]:
    return {part for there, _ in turns for part in there.split("/")}


def _is_spoken_of(turns: tuple[tuple[str, str], ...], story: str | None) -> bool:
    """Whether an article names the place that a number would be right of: of fifty states one has it by accident."""
    return story is None or bool(_named_in(story) & _instead(turns))


def _named_in(text: str) -> set[str]:
    """The places that a text names; of a city its state."""
    return {mention.place.name.rpartition(", ")[2] for mention in places.find(text)}


def _of_another_place(claim: Claim, turns: tuple[tuple[str, str], ...]) -> bool:
    """Whether the place that a number would be right of stands by it, and the one that it was read of does not.

    A figure in a list has no place by it: then any that the sentence names.
    """
    instead, near = _instead(turns), _clause(claim)
    beside = _named_in(near)
    if instead & WHOLES and ALL.search(near):
        return True
    if beside:
        return bool(beside & instead) and not beside & {place.name for place in claim.places}
    return bool(_named_in(claim.sentence.text) & instead)


def _clause(claim: Claim) -> str:
    """The words around a figure up to the next comma or conjunction."""
    text, start, end = claim.sentence.text, claim.within[0], claim.within[1]
    first = max((one.end() for one in CLAUSE.finditer(text, 0, start)), default=0)
    last = CLAUSE.search(text, end)
    return text[first : last.start() if last is not None else len(text)]


def _of_another_time(claim: Claim, turns: tuple[tuple[str, str], ...]) -> bool:
    """Whether the sentence names the time that a number would be right of, beside the one that it was read of."""
    own = set(_words(claim.period.text or "")) if claim.period is not None else set()
    sentence = claim.sentence.text
    told, beside = set(_words(sentence)), set(_words(f"{claim.before or ''} {claim.after or ''}"))
    for there, here in turns:
        apart = [word for word in _words(there) if word not in _words(here)]
        if apart and all(word.isdigit() and len(word) == 4 for word in apart) and A_YEAR_APART.search(sentence):
            return True
        told_by_itself = own <= beside and not set(apart) <= beside
        if apart and set(apart) <= told and not set(apart) <= own and not told_by_itself:
            return True
    return False


def _words(text: str) -> list[str]:
    return [re.sub(r"[’']s$", "", token.text.casefold()) for token in tokens(text)]


def _is_short(claim: Claim, turns: tuple[tuple[str, str], ...]) -> bool:
    """Whether a figure takes what it is of from another one, and does not name it: it may be of something else."""
    leans = claim.inherited or claim.shared is not None or claim.antecedent is not None
    return leans and not _names(f"{claim.figure} {claim.after or ''}", tuple((here, there) for there, here in turns))


def _is_of_another_category(claim: Claim, turns: tuple[tuple[str, str], ...], story: str | None) -> bool:
    """Whether the category that was read is one of another sentence, or, where all were read, the other one is named.

    "Republicans hold 53 Senate seats. Texas sends 24 Republicans": 24 is right of the House, and no seat of the Senate.
    """
    told = set(content_words(claim.sentence.text))
    here = {word for _, one in turns if not one.casefold().startswith("all") for word in content_words(one)}
    there = {word for one, _ in turns for word in content_words(one)}
    if not here:
        return bool(there) and there <= told
    if SCORE.search(claim.ahead):
        return True
    bare = not content_words(f"{claim.before or ''} {claim.after or ''}")
    carried = bool(here & set(content_words((story or "")[: claim.sentence.start])))
    return not here & told and (bare or carried)


def _names(text: str, turns: tuple[tuple[str, str], ...]) -> bool:
    """Whether a stretch has a word of what the number would be right of that is none of what it was read of."""
    told = set(content_words(text))
    return any(told & (set(content_words(there)) - set(content_words(here))) for there, here in turns)
