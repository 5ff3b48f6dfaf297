"""Parts of speech and lemmas: what the model's own rules give for a word and its tag, each asked only once.

The rules of the model's ``attribute_ruler`` look at one token, but for a few ("let 's"): what they give for one tag,
dependency and word holds for every other such token. They are matched in Python, and take as long as the parser does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

KEPT = 1 << 13
"""So many words are remembered with their lemmas; then it begins anew, so that memory does not grow."""

LOOKED_AT = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
"""What the rules of a model may look at for their answers to be remembered."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the rules set for one sort of token."""

    pos: int
    morph: int
    lemma: str | None


class Morphology:
    """Fills part of speech, morphology and lemma of tagged and parsed docs.

    It gives what the components ``attribute_ruler`` and ``lemmatizer`` of the model give, where it has them.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        components: dict[str, Any] = dict(nlp.pipeline)
        self._vocab = nlp.vocab
        self._ruler: Any = components.get("attribute_ruler")
        self._lemmatizer: Any = components.get("lemmatizer")
        patterns = [pattern for rule in getattr(self._ruler, "patterns", ()) for pattern in rule["patterns"]]
        self._literals, self._expressions = _words_of(patterns)
        self._openers = Matcher(nlp.vocab)
        for pattern in patterns:
            if len(pattern) > 1:
                self._openers.add("opener", [pattern[:1]])
        self._plain = self._ruler is not None and all(set(spec) <= LOOKED_AT for p in patterns for spec in p)
        self._answers: dict[tuple[str, int, int, bool], _Answer | None] = {}
        self._lemmas: dict[tuple[int, int, int], str] = {}

    def fill(self, docs: Sequence[Doc]) -> None:
        """Sets what is missing in docs that a tagger and a parser have been over."""
        for doc in docs:
            answers = self._answers_for(doc) if self._plain else None
            if answers is None:
                if self._ruler is not None:
                    self._ruler(doc)
                if self._lemmatizer is not None:
                    self._lemmatizer(doc)
            else:
                self._set(doc, answers)
        if len(self._lemmas) > KEPT:
            self._lemmas.clear()
            getattr(self._lemmatizer, "cache", {}).clear()  # it is never emptied elsewhere

    def _set(self, doc: Doc, answers: list[_Answer]) -> None:
        from numpy import array

        values: Any = array([(a.pos, a.morph) for a in answers], dtype="uint64")
        doc.from_array(["POS", "MORPH"], values)
        if self._lemmatizer is None:
            return
        for token, answer in zip(doc, answers, strict=True):
            token.lemma_ = answer.lemma if answer.lemma is not None else self._lemma(token)

    def _lemma(self, token: Token) -> str:
        morph: Any = token.morph
        key = (token.orth, token.pos, morph.key)
        known = self._lemmas.get(key)
        if known is None:
            known = self._lemmas[key] = self._lemmatizer.lemmatize(token)[0]
        return known

    def _answers_for(self, doc: Doc) -> list[_Answer] | None:
        """What the rules set for each token; None where several of them may count together."""
        found = []
        for token in doc:
            word = token.lower_
            named = word in self._literals or (self._expressions is not None and self._expressions.search(word))
            key = (word if named else "", token.tag, token.dep, token.is_space)
            if key not in self._answers:
                self._answers[key] = self._asked(token)
            answer = self._answers[key]
            if answer is None:
                return None
            found.append(answer)
        return found

    def _asked(self, token: Token) -> _Answer | None:
        """What the rules set for such a token alone; None where it may open a rule of several, or changes its tag."""
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text], spaces=[False], tags=[token.tag_], deps=[token.dep_], heads=[0])
        if self._openers(alone):
            return None
        self._ruler(alone)
        (asked,) = alone
        if (asked.tag, asked.dep) != (token.tag, token.dep):
            return None
        morph: Any = asked.morph
        return _Answer(asked.pos, morph.key, asked.lemma_ or None)


def _words_of(patterns: Sequence[Sequence[dict[str, Any]]]) -> tuple[frozenset[str], re.Pattern[str] | None]:
    """The words that rules name, and the expressions by which they name others."""
    literals: set[str] = set()
    expressions: list[str] = []
    for value in _values(patterns):
        if isinstance(value, str):
            literals.add(value)
        else:
            for operator, operand in value.items():
                if operator == "REGEX":
                    expressions.append(operand)
                else:
                    literals.update([operand] if isinstance(operand, str) else operand)
    return frozenset(literals), re.compile("|".join(f"(?:{e})" for e in expressions)) if expressions else None


def _values(patterns: Sequence[Sequence[dict[str, Any]]]) -> Iterator[Any]:
    return (spec["LOWER"] for pattern in patterns for spec in pattern if "LOWER" in spec)
