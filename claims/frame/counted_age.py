"""Ages told by a bare number: "Dana Whitlock, 58, said", "she was 10", "the average age was 54"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims.frame.draft import Draft
from claims.frame.nouns import subject_of
from claims.syntax import subject
from claims.vocabulary import gazetteer
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

OLDEST = 119
UNIT = "year of age"
SET_OFF = re.compile(r"[,;:)”\"]|\.?$|\.[”\" ]| (?:and|was|who|of) ")
"""What stands behind an age in apposition."""

PERSONS = frozenset({"he", "she", "who", "i"})
BEING = frozenset({"be", "turn", "become"})


def find(draft: Draft) -> Token | None:
    """Whose age the bare number is, or what of it ("the average age"); None where it is no age."""
    figure, anchor = draft.figure, draft.anchor
    if anchor is None or figure.unit_kind is not None or figure.form not in (Form.DIGITS, Form.WORDS):
        return None
    if not 0 < figure.low <= figure.high <= OLDEST or figure.low % 1:
        return None
    if any(c.dep_ == "det" for c in anchor.children):
        return None  # "he was the one"
    return _listed(draft) or _set_off(draft) or _told(draft, anchor)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["people"][key])


@cache
def _is_place(name: str) -> bool:
    return gazetteer.resolve(name) is not None


LISTED = re.compile(r"\baged (?:\d{1,2}, )*(?:\d{1,2},? and )?$")


def _listed(draft: Draft) -> Token | None:
    """ "Three men, aged 19, 22 and 47": each of them is the age of one."""
    led = draft.led_by(LISTED)
    if led is None or draft.figure.form is not Form.DIGITS or not _stands_alone(draft):
        return None
    before = [t for t in draft.view.before(led.start(), 3) if t.pos_ in ("NOUN", "PROPN", "NUM")]
    return before[-1] if before else None


def _set_off(draft: Draft) -> Token | None:
    """ "Dana Whitlock, 58," and "one worker, 57,": a person and a number between commas."""
    view, figure = draft.view, draft.figure
    before = view.before(figure.start, 3)
    behind = SET_OFF.match(view.text, figure.end)
    if len(before) < 2 or before[-1].text not in (",", "(") or behind is None or figure.form is not Form.DIGITS:
        return None
    person = before[-2]
    if person.tag_ == "NN":
        return person if person.lemma_.lower() in _words("persons") else None
    if person.tag_ != "NNP" or person.text.isupper() or _is_place(person.text):
        return None
    full = len(before) > 2 and before[-3].tag_ == "NNP" and not _is_place(f"{before[-3].text} {person.text}")
    listed = before[-3].text in (",", "and") if len(before) > 2 else False
    # A surname alone needs its comma on both sides: in a list of names the numbers may be anything.
    return person if full or (behind.group() == "," and not listed) else None


def _told(draft: Draft, anchor: Token) -> Token | None:
    """ "She was 10", "who turned 40", "life expectancy is 73"."""
    verb = anchor.head
    if anchor.dep_ == "pobj" and verb.lower_ in ("of", "at", "to", "from", "around", "about"):
        noun = verb.head
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in _words("ages"):
            return noun
        verb = noun
    if verb.pos_ not in ("VERB", "AUX") or anchor.dep_ not in ("attr", "acomp", "pobj", "dobj", "npadvmod"):
        return None
    found = subject_of(draft.view, verb)
    asked = subject(verb)
    if asked is not None and asked.lower_ == "who" and verb.lemma_.lower() in BEING and anchor.dep_ != "pobj":
        return found if found is not None and found.tag_ in ("NN", "NNP") and _stands_alone(draft) else None
    if found is None:
        return None
    if found.pos_ == "NOUN" and found.lemma_.lower() in _words("ages"):
        return found
    if verb.lemma_.lower() not in BEING or found.lower_ not in PERSONS or anchor.dep_ == "pobj":
        return None
    return found if _stands_alone(draft) else None


def _stands_alone(draft: Draft) -> bool:
    """Whether nothing that the number could count stands behind it."""
    behind = draft.view.after(draft.figure.end, 1)
    return not behind or (behind[0].pos_ not in ("NOUN", "ADJ", "NUM") and behind[0].text not in ("-", "–", "/", "%"))
