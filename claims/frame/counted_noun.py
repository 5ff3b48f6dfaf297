"""The noun that a bare number counts: behind it, after "of", before a colon, or the subject whose value it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.frame.draft import Draft
from claims.frame.nouns import CHANGE_NOUNS, GENERIC, NOUN_TAGS, through_generic
from claims.syntax import subject
from claims.vocabulary.numbers import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 8
"""A counted noun stands at most this many tokens behind its number."""

REACHING = frozenset(
    {"reach", "hit", "exceed", "top", "total", "number", "surpass", "approach", "near", "pass", "equal"}
)
"""Verbs whose object is the value of their subject."""


def find(draft: Draft) -> Token | None:
    """The counted noun, or None where it is left out."""
    anchor = draft.anchor
    if anchor is None:
        return None
    after_of = _after_of(draft, anchor)
    if after_of is not None:
        return after_of
    behind = None if _determined(draft) else _behind(draft, anchor)
    return behind or _measured(anchor) or _label(draft) or _led(draft, anchor)


def _after_of(draft: Draft, anchor: Token) -> Token | None:
    """ "325 of the agencies", "dozens of agencies"; "65 of the 1,783 agreements" names its whole as well."""
    of = next((c for c in anchor.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > anchor.i), None)
    target = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if target is None or not draft.view.holds(target) or target.pos_ not in NOUN_TAGS:
        return None
    if any(c.dep_ == "nummod" for c in target.children):
        draft.whole_noun = target
    return target


def _determined(draft: Draft) -> bool:
    """Whether a determiner stands right behind the number, so that the noun behind it is not what is counted.

    "34 the jail enforcement model" counts no models.
    """
    behind = [t for t in draft.view.tokens if draft.view.start(t) >= draft.figure.end]
    return bool(behind) and behind[0].pos_ == "DET" and behind[0].lower_ not in ("more", "other", "such", "different")


def _behind(draft: Draft, anchor: Token) -> Token | None:
    """The noun behind the number, by syntax where the parser agrees with the position of the words."""
    view, figure = draft.view, draft.figure
    head = anchor.head
    if head.dep_ == "poss" and head.head.pos_ in NOUN_TAGS and head.head.i > head.i:
        head = head.head  # "67 sheriff's offices"
    adjacent = _adjacent(draft)
    if view.text[figure.end : figure.end + 2].strip().startswith("("):
        return None  # "2.48 (6.12 acres)": the noun is that of the bracket
    governs = (
        anchor.dep_ in ("nummod", "amod", "compound", "quantmod", "nmod", "appos")
        and head.pos_ in NOUN_TAGS
        and view.start(head) >= figure.number_end
        and head.i - anchor.i <= REACH + 1
    )
    if not governs:
        vague = figure.form is Form.VAGUE and head.pos_ in NOUN_TAGS and head.i > anchor.i
        return adjacent or (head if vague else None)
    if adjacent is None or adjacent.i <= head.i:
        return head
    belongs = adjacent.head.i == head.i and adjacent.dep_ not in ("conj", "appos")
    return adjacent if belongs or head.pos_ == "PROPN" else head  # "Thirteen Wyoming agencies"


def _adjacent(draft: Draft) -> Token | None:
    """The noun that the number stands in front of, by position alone; the parser is wrong now and then."""
    view = draft.view
    behind = [t for t in view.tokens if view.start(t) >= draft.figure.end][:REACH]
    last: Token | None = None
    if view.text[draft.figure.end : draft.figure.end + 2].strip().startswith(("(", ",")):
        return None
    for position, token in enumerate(behind):
        if token.pos_ in NOUN_TAGS:
            last = token
            following = behind[position + 1] if position + 1 < len(behind) else None
            if following is None or (following.pos_ not in NOUN_TAGS and following.tag_ != "POS"):
                break
        elif not _may_precede(token, position, behind):
            break
    if last is not None and last.tag_ == "NNP" and last.i == behind[0].i:
        return None  # "the 60 Texas" is no count of Texas
    return last


def _may_precede(token: Token, position: int, behind: list[Token]) -> bool:
    """Whether a token may stand between a number and its noun."""
    joins = token.pos_ == "CCONJ" and position > 0 and behind[position - 1].pos_ == "ADJ"
    participle = token.tag_ in ("VBN", "VBG") and position < 3
    return (
        token.pos_ == "ADJ"
        or participle
        or token.tag_ == "POS"
        or joins
        or token.lower_ in ("-", "more", "other", "own")
    )


def _measured(anchor: Token) -> Token | None:
    """What a bare number measures: "a population of 31.3 million", "the number of agencies rose to 831"."""
    head = anchor.head
    if anchor.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN":
        named = head.head
        return named if named.lemma_.lower() not in GENERIC | CHANGE_NOUNS else None
    verb = head.head if anchor.dep_ == "pobj" and head.lower_ in ("from", "to", "at", "by") else head
    if verb.pos_ not in ("VERB", "AUX") or anchor.dep_ not in ("pobj", "attr", "acomp", "dobj"):
        return None
    if anchor.dep_ == "dobj" and verb.lemma_.lower() not in REACHING:
        return None
    found = subject(verb)
    if found is None or found.pos_ != "NOUN":
        return None
    named = through_generic(found)
    pointed = named.i != found.i or found.tag_ == "NN" or head.i != verb.i
    return named if named.lemma_.lower() not in GENERIC and pointed else None


def _label(draft: Draft) -> Token | None:
    """What a label counts: "States with at least one agreement: 40"."""
    view = draft.view
    before = view.text[: draft.figure.start].rstrip()
    if not before.endswith((":", "—", "–")) or view.text[draft.end :].strip(" .;") or len(before) > 90:
        return None
    nouns = [t for t in view.tokens if view.end(t) < len(before) and t.pos_ == "NOUN"]
    heads = [t for t in nouns if t.dep_ not in ("compound", "pobj", "dobj", "nmod", "npadvmod")]
    return next(iter(heads or nouns), None)


def _led(draft: Draft, anchor: Token) -> Token | None:
    """What "Of the Texas agreements, 95 ..." counts."""
    tokens = draft.view.tokens
    if not tokens or tokens[0].lower_ != "of" or anchor.dep_ not in ("nsubj", "nsubjpass", "attr", "dobj"):
        return None
    target = next((c for c in tokens[0].children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
    return target if target is not None and target.i < anchor.i else None
