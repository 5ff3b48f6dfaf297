"""Who says it: the speaker of a figure, and whether it stands in quotation marks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims.frame.draft import Draft
from claims.syntax import ancestors, subject
from claims.vocabulary.data import read_toml
from claims.vocabulary.remembering import remembered

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
ACCORDING = re.compile(
    r"""\b(?:according[ ]to|(?:data|figures|statistics|numbers)[ ]from|
            an?[ ](?:report|analysis|study|survey|poll)[ ](?:by|from))\s+
        (?P<who>(?:(?!\b(?:who|which|that|released|published|and[ ]the|found|finds?|shows?|showed|puts?|says?|said|
            estimates?|estimated|suggests?|concluded|reported|counts?|lists?|has|had|is|was)\b)[^,.;:(—–]){2,80})""",
    re.IGNORECASE | re.VERBOSE,
)
SHOW = re.compile(
    r"""\b(?P<who>(?:[A-Z][\w.&’'-]*(?:[ ](?:of|and|for|the|on|[A-Z][\w.&’'-]*)){0,6}[ ])?
            (?:data|figures|statistics|records|numbers|report|survey|poll))(?:[ ]released[ ]\w+)?
        [ ](?:shows?|showed|reveals?|indicates?|suggests?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
SAYING = frozenset({"say", "report", "announce", "tell"})
"""Verbs that the parser hangs below what is said: "..., the agency said"."""

MOSTLY_OTHER = frozenset(
    {"add", "put", "count", "find", "show", "list", "record", "post", "note", "cite", "ask", "deny"}
)
"""Verbs that say something only where a clause hangs on them."""


def _find_quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in QUOTED.finditer(text))


def _find_source(text: str) -> str | None:
    """Whom a sentence names as the source of what it says."""
    found = ACCORDING.search(text) or SHOW.search(text)
    return found["who"] if found else None


_quotations, _source = remembered(_find_quotations), remembered(_find_source)


def fill(draft: Draft) -> None:
    """Fills ``speaker`` and ``quoted``."""
    text = draft.view.text
    draft.quoted = any(start <= draft.figure.start < end for start, end in _quotations(text))
    named = _source(text)
    draft.speaker = _clean(named) if named is not None else _claiming(draft) or _above(draft)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["attribution"]["verbs"])


def _above(draft: Draft) -> str | None:
    """The subject of a verb of saying that the figure's clause hangs on."""
    if draft.anchor is None:
        return None
    object_of: str | None = None
    for token in ancestors(draft.anchor):
        if token.pos_ != "VERB" or token.lemma_.lower() not in _verbs():
            continue
        who = _other_subject(token, draft.anchor)
        if who is None:
            continue
        if any(c.dep_ in ("ccomp", "parataxis") for c in token.children):
            return _phrase(draft, who)
        if token.lemma_.lower() not in MOSTLY_OTHER:
            object_of = object_of or _phrase(draft, who)
    # "Utah confirmed 14 cases, officials said": who says a whole sentence goes before who confirms.
    return _beside(draft) or object_of


def _claiming(draft: Draft) -> str | None:
    """ "The 60 that the union claims": who says so in a clause that hangs on the figure."""
    for token in (t for t in (draft.anchor, draft.noun) if t is not None):
        for child in token.children:
            if child.dep_ == "relcl" and child.lemma_.lower() in _verbs() - MOSTLY_OTHER:
                who = _other_subject(child, token)
                if who is not None and who.pos_ != "PRON" and not any(c.dep_ == "ccomp" for c in child.children):
                    return _phrase(draft, who)
    return None


def _beside(draft: Draft) -> str | None:
    """The subject of a verb of saying behind the figure."""
    if draft.anchor is None:
        return None
    for token in draft.view.verbs:
        if token.lemma_.lower() in SAYING and token.i > draft.anchor.i:
            if token.dep_ == "relcl" and draft.anchor not in token.subtree:
                continue  # "will spend $3 billion on a plant, which it says will employ 40": of the 40 alone
            who = _other_subject(token, draft.anchor)
            if who is not None:
                return _phrase(draft, who)
    return None


def _other_subject(verb: Token, anchor: Token) -> Token | None:
    """The verb's subject, unless the figure is part of it."""
    who = subject(verb)
    if who is not None and (who.dep_ == "nsubjpass" or who.lemma_ in ("%", "percent")):
        return None  # "nearly 40 people were told to leave", "with 95% of precincts reporting"
    return who if who is not None and anchor.i not in {t.i for t in who.subtree} else None


def _phrase(draft: Draft, who: Token) -> str | None:
    view = draft.view
    words = [t for t in who.subtree if view.holds(t)]
    stop = next((t for t in words if t.dep_ in ("relcl", "appos", "advcl", "acl") and t.i > who.i), None)
    if stop is not None:
        words = [t for t in words if t.i < stop.left_edge.i]
    return _clean(view.text[view.start(words[0]) : view.end(words[-1])]) if words else None


def _clean(who: str) -> str | None:
    return re.sub(r"\s+", " ", who).strip(' ,;:—–-“”"') or None
