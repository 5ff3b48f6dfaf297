"""Who says it, and how: speaker, quotation, and modality (asserted, negated, forecast, hypothetical, question, opinion)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from claims.frame.draft import Draft
from claims.model import Modality
from claims.syntax import ancestors, subject
from claims.vocabulary.data import read_toml

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
ACCORDING = re.compile(
    r"\b(?:according to|data from|figures from|statistics from|numbers from|an? (?:report|analysis|study|survey|poll) (?:by|from))\s+"
    r"(?P<who>(?:(?!\b(?:who|which|that|released|published|and the)\b)[^,.;:(—–]){2,80})",
    re.I,
)
SHOW = re.compile(
    r"\b(?P<who>(?:[A-Z][\w.&’'-]*(?: (?:of|and|for|the|on|[A-Z][\w.&’'-]*)){0,6} |)(?:data|figures|statistics|records|numbers|report|survey|poll))(?: released \w+)? (?:show|shows|showed|reveal|reveals|indicate|indicates|suggest|suggests)",
    re.I,
)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["attribution"]["verbs"])


@cache
def _modal(part: str) -> re.Pattern[str]:
    words = sorted(read_toml("speech.toml")["modality"][part], key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<![\w]){re.escape(w)}(?![\w])" if w[0].isalpha() else rf"{re.escape(w)}\b" for w in words), re.I
    )


def fill(draft: Draft) -> None:
    """Fills speaker, quoted and modality."""
    text = draft.view.text
    draft.quoted = any(q.start() <= draft.figure.start < q.end() for q in QUOTED.finditer(text))
    draft.speaker = _speaker(draft)
    draft.modality = _modality(draft)


DENIED = re.compile(
    r"\b(?:not (?:the case|true|correct|right)|untrue|false|wrong|incorrect|a myth|no evidence|denied|denies|disputed|disputes)"
    r" (?:to say )?that\b(?:(?!\bbut\b)[^.;])*$",
    re.I,
)
"""Words before a figure that deny the whole clause: "It is not true that ..."."""


def _wanting(verb: Token) -> Iterator[Token]:
    """The verb and those whose complement it is: "expect the population to reach"."""
    yield verb
    while verb.dep_ in ("xcomp", "ccomp", "pcomp") and verb.head.i != verb.i:
        if verb.dep_ == "ccomp" and not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
            return
        verb = verb.head
        yield verb


@cache
def _intent() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["modality"]["intent_verbs"])


def _is_subject(draft: Draft, verb: Token) -> bool:
    """Whether the figure is who wants, and not what is wanted: "40 states want" counts states that do."""
    who = subject(verb)
    return who is not None and draft.anchor is not None and draft.anchor.i in {t.i for t in who.subtree}


def _speaker(draft: Draft) -> str | None:
    text = draft.view.text
    if found := ACCORDING.search(text):
        return _clean(found["who"])
    if found := SHOW.search(text):
        return _clean(found["who"])
    if draft.anchor is None:
        return None
    for token in ancestors(draft.anchor):
        if token.pos_ == "VERB" and token.lemma_.lower() in _verbs():
            who = subject(token)
            if who is None:
                continue
            inside = {t.i for t in who.subtree}
            if draft.anchor.i in inside:
                continue
            governs = any(c.dep_ in ("ccomp", "parataxis", "advcl", "xcomp") for c in token.children) or token.dep_ in (
                "parataxis",
                "ROOT",
                "advcl",
            )
            if (
                governs
                and token.lemma_.lower()
                in (
                    "add",
                    "put",
                    "count",
                    "find",
                    "show",
                    "list",
                    "record",
                    "post",
                    "note",
                    "cite",
                    "project",
                    "expect",
                )
                and not any(c.dep_ in ("ccomp", "parataxis") for c in token.children)
            ):
                continue
            return _phrase(draft, who)
    for token in draft.view.tokens:  # "…," the agency said: the parser hangs the saying below the said
        if (
            token.pos_ == "VERB"
            and token.lemma_.lower() in ("say", "report", "announce", "tell")
            and token.dep_ in ("parataxis", "ccomp", "advcl", "ROOT", "conj")
        ):
            who = subject(token)
            if who is not None and draft.anchor.i not in {t.i for t in who.subtree} and token.i > draft.anchor.i:
                return _phrase(draft, who)
    return None


def _phrase(draft: Draft, who: Token) -> str | None:
    view = draft.view
    words = [t for t in who.subtree if view.holds(t)]
    stop = next((t for t in words if t.dep_ in ("relcl", "appos", "advcl", "acl") and t.i > who.i), None)
    if stop is not None:
        words = [t for t in words if t.i < stop.left_edge.i]
    if not words:
        return None
    return _clean(view.text[view.start(words[0]) : view.end(words[-1])])


def _clean(who: str) -> str | None:
    who = re.sub(r"\s+", " ", who).strip(' ,;:—–-“”"')
    return who or None


def _modality(draft: Draft) -> Modality:
    view, figure = draft.view, draft.figure
    text = view.text
    if text.rstrip("”\"’' )").endswith("?"):
        return Modality.QUESTION
    verb = draft.verb
    if verb is None:
        return Modality.ASSERTED
    chain = _chain(verb)
    words = " ".join(t.text for t in chain)
    own = text[figure.start : draft.end].lower()
    negated = any(t.dep_ == "neg" for t in chain) or bool(re.search(r"\b(?:never|no longer)\b", words, re.I))
    if re.search(r"\bwould (?:have|be)\b", words, re.I) or any(
        t.dep_ == "mark" and t.lower_ in ("if", "unless") for t in chain
    ):
        return Modality.HYPOTHETICAL
    if _modal("forecast_words").search(words) and not _past_expectation(text, draft):
        return Modality.FORECAST
    if any(v.lemma_.lower() in _intent() and v.pos_ == "VERB" and not _is_subject(draft, v) for v in _wanting(verb)):
        return Modality.FORECAST
    if DENIED.search(text[: figure.start]):
        return Modality.NEGATED
    if any(t.dep_ == "aux" and t.lower_ in ("could", "may", "might", "should") for t in chain):
        return Modality.HYPOTHETICAL
    if _within_condition(verb):
        return Modality.HYPOTHETICAL
    if negated and not re.match(r"not |no ", own):
        return Modality.NEGATED
    return Modality.ASSERTED


def _chain(verb: Token) -> list[Token]:
    """The verb with its auxiliaries and negation, and those of the verbs that it completes ("is expected to rise")."""
    tokens: list[Token] = [
        c
        for child in verb.children
        if child.dep_ == "xcomp"
        for c in child.children
        if c.dep_ == "aux" and c.lower_ == "to"
    ]
    current: Token | None = verb
    while current is not None:
        tokens.append(current)
        tokens += [
            c
            for c in current.children
            if c.dep_ in ("aux", "auxpass", "neg", "mark")
            or (c.dep_ in ("acomp", "prt") and c.lower_ in ("likely", "poised", "set", "due"))
        ]
        current = (
            current.head
            if current.dep_ in ("xcomp", "pcomp")
            and current.head.i != current.i
            and current.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
            else None
        )
    return sorted(tokens, key=lambda t: t.i)


def _past_expectation(text: str, draft: Draft) -> bool:
    """ "higher than expected" and "as expected" are no forecasts."""
    return bool(
        re.search(r"\b(?:than|as) (?:had been )?(?:expected|forecast|predicted|projected)\b", text, re.I)
    ) and not re.search(r"\b(?:will|’ll|'ll|is expected|are expected)\b", text, re.I)


def _within_condition(verb: Token) -> bool:
    for token in [verb, *ancestors(verb)]:
        if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in token.children):
            return True
    return False
