"""Which clause of its sentence a time belongs to, and whether the clause of a figure shares it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.frame.compared import COMPARED
from claims.frame.draft import Draft
from claims.syntax import CLAUSE_HEADS, clause_verb, has_subject
from claims.vocabulary.periods import PeriodMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)


def is_compared(mention: PeriodMention, masked: str) -> bool:
    """Whether the words before a time compare with it; the "from" of "from 2019 to 2022" belongs to the time itself."""
    before = masked[: mention.start]
    return COMPARED.search(before) is not None and not (mention.role == "from_to" and _FROM.search(before))


ASIDE = frozenset({"relcl", "acl", "parataxis", "conj"})
"""Clauses whose time is their own: "raised $85 million, double the $60 million it was worth in 2023"."""

THIS_TIME = re.compile(r"\b(?:this|the second|the next) time\b", re.IGNORECASE)


def is_before(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time lies before the figure's: "Biden had won it in 2020; Trump won it by 80,103", "... this time"."""
    view, verb = draft.view, draft.verb
    if verb is None or mention.end > draft.start:
        return False
    token = next(iter(view.within(mention.start, mention.end)), None)
    other = clause_verb(token) if token is not None else None
    if other is None or other.i == verb.i:
        return False
    if any(THIS_TIME.search(view.text, view.start(t), view.end(t) + 12) for t in view.clause(verb) if view.holds(t)):
        return True
    return _had(other) and not _had(verb) and verb.tag_ in ("VBD", "VBZ", "VBP")


def _had(verb: Token) -> bool:
    """Whether a verb is in the past perfect: "had won"."""
    return any(c.dep_ == "aux" and c.lower_ in ("had", "’d", "'d") for c in verb.children)


CIRCUMSTANCE = re.compile(r"\b(?:when|as|after|while)\b")


def of_another_clause(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time behind the figure stands in a clause beside or below the figure's that keeps it to itself."""
    view = draft.view
    between = view.text[draft.end : mention.start]
    if ";" in between:
        return True
    if CIRCUMSTANCE.search(between):  # "four died and nine were hurt when a truck hit them Monday" dates all of it
        return False
    token = next(iter(view.within(mention.start, mention.end)), None)
    own = {draft.verb.i} if draft.verb is not None else set()
    if of_participle(draft, mention):
        return True
    while token is not None and token.i not in own and token.head.i != token.i:
        # "It killed six and cut off a town Monday" dates both.
        joined = token.dep_ == "conj" and not has_subject(token)
        if _is_what_happened(token, draft):
            return False
        if token.dep_ in ASIDE and not joined and (token.pos_ in CLAUSE_HEADS or token.dep_ in ("relcl", "acl")):
            return True
        token = token.head
    return False


def _is_what_happened(participle: Token, draft: Draft) -> bool:
    """Whether a participle right behind a figure says what happened to so many, and so when they were counted.

    "There were 942,173 vehicles stolen in the United States in 2022": what was, or what someone had, in the past.
    """
    verb, view = draft.verb, draft.view
    if participle.tag_ != "VBN" or verb is None or verb.tag_ != "VBD" or verb.lemma_ not in ("be", "have"):
        return False
    return participle.dep_ == "acl" and view.text[draft.end : view.start(participle)].strip() == ""


OF_A_NORM = re.compile(
    r"[’']?s? (?:\w+ )?(?:averages?|means?|baselines?|norms?|normals?|base period|reference period)\b")
NORM_OF = re.compile(r"\b(?:average|mean|baseline|norm|normal)(?: level)? (?:of|for|from|between)(?: the years)? $")


def is_of_a_norm(mention: PeriodMention, text: str) -> bool:
    """Whether a time is that of a norm which values are held against: "0.9 C above the 1951-1980 average"."""
    if mention.role not in ("at", "from_to"):
        return False
    return OF_A_NORM.match(text, mention.end) is not None or NORM_OF.search(text[: mention.start]) is not None


def near_enough(draft: Draft, mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    """The times without those behind a semicolon, where one stands before it: "up 6% in May, a record; 5% in June".

    And without those of a norm, where another is named.
    """
    text = draft.view.text
    mentions = [m for m in mentions if not is_of_a_norm(m, text)] or mentions
    near = [m for m in mentions if m.start < draft.end or ";" not in text[draft.end : m.start]]
    return near if any(";" not in text[m.end : draft.start] for m in near if m.end <= draft.start) else list(mentions)


def told_in_relative(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time stands in a relative clause ahead and not the figure: "Ohio, which had 9 in May, has"."""
    if draft.verb is None or mention.end > draft.start:
        return False
    token = next(iter(draft.view.within(mention.start, mention.end)), None)
    while token is not None and token.head.i != token.i and token.i != draft.verb.i:
        if token.dep_ == "relcl":
            return not any(one.i == draft.verb.i for one in token.subtree)
        token = token.head
    return False


SET_OFF = re.compile(r"[^,;]{0,60}, (?:\w+ly )?\w+ing (?:his|her|its|their|a|an|the) (?:\w+ )*?(?:(?:in|of|from) )?")


def of_participle(draft: Draft, mention: PeriodMention) -> bool:
    """ "Won it by 40 votes, reversing his 2020 loss": a time of what a participle acts on is not the figure's."""
    if not SET_OFF.fullmatch(draft.view.text, draft.end, mention.start):
        return False
    token = next(iter(draft.view.within(mention.start, mention.end)), None)
    passed = False
    while token is not None and token.head.i != token.i and token.tag_ != "VBG":
        passed = passed or (token.pos_ == "NOUN" and token.dep_ in ("dobj", "obj"))
        token = token.head
    return passed


def is_its_own(mention: PeriodMention) -> bool:
    """Whether a time can be that of a figure: "a year ago" can, "a year earlier" is what a figure is compared with.

    "Four years earlier Biden had won it by 11,779": several years that lead their sentence are its time.
    """
    if mention.start == 0 and mention.shift is not None and mention.shift.months <= -24:
        return True
    return mention.role != "since" and (mention.role != "earlier" or mention.text.lower().endswith("ago"))


def of_the_clause(draft: Draft, mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    """The times in the clause of a figure; all of them where it has no verb."""
    if draft.verb is None:
        return list(mentions)
    view = draft.view
    stretches = [(view.start(t), view.end(t)) for t in view.clause(draft.verb) if view.holds(t)]
    return [m for m in mentions if any(s < m.end and m.start < e for s, e in stretches)]
