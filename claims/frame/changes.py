"""Changes: which way, from what, to what, by how much, and in what."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims.frame.draft import Draft
from claims.model import Basis, Change, Direction
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTICLE_BEFORE = re.compile(
    r"\b(?P<way>up|down|higher|lower|off)(?P<role> by| from| to)?(?: (?:the|a|an|just|only|from))?(?: \w+ly)?[ ,(]*$",
    re.I,
)
PARTICLE_AFTER = re.compile(
    r"^\s*(?:percentage points?\s*)?(?P<way>higher|lower|more|fewer|less|larger|greater|smaller|bigger|above|below|cheaper|costlier|dearer|warmer|cooler|up|down)\b"
    r"(?! than (?:one|two|a|\d))",
    re.I,
)
NOUN_OF = re.compile(r"\b(?:(?:an?|the|its|their|another) (?:\w+ )?)?(?P<noun>[A-Za-z]+) of (?:the |an? )?$")
TIMES_AS = re.compile(
    r"^\s*(?:as (?:many|much|high|large|big|often)|what (?:it|they|there) (?:was|were|had)|"
    r"(?:the|its|their) (?:number|level|figure|total|count|rate|size))\b"
    r"(?=[^.;]*\b(?:in|a year|at|on|when|last|before|earlier|ago)\b)",
    re.I,
)
"""Behind "seven times": as many as at another time."""

PREPOSITION = re.compile(r"\b(?P<role>by|from|to|of)(?: (?:the|a|an|just|only|about|some))?[ (]*$", re.I)


@cache
def _words(part: str) -> dict[str, Direction]:
    ways = {"up": Direction.UP, "down": Direction.DOWN, "either": Direction.UNKNOWN}
    return {word: ways[way] for way, words in read_toml("changes.toml")[part].items() if way in ways for word in words}


@cache
def _multiples() -> dict[str, tuple[Direction, float]]:
    return {word: (Direction(way), value) for word, (way, value) in read_toml("changes.toml")["multiples"].items()}


def basis_of(draft: Draft) -> Basis:
    """In what the figure measures a change."""
    if draft.figure.form is Form.MULTIPLE or draft.figure.unit_kind == "multiple":
        return Basis.MULTIPLE
    return {"percent": Basis.PERCENT, "points": Basis.PERCENTAGE_POINTS}.get(
        draft.figure.unit_kind or "", Basis.ABSOLUTE
    )


def fill(draft: Draft) -> None:
    """Fills ``change`` and ``role`` (by, from, to) where the figure is a change or an end of one."""
    figure, view = draft.figure, draft.view
    if figure.rank_order:
        return
    found = _signed(draft) or _multiple(draft) or _adjacent(draft) or _governed(draft)
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
    if role == "by" and (noun := NOUN_OF.search(view.text[: figure.start])) and noun["noun"].lower() in _words("nouns"):
        draft.figure = figure.with_(start=noun.start())  # "an increase of more than 600%"


def _multiple(draft: Draft) -> tuple[str, Direction] | None:
    if draft.figure.form is not Form.MULTIPLE or draft.anchor is None:
        return None
    for token in draft.view.within(draft.figure.number_start, draft.figure.number_end):
        if token.lemma_.lower() in _multiples():
            if token.pos_ == "VERB":
                return "by", _multiples()[token.lemma_.lower()][0]
            following = draft.view.text[draft.figure.end :]
            if re.match(
                r"\s+(?:from|in|over|since|the (?:number|rate|share|figure|total) (?:in|of|a year))", following
            ):
                return "by", Direction.UP
    return _governed(draft)


def _adjacent(draft: Draft) -> tuple[str, Direction] | None:
    text, figure = draft.view.text, draft.figure
    before = text[: figure.start]
    if found := PARTICLE_BEFORE.search(before):
        if _belongs_to_other_verb(draft, found.start("way")):
            return None
        way = Direction.UP if found["way"].lower() in ("up", "higher") else Direction.DOWN
        if found["way"].lower() == "off" and figure.unit_kind != "percent":
            return None
        return (found["role"] or " by").strip().lower(), way
    if figure.unit_kind == "multiple" and TIMES_AS.match(text[figure.end :]):
        return "by", Direction.UP
    if figure.unit_kind != "rank" and (found := PARTICLE_AFTER.match(text[figure.end :])):
        word = found["way"].lower()
        ups, downs = read_toml("changes.toml")["particles"]["up"], read_toml("changes.toml")["particles"]["down"]
        way = Direction.UP if word in ups else Direction.DOWN if word in downs else Direction.UP
        if (
            word in ("more", "fewer", "less", "larger", "greater", "smaller")
            and figure.unit_kind is None
            and not re.match(r"\s*\w+(?: \w+){0,4}? than\b", text[figure.end :])
        ):
            return None  # "two more agencies": a count
        if word in ("above", "below") and figure.unit_kind is None:
            return None
        if word in ("up", "down") and not re.match(r"\s*(?:up|down)(?: on| from| over|[,.;)]|$)", text[figure.end :]):
            return None
        return "by", way
    return None


def _belongs_to_other_verb(draft: Draft, position: int) -> bool:
    """ "sign up 1,000 agencies", "make up 40%": the particle of a verb that is none of change."""
    view = draft.view
    for token in view.within(position, position + 2):
        head = token.head
        if (
            token.dep_ == "prt"
            and head.pos_ == "VERB"
            and head.lemma_.lower() not in _words("verbs")
            and head.lemma_.lower() not in ("be", "end", "close", "open", "finish", "trend", "trade", "ratchet")
        ):
            return True
        previous = view.text[:position].rstrip().rsplit(" ", 1)[-1].lower()
        if previous.rstrip("sed") in (
            "sign",
            "mak",
            "set",
            "pick",
            "tak",
            "giv",
            "giv",
            "show",
            "turn",
            "back",
            "break",
            "draw",
            "mad",
        ):
            return True
    return False


def _governed(draft: Draft) -> tuple[str, Direction] | None:
    """By a verb or noun of change above the figure's phrase."""
    figure, view = draft.figure, draft.view
    before = view.text[: figure.start]
    preposition = PREPOSITION.search(before)
    role = preposition["role"].lower() if preposition else None
    token = view.root(figure.number_start, figure.end)
    if figure.unit_kind is None and draft.noun is not None and view.start(draft.noun) >= figure.number_end:
        token = draft.noun
    if token is None:
        return None
    for _ in range(4):
        head = token.head
        if head.dep_ == "prep" and head.lower_ not in ("by", "from", "to", "of", "in", "for"):
            return None
        if (
            token.dep_ == "prep"
            and token.lower_ in ("of", "in", "for")
            and _way(head) is None
            and head.pos_ == "NOUN"
            and head.lower_ != "net"
        ):
            return None  # "cut the rating of its 550-megawatt farms"
        if head.i == token.i or not view.holds(head):
            return None
        if token.dep_ in ("relcl", "advcl", "ccomp", "acl", "nsubj", "nsubjpass", "conj") and token.pos_ == "VERB":
            return None
        way = _way(head)
        if way is not None:
            linked = _role(draft, token, head, role)
            if linked is not None:
                return linked, way
            return None
        if head.pos_ in ("VERB", "AUX") or (
            head.pos_ in ("NOUN", "PROPN")
            and token.dep_
            not in ("pobj", "nummod", "quantmod", "compound", "amod", "nmod", "prep", "npadvmod", "pcomp")
        ):
            return None
        if head.dep_ in ("nsubj", "nsubjpass"):
            return None
        token = head
    return None


def _way(token: Token) -> Direction | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        if lemma in ("go", "come", "move", "change", "shift", "swing"):
            return _particle(token)
        return _words("verbs").get(lemma)
    if token.pos_ == "NOUN":
        return _words("nouns").get(lemma)
    if token.pos_ in ("ADJ", "ADV") and lemma in ("high", "low", "up", "down"):
        if token.tag_ in ("JJR", "RBR") or lemma in ("up", "down"):
            return Direction.UP if lemma in ("high", "up") else Direction.DOWN
    return None


def _particle(verb: Token) -> Direction | None:
    for child in verb.children:
        if child.lower_ in ("up", "higher"):
            return Direction.UP
        if child.lower_ in ("down", "lower"):
            return Direction.DOWN
    ends = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    return Direction.UNKNOWN if {"from", "to"} <= ends else None


def _role(draft: Draft, token: Token, head: Token, preposition: str | None) -> str | None:
    """by, from or to; None where the figure only stands near the change."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return None
    if preposition in ("by", "from", "to"):
        return preposition
    if preposition == "of":
        return "by" if head.pos_ == "NOUN" or token.dep_ == "dobj" else None
    if head.pos_ == "NOUN":
        return "by" if token.i < head.i else None
    if token.dep_ in ("dobj", "obj") and _counts_things(draft, head):
        draft.direction_open = True  # "added 79 agreements": by how many, and the verb need not say of what measure
        return "by"
    if draft.figure.form is Form.MULTIPLE:
        return "by"
    if token.dep_ in ("dobj", "npadvmod", "attr", "advmod", "nmod", "dep", "oprd", "obj", "nummod"):
        return "by"
    return None


@cache
def _transitive() -> frozenset[str]:
    return frozenset(read_toml("changes.toml")["verbs"]["transitive"])


def _counts_things(draft: Draft, verb: Token) -> bool:
    return draft.figure.unit_kind not in ("percent", "points") and verb.lemma_.lower() in _transitive()


def _signed(draft: Draft) -> tuple[str, Direction] | None:
    """ "Nasdaq +0.8%": a sign on a percentage is a direction."""
    figure, text = draft.figure, draft.view.text
    if figure.unit_kind not in ("percent", "points") or figure.form is not Form.DIGITS:
        return None
    sign = re.search(r"(?:^|[\s(])([+\-−])$", text[: figure.number_start])
    if sign is None:
        return None
    return "by", Direction.UP if sign[1] == "+" else Direction.DOWN
