"""Figures whose noun stands elsewhere: in the question that they answer, or in what makes up a part of a whole."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.asking.state import State
from factcheck.matching.carried import told_by_verbs
from factcheck.matching.carried.naming import measure_in
from factcheck.matching.words.word_lists import any_of


def renamed(claim: Claim, state: State) -> Claim:
    """A figure without a noun, of what the text names since the one it leans on: "And robbery? It rose to 220,450"."""
    if (told := told_by_verbs.told(claim, state)) is not None:
        return told
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
