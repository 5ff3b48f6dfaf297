"""Nouns that say little: those that only point at what is counted, and those that name a change of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claims.syntax import SentenceView, ancestors, subject
from claims.vocabulary import datelines, words
from claims.vocabulary.data import read_toml

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_TAGS = frozenset({"NOUN", "PROPN"})
"""Parts of speech that can be counted."""

GENERIC = frozenset(
    {
        "number",
        "total",
        "figure",
        "count",
        "tally",
        "amount",
        "sum",
        "level",
        "share",
        "percentage",
        "proportion",
        "portion",
        "rest",
        "majority",
        "one",
        "those",
        "them",
        "average",
        "record",
        "estimate",
        "pace",
        "outbreak",
    }
)
"""Nouns that only point at what is counted: "the number of agencies"."""

CHANGE_NOUNS = frozenset(
    {
        "increase",
        "rise",
        "decline",
        "drop",
        "decrease",
        "gain",
        "fall",
        "jump",
        "surge",
        "growth",
        "reduction",
        "change",
        "loss",
    }
)
"""Nouns of change: "an increase in agreements" is about agreements."""


@cache
def people_nouns() -> frozenset[str]:
    """Nouns that stand for people, whose unit is the person: "residents"."""
    return frozenset(read_toml("speech.toml")["people"]["nouns"])


@cache
def persons() -> frozenset[str]:
    """Nouns for one person: "worker"."""
    return frozenset(read_toml("speech.toml")["people"]["persons"])


def through_generic(noun: Token, own: Token | None = None) -> Token:
    """The noun that a generic one points at: "the number of agencies" is about agencies.

    ``own`` is the figure itself, which is never what it counts.
    """
    if noun.lemma_.lower() not in GENERIC | CHANGE_NOUNS:
        return noun
    # "An increase of 600-percent in agreements": the model may hang the last words on the percentage.
    behind = [] if own is None else [c for c in own.children if c.lower_ == "in"]
    for child in (*noun.children, *behind):
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "for"):
            target = next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in NOUN_TAGS), None)
            if target is not None and (own is None or target.i != own.i):
                return target
    return _joined(noun)


def _joined(noun: Token) -> Token:
    """ "Pupil numbers", "the head count": what is counted stands before the word for counting it."""
    if noun.tag_ != "NNS" if noun.lemma_.lower() == "number" else noun.lemma_.lower() not in ("count", "tally"):
        return noun
    # The model takes the first word of a sentence for an adjective now and then: "Pupil numbers fell".
    joined = [c for c in noun.children if c.i == noun.i - 1 and (c.pos_ == "NOUN" or c.lower_ in persons())]
    return joined[0] if joined else noun


def lemma(noun: Token) -> str:
    """A noun in the singular: "doses" → "dose", "North Dakotans" → "dakotan"."""
    text, known = noun.lower_, noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        # The first word of a sentence is a name for the model now and then: "Homicides are down".
        opening = noun.is_sent_start and text.endswith("s") and noun.head.lower_ in ("are", "were", "have")
        return words.singular(text) if noun.tag_ == "NNPS" or opening else text
    # The model's lemmas cut -es where only -s was added.
    return text[:-1] if text.endswith("ses") and known == text[:-2] and words.singular(text) == text[:-1] else known


PARTICIPIAL = frozenset({"advcl", "pcomp", "acl"})
"""Dependencies of a participle whose subject is that of the clause above: "rose in May while falling by a fifth"."""


def subject_of(view: SentenceView, verb: Token) -> Token | None:
    """The subject of a verb's clause, also where it stands above a participle or behind a dateline."""
    found = subject(verb)
    if found is not None and found.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" and verb.head.pos_ in NOUN_TAGS:
        found = verb.head  # "teachers, who earn $71,000"
    if found is None and verb.tag_ == "VBG" and verb.dep_ in PARTICIPIAL:
        above = next((t for t in ancestors(verb) if t.pos_ in ("VERB", "AUX")), None)
        found = subject(above) if above is not None else None
    begins = datelines.end(view.text)
    if found is None or view.start(found) >= begins:
        return found
    # The parser takes the place of a dateline for the subject.
    behind = [t for t in view.within(begins, view.start(verb)) if view.start(t) >= begins]
    return next((t for t in behind if t.pos_ in NOUN_TAGS and t.dep_ not in ("compound", "poss", "pobj")), None)
