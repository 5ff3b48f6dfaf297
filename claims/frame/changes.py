"""Changes: which way, from what, to what, by how much, and in what.

Here one figure is looked at alone: words right beside it (``change_words``), then the verb or noun that governs it.
Then ``trajectories`` reads a sentence's figures in line, and a preposition wins over what syntax gave; ``coordination``
hands a change on to figures that share its verb; ``endpoints``, last, ties the ends to the size and makes plain values
of those that stand beside one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims.frame.change_words import beside, ways
from claims.frame.draft import Draft
from claims.model import Basis, Change, Direction
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form
from claims.vocabulary.units import lookup

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_OF = re.compile(
    r"\b(?:(?:an?|the|its|their|another) (?:\w+ )?)?(?P<noun>[A-Za-z]+) of (?:the |an? )?$", re.IGNORECASE
)
PREPOSITION = re.compile(r"\b(?P<role>by|from|to|of)(?: (?:the|a|an|just|only|about|some))?[ (]*$", re.IGNORECASE)
SINCE_WHEN = re.compile(
    r"\s+(?:from|in|over|since|the (?:number|rate|share|figure|total) (?:in|of|a year))", re.IGNORECASE
)
LINKS = frozenset({"by", "from", "to", "of", "in", "for"})
"""Prepositions over which a word of change governs a figure."""

REACH = 4
"""A word of change stands at most this many heads above a figure."""

SIZES = frozenset({"dobj", "npadvmod", "attr", "advmod", "nmod", "dep", "oprd", "obj", "nummod"})
"""How the size of a change hangs on its verb."""


def basis_of(draft: Draft) -> Basis:
    """In what the figure measures a change."""
    if draft.figure.form is Form.MULTIPLE or draft.figure.unit_kind == "multiple" or draft.head == "time":
        return Basis.MULTIPLE
    if draft.figure.unit_kind == "points" and _of_an_index(draft):
        return Basis.ABSOLUTE
    kinds = {"percent": Basis.PERCENT, "points": Basis.PERCENTAGE_POINTS}
    return kinds.get(draft.figure.unit_kind or "", Basis.ABSOLUTE)


def _of_an_index(draft: Draft) -> bool:
    """Whether points are those of a stock index, and none of a percentage: there are more than 100, or it is named."""
    words = f" {draft.counted or ''} ".lower()
    low = draft.figure.low
    return (low is not None and abs(low) > 100) or any(f" {name} " in words for name in _indexes())


@cache
def _indexes() -> frozenset[str]:
    return frozenset(read_toml("changes.toml")["indexes"]["names"])


def fill(draft: Draft) -> None:
    """Fills ``change`` and ``role`` (by, from, to) where the figure is a change or an end of one."""
    figure = draft.figure
    found = None if figure.rank_order else _multiple(draft) or beside(draft) or _governed(draft) or _gained(draft)
    if found is None:
        return
    role, direction = found
    if draft.direction_open:
        direction = Direction.UNKNOWN
    stated = figure.low if figure.low == figure.high else None
    size = abs(stated) if stated is not None and role == "by" else stated
    draft.role = role
    draft.change = Change(
        direction=direction,
        from_=size if role == "from" else None,
        to=size if role == "to" else None,
        by=size if role == "by" else None,
        basis=basis_of(draft) if role == "by" else None,
    )
    noun = draft.led_by(NOUN_OF)
    if role == "by" and noun and noun["noun"].lower() in ways("nouns"):
        draft.figure = figure.with_(start=noun.start())  # "an increase of more than 600%"


@cache
def _transitive() -> frozenset[str]:
    return frozenset(read_toml("changes.toml")["verbs"]["transitive"])


def _multiple(draft: Draft) -> tuple[str, Direction] | None:
    """ "Doubled", "double the number of a year ago"."""
    if draft.figure.form is not Form.MULTIPLE or draft.anchor is None:
        return None
    for token in draft.view.within(draft.figure.number_start, draft.figure.number_end):
        direction = ways("multiples").get(token.lemma_.lower())
        if direction is not None and token.pos_ == "VERB":
            return "by", direction
        if direction is not None and SINCE_WHEN.match(draft.view.text[draft.figure.end :]):
            return "by", Direction.UP
    return None


def _governed(draft: Draft) -> tuple[str, Direction] | None:
    """By a verb or noun of change above the figure's phrase."""
    token = _phrase_head(draft)
    if token is None:
        return None
    for _ in range(REACH):
        head = token.head
        if head.i == token.i or not draft.view.holds(head) or _cut_off(draft, token, head):
            return None
        way = _way(head)
        if way is not None and _gathers(draft, head):
            return None
        if way is not None:
            role = _role(draft, token, head)
            return (role, way) if role is not None else None
        if head.pos_ in ("VERB", "AUX") or head.dep_ in ("nsubj", "nsubjpass"):
            return None
        token = head
    return None


def _phrase_head(draft: Draft) -> Token | None:
    """The head of the figure's own phrase: its noun where that follows it, else its number or unit."""
    view, figure = draft.view, draft.figure
    # "A tenfold rise in agreements" hangs on the rise, and not on the agreements that it is of.
    counts = figure.unit_kind is None and figure.form is not Form.MULTIPLE
    if counts and draft.noun is not None and view.start(draft.noun) >= figure.number_end:
        return draft.noun
    return view.root(figure.number_start, figure.end)


def _cut_off(draft: Draft, token: Token, head: Token) -> bool:
    """Whether words of change above no longer govern the figure: "cut the rating of its 550-megawatt farms"."""
    if head.dep_ == "prep" and head.lower_ not in LINKS:
        return True
    whose = head.pos_ == "NOUN" or _other_number(draft, head)
    if token.dep_ == "prep" and token.lower_ in ("of", "in", "for") and whose:
        return _way(head) is None and head.lower_ != "net"
    return token.pos_ == "VERB" or (head.pos_ in ("NOUN", "PROPN") and token.dep_ not in INSIDE)


def _other_number(draft: Draft, head: Token) -> bool:
    """ "Raised 2 million of the 9 million": the 9 million hang on another number, and not on what is raised."""
    start = draft.view.start(head)
    return head.pos_ == "NUM" and not draft.figure.start <= start < draft.figure.end


INSIDE = frozenset({"pobj", "nummod", "quantmod", "compound", "amod", "nmod", "prep", "npadvmod", "pcomp"})
"""Dependencies within one noun phrase."""


def _way(token: Token) -> Direction | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        return direction_of_verb(token)
    if token.pos_ == "NOUN":
        return ways("nouns").get(lemma)
    compared = token.tag_ in ("JJR", "RBR") or lemma in ("up", "down")
    if token.pos_ in ("ADJ", "ADV") and lemma in ("high", "low", "up", "down") and compared:
        return Direction.UP if lemma in ("high", "up") else Direction.DOWN
    return None


def direction_of_verb(verb: Token) -> Direction | None:
    """The way a verb of change points: its own, or that of its particle ("edged up", "went from 4 to 5")."""
    way = ways("verbs").get(verb.lemma_.lower())
    return _particle(verb) if way is Direction.UNKNOWN else way


def _particle(verb: Token) -> Direction | None:
    for child in verb.children:
        way = ways("particles").get(child.lower_)
        if way is not None and child.pos_ != "NOUN":
            return way
    ends = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    return Direction.UNKNOWN if {"from", "to"} <= ends else None


def _role(draft: Draft, token: Token, head: Token) -> str | None:
    """by, from or to; None where the figure only stands near the change."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return None
    if head.pos_ == "NOUN" and token.i < head.i and token.dep_ in INSIDE - {"pobj", "prep", "pcomp"}:
        return "by"  # "led to a 7% increase": the size of the increase, whatever led to it
    found = draft.led_by(PREPOSITION)
    preposition = found["role"].lower() if found else None
    if preposition in ("by", "from", "to"):
        return preposition
    if preposition == "of":
        return "by" if head.pos_ == "NOUN" or token.dep_ == "dobj" else None
    if head.pos_ == "NOUN":
        return "by" if token.i < head.i else None
    if token.dep_ in ("dobj", "obj") and _counts_things(draft, head):
        draft.direction_open = True  # "added 79 agreements": by how many, and the verb need not say of what measure
        return "by"
    return "by" if token.dep_ in SIZES or draft.figure.form is Form.MULTIPLE else None


MORE = re.compile(r"\b(?:additional|extra|further|another|more(?! than))\b", re.IGNORECASE)


def _gained(draft: Draft) -> tuple[str, Direction] | None:
    """ "Won an additional 66 seats": a verb of getting, and a word that says it is on top of what there was."""
    token = _phrase_head(draft)
    if token is None or token.dep_ not in ("dobj", "obj") or token.head.lemma_.lower() not in _gaining():
        return None
    lead = draft.view.text[draft.figure.start : draft.figure.number_start]
    return ("by", Direction.UP) if MORE.search(lead) else None


@cache
def _gaining() -> frozenset[str]:
    return frozenset(read_toml("changes.toml")["gaining"]["verbs"])


def _gathers(draft: Draft, head: Token) -> bool:
    """Whether a figure is what is got or spoken of, and no change: raised money, a storm surge of 8 feet."""
    if head.pos_ == "NOUN":
        return any(c.dep_ == "compound" and f"{c.lower_} {head.lemma_.lower()}" in _fixed() for c in head.children)
    money = draft.figure.unit_kind == "money" or (draft.noun is not None and lookup(draft.noun.text) is not None)
    if head.lemma_.lower() not in _gathering() or not money:
        return False
    return not draft.led_by(PREPOSITION)


@cache
def _gathering() -> frozenset[str]:
    return frozenset(read_toml("changes.toml")["gaining"]["money_verbs"])


@cache
def _fixed() -> frozenset[str]:
    return frozenset(read_toml("changes.toml")["nouns"]["fixed"])


def _counts_things(draft: Draft, verb: Token) -> bool:
    return draft.figure.unit_kind not in ("percent", "points") and verb.lemma_.lower() in _transitive()
