"""Figures whose noun stands elsewhere: in the question that they answer, or in what makes up a part of a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.asking.state import State
from factcheck.matching.carried import told_by_verbs
from factcheck.matching.carried.ellipsis import WHOSE
from factcheck.matching.carried.naming import measure_in
from factcheck.matching.words import leftovers
from factcheck.matching.words.word_lists import any_of


def all_renamed(claims: Sequence[Claim], state: State) -> list[Claim]:
    """The claims, each of what names it; what goes on from one in its sentence is of the same."""
    found: dict[str, Claim] = {}
    for claim in claims:
        source, own = state.claims.get(claim.antecedent or ""), found.get(claim.antecedent or "")
        goes_on = source is not None and own is not None and claim.inherited and source.counted != own.counted \
            and claim.counted == source.counted and claim.sentence == source.sentence
        if goes_on and own is not None and own.counted is not None:
            found[claim.id] = _of(claim, own.counted)  # "Homicides reached 387, up from 205"
        else:
            found[claim.id] = renamed(claim, state)
    return list(found.values())


def renamed(claim: Claim, state: State) -> Claim:
    """A figure without a noun, of what the text names since the one it leans on: "And robbery? It rose to 220,450"."""
    if (told := told_by_verbs.told(claim, state)) is not None:
        return told
    if (first := _in_a_list_of_leads(claim, state)) is not None:
        return first
    if (subject := _of_its_subject(claim, state)) is not None:
        return _of(claim, subject).model_copy(update={"inherited": False, "antecedent": None})
    if (part := _made_up_by(claim, state)) is not None:
        return _of(claim, part)
    source = state.claims.get(claim.antecedent or "")
    before = state.in_earlier_sentences(claim) if source is None else []
    if source is None:
        source = before[-1] if before and not claim.counted else None
    if source is None and not claim.counted:
        return _answering(claim, state) or claim
    if source is None or not (claim.inherited or not claim.counted) or source.sentence == claim.sentence:
        return claim
    between = state.article.text[source.sentence.end : claim.sentence.start]
    asked = QUESTION.search(between)
    named = measure_in(asked.group(), claim, state) if asked is not None else None
    return claim if named is None else _of(claim, named).model_copy(update={"inherited": False, "antecedent": None})


BY = re.compile(r"\bby(?: (?:about|just|nearly|some|only))?$", re.IGNORECASE)
TO_A_PLACE = re.compile(r"\W*(?:(?:and|but|in) ?){0,2}\W*", re.IGNORECASE)
"""Around the place of such a number: nothing else leads to it."""


def _in_a_list_of_leads(claim: Claim, state: State) -> Claim | None:
    """A bare number behind a place and "by", as the one before it: "held Iowa by 8.2 points and Ohio by 8"."""
    before = (claim.before or "").strip()
    if claim.kind is not Kind.COUNT or BY.search(before) is None:
        return None
    named = places.find(before)
    if not named or TO_A_PLACE.fullmatch(before[: named[-1].start]) is None \
            or BY.fullmatch(before[named[-1].end :].strip()) is None:
        return None
    earlier = [one for one in state.claims.before_in_sentence(claim) if BY.search((one.before or "").strip())]
    first = earlier[0] if earlier else None
    if first is None or first.kind not in (Kind.COUNT, Kind.SHARE, Kind.RATE) or first.change is not None:
        return None
    unit = claim.quantity.model_copy(update={"unit": first.quantity.unit})
    return claim.model_copy(update={
        "kind": first.kind, "quantity": unit, "counted": first.counted, "head": first.head, "modifiers": (),
        "inherited": True, "antecedent": first.id, "shared": first.before, "period": claim.period or first.period})


def _of_its_subject(claim: Claim, state: State) -> str | None:
    """What the subject of its own sentence names, where a figure was given the noun of an earlier one.

    "27,566 vehicles were stolen. Homicides reached 387"; "The state's auto theft rate, 785.7, is the highest".
    """
    before = (claim.before or "").strip()
    if not before or not claim.inherited or claim.kind is not Kind.COUNT:
        return None
    source = state.claims.get(claim.antecedent or "")
    if source is None or source.sentence == claim.sentence:
        return None
    named = measure_in(before, claim, state)
    at = before.lower().find(named.lower()) if named is not None else -1
    if named is None or at < 0 or named.lower() in (claim.counted or "").lower():
        return None
    where = [(one.start, one.end) for one in places.find(before[:at])]
    ahead = "".join(char for spot, char in enumerate(before[:at]) if not any(a <= spot < b for a, b in where))
    behind = before[at + len(named) :]
    if OTHERWISE.search(ahead) or leftovers.unexplained(WHOSE.sub("", ahead), (), part="modifiers"):
        return None
    if claim.ahead.rstrip().endswith(":"):
        return named  # "Robbery keeps fading: 6,243 in 2022"
    return None if leftovers.unexplained(behind, (), part="predicates") else named


OTHERWISE = re.compile(r"[,;:]|\b(?:of|in|for|with|to|after|from|by|on|than|like|our|my)\b", re.IGNORECASE)
"""Before a name: it is no subject of its sentence, or one of a place that only the writer knows."""


MAKES_UP = re.compile(
    rf"^(?P<what>[^,;:]+?) (?:now |together |currently )?{any_of('makes_up')}(?: {any_of('roughly')})?$", re.IGNORECASE)
"""What leads to a part of a whole: who makes it up."""


def _made_up_by(claim: Claim, state: State) -> str | None:
    """Of what a part of a whole is, where its sentence begins with it and the table has a name for it.

    "Sheriff's offices make up 495 of the 831 agencies": 495 sheriff's offices, and not 495 of any agencies.
    """
    if claim.whole_quantity is None or claim.kind is not Kind.COUNT:
        return None
    found = MAKES_UP.match((claim.before or "").strip())
    named = measure_in(found["what"], claim, state) if found is not None else None
    return named if named is not None and named.lower() not in (claim.counted or "").lower() else None


def _answering(claim: Claim, state: State) -> Claim | None:
    """The first figure of a text as what the question before it asks for: "How many people live there? 2 million"."""
    asked = QUESTION.search(state.article.text[max(0, claim.sentence.start - ASKED) : claim.sentence.start])
    named = measure_in(asked.group(), claim, state) if asked is not None else None
    if asked is None or named is None or HOW_MANY.search(asked.group()) is None:
        return None
    where = tuple({one.place: None for one in places.find(asked.group())})
    update: dict[str, object] = {"predicate": HOW_MANY.sub("", asked.group()).replace(named, " ").strip(" ?\n")}
    if not claim.places and len(where) == 1:
        update["places"] = where
    if ANSWER.fullmatch(claim.before or ""):
        update["before"] = None
    return _of(claim, named).model_copy(update=update)


ASKED = 300
"""How long a question may be, in characters."""
HOW_MANY = re.compile(
    r"\b(?:how many|how much|how (?:high|low|large|big) (?:is|was|are|were)|what (?:is|was|are|were))\b", re.IGNORECASE)
ANSWER = re.compile(r"\W*A(?:nswer)?\W*")
"""What marks an answer: "A."."""


QUESTION = re.compile(r"[^.?!\n]*\?\s*$")
"""The question that a figure answers."""


def _of(claim: Claim, words: str) -> Claim:
    return claim.model_copy(update={"counted": words, "head": None, "modifiers": (), "whole": None})
