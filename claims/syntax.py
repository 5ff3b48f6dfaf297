"""A parsed sentence with sentence-relative offsets: the only way that the frame readers look at spaCy."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBORDINATE = frozenset({"advcl", "ccomp", "parataxis", "relcl", "csubj", "acl"})
"""Dependencies that open a clause of their own below a verb."""

CLAUSE_HEADS = frozenset({"VERB", "AUX"})


class SentenceView:
    """One parsed sentence. ``offset`` is where its text starts in the article."""

    def __init__(self, span: Span, offset: int) -> None:
        self.span = span
        self.offset = offset
        self.text: str = span.text
        self.masked: str = span.text
        """The text with noughts for its figures, so that "more than 40" compares nothing."""
        self._base: int = span.start_char
        self._clauses: dict[int, tuple[Token, ...]] = {}

    def mask(self, spans: Iterable[tuple[int, int]]) -> None:
        """Puts noughts for the stretches in ``masked``."""
        for start, end in spans:
            self.masked = self.masked[:start] + "0" * (end - start) + self.masked[end:]

    def let_go(self) -> None:
        """Drops the parse; text and offset stay."""
        self._clauses.clear()
        for name in ("span", "tokens", "verbs", "_starts", "_ends"):
            self.__dict__.pop(name, None)

    def clause(self, verb: Token) -> tuple[Token, ...]:
        """The tokens of a verb's own clause, in order, without the clauses below it or beside it."""
        found = self._clauses.get(verb.i)
        if found is None:
            found = self._clauses[verb.i] = _clause(verb)
        return found

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens in order."""
        return tuple(self.span)

    @cached_property
    def verbs(self) -> tuple[Token, ...]:
        """The verbs in order."""
        return tuple(token for token in self.tokens if token.pos_ == "VERB")

    @cached_property
    def _starts(self) -> list[int]:
        return [self.start(token) for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [self.end(token) for token in self.tokens]

    def start(self, token: Token) -> int:
        """Where a token starts in the sentence's text."""
        return int(token.idx) - self._base

    def end(self, token: Token) -> int:
        """Where a token ends in the sentence's text."""
        return int(token.idx) - self._base + len(token.text)

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that overlap ``text[start:end]``."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return self.tokens[first:last]

    def before(self, position: int, count: int) -> tuple[Token, ...]:
        """The last ``count`` tokens that end by a position of the sentence's text, in order."""
        last = bisect_right(self._ends, position)
        return self.tokens[max(0, last - count) : last]

    def after(self, position: int, count: int) -> tuple[Token, ...]:
        """The first ``count`` tokens that start at or behind a position of the sentence's text, in order."""
        first = bisect_left(self._starts, position)
        return self.tokens[first : first + count]

    def root(self, start: int, end: int) -> Token | None:
        """The token of a stretch whose head lies outside it: its syntactic representative."""
        inside = self.within(start, end)
        indices = {t.i for t in inside}
        outer = [t for t in inside if t.head.i not in indices or t.head.i == t.i]
        # A number is a better representative than a hedge or a sign.
        outer.sort(key=lambda t: (t.pos_ not in ("NUM", "NOUN", "PROPN", "ADJ"), -t.i))
        return outer[0] if outer else (inside[-1] if inside else None)

    def holds(self, token: Token) -> bool:
        """Whether a token belongs to this sentence."""
        return bool(self.span.start <= token.i < self.span.end)


DEEPEST = 64
"""No sentence that anyone wrote has more heads above a word; in a long list each item hangs on the one before."""


def ancestors(token: Token) -> Iterator[Token]:
    """The token's heads, nearest first, up to the root, at most ``DEEPEST``."""
    for _ in range(DEEPEST):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause that a token stands in; None in a verbless line."""
    if token.pos_ in CLAUSE_HEADS:
        return token
    return next((t for t in ancestors(token) if t.pos_ in CLAUSE_HEADS), None)


def _clause(verb: Token) -> tuple[Token, ...]:
    kept: list[Token] = []
    stack = [verb]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in token.children:
            opens = child.dep_ in SUBORDINATE or (child.dep_ == "conj" and child.pos_ in CLAUSE_HEADS)
            if not opens:
                stack.append(child)
    return tuple(sorted(kept, key=lambda t: t.i))


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in verb.children)


def subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one it shares with the verb it is joined to."""
    seen: Token | None = verb
    while seen is not None:
        for child in seen.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                return child
        seen = seen.head if seen.dep_ in ("conj", "xcomp", "aux", "auxpass") and seen.head.i != seen.i else None
    return None


def noun_phrase(noun: Token) -> list[Token]:
    """The tokens of a noun phrase up to its head: determiners, adjectives, compounds and the noun."""
    lead = noun.doc[noun.left_edge.i : noun.i]
    return [*(t for t in lead if noun.is_ancestor(t)), noun]
